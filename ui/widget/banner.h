#pragma once

#include "core/service/error_text.h"
#include "ui/support/colors.h"
#include "ui/support/retranslated.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

namespace kfdesk::ui {

class Clipboard;
class FlowRow;

/// One message near the thing that it is about: cause, remedy, and the button that helps. Code and hint can be copied.
/// Hidden until something is shown.
class Banner : public Retranslated<QFrame>
{
    Q_OBJECT

public:
    explicit Banner(Clipboard& clipboard, QWidget* parent = nullptr);

    /// The button wears the words of `error.action`; none for ErrorAction::None. Copying an address is done here.
    void showError(const service::ErrorText& error);
    /// The same, and worded anew when the language changes.
    void showError(const Error& error);
    /// A plain message. `actionText` empty: no button.
    void showMessage(Tone tone, const QString& title, const QString& text, const QString& actionText = {});
    void clear(); ///< hides
    /// Whether the person can put it away; yes unless it says what stays true.
    void setClosable(bool closable);
    /// One more button, before the others; the owner words, shows and hides it. It stands for ErrorAction::Retry.
    void setRetryButton(QPushButton* button);

Q_SIGNALS:
    void actionTriggered(kfdesk::service::ErrorAction action); ///< None for showMessage()

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();
    void act();

    Clipboard& m_clipboard;
    std::optional<Error> m_source; ///< of m_error, when it came with one
    service::ErrorText m_error;
    Tone m_tone = Tone::Bad;
    QString m_actionText;
    FlowRow* m_buttons;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
    QPushButton* m_ownersRetry = nullptr;
    QPushButton* m_copy;
    QToolButton* m_close;
};

/// The words on the button for an action; empty for None.
QString actionText(service::ErrorAction action);

} // namespace kfdesk::ui
