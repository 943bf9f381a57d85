#pragma once

#include "core/base/result.h"
#include "ui/support/background.h"
#include "ui/table/table_model.h"

#include <QCache>

namespace kfdesk::ui {

/// Signals of WindowedModel (templates cannot have any).
class WindowedModelBase : public TableModel
{
    Q_OBJECT

public:
    using TableModel::TableModel;

Q_SIGNALS:
    /// The person chose a column: read the ids in that order and call setIds().
    void sortRequested(const QString& columnId, Qt::SortOrder order);
    void fetchFailed(const kfdesk::Error& error);
};

/// A table over very many rows: their ids in order, and the rows around the visible ones, fetched in the background in
/// blocks and kept in a bounded cache. Rows not there yet show "…".
template <typename R>
class WindowedModel final : public WindowedModelBase
{
public:
    using IdOf = std::function<qint64(const R&)>;
    /// Runs on `pool`. May answer in any order and leave out rows that are gone.
    using Fetch = std::function<Result<std::vector<R>>(const std::vector<qint64>&)>;

    WindowedModel(std::vector<Column<R>> columns, IdOf idOf, QThreadPool& pool, Fetch fetch, QObject* parent = nullptr);

    /// The same ids in the same order: the rows are only read again. Else a reset, with the rows in the cache kept.
    void setIds(std::vector<qint64> ids);
    /// These rows changed: read again; the old content stays until the new one is there. Empty: all.
    void invalidate(const QSet<qint64>& ids);

    const std::vector<qint64>& ids() const { return m_ids; }
    const R* record(int row) const; ///< null while it is not loaded

    qint64 idAt(int row) const override;
    std::vector<int> rowsOf(const QSet<qint64>& ids) const override;
    void rowsAsTsv(const std::vector<int>& rows, const std::vector<int>& columns,
                   std::function<void(QString)> done) override;
    ColumnInfo columnInfo(int column) const override;
    QStringList widestTexts(int column) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    static constexpr int blockRows = 64;
    static constexpr int cachedRows = 8192;

private:
    struct TsvJob ///< rows on their way to the clipboard, a chunk at a time
    {
        std::vector<qint64> ids;
        std::vector<int> columns;
        size_t next = 0;
        QString text;
        std::function<void(QString)> done;
    };
    void continueTsv(std::shared_ptr<TsvJob> job);
    void request(int block) const;
    void startNext();
    void arrived(int block, std::vector<R> rows);

    std::vector<Column<R>> m_columns;
    IdOf m_idOf;
    QThreadPool& m_pool;
    Fetch m_fetch;
    std::vector<qint64> m_ids;
    mutable QCache<qint64, R> m_cache{cachedRows};
    QSet<qint64> m_stale;   ///< in the cache, to be read again
    QSet<qint64> m_missing; ///< asked for and gone, or could not be read: not asked for again before the next setIds()
    mutable std::vector<int> m_wanted; ///< blocks asked for while painting; the newest is fetched first
    bool m_fetching = false;
    quint64 m_generation = 0;
};

} // namespace kfdesk::ui

#include "ui/table/windowed_model_impl.h"
