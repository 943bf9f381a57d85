#pragma once

#include "ui/widget/layout.h"

#include <QVBoxLayout>

namespace kfdesk::ui {

/// A widget with a page's air around it; both are gone while it is hidden, where Qt's own layout would keep the air.
class Inset final : public QVBoxLayout
{
public:
    explicit Inset(QWidget* widget)
    {
        setContentsMargins(2 * gridPx, gridPx, 2 * gridPx, gridPx);
        addWidget(widget);
    }
    QSize sizeHint() const override { return isEmpty() ? QSize(0, 0) : QVBoxLayout::sizeHint(); }
    QSize minimumSize() const override { return isEmpty() ? QSize(0, 0) : QVBoxLayout::minimumSize(); }
};

} // namespace kfdesk::ui
