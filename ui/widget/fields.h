#pragma once

#include "ui/support/retranslated.h"

#include <QLineEdit>
#include <QTimer>
#include <QToolButton>

#include <vector>

class QMenu;
class QPushButton;

namespace kfdesk::ui {

class Clipboard;

/// A line for a secret, hidden until the eye is pressed; hidden again when it loses the focus.
class MaskedField : public Retranslated<QLineEdit>
{
    Q_OBJECT

public:
    explicit MaskedField(QWidget* parent = nullptr);

protected:
    void retranslate() override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setRevealed(bool revealed);
    QAction* m_reveal;
};

/// A value to copy: fixed-pitch read-only text, elided by its end, and a Copy button.
class CopyField : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit CopyField(Clipboard& clipboard, QWidget* parent = nullptr);
    void setText(const QString& text);
    QString text() const;
    void setPrimary(bool primary);                ///< the button is the green one of this screen
    void setAccessibleLabel(const QString& what); ///< "Authorisation link"

protected:
    void retranslate() override;

private:
    Clipboard& m_clipboard;
    QLineEdit* m_text;
    QPushButton* m_copy;
    QString m_what;
};

/// The search line of a page: magnifier, clear button, a signal 150 ms after the last key (at once on Return).
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);
    /// Stops the wait: what is typed counts now.
    void flush();
    QSize sizeHint() const override;

Q_SIGNALS:
    void searchChanged(const QString& text); ///< never twice the same text in a row

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Esc clears

private:
    QTimer m_wait;
    QString m_told;
};

/// "Status: All ▾": one choice of several, remembered only while the page lives.
class FilterButton : public QToolButton
{
    Q_OBJECT

public:
    struct Choice
    {
        QString key; ///< untranslated; "" is "All" by convention
        QString text;
    };

    explicit FilterButton(QWidget* parent = nullptr);
    /// Call again on a change of language or of the choices: the chosen key stays if it is still there, else the first.
    void setChoices(const QString& label, const std::vector<Choice>& choices);
    QString chosen() const { return m_chosen; }
    void choose(const QString& key); ///< tells when it changes

Q_SIGNALS:
    void chosenChanged(const QString& key);

private:
    void updateText();

    QString m_label;
    std::vector<Choice> m_choices;
    QString m_chosen;
    QMenu* m_menu;
};

} // namespace kfdesk::ui
