#include "ui/table/table_model.h"

namespace kfdesk::ui {

int TableModel::rowOf(qint64 id) const
{
    const std::vector<int> rows = rowsOf({id});
    return rows.empty() ? -1 : rows.front();
}

int TableModel::columnOf(const QString& columnId) const
{
    for (int column = 0; column < columnCount(); ++column) {
        if (columnInfo(column).id == columnId)
            return column;
    }
    return -1;
}

void TableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace kfdesk::ui
