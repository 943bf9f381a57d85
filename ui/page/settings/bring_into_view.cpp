#include "ui/page/settings/bring_into_view.h"

#include <QScrollArea>
#include <QTimer>

namespace kfdesk::ui {

void bringIntoView(QWidget* widget)
{
    QTimer::singleShot(0, widget, [widget] {
        for (QWidget* around = widget->parentWidget(); around; around = around->parentWidget()) {
            if (auto* area = qobject_cast<QScrollArea*>(around))
                area->ensureWidgetVisible(widget);
        }
    });
}

} // namespace kfdesk::ui
