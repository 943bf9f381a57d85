#pragma once

#include "ui/table/column.h"

#include <QAbstractTableModel>
#include <QSet>

#include <vector>

namespace kfdesk::ui {

/// What TableView needs to know about a column.
struct ColumnInfo
{
    QString id;
    int width = 0;
    int stretch = 0;
    bool hidden = false;
    bool sortable = true;
    bool movable = true;
};

/// What both of our models are to the view: rows that have an id. GUI thread.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< qint64
        CopyRole,              ///< QString: what Ctrl+C takes
        CellRole,              ///< ChipCell and the like
        LookRole,              ///< int(CellLook)
        LoadedRole,            ///< bool: false while the row is only a placeholder
    };

    using QAbstractTableModel::QAbstractTableModel;

    virtual qint64 idAt(int row) const = 0;
    /// Rows of these ids, ascending; ids that are not there are left out.
    virtual std::vector<int> rowsOf(const QSet<qint64>& ids) const = 0;
    virtual ColumnInfo columnInfo(int column) const = 0;
    virtual QStringList widestTexts(int column) const = 0; ///< Column::widest
    /// Texts of CopyRole, cells parted by tabs and rows by line feeds. `done` is called on this thread once, at once
    /// where the rows are in memory; not at all when they changed meanwhile or could not be read.
    virtual void rowsAsTsv(const std::vector<int>& rows, const std::vector<int>& columns,
                           std::function<void(QString)> done) = 0;
    int rowOf(qint64 id) const; ///< −1 when it is not there
    int columnOf(const QString& columnId) const;

    /// Headers and cells are asked for again: after a change of language, or when "today" has become yesterday.
    void retranslate();
};

} // namespace kfdesk::ui
