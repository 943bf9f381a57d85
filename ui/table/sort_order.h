#pragma once

#include "ui/table/column.h"

#include <vector>

namespace kfdesk::ui {

/// A record as sorting sees it.
struct SortItem
{
    SortValue value;
    int slot = 0;  ///< where the record is stored
    int place = 0; ///< decides between equal values, ascending in both directions
};

/// Missing values last in both directions.
bool sortsBefore(const SortItem& a, const SortItem& b, Qt::SortOrder order);

/// The slots of `items` in order. Values of one column are of one type, or missing.
std::vector<int> sortedSlots(const std::vector<SortItem>& items, Qt::SortOrder order);

} // namespace kfdesk::ui
