#pragma once

#include "ui/support/retranslated.h"
#include "ui/window/app_controller.h"

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class Clipboard;
class MaskedField;
class Prompts;

/// What is shown instead of the pages: the workspace is being opened, or why it could not be, or it is locked, with a
/// button for every way that opens its vault. Another workspace can always be opened instead.
class UnlockView : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    UnlockView(AppController& controller, Clipboard& clipboard, Prompts& prompts, QWidget* parent = nullptr);

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void update();
    void focusWhatHelps();
    void showTrouble();
    bool opensBy(const char* kind) const;
    void tryPassphrase();
    void chooseKeyFile();
    void askKeychain();
    void unlock(const store::SlotKey& key);
    void chooseWorkspace();

    AppController& m_controller;
    Prompts& m_prompts;
    Error m_trouble; ///< an empty id: none
    bool m_busy = false;
    QLabel* m_title;
    QLabel* m_text;
    MaskedField* m_passphrase;
    QPushButton* m_unlock;
    Banner* m_banner;
    QPushButton* m_retry;
    QPushButton* m_keyFile;
    QPushButton* m_keychain;
    QPushButton* m_another;
};

} // namespace kfdesk::ui
