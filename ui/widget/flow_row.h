#pragma once

#include "ui/widget/item_row.h"

namespace kfdesk::ui {

/// Buttons side by side, on as many lines as they need. Hidden ones take no room.
class FlowRow final : public ItemRow
{
public:
    explicit FlowRow(int spacing)
        : ItemRow(spacing)
    {}

    void insertFirst(QWidget* widget);

    Qt::Orientations expandingDirections() const override { return {}; }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& room) override;

private:
    enum class Pass { Measure, Place };
    int flow(const QRect& room, Pass pass) const; ///< the height that it takes
};

} // namespace kfdesk::ui
