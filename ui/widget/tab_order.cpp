#include "ui/widget/tab_order.h"

#include <QRadioButton>

namespace kfdesk::ui {

QList<QWidget*> tabStops(QWidget* part)
{
    if ((part->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
        return {part};
    QList<QWidget*> stops;
    for (QObject* child : part->children()) {
        auto* widget = qobject_cast<QWidget*>(child);
        if (widget && !widget->isWindow())
            stops += tabStops(widget);
    }
    return stops;
}

void continueTabOrder(QWidget* before, const QList<QWidget*>& parts)
{
    const QList<QWidget*> stopsBefore = tabStops(before);
    QWidget* last = stopsBefore.isEmpty() ? before : stopsBefore.last();
    for (QWidget* part : parts) {
        for (QWidget* stop : tabStops(part)) {
            QWidget::setTabOrder(last, stop);
            last = stop;
        }
    }
}

void tabToChecked(const QList<QRadioButton*>& buttons)
{
    const auto fit = [buttons] {
        for (QRadioButton* button : buttons)
            button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
    };
    for (QRadioButton* button : buttons)
        QObject::connect(button, &QRadioButton::toggled, button, fit);
    fit();
}

} // namespace kfdesk::ui
