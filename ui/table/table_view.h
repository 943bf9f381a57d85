#pragma once

#include "core/service/error_text.h"
#include "ui/support/icons.h"
#include "ui/table/table_model.h"

#include <QTableView>
#include <QTimer>

class QMenu;

namespace kfdesk::ui {

class Clipboard;
class EmptyState;
class UiSettings;

/// What stands in place of rows.
struct TableNotice
{
    Glyph glyph = Glyph::None;
    QString title;
    QString text;
    QString actionText; ///< empty: no button
};

/// The one table of the console: rows of 40 px, whole-row selection, header whose order, widths, hidden columns and
/// sort are kept under `name`, Ctrl+C for the focused cell, rows as TSV, and states drawn in place of rows.
///
/// Selection, current row and scroll position survive every change of the model, by id. GUI thread.
class TableView : public QTableView
{
    Q_OBJECT

public:
    TableView(const QString& name, UiSettings& settings, Clipboard& clipboard, QWidget* parent = nullptr);

    /// Once, with a model that outlives the view. `sortColumn`: by what and how it is sorted until the person chooses.
    void setTable(TableModel& model, const QString& sortColumn = {}, Qt::SortOrder order = Qt::AscendingOrder);
    void setColumnDelegate(const QString& columnId, QAbstractItemDelegate* delegate);
    /// At which nothing that is expected in its columns is cut.
    int wantedWidth() const;

    // States. Rows are shown again by showRows(); the notice of an empty model comes by itself.
    void setEmptyNotice(const TableNotice& notice);        ///< nothing there at all
    void setNothingFoundNotice(const TableNotice& notice); ///< nothing left by the filters
    void setFiltered(bool filtered);                       ///< which of the two holds when there are no rows
    void showLoading(const QString& text);                 ///< drawn only while there are no rows
    void showError(const service::ErrorText& error, const QString& actionText); ///< replaces the rows
    void showRows();

    int hoveredRow() const { return m_hoveredRow; } ///< for delegates; −1 = none

    std::vector<qint64> selectedIds() const; ///< in the order of rows
    qint64 currentId() const;                ///< 0 = none
    void selectIds(const QSet<qint64>& ids); ///< scrolls to the first of them
    void selectOnly(qint64 id);

    /// The context menu shows the actions of the view: pages insert theirs before this one with insertAction().
    QAction* copyAction() const { return m_copyCell; }

Q_SIGNALS:
    void selectionChangedIds(); ///< ask selectedIds(); also after a refresh that took selected rows away
    void currentIdChanged(qint64 id);
    void activatedId(qint64 id);  ///< double click, Return
    void noticeActionTriggered(); ///< the button of the empty state
    void errorActionTriggered();  ///< the button of the error state
    void nothingFoundActionTriggered();
    /// A button in a cell (ButtonDelegate, LinkDelegate), by mouse or by Space on the focused cell.
    void cellButtonTriggered(qint64 id, const QString& columnId);

public Q_SLOTS:
    void copyCell();
    void copyRows(); ///< the selected ones as TSV: visible columns in their order, with headers

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    struct Place ///< what survives a change of the model, by id
    {
        QSet<qint64> selected;
        qint64 current = 0;
        int currentColumn = 0;
        qint64 top = 0; ///< first row on screen; 0 = the table stands at its beginning
        int topOffset = 0;
    };
    enum class State { Rows, Loading, Error };

    // table_header.cpp
    void setUpHeader();
    void applyDefaultColumns();
    void restoreHeader();
    void saveHeader();
    void resetHeader();
    void fillHeaderMenu(QMenu& menu);
    void fillSortMenu(QMenu& menu);
    int defaultWidth(int column) const;
    void fitColumns();
    void sortBy(int column, Qt::SortOrder order);
    void showSort(int column, Qt::SortOrder order);
    void shareSpareWidth();
    int shareOf(int column) const; ///< of the spare width; 0 = none
    int givingColumn() const;      ///< gives way where room is short; −1 = none
    std::vector<int> visibleColumns() const;
    // table_place.cpp
    void rememberPlaceBeforeChanges();
    void restorePlaceAfterChanges();
    Place place() const;
    void restoreSelection();
    void restoreScroll();
    void selectRows(const std::vector<int>& rows);
    // table_view.cpp
    void setUpActions();
    void updateNotice();
    void retranslate();
    void setHoveredRow(int row);
    bool triggerCellButton();

    QString m_name;
    UiSettings& m_settings;
    Clipboard& m_clipboard;
    TableModel* m_table = nullptr;
    QString m_defaultSortColumn;
    Qt::SortOrder m_defaultSortOrder = Qt::AscendingOrder;
    int m_sortedColumn = -1;
    Qt::SortOrder m_sortedOrder = Qt::AscendingOrder;
    EmptyState* m_overlay = nullptr;
    QAction* m_copyCell = nullptr;
    QAction* m_copyRows = nullptr;
    QMenu* m_sortMenu = nullptr;
    QMenu* m_columnMenu = nullptr;
    QSet<int> m_sizedByPerson; ///< columns whose width stays when their words change
    Place m_place;
    State m_state = State::Rows;
    TableNotice m_empty;
    TableNotice m_nothingFound;
    TableNotice m_special; ///< loading or error
    QTimer m_saveSoon;
    bool m_restoring = false;
    bool m_filtered = false;
    int m_hoveredRow = -1;
};

} // namespace kfdesk::ui
