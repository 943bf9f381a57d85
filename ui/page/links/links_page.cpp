#include "ui/page/links/links_page.h"

#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/page/links/export_dialog.h"
#include "ui/page/links/link_columns.h"
#include "ui/support/clipboard.h"
#include "ui/support/formats.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/table/delegates.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"
#include "ui/widget/fields.h"
#include "ui/widget/progress_strip.h"

#include <QAction>
#include <QDate>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

// A burst of events would otherwise read a million ids ten times a second.
constexpr int rereadAfterMs = 400;

const QString statePrefix = QStringLiteral("state:");
const QString pendingKey = QStringLiteral("pending");
const QString doneKey = QStringLiteral("done");

store::LinkFilter wholeSuite(const QString& suiteId)
{
    store::LinkFilter filter;
    filter.suiteId = suiteId;
    return filter;
}

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
    , m_placementFilter(new FilterButton(this))
    , m_configuredFilter(new FilterButton(this))
    , m_corpChip(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_progress(new ProgressStrip(this))
    , m_table(new TableView(QStringLiteral("links"), context.settings, context.clipboard, this))
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
    SearchField* search = addSearch();
    addFilter(m_placementFilter);
    addFilter(m_configuredFilter);
    addFilter(m_corpChip);
    m_corpChip->hide();
    addAction(m_export);
    setKind(m_export, "primary");

    content()->addWidget(m_banner);
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

    connect(search, &SearchField::searchChanged, this, [this](const QString& text) {
        m_search = text;
        readIds();
    });
    connect(m_placementFilter, &FilterButton::chosenChanged, this, &LinksPage::readIds);
    connect(m_configuredFilter, &FilterButton::chosenChanged, this, &LinksPage::readIds);
    connect(m_corpChip, &QPushButton::clicked, this, [this] { go({PageId::Links}); });
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
    connect(m_table, &TableView::nothingFoundActionTriggered, this, [this, search] {
        search->clear();
        search->flush();
        m_placementFilter->choose({});
        m_configuredFilter->choose({});
        go({PageId::Links});
    });
    connect(m_export, &QPushButton::clicked, this, &LinksPage::askExport);
    connect(m_progress, &ProgressStrip::cancelRequested, this, [this] { m_exporting.cancel(); });
    retranslate();
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
    filter.text = m_search;
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

bool LinksPage::isFiltered() const
{
    return !m_search.trimmed().isEmpty() || m_corpId != 0 || !m_placementFilter->chosen().isEmpty() ||
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
         all = wholeSuite(m_suiteId)](std::stop_token stop) -> Result<Read> {
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
    QString text = tr("%n links", nullptr, shown);
    if (isFiltered())
        text = tr("%1 of %2 links").arg(count(shown), count(m_total));
    if (selected > 0)
        text += QStringLiteral(" · ") + tr("%n selected", nullptr, selected);
    footerLeft()->setText(text);
    m_export->setEnabled(m_total > 0);
    for (QAction* action : {m_copyLink, m_markConfigured, m_markPending, m_showCorp})
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

void LinksPage::buildContextMenu()
{
    for (QAction* action : {m_copyLink, m_markConfigured, m_markPending, m_showCorp})
        m_table->insertAction(m_table->copyAction(), action);
    connect(m_copyLink, &QAction::triggered, this, [this] { copyUrl(m_table->currentId()); });
    connect(m_markConfigured, &QAction::triggered, this, [this] { setConfigured(true); });
    connect(m_markPending, &QAction::triggered, this, [this] { setConfigured(false); });
    connect(m_showCorp, &QAction::triggered, this, [this] {
        const model::LinkRow* row = m_model.record(m_model.rowOf(m_table->currentId()));
        if (row)
            Q_EMIT goRequested({PageId::Corps, row->link.corpId});
    });
}

void LinksPage::copyUrl(qint64 id)
{
    if (const model::LinkRow* row = m_model.record(m_model.rowOf(id)))
        context().clipboard.copy(row->link.url);
}

void LinksPage::setConfigured(bool configured)
{
    m_banner->clear();
    runInBackground(
        context().workspace.networkPool(), this,
        [&links = context().workspace.links(), ids = m_table->selectedIds(), configured](std::stop_token) {
            return links.setConfigured(ids, configured);
        },
        [this](Result<int> changed) {
            if (!changed)
                showActionError(changed.error());
        });
}

void LinksPage::askExport()
{
    const ExportDialog::Counts counts{static_cast<int>(m_table->selectedIds().size()), m_model.rowCount(),
                                      isFiltered()};
    auto* dialog = new ExportDialog(counts, context().settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        store::LinkFilter scope = wholeSuite(m_suiteId);
        if (dialog->scope() == ExportDialog::Scope::Selected)
            scope.ids = m_table->selectedIds();
        else if (dialog->scope() == ExportDialog::Scope::Filtered)
            scope = filter();
        const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
        const QString name = tr("kf-links") + QDate::currentDate().toString(QStringLiteral("-yyyyMMdd'.csv'"));
        context().prompts.saveFile(
            this, {tr("Export links as CSV"), folder.filePath(name), tr("CSV files (*.csv)")},
            [this, scope, options = dialog->options()](const QString& path) { exportTo(path, scope, options); });
    });
    dialog->open();
}

void LinksPage::exportTo(const QString& path, const store::LinkFilter& scope, const service::CsvOptions& options)
{
    m_banner->clear();
    m_progress->start(tr("Exporting links"));
    auto show = progressTo(this, [this](const service::Progress& progress) { m_progress->update(progress); });
    m_exporting = runInBackground(
        context().workspace.networkPool(), this,
        [&links = context().workspace.links(), path, scope, options, show](std::stop_token stop) {
            return links.exportCsv(path, scope, options, stop, show);
        },
        [this, path](Result<qint64> written) {
            m_progress->finish();
            if (!written) {
                showActionError(written.error());
                return;
            }
            m_banner->showMessage(Tone::Good, tr("Exported %n links.", nullptr, static_cast<int>(*written)),
                                  QDir::toNativeSeparators(path));
        });
}

void LinksPage::retranslate()
{
    Page::retranslate();
    m_export->setText(tr("Export CSV…"));
    label(m_export, QStringLiteral("linksExport"), m_export->text());
    label(m_table, QStringLiteral("linksTable"), title());
    label(m_placementFilter, QStringLiteral("linksPlacementFilter"), tr("Filter by placement"));
    label(m_configuredFilter, QStringLiteral("linksConfiguredFilter"), tr("Filter by configuration"));
    //: A filter in force; pressing the button takes it away.
    m_corpChip->setText(tr("One corp only ✕"));
    label(m_corpChip, QStringLiteral("linksCorpFilter"), tr("Show the links of all corps again"));
    if (auto* search = findChild<SearchField*>())
        search->setPlaceholderText(tr("Corp, account, scene, link (Ctrl+F)"));
    m_copyLink->setText(tr("Copy link"));
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
