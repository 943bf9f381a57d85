#pragma once

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QLineEdit>

namespace kfdesk::ui::test {

/// Puts `text` in place of what is there, as an input method does: any character, and the field says that it was
/// edited.
inline void type(QLineEdit* editor, const QString& text)
{
    editor->clear();
    QInputMethodEvent typed;
    typed.setCommitString(text);
    QCoreApplication::sendEvent(editor, &typed);
}

} // namespace kfdesk::ui::test
