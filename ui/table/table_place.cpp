// Selection, current row and scroll position of TableView across changes of the model.
#include "ui/table/table_view.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace kfdesk::ui {

/// Before setModel(): Qt's own slots for these signals may move the current row, and scroll to it.
void TableView::rememberPlaceBeforeChanges()
{
    using Model = QAbstractItemModel;
    const auto remember = [this] { m_place = place(); };
    connect(m_table, &Model::modelAboutToBeReset, this, remember);
    connect(m_table, &Model::rowsAboutToBeInserted, this, remember);
    connect(m_table, &Model::rowsAboutToBeRemoved, this, remember);
    connect(m_table, &Model::layoutAboutToBeChanged, this, remember);
}

/// After setModel(): Qt has done its part. A reset takes the selection with it; rows that come, go or move keep it and
/// only shift what is on screen.
void TableView::restorePlaceAfterChanges()
{
    using Model = QAbstractItemModel;
    connect(m_table, &Model::modelReset, this, [this] {
        restoreSelection();
        restoreScroll();
    });
    connect(m_table, &Model::rowsInserted, this, &TableView::restoreScroll);
    connect(m_table, &Model::rowsRemoved, this, &TableView::restoreScroll);
    connect(m_table, &Model::layoutChanged, this, &TableView::restoreScroll);
}

TableView::Place TableView::place() const
{
    Place result;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            result.selected.insert(m_table->idAt(row));
    }
    result.current = currentId();
    result.currentColumn = qMax(0, currentIndex().column());
    if (verticalScrollBar()->value() > 0) {
        const int row = rowAt(0);
        result.top = m_table->idAt(row);
        result.topOffset = row < 0 ? 0 : rowViewportPosition(row);
    }
    return result;
}

void TableView::restoreSelection()
{
    const Place wanted = m_place;
    {
        const QScopedValueRollback<bool> guard(m_restoring, true);
        selectRows(m_table->rowsOf(wanted.selected));
        if (const int row = wanted.current == 0 ? -1 : m_table->rowOf(wanted.current); row >= 0) {
            selectionModel()->setCurrentIndex(m_table->index(row, wanted.currentColumn), QItemSelectionModel::NoUpdate);
        }
    }
    const auto left = selectionModel()->selectedRows().size();
    if (left != wanted.selected.size())
        Q_EMIT selectionChangedIds();
    if (currentId() != wanted.current)
        Q_EMIT currentIdChanged(currentId());
}

void TableView::restoreScroll()
{
    if (m_place.top == 0)
        return;
    updateGeometries(); // the range of the scroll bar
    if (const int row = m_table->rowOf(m_place.top); row >= 0)
        verticalScrollBar()->setValue(verticalHeader()->sectionPosition(row) - m_place.topOffset);
    else if (currentIndex().isValid())
        scrollTo(currentIndex());
}

void TableView::selectRows(const std::vector<int>& rows)
{
    QItemSelection selection;
    for (size_t i = 0; i < rows.size();) {
        size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        selection.select(m_table->index(rows[i], 0), m_table->index(rows[last], m_table->columnCount() - 1));
        i = last + 1;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

std::vector<qint64> TableView::selectedIds() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<qint64> ids;
    ids.reserve(rows.size());
    for (const int row : rows)
        ids.push_back(m_table->idAt(row));
    return ids;
}

qint64 TableView::currentId() const
{
    return m_table && currentIndex().isValid() ? m_table->idAt(currentIndex().row()) : 0;
}

void TableView::selectIds(const QSet<qint64>& ids)
{
    const std::vector<int> rows = m_table->rowsOf(ids);
    if (rows.empty()) {
        clearSelection();
        return;
    }
    const QModelIndex first = m_table->index(rows.front(), qMax(0, currentIndex().column()));
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectRows(rows);
    scrollTo(first);
}

void TableView::selectOnly(qint64 id)
{
    selectIds({id});
}

void TableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!m_restoring)
        Q_EMIT selectionChangedIds();
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_restoring && m_table && current.row() != previous.row())
        Q_EMIT currentIdChanged(current.isValid() ? m_table->idAt(current.row()) : 0);
}

} // namespace kfdesk::ui
