#pragma once

#include "ui/widget/layout.h"

#include <QVBoxLayout>

namespace kfdesk::ui {

/// The widget with a page's air around it; both are gone while it is hidden.
inline QLayout* inset(QWidget* widget)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(2 * gridPx, gridPx, 2 * gridPx, gridPx);
    column->addWidget(widget);
    return column;
}

} // namespace kfdesk::ui
