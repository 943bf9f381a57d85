#pragma once

#include "ui/support/retranslated.h"

class QToolButton;

namespace kfdesk::ui {

class Clipboard;

/// An opaque id on one line, its middle left out where there is no room for it, and right behind it a button that
/// copies all of it.
class IdLine : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit IdLine(Clipboard& clipboard, QWidget* parent = nullptr);
    void setText(const QString& id); ///< empty: nothing is shown
    QString text() const { return m_id; }
    void setAccessibleLabel(const QString& what); ///< "Corp id"

protected:
    void retranslate() override;

private:
    class Words;

    QString m_id;
    QString m_what;
    Words* m_words;
    QToolButton* m_copy;
};

} // namespace kfdesk::ui
