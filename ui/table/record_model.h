#pragma once

#include "ui/table/search_index.h"
#include "ui/table/sort_order.h"
#include "ui/table/table_model.h"

#include <QHash>

namespace kfdesk::ui {

/// A table over plain records (with ==) held in memory, up to some 100 000.
///
/// - setRecords(): everything anew. Few rows come and go: they do so one by one; many: a model reset.
/// - apply(): some records were read again: the same by id.
/// - setFilter(), sort(): a model reset.
/// Either way the view keeps selection and scroll. Rows of equal value keep the order of setRecords(), as do all while
/// nothing is sorted.
template <typename R>
class RecordModel : public TableModel
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

    int totalCount() const { return static_cast<int>(m_slotOf.size()); } ///< before the filter
    const R* record(int row) const;                                      ///< null outside
    const R* recordById(qint64 id) const;                                ///< filtered out or not

    /// All of them in order, filtered out or not; valid until the next change.
    std::vector<std::reference_wrapper<const R>> records() const;

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

private:
    const R& at(int slot) const { return m_records[static_cast<size_t>(slot)]; }
    SortItem sortItem(int slot) const;
    int store(R record); ///< into its slot or a new one; −1 when it is there already and equal
    void drop(qint64 id);
    QSet<int> unusedSlots() const;
    void sortAll();
    std::vector<int> filtered() const;
    void reset(std::vector<R> records);
    void showRows(std::vector<int> rows, const QSet<int>& touched);
    void removeRowsNotIn(const QSet<int>& kept);
    void reorder(std::vector<int> rows);

    std::vector<Column<R>> m_columns;
    IdOf m_idOf;
    std::function<QString(const R&)> m_searchKey;
    std::vector<R> m_records;   ///< by slot; a slot stays with its record
    std::vector<int> m_place;   ///< by slot: rank in setRecords()
    std::vector<int> m_free;    ///< slots to be used again
    std::vector<int> m_dropped; ///< slots of records that are gone, while their rows are still shown
    QHash<qint64, int> m_slotOf;
    SearchIndex m_search;     ///< by slot
    std::vector<int> m_order; ///< every slot in use, sorted
    std::vector<int> m_rows;  ///< those that pass the filter
    QStringList m_words;
    Predicate m_predicate;
    int m_nextPlace = 0;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace kfdesk::ui

#include "ui/table/record_model_impl.h"
