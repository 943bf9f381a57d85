#include "ui/table/sort_order.h"

#include <algorithm>

namespace kfdesk::ui {

namespace {

qsizetype commonLength(const QString& a, const QString& b, qsizetype atMost)
{
    const qsizetype end = qMin(atMost, qMin(a.size(), b.size()));
    qsizetype length = 0;
    while (length < end && a.at(length) == b.at(length))
        ++length;
    return length;
}

/// How many characters all texts begin with: they decide nothing.
qsizetype sharedLength(const std::vector<SortItem>& items)
{
    const QString* first = nullptr;
    qsizetype shared = 0;
    for (const SortItem& item : items) {
        const auto* text = std::get_if<QString>(&item.value);
        if (text && first)
            shared = commonLength(*first, *text, shared);
        else if (text)
            shared = (first = text)->size();
    }
    return shared;
}

/// The 64 bits that decide most, ordered like the values: most comparisons end here, without touching the strings.
quint64 prefixOf(const SortValue& value, qsizetype shared)
{
    if (const auto* number = std::get_if<qint64>(&value))
        return static_cast<quint64>(*number) ^ (quint64(1) << 63);
    quint64 prefix = 0;
    if (const auto* text = std::get_if<QString>(&value)) {
        for (qsizetype i = shared; i < shared + 4; ++i)
            prefix = prefix << 16 | (i < text->size() ? text->at(i).unicode() : 0);
    }
    return prefix;
}

bool isMissing(const SortValue& value)
{
    return std::holds_alternative<std::monostate>(value);
}

struct Entry
{
    quint64 prefix;
    const SortItem* item;
};

} // namespace

bool sortsBefore(const SortItem& a, const SortItem& b, Qt::SortOrder order)
{
    if (isMissing(a.value) != isMissing(b.value))
        return isMissing(b.value);
    if (a.value != b.value)
        return order == Qt::AscendingOrder ? a.value < b.value : b.value < a.value;
    return a.place < b.place;
}

std::vector<int> sortedSlots(const std::vector<SortItem>& items, Qt::SortOrder order)
{
    const qsizetype shared = sharedLength(items);
    std::vector<Entry> entries;
    entries.reserve(items.size());
    for (const SortItem& item : items)
        entries.push_back({prefixOf(item.value, shared), &item});
    const auto before = [order](const Entry& a, const Entry& b) {
        if (a.prefix != b.prefix && !isMissing(a.item->value) && !isMissing(b.item->value))
            return order == Qt::AscendingOrder ? a.prefix < b.prefix : b.prefix < a.prefix;
        return sortsBefore(*a.item, *b.item, order);
    };
    if (!std::is_sorted(entries.begin(), entries.end(), before)) // records mostly come in the order they are shown in
        std::sort(entries.begin(), entries.end(), before);
    std::vector<int> slots;
    slots.reserve(entries.size());
    for (const Entry& entry : entries)
        slots.push_back(entry.item->slot);
    return slots;
}

} // namespace kfdesk::ui
