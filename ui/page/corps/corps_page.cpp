#include "ui/page/corps/corps_page.h"

#include "core/service/corp_service.h"
#include "core/service/error_text.h"
#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/page/corps/corp_columns.h"
#include "ui/page/corps/corp_detail_pane.h"
#include "ui/support/formats.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/table/delegates.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"
#include "ui/widget/fields.h"
#include "ui/widget/inset.h"
#include "ui/widget/pane_splitter.h"
#include "ui/widget/progress_strip.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int narrowPane = 344;
constexpr int widePane = 408;

} // namespace

CorpsPage::CorpsPage(PageContext& context, QWidget* parent)
    : Page(PageId::Corps, context, parent)
    , m_search(addSearch())
    , m_statusFilter(new FilterButton(this))
    , m_placementFilter(new FilterButton(this))
    , m_paneToggle(new QToolButton(this))
    , m_sync(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_invite(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_table(new TableView(QStringLiteral("corps"), context.settings, context.clipboard, this))
    , m_detail(new CorpDetailPane(context, m_names, this))
    , m_progress(new ProgressStrip(this))
    , m_splitter(new PaneSplitter(QStringLiteral("corps"), context.settings, this))
    , m_copyLinks(new QAction(this))
    , m_exportSelected(new QAction(this))
    , m_syncSelected(new QAction(this))
    , m_markConfigured(new QAction(this))
    , m_assign(new QAction(this))
    , m_showEvents(new QAction(this))
    , m_purge(new QAction(this))
    , m_model(corpColumns(context.clock, m_names), [](const model::Corp& corp) { return corp.id; })
    , m_readingAll(context.workspace.readPool(), this)
    , m_readingPlacements(context.workspace.readPool(), this)
{
    addFilter(m_statusFilter);
    addFilter(m_placementFilter);
    addAction(m_paneToggle);
    addAction(m_sync);
    addAction(m_export);
    addAction(m_invite);
    setKind(m_invite, "primary");
    m_sync->setIcon(icon(Glyph::Refresh));
    setKind(m_paneToggle, "toggle");
    m_paneToggle->setFocusPolicy(Qt::StrongFocus);
    m_paneToggle->setIcon(icon(Glyph::Panel));
    m_paneToggle->setCheckable(true);
    m_paneToggle->setChecked(context.settings.value(settings::corpDetailShown));
    m_detail->setVisible(m_paneToggle->isChecked());

    m_model.setSearchKey([](const model::Corp& corp) { return corp.searchKey; });
    m_table->setTable(m_model, corp_column::name);
    m_table->setColumnDelegate(corp_column::name, new NameDelegate(m_table));
    m_table->setColumnDelegate(corp_column::status, new ChipDelegate(m_table));
    buildContextMenu();

    m_splitter->setPanes(m_table, m_detail, {2 * widePane, widePane}); // sharePanes() follows
    m_splitter->setStretchFactor(0, 1);
    content()->addLayout(new Inset(m_banner));
    content()->addWidget(m_splitter, 1);
    content()->addWidget(m_progress);

    connect(m_search, &SearchField::searchChanged, this, &CorpsPage::applyFilter);
    connect(m_table, &TableView::nothingFoundActionTriggered, this, &CorpsPage::clearFilters);
    connectTable();
    setFirstFocus(m_table);
    retranslate();
}

void CorpsPage::connectTable()
{
    connect(m_statusFilter, &FilterButton::chosenChanged, this, &CorpsPage::applyFilter);
    connect(m_placementFilter, &FilterButton::chosenChanged, this, &CorpsPage::applyFilter);
    connect(m_paneToggle, &QToolButton::toggled, this, [this](bool shown) {
        m_detail->setVisible(shown);
        context().settings.set(settings::corpDetailShown, shown);
    });
    connect(m_table, &TableView::currentIdChanged, this, &CorpsPage::showCurrent);
    connect(m_table, &TableView::activatedId, this, [this] { m_paneToggle->setChecked(true); });
    connect(m_table, &TableView::selectionChangedIds, this, &CorpsPage::updateFooter);
    connect(m_table, &TableView::errorActionTriggered, this, &CorpsPage::refresh);
    connect(m_table, &TableView::noticeActionTriggered, this, [this] { Q_EMIT goRequested({PageId::Invite}); });
    connect(m_sync, &QPushButton::clicked, this, &CorpsPage::sync);
    connect(m_export, &QPushButton::clicked, this, [this] { exportLinks({}); });
    connect(m_invite, &QPushButton::clicked, this, [this] { Q_EMIT goRequested({PageId::Invite}); });
    connect(m_detail, &CorpDetailPane::syncRequested, this, [this](qint64 id) { syncCorps({id}); });
    connect(m_detail, &CorpDetailPane::purgeRequested, this, [this](qint64 id) { askPurge({id}); });
    connect(m_detail, &CorpDetailPane::configuredRequested, this, [this](qint64 id) { markConfigured({id}); });
    connect(m_detail, &CorpDetailPane::actionRequested, this, &CorpsPage::carryOut);
    connect(m_banner, &Banner::actionTriggered, this, &CorpsPage::carryOut);
    connect(m_progress, &ProgressStrip::cancelRequested, this, [this] { m_working.cancel(); });
    connect(m_progress, &ProgressStrip::retryRequested, this, [this](const std::vector<qint64>& ids) { m_retry(ids); });
}

void CorpsPage::buildContextMenu()
{
    for (QAction* action :
         {m_copyLinks, m_exportSelected, m_syncSelected, m_markConfigured, m_assign, m_showEvents, m_purge})
        m_table->insertAction(m_table->copyAction(), action);
    connect(m_copyLinks, &QAction::triggered, this, &CorpsPage::copyLinks);
    connect(m_exportSelected, &QAction::triggered, this, [this] { exportLinks(m_table->selectedIds()); });
    connect(m_syncSelected, &QAction::triggered, this, [this] { syncCorps(m_table->selectedIds()); });
    connect(m_markConfigured, &QAction::triggered, this, [this] { markConfigured(m_table->selectedIds()); });
    connect(m_assign, &QAction::triggered, this, &CorpsPage::askAssign);
    connect(m_showEvents, &QAction::triggered, this, [this] {
        Q_EMIT goRequested({PageId::Callbacks, m_table->selectedIds().front()});
    });
    connect(m_purge, &QAction::triggered, this, [this] { askPurge(m_table->selectedIds()); });
}

QString CorpsPage::title() const
{
    return tr("Authorised corps");
}

void CorpsPage::setSuite(const QString& suiteId)
{
    m_suiteId = suiteId;
    m_detail->setSuite(suiteId);
    refresh();
}

void CorpsPage::refresh()
{
    readPlacements();
    readAll();
}

void CorpsPage::onChanges(const std::vector<model::Change>& changes)
{
    QSet<qint64> corps;
    bool all = false;
    for (const model::Change& change : changes) {
        switch (change.kind) {
        case model::ChangeKind::Corp:
            corps.insert(change.localId);
            all = all || change.localId == 0;
            break;
        case model::ChangeKind::Placement:
            readPlacements();
            break;
        case model::ChangeKind::Link:
            // Links are not in the table, but in the pane.
            m_detail->showCorp(m_table->currentId());
            break;
        default:
            break;
        }
    }
    if (all)
        readAll();
    else if (!corps.isEmpty())
        readSome(corps);
}

void CorpsPage::go(const Destination& destination)
{
    if (destination.corpId == 0)
        return;
    m_selectNext = destination.corpId;
    if (m_model.rowOf(destination.corpId) < 0)
        clearFilters();
    if (m_model.recordById(destination.corpId))
        m_table->selectOnly(std::exchange(m_selectNext, 0));
}

void CorpsPage::readAll()
{
    m_table->showLoading(tr("Reading corps…"));
    m_reading = true;
    m_waitingToRead.clear();
    m_readingAll.run(
        [&corps = context().workspace.corps(), suiteId = m_suiteId](std::stop_token) { return corps.list(suiteId); },
        [this](Result<std::vector<model::Corp>> corps) {
            m_reading = false;
            if (!corps) {
                m_table->showError(service::describe(corps.error()), tr("Try again"));
                return;
            }
            m_table->showRows();
            m_model.setRecords(std::move(*corps));
            if (m_selectNext != 0)
                m_table->selectOnly(std::exchange(m_selectNext, 0));
            else
                selectFirstWhereNone();
            showCurrent();
            updateFooter();
            if (!m_waitingToRead.isEmpty())
                readSome(std::exchange(m_waitingToRead, {}));
        });
}

void CorpsPage::readSome(const QSet<qint64>& ids)
{
    if (m_reading) { // what is being read may be older than the change: read these afterwards
        m_waitingToRead.unite(ids);
        return;
    }
    m_reading = true;
    runInBackground(
        context().workspace.readPool(), this,
        [&corps = context().workspace.corps(), list = std::vector<qint64>(ids.begin(), ids.end())](std::stop_token) {
            return corps.find(list);
        },
        [this, ids](Result<std::vector<model::Corp>> found) {
            m_reading = false;
            if (!found) {
                showError(found.error());
                return;
            }
            std::erase_if(*found, [this](const model::Corp& corp) { return corp.suiteId != m_suiteId; });
            m_model.apply(ids, std::move(*found));
            if (ids.contains(m_table->currentId()))
                showCurrent();
            updateFooter();
            if (!m_waitingToRead.isEmpty())
                readSome(std::exchange(m_waitingToRead, {}));
        });
}

void CorpsPage::readPlacements()
{
    m_readingPlacements.run([&placements = context().workspace.placements(),
                             suiteId = m_suiteId](std::stop_token) { return placements.list(suiteId); },
                            [this](Result<std::vector<model::Placement>> placements) {
                                if (!placements) {
                                    showError(placements.error());
                                    return;
                                }
                                m_placements = std::move(*placements);
                                m_names.set(m_placements);
                                m_model.retranslate();
                                applyFilterChoices();
                                if (!m_placementFilter->chosen().isEmpty())
                                    applyFilter(); // who is unassigned may be another question now
                            });
}

void CorpsPage::selectFirstWhereNone()
{
    if (m_table->currentId() == 0 && m_model.rowCount() > 0)
        m_table->selectOnly(m_model.idAt(0));
}

void CorpsPage::showCurrent()
{
    m_detail->showCorp(m_table->currentId());
}

void CorpsPage::updateFooter()
{
    const auto selected = static_cast<int>(m_table->selectedIds().size());
    const int shown = m_model.rowCount();
    QString text = shown == m_model.totalCount() ? tr("%Ln corps", nullptr, shown)
                                                 : tr("%1 of %2 corps").arg(count(shown), count(m_model.totalCount()));
    if (selected > 0)
        text += QStringLiteral(" · ") + tr("%Ln selected", nullptr, selected);
    footerLeft()->setText(text);

    qint64 lastSync = 0;
    for (const model::Corp& corp : m_model.records())
        lastSync = std::max(lastSync, corp.lastSyncAt);
    footerRight()->setText(
        lastSync == 0 ? QString() : tr("Last synchronised: %1").arg(shortTime(lastSync, context().clock.nowMs())));
    for (QAction* action : {m_copyLinks, m_markConfigured, m_assign})
        action->setEnabled(selected > 0);
    const bool idle = !m_progress->isRunning();
    for (QAction* action : {m_exportSelected, m_syncSelected, m_purge})
        action->setEnabled(selected > 0 && idle);
    m_showEvents->setEnabled(selected == 1);
    m_sync->setEnabled(idle);
    m_export->setEnabled(idle && m_model.totalCount() > 0);
}

/// Until somebody has moved the line: the table gets what its words need, the pane what is left within bounds.
void CorpsPage::sharePanes()
{
    if (m_splitter->isMoved())
        return;
    const int room = width() - m_splitter->handleWidth();
    const int pane = qBound(narrowPane, room - m_table->wantedWidth(), widePane);
    m_splitter->setSizes({room - pane, pane});
}

void CorpsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    sharePanes();
}

void CorpsPage::showError(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        m_banner->showError(service::describe(error));
}

void CorpsPage::sync()
{
    const std::vector<qint64> selected = m_table->selectedIds();
    syncCorps(selected.size() > 1 ? selected : std::vector<qint64>());
}

void CorpsPage::retranslate()
{
    Page::retranslate();
    m_search->setPlaceholderText(tr("Name, pinyin, id, note (Ctrl+F)"));
    m_sync->setText(tr("Synchronise"));
    m_export->setText(tr("Export CSV…"));
    m_invite->setText(tr("Invite a merchant"));
    m_copyLinks->setText(tr("Copy all links"));
    m_exportSelected->setText(tr("Export the links…"));
    m_syncSelected->setText(tr("Synchronise"));
    m_markConfigured->setText(tr("Mark links as configured"));
    m_assign->setText(tr("Assign to a placement…"));
    m_showEvents->setText(tr("Show events"));
    m_purge->setText(tr("Delete all data…"));
    m_paneToggle->setToolTip(tr("Show or hide the details"));
    m_table->setEmptyNotice({Glyph::Building, tr("No corp has authorised yet"),
                             tr("Show a merchant your QR code; the corp appears here by itself."),
                             tr("Invite a merchant")});
    m_table->setNothingFoundNotice({Glyph::Search, tr("No corp matches"), {}, tr("Clear the filters")});
    label(m_paneToggle, QStringLiteral("corpsPane"), m_paneToggle->toolTip());
    m_sync->setToolTip(tr("Reads accounts and links from WeCom: of the selected corps, or of all (F5)"));
    m_export->setToolTip(tr("The links of all corps that are shown, as a file for spreadsheets"));
    m_invite->setToolTip(tr("QR codes and links for merchants (Ctrl+2)"));
    label(m_search, QStringLiteral("search"), tr("Search corps"), m_search->placeholderText());
    label(m_sync, QStringLiteral("corpsSync"), m_sync->text(), m_sync->toolTip());
    label(m_export, QStringLiteral("corpsExport"), m_export->text(), m_export->toolTip());
    label(m_invite, QStringLiteral("corpsInvite"), m_invite->text(), m_invite->toolTip());
    label(m_table, QStringLiteral("corpsTable"), title(), tr("The context menu has what can be done with a selection"));
    m_statusFilter->setObjectName(QStringLiteral("corpsStatusFilter")); // they name themselves: "Status: All"
    m_statusFilter->setAccessibleDescription(tr("Filter by status"));
    m_placementFilter->setObjectName(QStringLiteral("corpsPlacementFilter"));
    m_placementFilter->setAccessibleDescription(tr("Filter by placement"));
    applyFilterChoices();
    updateFooter();
    sharePanes();
}

} // namespace kfdesk::ui
