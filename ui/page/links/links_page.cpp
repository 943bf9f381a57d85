#include "ui/page/links/links_page.h"

#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/page/links/link_columns.h"
#include "ui/support/formats.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/table/delegates.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"
#include "ui/widget/fields.h"
#include "ui/widget/inset.h"
#include "ui/widget/progress_strip.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

// A burst of events would otherwise read a million ids ten times a second.
constexpr int rereadAfterMs = 400;

const QString statePrefix = QStringLiteral("state:");
const QString pendingKey = QStringLiteral("pending");
const QString doneKey = QStringLiteral("done");

store::LinkSort sortOf(const QString& columnId)
{
    if (columnId == link_column::account)
        return store::LinkSort::Account;
    if (columnId == link_column::placement)
        return store::LinkSort::Placement;
    if (columnId == link_column::scene)
        return store::LinkSort::Scene;
    if (columnId == link_column::configured)
        return store::LinkSort::Configured;
    if (columnId == link_column::updated)
        return store::LinkSort::Updated;
    return store::LinkSort::Corp;
}

} // namespace

LinksPage::LinksPage(PageContext& context, QWidget* parent)
    : Page(PageId::Links, context, parent)
    , m_search(addSearch())
    , m_placementFilter(new FilterButton(this))
    , m_configuredFilter(new FilterButton(this))
    , m_corpChip(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_table(new TableView(QStringLiteral("links"), context.settings, context.clipboard, this))
    , m_progress(new ProgressStrip(this))
    , m_copyLink(new QAction(this))
    , m_markConfigured(new QAction(this))
    , m_markPending(new QAction(this))
    , m_showCorp(new QAction(this))
    , m_model(
          linkColumns(context.clock), [](const model::LinkRow& row) { return row.link.id; },
          context.workspace.readPool(),
          [&workspace = context.workspace](const std::vector<qint64>& ids) { return workspace.links().rows(ids); })
    , m_reading(context.workspace.readPool(), this)
    , m_readingPlacements(context.workspace.readPool(), this)
{
    addFilter(m_placementFilter);
    addFilter(m_configuredFilter);
    addFilter(m_corpChip);
    m_corpChip->hide();
    m_corpChip->setIcon(icon(Glyph::Close));
    addAction(m_export);
    setKind(m_export, "primary");

    content()->addLayout(new Inset(m_banner));
    content()->addWidget(m_table);
    content()->addWidget(m_progress);

    m_table->setTable(m_model, link_column::corp);
    m_table->setColumnDelegate(link_column::configured, new ChipDelegate(m_table));
    m_table->setColumnDelegate(link_column::copy,
                               new ButtonDelegate(copyButtonText, ButtonDelegate::Content::ButtonOnly, m_table));
    buildContextMenu();

    m_rereadSoon.setSingleShot(true);
    m_rereadSoon.setInterval(rereadAfterMs);
    connect(&m_rereadSoon, &QTimer::timeout, this, &LinksPage::readIds);

    connect(m_search, &SearchField::searchChanged, this, &LinksPage::readIds);
    connect(m_placementFilter, &FilterButton::chosenChanged, this, &LinksPage::readIds);
    connect(m_configuredFilter, &FilterButton::chosenChanged, this, &LinksPage::readIds);
    connect(m_corpChip, &QPushButton::clicked, this, [this] { go({PageId::Links}); });
    connectTable();
    connect(m_export, &QPushButton::clicked, this, &LinksPage::askExport);
    connect(m_progress, &ProgressStrip::cancelRequested, this, [this] { m_exporting.cancel(); });
    connect(m_banner, &Banner::actionTriggered, this, [this](service::ErrorAction action) {
        if (action == service::ErrorAction::Retry)
            refresh();
    });
    setFirstFocus(m_table);
    retranslate();
}

void LinksPage::connectTable()
{
    connect(&m_model, &WindowedModelBase::sortRequested, this, [this](const QString& column, Qt::SortOrder order) {
        m_sort = sortOf(column);
        m_descending = order == Qt::DescendingOrder;
        readIds();
    });
    connect(&m_model, &WindowedModelBase::fetchFailed, this, &LinksPage::showReadError);
    connect(m_table, &TableView::selectionChangedIds, this, &LinksPage::updateFooter);
    connect(m_table, &TableView::cellButtonTriggered, this, &LinksPage::copyUrl);
    connect(m_table, &TableView::errorActionTriggered, this, &LinksPage::refresh);
    connect(m_table, &TableView::noticeActionTriggered, this, [this] { Q_EMIT goRequested({PageId::Invite}); });
    connect(m_table, &TableView::nothingFoundActionTriggered, this, [this] {
        m_search->clear();
        m_search->flush();
        m_placementFilter->choose({});
        m_configuredFilter->choose({});
        go({PageId::Links});
    });
}

QString LinksPage::title() const
{
    return tr("Kf links");
}

void LinksPage::setSuite(const QString& suiteId)
{
    m_suiteId = suiteId;
    refresh();
}

void LinksPage::refresh()
{
    readPlacements();
    m_model.invalidate({});
    readIds();
}

void LinksPage::onChanges(const std::vector<model::Change>& changes)
{
    QSet<qint64> links;
    bool all = false;
    for (const model::Change& change : changes) {
        switch (change.kind) {
        case model::ChangeKind::Link:
            links.insert(change.localId);
            all = all || change.localId == 0;
            break;
        case model::ChangeKind::Placement:
            readPlacements();
            all = true;
            break;
        case model::ChangeKind::Corp:
        case model::ChangeKind::Purge:
            all = true;
            break;
        default:
            break;
        }
    }
    if (!all && links.isEmpty())
        return;
    m_model.invalidate(all ? QSet<qint64>() : links);
    if (!m_rereadSoon.isActive())
        m_rereadSoon.start();
}

void LinksPage::go(const Destination& destination)
{
    m_corpId = destination.corpId;
    m_corpChip->setVisible(m_corpId != 0);
    retranslate();
    readIds();
}

store::LinkFilter LinksPage::filter() const
{
    store::LinkFilter filter;
    filter.suiteId = m_suiteId;
    filter.text = m_search->text();
    filter.corpId = m_corpId;
    const QString placement = m_placementFilter->chosen();
    if (placement.startsWith(statePrefix))
        filter.state = placement.mid(statePrefix.size());
    const QString configured = m_configuredFilter->chosen();
    if (configured == pendingKey)
        filter.configured = store::Configured::Pending;
    else if (configured == doneKey)
        filter.configured = store::Configured::Done;
    return filter;
}

store::LinkFilter LinksPage::wholeSuite() const
{
    store::LinkFilter filter;
    filter.suiteId = m_suiteId;
    return filter;
}

bool LinksPage::isFiltered() const
{
    return !m_search->text().trimmed().isEmpty() || m_corpId != 0 || !m_placementFilter->chosen().isEmpty() ||
           !m_configuredFilter->chosen().isEmpty();
}

void LinksPage::readIds()
{
    m_rereadSoon.stop();
    m_table->setFiltered(isFiltered());
    m_table->showLoading(tr("Reading links…"));
    struct Read
    {
        std::vector<qint64> ids;
        int total = 0;
    };
    m_reading.run(
        [&links = context().workspace.links(), filter = filter(), sort = m_sort, descending = m_descending,
         all = wholeSuite()](std::stop_token stop) -> Result<Read> {
            KFDESK_TRY(auto ids, links.ids(filter, sort, descending, stop));
            KFDESK_TRY(const int total, links.count(all));
            return Read{std::move(ids), total};
        },
        [this](Result<Read> read) {
            if (!read) {
                showReadError(read.error());
                return;
            }
            m_total = read->total;
            m_table->showRows();
            m_model.setIds(std::move(read->ids));
            updateFooter();
        });
}

void LinksPage::readPlacements()
{
    m_readingPlacements.run([&placements = context().workspace.placements(),
                             suiteId = m_suiteId](std::stop_token) { return placements.list(suiteId); },
                            [this](Result<std::vector<model::Placement>> placements) {
                                if (!placements) {
                                    showReadError(placements.error());
                                    return;
                                }
                                m_placements = std::move(*placements);
                                applyFilterChoices();
                            });
}

void LinksPage::applyFilterChoices()
{
    std::vector<FilterButton::Choice> placements{{QString(), tr("All")}};
    for (const model::Placement& placement : m_placements)
        placements.push_back({statePrefix + placement.state, placement.name});
    m_placementFilter->setChoices(tr("Placement"), placements);
    m_configuredFilter->setChoices(
        tr("Configuration"), {{QString(), tr("All")}, {pendingKey, tr("To configure")}, {doneKey, tr("Configured")}});
}

void LinksPage::updateFooter()
{
    const int shown = m_model.rowCount();
    const auto selected = static_cast<int>(m_table->selectedIds().size());
    QString text = tr("%Ln links", nullptr, shown);
    if (isFiltered())
        text = tr("%1 of %2 links").arg(count(shown), count(m_total));
    if (selected > 0)
        text += QStringLiteral(" · ") + tr("%Ln selected", nullptr, selected);
    footerLeft()->setText(text);
    m_export->setEnabled(m_total > 0 && !m_progress->isRunning());
    m_showCorp->setEnabled(selected == 1);
    m_copyLink->setText(selected > 1 ? tr("Copy links") : tr("Copy link"));
    for (QAction* action : {m_copyLink, m_markConfigured, m_markPending})
        action->setEnabled(selected > 0);
}

void LinksPage::showReadError(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        m_table->showError(service::describe(error), tr("Try again"));
}

void LinksPage::showActionError(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        m_banner->showError(service::describe(error));
}

void LinksPage::retranslate()
{
    Page::retranslate();
    m_export->setText(tr("Export CSV…"));
    m_export->setToolTip(tr("The selected links, the filtered ones or all, as a file for spreadsheets"));
    label(m_export, QStringLiteral("linksExport"), m_export->text(), m_export->toolTip());
    label(m_table, QStringLiteral("linksTable"), title(), tr("The context menu has what can be done with a selection"));
    m_placementFilter->setObjectName(QStringLiteral("linksPlacementFilter")); // they name themselves: "Placement: All"
    m_placementFilter->setAccessibleDescription(tr("Filter by placement"));
    m_configuredFilter->setObjectName(QStringLiteral("linksConfiguredFilter"));
    m_configuredFilter->setAccessibleDescription(tr("Filter by configuration"));
    //: A filter in force; pressing the button takes it away.
    m_corpChip->setText(tr("One corp only"));
    m_corpChip->setToolTip(tr("Show the links of all corps again"));
    label(m_corpChip, QStringLiteral("linksCorpFilter"), m_corpChip->text(), m_corpChip->toolTip());
    m_search->setPlaceholderText(tr("Corp, account, scene, link (Ctrl+F)"));
    label(m_search, QStringLiteral("search"), tr("Search links"), m_search->placeholderText());
    m_markConfigured->setText(tr("Mark as configured"));
    m_markPending->setText(tr("Mark as to be configured"));
    m_showCorp->setText(tr("Show corp"));
    m_table->setEmptyNotice({Glyph::Link, tr("No kf links yet"),
                             tr("They appear here as soon as a corp has authorised."), tr("Invite a merchant")});
    m_table->setNothingFoundNotice({Glyph::Search, tr("No link matches"), {}, tr("Clear the filters")});
    applyFilterChoices();
    updateFooter();
}

} // namespace kfdesk::ui
