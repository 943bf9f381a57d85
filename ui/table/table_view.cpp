#include "ui/table/table_view.h"

#include "ui/support/clipboard.h"
#include "ui/support/retranslated.h"
#include "ui/table/delegates.h"
#include "ui/widget/layout.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPointer>

#include <algorithm>

namespace kfdesk::ui {

namespace {

constexpr int rowPx = 40;

} // namespace

TableView::TableView(const QString& name, UiSettings& settings, Clipboard& clipboard, QWidget* parent)
    : QTableView(parent)
    , m_name(name)
    , m_settings(settings)
    , m_clipboard(clipboard)
    , m_overlay(new EmptyState(viewport()))
{
    setObjectName(name);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false); // Tab leaves the table; arrows move within
    setItemDelegate(new CellDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(rowPx);
    setUpActions();
    setUpHeader();
    m_overlay->hide();
    connect(m_overlay, &EmptyState::actionTriggered, this, [this] {
        if (m_state == State::Error)
            Q_EMIT errorActionTriggered();
        else if (m_filtered)
            Q_EMIT nothingFoundActionTriggered();
        else
            Q_EMIT noticeActionTriggered();
    });
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT activatedId(m_table->idAt(index.row())); });
    retranslate();
}

void TableView::setTable(TableModel& model, const QString& sortColumn, Qt::SortOrder order)
{
    m_table = &model;
    m_defaultSortColumn = sortColumn;
    m_defaultSortOrder = order;
    rememberPlaceBeforeChanges();
    setModel(&model);
    restorePlaceAfterChanges();
    applyDefaultColumns();
    restoreHeader();
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &TableView::updateNotice);
    connect(&model, &QAbstractItemModel::modelReset, this, &TableView::updateNotice);
    updateNotice();
}

void TableView::setColumnDelegate(const QString& columnId, QAbstractItemDelegate* delegate)
{
    delegate->setParent(this);
    setItemDelegateForColumn(m_table->columnOf(columnId), delegate);
    fitColumns();
}

void TableView::setUpActions()
{
    setContextMenuPolicy(Qt::ActionsContextMenu);
    m_copyCell = new QAction(this);
    m_copyCell->setObjectName(QStringLiteral("copyCell"));
    m_copyCell->setShortcut(QKeySequence::Copy);
    m_copyRows = new QAction(this);
    m_copyRows->setObjectName(QStringLiteral("copyRows"));
    m_copyRows->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    for (QAction* action : {m_copyCell, m_copyRows}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        addAction(action);
    }
    connect(m_copyCell, &QAction::triggered, this, &TableView::copyCell);
    connect(m_copyRows, &QAction::triggered, this, &TableView::copyRows);
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    addAction(separator);
    m_sortMenu = new QMenu(this);
    m_columnMenu = new QMenu(this);
    for (QMenu* menu : {m_sortMenu, m_columnMenu})
        addAction(menu->menuAction());
    connect(m_sortMenu, &QMenu::aboutToShow, this, [this] {
        m_sortMenu->clear();
        fillSortMenu(*m_sortMenu);
    });
    connect(m_columnMenu, &QMenu::aboutToShow, this, [this] {
        m_columnMenu->clear();
        fillHeaderMenu(*m_columnMenu);
    });
}

void TableView::retranslate()
{
    m_copyCell->setText(tr("Copy cell"));
    m_copyRows->setText(tr("Copy rows with headers"));
    m_sortMenu->setTitle(tr("Sort by"));
    m_columnMenu->setTitle(tr("Columns"));
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    if (!m_table)
        return;
    m_table->retranslate();
    fitColumns();
}

// States

void TableView::setEmptyNotice(const TableNotice& notice)
{
    m_empty = notice;
    updateNotice();
}

void TableView::setNothingFoundNotice(const TableNotice& notice)
{
    m_nothingFound = notice;
    updateNotice();
}

void TableView::setFiltered(bool filtered)
{
    m_filtered = filtered;
    updateNotice();
}

void TableView::showLoading(const QString& text)
{
    m_state = State::Loading;
    m_special = {Glyph::Pending, text, {}, {}};
    updateNotice();
}

void TableView::showError(const service::ErrorText& error, const QString& actionText)
{
    m_state = State::Error;
    m_special = {Glyph::Warning, error.title, error.remedy, actionText};
    updateNotice();
}

void TableView::showRows()
{
    m_state = State::Rows;
    updateNotice();
}

void TableView::updateNotice()
{
    const bool hasRows = m_table && m_table->rowCount() > 0;
    const bool wanted = m_state == State::Error || !hasRows;
    if (wanted) {
        const TableNotice& notice = m_state != State::Rows ? m_special : m_filtered ? m_nothingFound : m_empty;
        m_overlay->set(notice.glyph, notice.title, notice.text, notice.actionText);
        m_overlay->setGeometry(viewport()->rect());
    }
    m_overlay->setVisible(wanted);
    m_overlay->setAutoFillBackground(m_state == State::Error); // hides the rows beneath
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    m_overlay->setGeometry(viewport()->rect());
    shareSpareWidth();
}

// Pointer and keys

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    viewport()->update();
}

void TableView::mouseMoveEvent(QMouseEvent* event)
{
    setHoveredRow(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent* event)
{
    setHoveredRow(-1);
    QTableView::leaveEvent(event);
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && triggerCellButton())
        return;
    QTableView::keyPressEvent(event);
}

bool TableView::triggerCellButton()
{
    const QModelIndex current = currentIndex();
    if (!current.isValid() || !qobject_cast<ButtonDelegate*>(itemDelegateForColumn(current.column())))
        return false;
    Q_EMIT cellButtonTriggered(m_table->idAt(current.row()), m_table->columnInfo(current.column()).id);
    return true;
}

// Copying

void TableView::copyCell()
{
    if (currentIndex().isValid())
        m_clipboard.copy(currentIndex().data(TableModel::CopyRole).toString());
}

void TableView::copyRows()
{
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    const std::vector<int> columns = visibleColumns();
    QStringList headers;
    for (const int column : columns)
        headers << m_table->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    m_table->rowsAsTsv(rows, columns,
                       [view = QPointer(this), head = headers.join(QLatin1Char('\t'))](const QString& text) {
                           if (view)
                               view->m_clipboard.copy(head + QLatin1Char('\n') + text);
                       });
}

} // namespace kfdesk::ui
