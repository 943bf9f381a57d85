#pragma once

#include "ui/widget/item_row.h"

namespace kfdesk::ui {

/// A row whose first part takes the room that the others leave; where it would get less than it needs, the others
/// stand beneath it, left-aligned.
class WrapRow final : public ItemRow
{
public:
    explicit WrapRow(int spacing)
        : ItemRow(spacing)
    {}

    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& room) override;

private:
    int widthOfOthers() const;
    int heightOfOthers() const;
    bool wraps(int width) const;
    void placeOthers(int left, int top, int height);
    static int heightOf(QLayoutItem& item, int width);
};

} // namespace kfdesk::ui
