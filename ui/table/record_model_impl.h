#pragma once

// The body of RecordModel; included by record_model.h only.
#include "ui/table/column_data.h"
#include "ui/table/record_model.h"

#include <algorithm>
#include <utility>

namespace kfdesk::ui {

/// More rows than this coming and going at once are shown by a reset, which costs less.
inline constexpr int maxRowSteps = 64;

template <typename R>
RecordModel<R>::RecordModel(std::vector<Column<R>> columns, IdOf idOf, QObject* parent)
    : TableModel(parent)
    , m_columns(std::move(columns))
    , m_idOf(std::move(idOf))
{}

template <typename R>
void RecordModel<R>::setSearchKey(std::function<QString(const R&)> searchKey)
{
    m_searchKey = std::move(searchKey);
}

template <typename R>
void RecordModel<R>::setRecords(std::vector<R> records)
{
    QSet<qint64> gone;
    for (auto it = m_slotOf.keyBegin(); it != m_slotOf.keyEnd(); ++it)
        gone.insert(*it);
    int come = 0;
    for (const R& record : records)
        come += gone.remove(m_idOf(record)) ? 0 : 1;
    if (come + gone.size() > maxRowSteps || m_slotOf.isEmpty()) {
        reset(std::move(records));
        return;
    }
    for (const qint64 id : gone)
        drop(id);
    QSet<int> touched;
    m_nextPlace = 0;
    for (R& record : records) {
        const qint64 id = m_idOf(record);
        if (const int slot = store(std::move(record)); slot >= 0)
            touched.insert(slot);
        m_place[static_cast<size_t>(m_slotOf.value(id))] = m_nextPlace++;
    }
    sortAll();
    showRows(filtered(), touched);
}

template <typename R>
void RecordModel<R>::apply(const QSet<qint64>& asked, std::vector<R> found)
{
    QSet<int> touched;
    QSet<qint64> gone = asked;
    for (R& record : found) {
        gone.remove(m_idOf(record));
        if (const int slot = store(std::move(record)); slot >= 0)
            touched.insert(slot);
    }
    QSet<int> moved = touched;
    for (const qint64 id : gone) {
        if (m_slotOf.contains(id))
            moved.insert(m_slotOf.value(id));
        drop(id);
    }
    std::erase_if(m_order, [&moved](int slot) { return moved.contains(slot); });
    for (const int slot : touched) {
        const SortItem item = sortItem(slot);
        const auto at = std::upper_bound(m_order.begin(), m_order.end(), item, [this](const SortItem& a, int other) {
            return sortsBefore(a, sortItem(other), m_sortOrder);
        });
        m_order.insert(at, slot);
    }
    showRows(filtered(), touched);
}

template <typename R>
void RecordModel<R>::setFilter(QStringList words, Predicate predicate)
{
    m_words = std::move(words);
    m_predicate = std::move(predicate);
    beginResetModel();
    m_rows = filtered();
    endResetModel();
}

template <typename R>
void RecordModel<R>::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    sortAll();
    m_rows = filtered();
    endResetModel();
}

// Storage

template <typename R>
int RecordModel<R>::store(R record)
{
    const qint64 id = m_idOf(record);
    const QString key = m_searchKey ? m_searchKey(record) : QString();
    if (const auto known = m_slotOf.constFind(id); known != m_slotOf.constEnd()) {
        R& stored = m_records[static_cast<size_t>(*known)];
        if (stored == record)
            return -1;
        stored = std::move(record);
        m_search.replace(*known, key);
        return *known;
    }
    int slot = static_cast<int>(m_records.size());
    if (m_free.empty()) {
        m_records.push_back(std::move(record));
        m_place.push_back(m_nextPlace++);
        m_search.append(key);
    } else {
        slot = m_free.back();
        m_free.pop_back();
        m_records[static_cast<size_t>(slot)] = std::move(record);
        m_place[static_cast<size_t>(slot)] = m_nextPlace++;
        m_search.replace(slot, key);
    }
    m_slotOf.insert(id, slot);
    return slot;
}

template <typename R>
void RecordModel<R>::drop(qint64 id)
{
    const auto it = m_slotOf.constFind(id);
    if (it == m_slotOf.constEnd())
        return;
    // The record stays in its slot until its row is gone: a view may still ask for it, and a new record in the same
    // slot would look like the old one changed.
    m_dropped.push_back(*it);
    m_search.replace(*it, QString());
    m_slotOf.erase(it);
}

template <typename R>
QSet<int> RecordModel<R>::unusedSlots() const
{
    QSet<int> unused(m_free.begin(), m_free.end());
    unused.unite(QSet<int>(m_dropped.begin(), m_dropped.end()));
    return unused;
}

template <typename R>
void RecordModel<R>::reset(std::vector<R> records)
{
    beginResetModel();
    m_records.clear();
    m_place.clear();
    m_free.clear();
    m_dropped.clear();
    m_slotOf.clear();
    m_search.clear();
    m_nextPlace = 0;
    m_records.reserve(records.size());
    m_slotOf.reserve(static_cast<qsizetype>(records.size()));
    for (R& record : records)
        store(std::move(record));
    sortAll();
    m_rows = filtered();
    endResetModel();
}

// Order

template <typename R>
SortItem RecordModel<R>::sortItem(int slot) const
{
    SortItem item{std::monostate(), slot, m_place[static_cast<size_t>(slot)]};
    if (m_sortColumn < 0)
        return item;
    const Column<R>& column = m_columns[static_cast<size_t>(m_sortColumn)];
    if (column.sort)
        item.value = column.sort(at(slot));
    else
        item.value = column.text(at(slot)).toCaseFolded();
    return item;
}

template <typename R>
void RecordModel<R>::sortAll()
{
    std::vector<SortItem> items;
    items.reserve(m_records.size());
    const QSet<int> unused = unusedSlots();
    for (int slot = 0; slot < static_cast<int>(m_records.size()); ++slot) {
        if (!unused.contains(slot))
            items.push_back(sortItem(slot));
    }
    m_order = sortedSlots(items, m_sortOrder);
}

template <typename R>
std::vector<int> RecordModel<R>::filtered() const
{
    const std::vector<bool> hits = m_search.match(m_words);
    std::vector<int> rows;
    rows.reserve(m_order.size());
    for (const int slot : m_order) {
        if (hits[static_cast<size_t>(slot)] && (!m_predicate || m_predicate(at(slot))))
            rows.push_back(slot);
    }
    return rows;
}

// From the rows shown to the rows wanted

template <typename R>
void RecordModel<R>::showRows(std::vector<int> rows, const QSet<int>& touched)
{
    const QSet<int> before(m_rows.begin(), m_rows.end());
    const QSet<int> after(rows.begin(), rows.end());
    std::vector<int> kept; // in the new order
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept), [&](int slot) { return before.contains(slot); });
    const auto steps = m_rows.size() + rows.size() - 2 * kept.size();
    m_free.insert(m_free.end(), m_dropped.begin(), m_dropped.end());
    m_dropped.clear();
    if (steps > static_cast<size_t>(maxRowSteps)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    removeRowsNotIn(after);
    reorder(std::move(kept));
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
        const int slot = rows[static_cast<size_t>(row)];
        if (!before.contains(slot)) {
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, slot);
            endInsertRows();
        } else if (touched.contains(slot)) {
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
    }
}

template <typename R>
void RecordModel<R>::removeRowsNotIn(const QSet<int>& kept)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (kept.contains(m_rows[static_cast<size_t>(row)]))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

template <typename R>
void RecordModel<R>::reorder(std::vector<int> rows)
{
    if (rows == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    QHash<int, int> rowOfSlot;
    rowOfSlot.reserve(static_cast<qsizetype>(rows.size()));
    for (size_t row = 0; row < rows.size(); ++row)
        rowOfSlot.insert(rows[row], static_cast<int>(row));
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& old : from)
        to << index(rowOfSlot.value(m_rows[static_cast<size_t>(old.row())]), old.column());
    m_rows = std::move(rows);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

// What the view asks

template <typename R>
const R* RecordModel<R>::record(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &at(m_rows[static_cast<size_t>(row)]);
}

template <typename R>
const R* RecordModel<R>::recordById(qint64 id) const
{
    const auto slot = m_slotOf.constFind(id);
    return slot == m_slotOf.constEnd() ? nullptr : &at(*slot);
}

template <typename R>
std::vector<std::reference_wrapper<const R>> RecordModel<R>::records() const
{
    std::vector<std::reference_wrapper<const R>> all;
    all.reserve(m_order.size());
    for (const int slot : m_order)
        all.push_back(std::cref(at(slot)));
    return all;
}

template <typename R>
qint64 RecordModel<R>::idAt(int row) const
{
    const R* found = record(row);
    return found ? m_idOf(*found) : 0;
}

template <typename R>
std::vector<int> RecordModel<R>::rowsOf(const QSet<qint64>& ids) const
{
    QSet<int> slots;
    for (const qint64 id : ids) {
        if (const auto slot = m_slotOf.constFind(id); slot != m_slotOf.constEnd())
            slots.insert(*slot);
    }
    std::vector<int> rows;
    for (int row = 0; row < rowCount() && rows.size() < static_cast<size_t>(slots.size()); ++row) {
        if (slots.contains(m_rows[static_cast<size_t>(row)]))
            rows.push_back(row);
    }
    return rows;
}

template <typename R>
void RecordModel<R>::rowsAsTsv(const std::vector<int>& rows, const std::vector<int>& columns,
                               std::function<void(QString)> done)
{
    QString text;
    for (const int row : rows) {
        if (const R* found = record(row))
            text += tsvLine(m_columns, columns, *found);
    }
    done(std::move(text));
}

template <typename R>
ColumnInfo RecordModel<R>::columnInfo(int column) const
{
    return columnInfoOf(m_columns[static_cast<size_t>(column)]);
}

template <typename R>
QStringList RecordModel<R>::widestTexts(int column) const
{
    const Column<R>& asked = m_columns[static_cast<size_t>(column)];
    return asked.widest ? asked.widest() : QStringList();
}

template <typename R>
int RecordModel<R>::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

template <typename R>
int RecordModel<R>::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

template <typename R>
QVariant RecordModel<R>::data(const QModelIndex& index, int role) const
{
    const R* found = index.isValid() ? record(index.row()) : nullptr;
    if (!found)
        return {};
    if (role == IdRole)
        return m_idOf(*found);
    return columnData(m_columns[static_cast<size_t>(index.column())], *found, role);
}

template <typename R>
QVariant RecordModel<R>::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return columnHeader(m_columns[static_cast<size_t>(section)], role);
}

} // namespace kfdesk::ui
