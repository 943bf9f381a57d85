#include "ui/support/retranslated.h"

namespace kfdesk::ui {

void label(QWidget* widget, const QString& id, const QString& name, const QString& description)
{
    widget->setObjectName(id);
    widget->setAccessibleName(name);
    widget->setAccessibleDescription(description);
}

} // namespace kfdesk::ui
