#pragma once

#include "core/base/error.h"
#include "ui/support/retranslated.h"

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class Card;
class Clipboard;

/// The two ways in, side by side, and the way to a workspace that is somewhere else.
class EntryCards : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit EntryCards(Clipboard& clipboard, QWidget* parent = nullptr);
    void setBusy(bool busy);
    void showError(const Error& error);

Q_SIGNALS:
    void sandboxChosen();
    void connectChosen();
    void openChosen();

protected:
    void retranslate() override;

private:
    struct Entry
    {
        Card* card;
        QLabel* title;
        QLabel* text;
        QPushButton* button;
    };
    Entry makeEntry();

    QLabel* m_welcome;
    QLabel* m_subtitle;
    Banner* m_banner;
    Entry m_sandbox;
    Entry m_connect;
    QPushButton* m_open;
};

} // namespace kfdesk::ui
