#pragma once

#include "ui/widget/layout.h"

#include <QVBoxLayout>

namespace kfdesk::ui {

/// A widget with a page's air around it; both are gone while it is hidden, where Qt's own layout would keep the air.
class Inset final : public QVBoxLayout
{
public:
    static constexpr int sideAir = 20; ///< begins where the page's title begins

    explicit Inset(QWidget* widget)
    {
        setContentsMargins(sideAir, gridPx, sideAir, gridPx);
        addWidget(widget);
    }
    QSize sizeHint() const override { return isEmpty() ? QSize(0, 0) : QVBoxLayout::sizeHint(); }
    QSize minimumSize() const override { return isEmpty() ? QSize(0, 0) : QVBoxLayout::minimumSize(); }
};

} // namespace kfdesk::ui
