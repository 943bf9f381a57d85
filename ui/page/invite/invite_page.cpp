#include "ui/page/invite/invite_page.h"

#include "core/format/search_key.h"
#include "core/service/error_text.h"
#include "core/service/workspace.h"
#include "ui/page/invite/invitation_panel.h"
#include "ui/page/invite/placement_columns.h"
#include "ui/page/invite/placement_form.h"
#include "ui/page/invite/presentation_window.h"
#include "ui/page/invite/session_list.h"
#include "ui/support/formats.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/table/delegates.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"
#include "ui/widget/fields.h"
#include "ui/widget/inset.h"
#include "ui/widget/layout.h"
#include "ui/widget/pane_splitter.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

const QString archivedKey = QStringLiteral("archived");

} // namespace

InvitePage::InvitePage(PageContext& context, QWidget* parent)
    : Page(PageId::Invite, context, parent)
    , m_archivedFilter(new FilterButton(this))
    , m_batch(new QPushButton(this))
    , m_new(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_table(new TableView(QStringLiteral("placements"), context.settings, context.clipboard, this))
    , m_detail(new QStackedWidget(this))
    , m_none(new EmptyState(this))
    , m_form(new PlacementForm(context, this))
    , m_panel(new InvitationPanel(context, *m_banner, this))
    , m_progressTitle(new SectionTitle(this))
    , m_sessions(new SessionList(context.clock, this))
    , m_presentAction(new QAction(this))
    , m_archive(new QAction(this))
    , m_unarchive(new QAction(this))
    , m_model(placementColumns(), [](const model::Placement& placement) { return placement.id; })
    , m_reading(context.workspace.readPool(), this)
    , m_readingLink(context.workspace.readPool(), this)
    , m_readingSessions(context.workspace.readPool(), this)
{
    SearchField* search = addSearch();
    addFilter(m_archivedFilter);
    addAction(m_batch);
    addAction(m_new);
    setKind(m_new, "primary");
    m_new->setIcon(icon(Glyph::Plus, IconInk::OnAccent));

    layOut();
    buildContextMenu();
    connectTable(*search);
    connect(m_new, &QPushButton::clicked, this, &InvitePage::addOne);
    connect(m_batch, &QPushButton::clicked, this, &InvitePage::addMany);
    connect(m_none, &EmptyState::actionTriggered, this, &InvitePage::addOne);
    connect(m_form, &PlacementForm::saved, this, [this](const model::Placement& placement) {
        m_model.apply({placement.id}, {placement});
        showCurrent();
    });
    connect(m_panel, &InvitationPanel::presentRequested, this, &InvitePage::present);
    connect(m_panel, &InvitationPanel::archiveRequested, this, &InvitePage::setArchived);
    connectSessions();
    setFirstFocus(m_table);
    retranslate();
}

InvitePage::~InvitePage() = default;

void InvitePage::layOut()
{
    m_model.setSearchKey([](const model::Placement& row) {
        return format::searchKey({row.name, row.state, row.note});
    });
    m_table->setTable(m_model);
    m_table->setColumnDelegate(placement_column::name, new TwoLineDelegate(m_table));
    m_table->setColumnDelegate(placement_column::mode, new ChipDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);

    m_sessions->setTabAfter(m_form);
    m_detail->addWidget(m_none);
    m_detail->addWidget(buildEditor());
    auto* splitter = new PaneSplitter(QStringLiteral("invite"), context().settings, this);
    splitter->setPanes(m_table, m_detail, {380, 690});
    splitter->setStretchFactor(1, 1);
    content()->addLayout(new Inset(m_banner));
    content()->addWidget(splitter, 1);
}

void InvitePage::connectTable(SearchField& search)
{
    connect(&search, &SearchField::searchChanged, this, [this](const QString& text) {
        m_search = text;
        applyFilter();
    });
    connect(m_archivedFilter, &FilterButton::chosenChanged, this, &InvitePage::applyFilter);
    connect(m_table, &TableView::noticeActionTriggered, this, &InvitePage::addOne);
    connect(m_table, &TableView::nothingFoundActionTriggered, this, [this, &search] {
        search.clear();
        search.flush();
        m_archivedFilter->choose({});
    });
    connect(m_table, &TableView::errorActionTriggered, this, &InvitePage::refresh);
    connect(m_table, &TableView::currentIdChanged, this, &InvitePage::showCurrent);
}

void InvitePage::connectSessions()
{
    connect(m_sessions, &SessionList::retryRequested, this, &InvitePage::retry);
    connect(m_sessions, &SessionList::detailsRequested, this, [this](qint64 eventId) {
        Destination destination{PageId::Callbacks};
        destination.eventId = eventId;
        Q_EMIT goRequested(destination);
    });
    connect(m_sessions, &SessionList::corpRequested, this, [this](qint64 corpId) {
        Q_EMIT goRequested({PageId::Corps, corpId});
    });
}

QWidget* InvitePage::buildEditor()
{
    auto* inner = new QWidget(this);
    auto* left = new QVBoxLayout;
    left->setSpacing(gridPx);
    left->addWidget(m_form);
    left->addSpacing(gridPx);
    left->addWidget(m_progressTitle);
    left->addWidget(m_sessions, 1);
    auto* row = new QHBoxLayout(inner);
    row->setContentsMargins(3 * gridPx, 2 * gridPx, 3 * gridPx, 2 * gridPx);
    row->setSpacing(3 * gridPx);
    row->addLayout(left, 1);
    row->addWidget(m_panel, 0, Qt::AlignTop);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

void InvitePage::buildContextMenu()
{
    for (QAction* action : {m_presentAction, m_archive, m_unarchive})
        m_table->insertAction(m_table->copyAction(), action);
    connect(m_presentAction, &QAction::triggered, this, &InvitePage::present);
    connect(m_archive, &QAction::triggered, this, [this] { setArchived(true); });
    connect(m_unarchive, &QAction::triggered, this, [this] { setArchived(false); });
}

QString InvitePage::title() const
{
    return tr("Invite");
}

void InvitePage::setSuite(const QString& suiteId)
{
    m_suiteId = suiteId;
    refresh();
}

void InvitePage::refresh()
{
    readPlacements();
}

void InvitePage::onChanges(const std::vector<model::Change>& changes)
{
    bool placements = false;
    bool sessions = false;
    for (const model::Change& change : changes) {
        placements =
            placements || change.kind == model::ChangeKind::Placement || change.kind == model::ChangeKind::Corp;
        sessions = sessions || change.kind == model::ChangeKind::Event || change.kind == model::ChangeKind::Corp;
    }
    if (placements)
        readPlacements();
    if (sessions) {
        readSessions();
        if (m_presentation)
            m_presentation->refresh();
    }
}

void InvitePage::go(const Destination& destination)
{
    if (destination.placement.isEmpty())
        return;
    m_selectNextState = destination.placement;
    readPlacements();
}

void InvitePage::readPlacements()
{
    m_table->showLoading(tr("Reading placements…"));
    m_reading.run([&placements = context().workspace.placements(),
                   suiteId = m_suiteId](std::stop_token) { return placements.list(suiteId); },
                  [this](Result<std::vector<model::Placement>> placements) {
                      if (placements)
                          showPlacements(std::move(*placements));
                      else
                          m_table->showError(service::describe(placements.error()), tr("Try again"));
                  });
}

void InvitePage::showPlacements(std::vector<model::Placement> placements)
{
    m_table->showRows();
    m_model.setRecords(std::move(placements));
    applyFilter();
    qint64 wanted = std::exchange(m_selectNext, 0);
    const QString state = std::exchange(m_selectNextState, {});
    for (const model::Placement& placement : m_model.records()) {
        if (!state.isEmpty() && placement.state == state)
            wanted = placement.id;
    }
    if (wanted == 0 && m_table->currentId() == 0 && m_model.rowCount() > 0)
        wanted = m_model.idAt(0);
    if (wanted != 0)
        m_table->selectOnly(wanted);
    showCurrent();
}

const model::Placement* InvitePage::current() const
{
    return m_model.recordById(m_table->currentId());
}

void InvitePage::showCurrent()
{
    const model::Placement* placement = current();
    m_detail->setCurrentIndex(placement ? 1 : 0);
    m_presentAction->setEnabled(placement && placement->archivedAt == 0);
    m_archive->setVisible(placement && placement->archivedAt == 0);
    m_unarchive->setVisible(placement && placement->archivedAt != 0);
    updateFooter();
    if (!placement)
        return;
    QStringList otherStates;
    for (const model::Placement& other : m_model.records()) {
        if (other.id != placement->id)
            otherStates << other.state;
    }
    m_form->setOtherStates(otherStates);
    m_form->setPlacement(*placement);
    readLink();
    readSessions();
}

void InvitePage::readLink()
{
    const model::Placement* placement = current();
    if (!placement)
        return;
    m_readingLink.run([&placements = context().workspace.placements(), shown = *placement](
                          std::stop_token) { return placements.authLink(shown.suiteId, shown.state, shown.single); },
                      [this, shown = *placement](Result<QString> link) {
                          if (!link)
                              showError(link.error());
                          m_link = link.value_or(QString());
                          m_form->setLink(m_link);
                          m_panel->setInvitation(shown, m_link);
                      });
}

void InvitePage::readSessions()
{
    const model::Placement* placement = current();
    if (!placement)
        return;
    m_readingSessions.run([&placements = context().workspace.placements(),
                           shown = *placement](std::stop_token) { return placements.sessions(shown); },
                          [this](Result<std::vector<service::MerchantSession>> sessions) {
                              if (!sessions) {
                                  showError(sessions.error());
                                  return;
                              }
                              m_form->setStateUsed(!sessions->empty());
                              m_sessions->setSessions(std::move(*sessions));
                          });
}

void InvitePage::applyFilter()
{
    const bool archived = m_archivedFilter->chosen() == archivedKey;
    m_table->setFiltered(archived || !m_search.trimmed().isEmpty());
    m_model.setFilter(format::queryWords(m_search), [archived](const model::Placement& placement) {
        return (placement.archivedAt != 0) == archived;
    });
    updateFooter();
}

void InvitePage::showError(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        m_banner->showError(error);
}

void InvitePage::updateFooter()
{
    footerLeft()->setText(tr("%n placements", nullptr, m_model.rowCount()));
}

void InvitePage::retranslate()
{
    Page::retranslate();
    if (auto* search = findChild<SearchField*>())
        search->setPlaceholderText(tr("Placement, state (Ctrl+F)"));
    m_archivedFilter->setChoices(tr("Show"), {{QString(), tr("In use")}, {archivedKey, tr("Archived")}});
    m_batch->setText(tr("Create several…"));
    m_new->setText(tr("New placement"));
    m_progressTitle->setText(tr("Progress"));
    m_presentAction->setText(tr("Present full screen"));
    m_archive->setText(tr("Archive"));
    m_unarchive->setText(tr("Use again"));
    m_none->set(Glyph::Qr, tr("No placement is selected"),
                tr("A placement is a place in your product where merchants attach their customer service. Each has its "
                   "own QR code."),
                tr("New placement"));
    m_table->setEmptyNotice(
        {Glyph::Qr, tr("No placements yet"), tr("Create one to get its QR code."), tr("New placement")});
    m_table->setNothingFoundNotice({Glyph::Search, tr("No placement matches"), {}, tr("Clear the filters")});
    label(m_archivedFilter, QStringLiteral("inviteArchivedFilter"), m_archivedFilter->accessibleName(),
          tr("Show placements in use or archived ones"));
    label(m_batch, QStringLiteral("inviteBatch"), m_batch->text(), tr("From a list of names or a CSV file"));
    label(m_new, QStringLiteral("inviteNew"), m_new->text(),
          tr("A place in your product where merchants attach their customer service"));
    label(m_table, QStringLiteral("placementTable"), tr("Placements"),
          tr("Choose one to see its QR code and who has authorised"));
    updateFooter();
}

} // namespace kfdesk::ui
