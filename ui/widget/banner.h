#pragma once

#include "core/service/error_text.h"
#include "ui/support/colors.h"
#include "ui/support/retranslated.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Clipboard;

/// One message near the thing that it is about: cause, remedy, and the button that helps. Code and hint can be copied.
/// Hidden until something is shown.
class Banner : public Retranslated<QFrame>
{
    Q_OBJECT

public:
    explicit Banner(Clipboard& clipboard, QWidget* parent = nullptr);

    /// The button wears the words of `error.action`; none for ErrorAction::None.
    void showError(const service::ErrorText& error);
    /// A plain message. `actionText` empty: no button.
    void showMessage(Tone tone, const QString& title, const QString& text, const QString& actionText = {});
    void clear(); ///< hides

Q_SIGNALS:
    void actionTriggered(kfdesk::service::ErrorAction action); ///< None for showMessage()

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();

    Clipboard& m_clipboard;
    service::ErrorText m_error;
    Tone m_tone = Tone::Bad;
    QString m_actionText;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
    QPushButton* m_copy;
};

/// The words on the button for an action; empty for None.
QString actionText(service::ErrorAction action);

} // namespace kfdesk::ui
