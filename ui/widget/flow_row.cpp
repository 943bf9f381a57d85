#include "ui/widget/flow_row.h"

#include <QWidgetItem>

#include <algorithm>

namespace kfdesk::ui {

void FlowRow::insertFirst(QWidget* widget)
{
    addChildWidget(widget);
    m_items.insert(m_items.begin(), std::make_unique<QWidgetItem>(widget));
    invalidate();
}

QSize FlowRow::sizeHint() const
{
    const QMargins air = contentsMargins();
    int width = 0;
    int height = 0;
    for (const auto& item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + (width > 0 ? spacing() : 0);
        height = std::max(height, item->sizeHint().height());
    }
    return QSize(width, height).grownBy(air);
}

QSize FlowRow::minimumSize() const
{
    QSize widest(0, 0);
    for (const auto& item : m_items) {
        if (!item->isEmpty())
            widest = widest.expandedTo(item->minimumSize());
    }
    return widest.grownBy(contentsMargins());
}

int FlowRow::heightForWidth(int width) const
{
    return flow({0, 0, width, 0}, Pass::Measure);
}

void FlowRow::setGeometry(const QRect& room)
{
    QLayout::setGeometry(room);
    flow(room, Pass::Place);
}

int FlowRow::flow(const QRect& room, Pass pass) const
{
    const QMargins air = contentsMargins();
    const int left = room.left() + air.left();
    const int right = room.right() + 1 - air.right();
    int x = left;
    int y = room.top() + air.top();
    int lineHeight = 0;
    for (const auto& item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        if (x > left && x + size.width() > right) {
            x = left;
            y += lineHeight + spacing();
            lineHeight = 0;
        }
        if (pass == Pass::Place)
            item->setGeometry({QPoint(x, y), size});
        x += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight + air.bottom() - room.top();
}

} // namespace kfdesk::ui
