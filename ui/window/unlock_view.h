#pragma once

#include "ui/support/retranslated.h"
#include "ui/window/app_controller.h"

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class Clipboard;
class MaskedField;

/// What is shown instead of the pages: the passphrase is asked for (and what the keychain said, when it has a key), or
/// the workspace is being opened, or why it could not be.
class UnlockView : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    UnlockView(AppController& controller, Clipboard& clipboard, QWidget* parent = nullptr);

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void update();
    void tryPassphrase();
    void showKeychainError(const Error& error);
    void askKeychain();

    AppController& m_controller;
    QLabel* m_title;
    QLabel* m_text;
    MaskedField* m_passphrase;
    QPushButton* m_unlock;
    Banner* m_banner;
};

} // namespace kfdesk::ui
