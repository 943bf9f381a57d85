#pragma once

#include "ui/table/table_model.h"

#include <QVariant>

namespace kfdesk::ui {

/// What a column says of a record for one role: shared by both models.
template <typename R>
QVariant columnData(const Column<R>& column, const R& record, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return column.text(record);
    case Qt::ToolTipRole:
        return column.toolTip ? QVariant(column.toolTip(record)) : QVariant();
    case Qt::AccessibleTextRole:
        return column.accessible ? column.accessible(record) : column.text(record);
    case Qt::TextAlignmentRole:
        return QVariant(column.alignment);
    case TableModel::CopyRole:
        return column.copy ? column.copy(record) : column.text(record);
    case TableModel::CellRole:
        return column.cell ? column.cell(record) : QVariant();
    case TableModel::LookRole:
        return static_cast<int>(column.look);
    case TableModel::LoadedRole:
        return true;
    default:
        return {};
    }
}

template <typename R>
QVariant columnHeader(const Column<R>& column, int role)
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return column.header();
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.alignment);
    return {};
}

template <typename R>
ColumnInfo columnInfoOf(const Column<R>& column)
{
    return {column.id, column.width, column.stretch, column.hidden, column.sortable, column.movable};
}

/// One line of TSV with its line feed; tabs and line breaks inside cells become blanks.
template <typename R>
QString tsvLine(const std::vector<Column<R>>& columns, const std::vector<int>& shown, const R& record)
{
    QStringList cells;
    for (const int column : shown)
        cells << columnData(columns[static_cast<size_t>(column)], record, TableModel::CopyRole).toString().simplified();
    return cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

} // namespace kfdesk::ui
