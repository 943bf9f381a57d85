#pragma once

#include "core/service/error_text.h"
#include "ui/support/retranslated.h"

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class Card;
class Clipboard;

/// The two ways in, side by side.
class EntryCards : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit EntryCards(Clipboard& clipboard, QWidget* parent = nullptr);
    void setBusy(bool busy);
    void showError(const service::ErrorText& error);

Q_SIGNALS:
    void sandboxChosen();
    void connectChosen();

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
};

} // namespace kfdesk::ui
