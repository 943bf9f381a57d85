#pragma once

/// The body of WindowedModel; included by windowed_model.h only.
#include "ui/table/column_data.h"
#include "ui/table/windowed_model.h"

#include <algorithm>
#include <utility>

namespace kfdesk::ui {

template <typename R>
WindowedModel<R>::WindowedModel(std::vector<Column<R>> columns, IdOf idOf, QThreadPool& pool, Fetch fetch,
                                QObject* parent)
    : WindowedModelBase(parent)
    , m_columns(std::move(columns))
    , m_idOf(std::move(idOf))
    , m_pool(pool)
    , m_fetch(std::move(fetch))
{}

template <typename R>
void WindowedModel<R>::setIds(std::vector<qint64> ids)
{
    if (ids == m_ids) {
        invalidate({});
        return;
    }
    beginResetModel();
    m_ids = std::move(ids);
    m_wanted.clear();
    m_missing.clear();
    ++m_generation;
    for (const qint64 id : m_cache.keys())
        m_stale.insert(id);
    endResetModel();
}

template <typename R>
void WindowedModel<R>::invalidate(const QSet<qint64>& ids)
{
    m_missing.clear();
    for (const qint64 id : m_cache.keys()) {
        if (ids.isEmpty() || ids.contains(id))
            m_stale.insert(id);
    }
    if (!m_ids.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1)); // painting asks for what it needs
}

template <typename R>
void WindowedModel<R>::sort(int column, Qt::SortOrder order)
{
    if (column >= 0)
        Q_EMIT sortRequested(m_columns[static_cast<size_t>(column)].id, order);
}

// Fetching

template <typename R>
void WindowedModel<R>::request(int block) const
{
    if (std::find(m_wanted.begin(), m_wanted.end(), block) != m_wanted.end())
        return;
    m_wanted.push_back(block);
    // Not from within data(): a view is painting.
    auto* self = const_cast<WindowedModel*>(this);
    QMetaObject::invokeMethod(
        self, [self] { self->startNext(); }, Qt::QueuedConnection);
}

template <typename R>
void WindowedModel<R>::startNext()
{
    if (m_fetching || m_wanted.empty())
        return;
    const int block = m_wanted.back();
    const auto begin = m_ids.begin() + std::min<qsizetype>(qsizetype(block) * blockRows, rowCount());
    const auto end = begin + std::min<qsizetype>(blockRows, m_ids.end() - begin);
    m_fetching = true;
    runInBackground(
        m_pool, this, [fetch = m_fetch, ids = std::vector<qint64>(begin, end)](std::stop_token) { return fetch(ids); },
        [this, block, generation = m_generation](Result<std::vector<R>> rows) {
            m_fetching = false;
            if (generation == m_generation) {
                std::erase(m_wanted, block);
                arrived(block, rows.value_or(std::vector<R>()));
                if (!rows)
                    Q_EMIT fetchFailed(rows.error());
            }
            startNext();
        });
}

template <typename R>
void WindowedModel<R>::arrived(int block, std::vector<R> rows)
{
    const int first = block * blockRows;
    const int last = std::min(first + blockRows, rowCount()) - 1;
    for (int row = first; row <= last; ++row)
        m_missing.insert(idAt(row));
    for (R& row : rows) {
        const qint64 id = m_idOf(row);
        m_stale.remove(id);
        m_missing.remove(id);
        m_cache.insert(id, new R(std::move(row)));
    }
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
}

template <typename R>
void WindowedModel<R>::rowsAsTsv(const std::vector<int>& rows, const std::vector<int>& columns,
                                 std::function<void(QString)> done)
{
    auto job = std::make_shared<TsvJob>();
    for (const int row : rows)
        job->ids.push_back(idAt(row));
    job->columns = columns;
    job->done = std::move(done);
    continueTsv(std::move(job));
}

template <typename R>
void WindowedModel<R>::continueTsv(std::shared_ptr<TsvJob> job)
{
    constexpr size_t chunk = 1000; // never all rows in memory
    if (job->next >= job->ids.size()) {
        job->done(std::move(job->text));
        return;
    }
    const auto begin = job->ids.begin() + static_cast<qsizetype>(job->next);
    const auto length = static_cast<qsizetype>(std::min(chunk, job->ids.size() - job->next));
    job->next += chunk;
    runInBackground(
        m_pool, this,
        [fetch = m_fetch, ids = std::vector<qint64>(begin, begin + length)](std::stop_token) { return fetch(ids); },
        [this, job](Result<std::vector<R>> rows) {
            if (!rows) {
                Q_EMIT fetchFailed(rows.error());
                return;
            }
            for (const R& row : *rows)
                job->text += tsvLine(m_columns, job->columns, row);
            continueTsv(job);
        });
}

// What the view asks

template <typename R>
const R* WindowedModel<R>::record(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : m_cache.object(m_ids[static_cast<size_t>(row)]);
}

template <typename R>
qint64 WindowedModel<R>::idAt(int row) const
{
    return row < 0 || row >= rowCount() ? 0 : m_ids[static_cast<size_t>(row)];
}

template <typename R>
std::vector<int> WindowedModel<R>::rowsOf(const QSet<qint64>& ids) const
{
    std::vector<int> rows;
    for (size_t row = 0; row < m_ids.size() && rows.size() < static_cast<size_t>(ids.size()); ++row) {
        if (ids.contains(m_ids[row]))
            rows.push_back(static_cast<int>(row));
    }
    return rows;
}

template <typename R>
ColumnInfo WindowedModel<R>::columnInfo(int column) const
{
    return columnInfoOf(m_columns[static_cast<size_t>(column)]);
}

template <typename R>
QStringList WindowedModel<R>::widestTexts(int column) const
{
    const Column<R>& asked = m_columns[static_cast<size_t>(column)];
    return asked.widest ? asked.widest() : QStringList();
}

template <typename R>
int WindowedModel<R>::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

template <typename R>
int WindowedModel<R>::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

template <typename R>
QVariant WindowedModel<R>::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const qint64 id = idAt(index.row());
    if (role == IdRole)
        return id;
    const R* found = record(index.row());
    if (role == Qt::DisplayRole && (!found || m_stale.contains(id)) && !m_missing.contains(id))
        request(index.row() / blockRows);
    if (found)
        return columnData(m_columns[static_cast<size_t>(index.column())], *found, role);
    if (role == Qt::DisplayRole)
        return QString(QChar(0x2026));
    if (role == LoadedRole)
        return false;
    return {};
}

template <typename R>
QVariant WindowedModel<R>::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return columnHeader(m_columns[static_cast<size_t>(section)], role);
}

} // namespace kfdesk::ui
