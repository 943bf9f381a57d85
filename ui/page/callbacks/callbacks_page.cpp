#include "ui/page/callbacks/callbacks_page.h"

#include "core/format/search_key.h"
#include "core/service/corp_service.h"
#include "core/service/event_service.h"
#include "core/service/workspace.h"
#include "ui/page/callbacks/event_detail_pane.h"
#include "ui/page/callbacks/listener_cards.h"
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
#include "ui/window/listener_control.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace kfdesk::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto rereadAfter = 250ms; // bursts of events are read once
constexpr auto agesEvery = 20s;

/// Ids of the events that match; a text is looked for in the names of corps as well. Blocking.
Result<std::vector<qint64>> readEventIds(service::Workspace& workspace, store::EventFilter filter, std::stop_token stop)
{
    const QStringList words = format::queryWords(filter.text);
    if (!words.isEmpty()) {
        KFDESK_TRY(const auto corps, workspace.corps().list(filter.suiteId));
        for (const model::Corp& corp : corps) {
            if (format::matchesKey(corp.searchKey, filter.text))
                filter.corpIds.push_back(corp.id);
        }
    }
    return workspace.events().ids(filter, stop);
}

} // namespace

CallbacksPage::CallbacksPage(PageContext& context, QWidget* parent)
    : Page(PageId::Callbacks, context, parent)
    , m_statusFilter(new FilterButton(this))
    , m_typeFilter(new FilterButton(this))
    , m_corpChip(new QPushButton(this))
    , m_selfTest(new QPushButton(this))
    , m_rawRequest(new QPushButton(this))
    , m_pasteTicket(new QPushButton(this))
    , m_listen(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_cards(new ListenerCards(context, this))
    , m_table(new TableView(QStringLiteral("events"), context.settings, context.clipboard, this))
    , m_detail(new EventDetailPane(context, this))
    , m_model(
          eventColumns(context.clock), [](const EventRow& row) { return row.event.id; }, context.workspace.readPool(),
          [&workspace = context.workspace](const std::vector<qint64>& ids) { return readEventRows(workspace, ids); })
    , m_reading(context.workspace.readPool(), this)
    , m_readingFigures(context.workspace.readPool(), this)
{
    SearchField* search = addSearch();
    addFilter(m_statusFilter);
    addFilter(m_typeFilter);
    addFilter(m_corpChip);
    m_corpChip->hide();
    addAction(m_selfTest);
    addAction(m_rawRequest);
    addAction(m_pasteTicket);
    addAction(m_listen);

    layOut();
    keepTime();
    connectHeader(*search);
    connectTable(*search);
    connect(&context.listener, &ListenerControl::changed, this, [this] {
        updateListenerButton();
        readFigures();
    });
    connect(m_cards, &ListenerCards::rejectionsRequested, this, &CallbacksPage::showRejections);
    connect(m_cards, &ListenerCards::needsPersonRequested, this, &CallbacksPage::showWhatNeedsAPerson);
    connect(m_detail, &EventDetailPane::corpRequested, this, [this](qint64 corpId) {
        Q_EMIT goRequested({PageId::Corps, corpId});
    });
    connect(m_detail, &EventDetailPane::actionRequested, this, &CallbacksPage::carryOut);
    connect(m_banner, &Banner::actionTriggered, this, &CallbacksPage::carryOut);
    setFirstFocus(m_table);
    retranslate();
}

void CallbacksPage::layOut()
{
    m_banner->setObjectName(QStringLiteral("pageBanner"));
    m_detail->setObjectName(QStringLiteral("eventDetail"));
    m_table->setTable(m_model);
    m_table->setColumnDelegate(event_column::result, new ChipDelegate(m_table));
    auto* splitter = new PaneSplitter(QStringLiteral("callbacks"), context().settings, this);
    splitter->setPanes(m_table, m_detail, {664, 408});
    splitter->setStretchFactor(0, 1);
    content()->addWidget(m_cards);
    auto* news = new Inset(m_banner);
    news->setContentsMargins(Inset::sideAir, 0, Inset::sideAir, ListenerCards::airBeneath); // as far from both
    content()->addLayout(news);
    content()->addWidget(makeLine(Qt::Horizontal, this));
    content()->addWidget(splitter, 1);
}

void CallbacksPage::keepTime()
{
    m_rereadSoon.setSingleShot(true);
    m_rereadSoon.setInterval(rereadAfter);
    connect(&m_rereadSoon, &QTimer::timeout, this, [this] {
        readIds();
        readFigures();
    });
    m_ages.setInterval(agesEvery);
    connect(&m_ages, &QTimer::timeout, this, &CallbacksPage::readFigures);
    m_ages.start();
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, m_table->viewport(), qOverload<>(&QWidget::update));
}

void CallbacksPage::connectHeader(SearchField& search)
{
    connect(&search, &SearchField::searchChanged, this, [this](const QString& text) {
        m_search = text;
        readIds();
    });
    connect(m_statusFilter, &FilterButton::chosenChanged, this, &CallbacksPage::readIds);
    connect(m_typeFilter, &FilterButton::chosenChanged, this, &CallbacksPage::readIds);
    connect(m_corpChip, &QPushButton::clicked, this, [this] { go({PageId::Callbacks}); });
    connect(m_selfTest, &QPushButton::clicked, this, &CallbacksPage::selfTest);
    connect(m_rawRequest, &QPushButton::clicked, this, &CallbacksPage::checkRawRequest);
    connect(m_pasteTicket, &QPushButton::clicked, this, &CallbacksPage::askTicket);
    connect(m_listen, &QPushButton::clicked, this, &CallbacksPage::toggleListener);
}

void CallbacksPage::connectTable(SearchField& search)
{
    connect(&m_model, &WindowedModelBase::fetchFailed, this, [this](const Error& error) { showError(error); });
    connect(m_table, &TableView::currentIdChanged, m_detail, &EventDetailPane::openEvent);
    connect(m_table, &TableView::errorActionTriggered, this, &CallbacksPage::refresh);
    connect(m_table, &TableView::noticeActionTriggered, this, &CallbacksPage::selfTest);
    connect(m_table, &TableView::nothingFoundActionTriggered, this, [this, &search] {
        search.clear();
        search.flush();
        m_statusFilter->choose({});
        m_typeFilter->choose({});
        go({PageId::Callbacks});
    });
}

QString CallbacksPage::title() const
{
    return tr("Callback events");
}

void CallbacksPage::setSuite(const QString& suiteId)
{
    m_suiteId = suiteId;
    refresh();
}

void CallbacksPage::refresh()
{
    m_model.invalidate({});
    readIds();
    readFigures();
}

void CallbacksPage::onChanges(const std::vector<model::Change>& changes)
{
    QSet<qint64> events;
    bool other = false;
    for (const model::Change& change : changes) {
        if (change.kind == model::ChangeKind::Event)
            events.insert(change.localId);
        else
            other = other || change.kind == model::ChangeKind::Ticket || change.kind == model::ChangeKind::Listener ||
                    change.kind == model::ChangeKind::Purge || change.kind == model::ChangeKind::Corp;
    }
    if (events.isEmpty() && !other)
        return;
    if (!events.isEmpty())
        m_model.invalidate(events.contains(0) ? QSet<qint64>() : events);
    if (events.contains(m_table->currentId()) || other)
        m_detail->openEvent(m_table->currentId());
    if (!m_rereadSoon.isActive())
        m_rereadSoon.start();
}

void CallbacksPage::go(const Destination& destination)
{
    m_corpId = destination.corpId;
    m_corpChip->setVisible(m_corpId != 0);
    m_selectNext = destination.eventId;
    if (m_selectNext != 0) {
        m_statusFilter->choose({});
        m_typeFilter->choose({});
    }
    readIds();
}

void CallbacksPage::readIds()
{
    m_table->setFiltered(isFiltered());
    m_table->showLoading(tr("Reading events…"));
    m_reading.run([&workspace = context().workspace,
                   filter = filter()](std::stop_token stop) { return readEventIds(workspace, filter, stop); },
                  [this](Result<std::vector<qint64>> ids) {
                      if (!ids) {
                          if (ids.error().kind != ErrorKind::Cancelled)
                              m_table->showError(service::describe(ids.error()), tr("Try again"));
                          return;
                      }
                      m_table->showRows();
                      m_model.setIds(std::move(*ids));
                      if (m_selectNext != 0)
                          m_table->selectOnly(std::exchange(m_selectNext, 0));
                      else if (m_table->currentId() == 0 && m_model.rowCount() > 0)
                          m_table->selectOnly(m_model.idAt(0));
                      updateFooter();
                  });
}

void CallbacksPage::readFigures()
{
    m_readingFigures.run(
        [&workspace = context().workspace, suiteId = m_suiteId](std::stop_token) -> Result<ListenerFigures> {
            ListenerFigures figures;
            KFDESK_TRY(figures.overview, workspace.status().overview(suiteId));
            KFDESK_TRY(figures.settings, workspace.settings().listener());
            figures.stats = workspace.host().stats();
            figures.rejections = workspace.host().rejections();
            figures.callbackUrl = workspace.host().callbackUrl(suiteId);
            return figures;
        },
        [this](Result<ListenerFigures> figures) {
            if (!figures) {
                showError(figures.error());
                return;
            }
            m_cards->set(*figures);
            updateFooter();
            const QString pending = model::toText(model::EventStatus::Pending);
            if (figures->overview.events.value(pending) > 0)
                m_second.start();
            else
                m_second.stop();
        });
}

void CallbacksPage::updateListenerButton()
{
    using Phase = service::ListenerState::Phase;
    const service::ListenerState& state = context().listener.state();
    const bool listening = state.phase == Phase::Listening;
    const bool heldElsewhere = state.phase == Phase::HeldElsewhere;
    m_listen->setText(listening ? tr("Stop listening…") : tr("Start listening"));
    m_listen->setEnabled(!context().listener.isBusy() && !heldElsewhere);
    setKind(m_listen, listening ? "" : "primary");
    m_selfTest->setEnabled(listening);
    label(m_listen, QStringLiteral("listenToggle"), m_listen->text(),
          heldElsewhere ? tr("Another program receives the callbacks of this workspace; stop it there.")
                        : tr("Receiving authorisations from WeCom"));
    m_listen->setToolTip(heldElsewhere ? m_listen->accessibleDescription() : QString());
    const bool failed = state.phase == Phase::Failed;
    if (failed)
        showError(state.error, [this] { context().listener.start(); });
    else if (m_saysListenerFailed)
        m_banner->clear();
    m_saysListenerFailed = failed;
}

void CallbacksPage::updateFooter()
{
    const service::Overview& overview = m_cards->figures().overview;
    QString text = tr("%Ln events kept", nullptr, static_cast<int>(overview.eventsStored));
    if (overview.oldestEventAt != 0)
        text +=
            QStringLiteral(" · ") + tr("oldest: %1").arg(shortTime(overview.oldestEventAt, context().clock.nowMs()));
    footerLeft()->setText(text);
    footerRight()->setText(isFiltered() ? tr("Matching the filters: %1").arg(count(m_model.rowCount())) : QString());
}

void CallbacksPage::showError(const Error& error, std::function<void()> again)
{
    if (error.kind == ErrorKind::Cancelled)
        return;
    m_again = std::move(again);
    m_banner->showError(error);
}

void CallbacksPage::retranslate()
{
    Page::retranslate();
    if (auto* search = findChild<SearchField*>())
        search->setPlaceholderText(tr("Type, corp, state, error (Ctrl+F)"));
    applyFilterChoices();
    m_selfTest->setText(tr("Self-test"));
    m_rawRequest->setText(tr("Check request…"));
    m_pasteTicket->setText(tr("Paste ticket…"));
    //: A filter in force; pressing the button takes it away.
    m_corpChip->setText(tr("One corp only ✕"));
    label(m_selfTest, QStringLiteral("selfTest"), m_selfTest->text(),
          tr("Sends a verification and a signed callback to the listener and looks at the answers"));
    label(m_rawRequest, QStringLiteral("checkRawRequest"), m_rawRequest->text(),
          tr("Tells what is wrong with a callback that was refused"));
    label(m_pasteTicket, QStringLiteral("pasteTicket"), m_pasteTicket->text(), tr("When WeCom's pushes do not arrive"));
    label(m_corpChip, QStringLiteral("eventsCorpFilter"), m_corpChip->text(), tr("Show the events of all corps again"));
    label(m_statusFilter, QStringLiteral("eventStatusFilter"), m_statusFilter->accessibleName(),
          tr("Filter by status"));
    label(m_typeFilter, QStringLiteral("eventTypeFilter"), m_typeFilter->accessibleName(), tr("Filter by type"));
    label(m_table, QStringLiteral("eventTable"), title(), tr("Choose an event to see what happened"));
    m_table->setEmptyNotice({Glyph::Inbox, tr("No events yet"),
                             tr("Authorisations, changes and cancellations are listed here as they arrive."),
                             tr("Test the listener")});
    m_table->setNothingFoundNotice({Glyph::Search, tr("No event matches"), {}, tr("Clear the filters")});
    updateListenerButton();
    updateFooter();
}

} // namespace kfdesk::ui
