// Columns of TableView: their header, its menu, and what is remembered of it.
#include "ui/support/ui_settings.h"
#include "ui/table/delegates.h"
#include "ui/table/table_view.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>
#include <QScopedValueRollback>

namespace kfdesk::ui {

namespace {

constexpr int headerHeight = 35;
constexpr int headerAir = 13;
constexpr int sortMarkWidth = 16;
constexpr int leastStretchedWidth = 140;

QString headerText(const TableModel& table, int column)
{
    return table.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

/// One text rather than a list: reading a list makes room for as many texts as it claims to have.
QString columnIds(const TableModel& table)
{
    QStringList ids;
    for (int column = 0; column < table.columnCount(); ++column)
        ids << table.columnInfo(column).id;
    return ids.join(QLatin1Char(','));
}

} // namespace

void TableView::setUpHeader()
{
    QHeaderView* header = horizontalHeader();
    header->setFixedHeight(headerHeight);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(48);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(0);
    connect(&m_saveSoon, &QTimer::timeout, this, &TableView::saveHeader);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& position) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillHeaderMenu(*menu);
        menu->popup(header->mapToGlobal(position));
    });
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::sortBy);
    connect(header, &QHeaderView::sectionMoved, this, [this] { m_saveSoon.start(); });
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        if (m_restoring || !m_table)
            return;
        if (column != givingColumn()) {
            m_sizedByPerson.insert(column);
            shareSpareWidth();
        }
        m_saveSoon.start();
    });
}

/// Words differ in length by language, and the mark of the sort stands beside them.
int TableView::defaultWidth(int column) const
{
    const int mark = column == m_sortedColumn ? sortMarkWidth : 0;
    const int words =
        horizontalHeader()->fontMetrics().horizontalAdvance(headerText(*m_table, column)) + 2 * headerAir + mark;
    int width = qMax(m_table->columnInfo(column).width, words);
    if (const auto* delegate = qobject_cast<const CellDelegate*>(itemDelegateForColumn(column))) {
        for (const QString& text : m_table->widestTexts(column))
            width = qMax(width, delegate->widthFor(font(), text));
    }
    return width;
}

/// Columns that nobody has sized get the width that their words need now.
void TableView::fitColumns()
{
    {
        const QScopedValueRollback<bool> guard(m_restoring, true);
        for (int column = 0; column < m_table->columnCount(); ++column) {
            if (!m_sizedByPerson.contains(column) && !isColumnHidden(column))
                setColumnWidth(column, defaultWidth(column));
        }
    }
    shareSpareWidth();
}

int TableView::shareOf(int column) const
{
    return isColumnHidden(column) || m_sizedByPerson.contains(column) ? 0 : m_table->columnInfo(column).stretch;
}

int TableView::givingColumn() const
{
    int giving = -1;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        if (shareOf(column) > (giving < 0 ? 0 : shareOf(giving)))
            giving = column;
    }
    return giving;
}

int TableView::wantedWidth() const
{
    int width = 0;
    for (int column = 0; column < m_table->columnCount(); ++column)
        width += shareOf(column) > 0 ? defaultWidth(column) : columnWidth(column); // 0 for hidden ones
    return width;
}

void TableView::applyDefaultColumns()
{
    {
        const QScopedValueRollback<bool> guard(m_restoring, true);
        m_sizedByPerson.clear();
        QHeaderView* header = horizontalHeader();
        for (int column = 0; column < m_table->columnCount(); ++column) {
            header->moveSection(header->visualIndex(column), column);
            setColumnHidden(column, m_table->columnInfo(column).hidden);
        }
    }
    showSort(m_table->columnOf(m_defaultSortColumn), m_defaultSortOrder);
    fitColumns();
}

void TableView::restoreHeader()
{
    QDataStream stream(m_settings.headerState(m_name));
    QString ids;
    stream >> ids;
    // Columns of another version of the program: their state would be put on the wrong ones.
    if (stream.status() != QDataStream::Ok || ids != columnIds(*m_table))
        return;
    QByteArray state;
    QSet<int> sized;
    stream >> state >> sized;
    if (stream.status() != QDataStream::Ok)
        return;
    {
        const QScopedValueRollback<bool> guard(m_restoring, true);
        horizontalHeader()->restoreState(state);
        m_sizedByPerson = sized;
        showSort(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
    }
    fitColumns(); // the language may be another one
}

void TableView::saveHeader()
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << columnIds(*m_table) << horizontalHeader()->saveState() << m_sizedByPerson;
    m_settings.setHeaderState(m_name, bytes);
}

void TableView::resetHeader()
{
    m_saveSoon.stop();
    applyDefaultColumns();
    m_saveSoon.stop();
    m_settings.setHeaderState(m_name, {});
}

void TableView::sortBy(int column, Qt::SortOrder order)
{
    if (m_restoring || !m_table)
        return;
    if (column >= 0 && !m_table->columnInfo(column).sortable) {
        showSort(m_sortedColumn, m_sortedOrder);
        return;
    }
    showSort(column, order);
    fitColumns();
    m_saveSoon.start();
}

void TableView::showSort(int column, Qt::SortOrder order)
{
    const QScopedValueRollback<bool> guard(m_restoring, true);
    horizontalHeader()->setSortIndicator(column, order);
    if (column == m_sortedColumn && order == m_sortedOrder)
        return;
    m_sortedColumn = column;
    m_sortedOrder = order;
    m_table->sort(column, order);
}

void TableView::fillHeaderMenu(QMenu& menu)
{
    const qsizetype shown = static_cast<qsizetype>(visibleColumns().size());
    for (int column = 0; column < m_table->columnCount(); ++column) {
        if (!m_table->columnInfo(column).movable)
            continue;
        QAction* action = menu.addAction(headerText(*m_table, column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool checked) {
            {
                const QScopedValueRollback<bool> guard(m_restoring, true);
                setColumnHidden(column, !checked);
            }
            fitColumns();
            m_saveSoon.start();
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, &TableView::resetHeader);
}

/// What a click on the header does, for those who use keys.
void TableView::fillSortMenu(QMenu& menu)
{
    for (const int column : visibleColumns()) {
        if (!m_table->columnInfo(column).sortable)
            continue;
        QAction* action = menu.addAction(headerText(*m_table, column));
        action->setCheckable(true);
        action->setChecked(column == m_sortedColumn);
        connect(action, &QAction::triggered, this, [this, column] {
            const bool again = column == m_sortedColumn && m_sortedOrder == Qt::AscendingOrder;
            horizontalHeader()->setSortIndicator(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    }
}

void TableView::shareSpareWidth()
{
    if (!m_table)
        return;
    const int giving = givingColumn();
    if (giving < 0)
        return;
    const int spare = viewport()->width() - wantedWidth();
    int shares = 0;
    for (int column = 0; column < m_table->columnCount(); ++column)
        shares += shareOf(column);
    int left = spare;
    const QScopedValueRollback<bool> guard(m_restoring, true);
    for (int column = 0; column < m_table->columnCount(); ++column) {
        if (column == giving || shareOf(column) == 0)
            continue;
        const int more = qMax(0, spare) * shareOf(column) / shares;
        setColumnWidth(column, defaultWidth(column) + more);
        left -= more;
    }
    setColumnWidth(giving, qMax(leastStretchedWidth, defaultWidth(giving) + left));
}

std::vector<int> TableView::visibleColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < m_table->columnCount(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column) && m_table->columnInfo(column).movable)
            columns.push_back(column);
    }
    return columns;
}

} // namespace kfdesk::ui
