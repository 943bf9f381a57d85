#pragma once

#include "ui/table/search_index.h"
#include "ui/table/table_model.h"

#include <QHash>

namespace kfdesk::ui {

/// A table over plain records held in memory (up to some 100 000).
///
/// - setRecords(): everything anew; rows are diffed by id where that is cheap, reset where it is not. Either way the
///   view keeps selection and scroll.
/// - apply(): some records changed, came or went: a diff by id.
/// - setFilter(): a model reset. sort(): the same, with the record's place in setRecords() as tie-break.
template <typename R>
class RecordModel final : public TableModel
{
public:
    using IdOf = std::function<qint64(const R&)>;
    using Predicate = std::function<bool(const R&)>;

    RecordModel(std::vector<Column<R>> columns, IdOf idOf, QObject* parent = nullptr);

    /// The folded key that words of setFilter() are looked up in (Corp::searchKey). Before setRecords().
    void setSearchKey(std::function<QString(const R&)> searchKey);

    void setRecords(std::vector<R> records);
    /// `asked`: ids that were read again; those missing in `found` are gone. New ones are added.
    void apply(const QSet<qint64>& asked, std::vector<R> found);
    /// Words as format::queryWords() gives them; an empty predicate lets all through.
    void setFilter(QStringList words, Predicate predicate);

    int totalCount() const { return static_cast<int>(m_records.size()); } ///< before the filter
    const R* record(int row) const;                                       ///< null outside
    const R* recordById(qint64 id) const;                                 ///< filtered out or not
    const std::vector<R>& records() const { return m_records; }           ///< order of storage

    qint64 idAt(int row) const override;
    std::vector<int> rowsOf(const QSet<qint64>& ids) const override;
    ColumnInfo columnInfo(int column) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    SortValue sortValue(const R& record) const;
    bool passes(int slot) const;
    bool before(int a, int b) const;
    void index();
    void rebuildOrder();
    std::vector<int> filtered() const;
    void moveTo(std::vector<int> rows, const QSet<int>& touched);

    std::vector<Column<R>> m_columns;
    IdOf m_idOf;
    std::function<QString(const R&)> m_searchKey;
    std::vector<R> m_records; ///< slots
    QHash<qint64, int> m_slotOf;
    SearchIndex m_search;
    std::vector<int> m_order; ///< every slot, sorted
    std::vector<int> m_rows;  ///< those that pass the filter
    QStringList m_words;
    Predicate m_predicate;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace kfdesk::ui

#include "ui/table/record_model_impl.h"
