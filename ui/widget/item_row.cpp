#include "ui/widget/item_row.h"

namespace kfdesk::ui {

void ItemRow::addItem(QLayoutItem* item)
{
    m_items.emplace_back(item);
}

QLayoutItem* ItemRow::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<size_t>(index)].get() : nullptr;
}

QLayoutItem* ItemRow::takeAt(int index)
{
    if (!itemAt(index))
        return nullptr;
    const auto place = m_items.begin() + index;
    QLayoutItem* taken = place->release();
    m_items.erase(place);
    return taken;
}

} // namespace kfdesk::ui
