#include "ui/window/shell.h"

#include "core/service/component_service.h"
#include "core/service/workspace.h"
#include "ui/support/theme.h"
#include "ui/window/change_batcher.h"
#include "ui/window/listener_control.h"
#include "ui/window/quick_switcher.h"
#include "ui/window/sidebar.h"
#include "ui/window/take_over_notice.h"
#include "ui/window/welcome_notice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>

namespace kfdesk::ui {

namespace {

constexpr int agesIntervalMs = 30'000;

QFrame* makeBand(QLabel*& text, QWidget* parent)
{
    auto* band = new QFrame(parent);
    setKind(band, "band");
    band->setObjectName(QStringLiteral("sandboxBand"));
    band->setFixedHeight(28);
    text = new QLabel(band);
    auto* row = new QHBoxLayout(band);
    row->setContentsMargins(16, 0, 16, 0);
    row->addWidget(text, 0, Qt::AlignCenter);
    return band;
}

} // namespace

Shell::Shell(const PageSpecs& pages, PageContext& context, QWidget* parent)
    : Retranslated(parent)
    , m_specs(pages)
    , m_context(context)
    , m_sidebar(new Sidebar(pages, context.clock, this))
    , m_band(makeBand(m_bandText, this))
    , m_welcome(new WelcomeNotice(context.clipboard, this))
    , m_stack(new QStackedWidget(this))
    , m_batcher(new ChangeBatcher(context.workspace.changes(), this))
    , m_sleepLock(context.workspace.networkPool())
    , m_components(context.workspace.readPool(), this)
    , m_overview(context.workspace.readPool(), this)
{
    auto* work = new QVBoxLayout;
    work->setSpacing(0);
    work->addWidget(new TakeOverNotice(context.listener, context.clipboard, this));
    work->addWidget(m_welcome);
    work->addWidget(m_stack, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(work, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_band);
    column->addLayout(row, 1);
    m_band->setVisible(context.workspace.kind() == service::WorkspaceKind::Sandbox);

    connect(m_welcome, &WelcomeNotice::goRequested, this, &Shell::go);
    connect(m_sidebar, &Sidebar::pageChosen, this, &Shell::showPage);
    connect(m_sidebar, &Sidebar::componentChosen, this, &Shell::setSuite);
    connect(m_batcher, &ChangeBatcher::changed, this, &Shell::onChanges);
    connect(&context.listener, &ListenerControl::changed, this, &Shell::showListener);
    showListener();
    m_minute.setInterval(agesIntervalMs);
    connect(&m_minute, &QTimer::timeout, m_sidebar, &Sidebar::updateAges);
    m_minute.start();
    addShortcuts();
    retranslate();
    loadComponents();
}

void Shell::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    for (size_t i = 0; i < m_specs.size(); ++i) {
        add(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))),
            [this, id = m_specs[i].id] { showPage(id); });
    }
    add(QKeySequence::Find, [this] {
        if (Page* page = currentPage())
            page->focusSearch();
    });
    add(QKeySequence(Qt::Key_F5), [this] {
        if (Page* page = currentPage())
            page->sync();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { jumpToCorp(); });
}

// Pages

Page* Shell::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

Page* Shell::page(PageId id) const
{
    const auto known = m_pages.find(id);
    return known == m_pages.end() ? nullptr : known->second;
}

Page* Shell::visit(PageId id)
{
    if (Page* known = page(id))
        return known;
    const auto spec = std::find_if(m_specs.begin(), m_specs.end(), [id](const PageSpec& s) { return s.id == id; });
    if (spec == m_specs.end())
        return nullptr;
    Page* made = spec->make(m_context, m_stack);
    m_pages.emplace(id, made);
    m_stack->addWidget(made);
    connect(made, &Page::goRequested, this, &Shell::go);
    made->setSuite(m_suiteId);
    return made;
}

void Shell::showPage(PageId id)
{
    if (!m_loaded)
        return;
    Page* wanted = visit(id);
    if (!wanted)
        return;
    // Who goes through the sidebar by keyboard stays in it. A hidden page would hand the keyboard to the next best.
    const bool inSidebar = m_sidebar->isAncestorOf(window()->focusWidget());
    if (Page* left = currentPage(); left && left != wanted)
        left->rememberFocus();
    m_stack->setCurrentWidget(wanted);
    m_sidebar->setCurrentPage(id);
    if (!inSidebar)
        wanted->takeFocus();
}

void Shell::go(const Destination& destination)
{
    showPage(destination.page);
    if (Page* shown = currentPage(); shown && shown->id() == destination.page)
        shown->go(destination);
}

void Shell::jumpToCorp()
{
    if (!m_loaded)
        return;
    if (!m_switcher) {
        m_switcher = new QuickSwitcher(m_context, this);
        connect(m_switcher, &QuickSwitcher::chosen, this, [this](qint64 corpId) {
            Destination destination;
            destination.page = PageId::Corps;
            destination.corpId = corpId;
            go(destination);
        });
    }
    m_switcher->openFor(m_suiteId);
}

void Shell::welcome()
{
    m_welcome->show();
}

// Data around the pages

void Shell::loadComponents()
{
    m_components.run([&workspace = m_context.workspace](std::stop_token) { return workspace.components().list(); },
                     [this](const Result<std::vector<model::ComponentSummary>>& components) {
                         if (!components)
                             return;
                         const auto known =
                             std::find_if(components->begin(), components->end(),
                                          [this](const model::ComponentSummary& c) { return c.suiteId == m_suiteId; });
                         QString suiteId = m_suiteId;
                         if (known == components->end())
                             suiteId = components->empty() ? QString() : components->front().suiteId;
                         m_sidebar->setComponents(*components, suiteId);
                         setSuite(suiteId);
                     });
}

void Shell::setSuite(const QString& suiteId)
{
    if (m_loaded && suiteId == m_suiteId)
        return;
    m_suiteId = suiteId;
    for (const auto& [id, page] : m_pages)
        page->setSuite(suiteId);
    loadOverview();
    if (m_loaded)
        return;
    m_loaded = true;
    showPage(m_specs.front().id);
    Q_EMIT ready();
}

void Shell::loadOverview()
{
    m_overview.run([&workspace = m_context.workspace,
                    suiteId = m_suiteId](std::stop_token) { return workspace.status().overview(suiteId); },
                   [this](const Result<service::Overview>& overview) {
                       if (overview)
                           m_sidebar->setOverview(*overview);
                   });
}

void Shell::showListener()
{
    const service::ListenerState& state = m_context.listener.state();
    m_sidebar->setListener(state, m_context.listener.isBusy());
    m_sleepLock.setHeld(state.phase == service::ListenerState::Phase::Listening,
                        tr("Authorisations of merchants are being received"));
}

void Shell::onChanges(const std::vector<model::Change>& changes)
{
    const auto touches = [&changes](model::ChangeKind kind) {
        return std::any_of(changes.begin(), changes.end(), [kind](const model::Change& c) { return c.kind == kind; });
    };
    if (touches(model::ChangeKind::Component))
        loadComponents();
    if (touches(model::ChangeKind::Listener))
        m_context.listener.refresh();
    loadOverview();
    for (const auto& [id, page] : m_pages)
        page->onChanges(changes);
}

void Shell::retranslate()
{
    m_bandText->setText(tr("Sandbox · all data are simulated"));
}

} // namespace kfdesk::ui
