#include "ui/widget/wrap_row.h"

#include <algorithm>
#include <utility>

namespace kfdesk::ui {

int WrapRow::widthOfOthers() const
{
    int width = 0;
    for (size_t i = 1; i < m_items.size(); ++i)
        width += m_items[i]->sizeHint().width() + (i > 1 ? spacing() : 0);
    return width;
}

int WrapRow::heightOfOthers() const
{
    int height = 0;
    for (size_t i = 1; i < m_items.size(); ++i)
        height = std::max(height, m_items[i]->sizeHint().height());
    return height;
}

bool WrapRow::wraps(int width) const
{
    return m_items.size() > 1 && m_items.front()->minimumSize().width() + spacing() + widthOfOthers() > width;
}

int WrapRow::heightOf(QLayoutItem& item, int width)
{
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

QSize WrapRow::sizeHint() const
{
    if (m_items.empty())
        return {0, 0};
    const QSize first = m_items.front()->sizeHint();
    return {first.width() + spacing() + widthOfOthers(), std::max(first.height(), heightOfOthers())};
}

QSize WrapRow::minimumSize() const
{
    if (m_items.empty())
        return {0, 0};
    const QSize first = m_items.front()->minimumSize();
    return {std::max(first.width(), widthOfOthers()), std::max(first.height(), heightOfOthers())};
}

int WrapRow::heightForWidth(int width) const
{
    if (m_items.empty())
        return 0;
    if (wraps(width))
        return heightOf(*m_items.front(), width) + spacing() + heightOfOthers();
    return std::max(heightOf(*m_items.front(), width - spacing() - widthOfOthers()), heightOfOthers());
}

void WrapRow::setGeometry(const QRect& room)
{
    QLayout::setGeometry(room);
    if (m_items.empty())
        return;
    QLayoutItem& first = *m_items.front();
    if (wraps(room.width())) {
        const int height = heightOf(first, room.width());
        first.setGeometry({room.left(), room.top(), room.width(), height});
        placeOthers(room.left(), room.top() + height + spacing(), heightOfOthers());
        return;
    }
    const int others = m_items.size() > 1 ? widthOfOthers() + spacing() : 0;
    first.setGeometry({room.left(), room.top(), room.width() - others, room.height()});
    placeOthers(room.left() + room.width() - others + spacing(), room.top(), room.height());
}

void WrapRow::placeOthers(int left, int top, int height)
{
    for (size_t i = 1; i < m_items.size(); ++i) {
        const QSize size = m_items[i]->sizeHint();
        m_items[i]->setGeometry({QPoint(left, top + (height - size.height()) / 2), size});
        left += size.width() + spacing();
    }
}

} // namespace kfdesk::ui
