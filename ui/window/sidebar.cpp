#include "ui/window/sidebar.h"

#include "core/service/deafness.h"
#include "core/service/error_text.h"
#include "ui/support/formats.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"
#include "ui/widget/navigation_list.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QUrl>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int sidebarWidth = 208;

using Phase = service::ListenerState::Phase;

Tone toneOf(Phase phase, bool busy)
{
    if (busy)
        return Tone::Neutral;
    switch (phase) {
    case Phase::Listening:
    case Phase::HeldElsewhere:
        return Tone::Good;
    case Phase::Failed:
        return Tone::Bad;
    case Phase::Stopped:
        break;
    }
    return Tone::Neutral;
}

Glyph glyphOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Glyph::Dot;
    case Tone::Bad:
        return Glyph::Warning;
    case Tone::Neutral:
    case Tone::Warn:
        break;
    }
    return Glyph::Pending;
}

} // namespace

Sidebar::Sidebar(const PageSpecs& pages, const Clock& clock, QWidget* parent)
    : Retranslated(parent)
    , m_pages(pages)
    , m_clock(clock)
{
    setKind(this, "sidebar");
    setObjectName(QStringLiteral("sidebar"));
    setFixedWidth(sidebarWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 20, 8, 18);
    column->setSpacing(2);
    column->addWidget(makeHead());
    column->addSpacing(12);
    for (const PageSpec& page : m_pages) {
        auto* item = new NavigationItem(page.glyph, this);
        item->setObjectName(QStringLiteral("navigation%1").arg(static_cast<int>(page.id)));
        connect(item, &QAbstractButton::clicked, this, [this, id = page.id] {
            setCurrentPage(id); // a click unchecks by itself
            Q_EMIT pageChosen(id);
        });
        m_items.emplace(page.id, item);
        if (page.id == PageId::Settings)
            column->addStretch();
        column->addWidget(item);
    }
    if (!m_items.contains(PageId::Settings))
        column->addStretch();
    column->addSpacing(6);
    column->addWidget(makeListenerBox());
    retranslate();
}

QWidget* Sidebar::makeHead()
{
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(12, 0, 12, 0);
    column->setSpacing(2);
    auto* name = new QLabel(QStringLiteral("KfDesk"), head);
    setKind(name, "subtitle");
    m_subtitle = makeLabel(head, "small");
    m_components = new QComboBox(head);
    m_components->setObjectName(QStringLiteral("componentSelector"));
    m_components->hide();
    column->addWidget(name);
    column->addWidget(m_subtitle);
    column->addWidget(m_components);
    connect(m_components, &QComboBox::activated, this,
            [this](int index) { Q_EMIT componentChosen(m_components->itemData(index).toString()); });
    return head;
}

QWidget* Sidebar::makeListenerBox()
{
    m_listenerBox = new QFrame(this);
    setKind(m_listenerBox, "card");
    m_listenerBox->setObjectName(QStringLiteral("listenerBox"));
    auto* column = new QVBoxLayout(m_listenerBox);
    column->setContentsMargins(12, 10, 8, 10);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    m_dot = new QLabel(m_listenerBox);
    m_listenerText = new QLabel(m_listenerBox);
    setKind(m_listenerText, "strong");
    m_listenerText->setObjectName(QStringLiteral("listenerState"));
    m_address = new QLabel(m_listenerBox);
    setKind(m_address, "small");
    row->addWidget(m_dot);
    row->addWidget(m_listenerText);
    row->addWidget(m_address, 1);
    column->addLayout(row);
    m_ticketText = makeLabel(m_listenerBox, "muted");
    m_ticketText->setObjectName(QStringLiteral("ticketAge"));
    column->addWidget(m_ticketText);
    return m_listenerBox;
}

void Sidebar::setCurrentPage(PageId page)
{
    for (const auto& [id, item] : m_items)
        item->setChecked(id == page);
}

void Sidebar::setComponents(const std::vector<model::ComponentSummary>& components, const QString& suiteId)
{
    const QSignalBlocker quiet(m_components);
    m_components->clear();
    for (const model::ComponentSummary& component : components)
        m_components->addItem(component.name, component.suiteId);
    m_components->setCurrentIndex(m_components->findData(suiteId));
    m_components->setVisible(components.size() > 1);
}

void Sidebar::setOverview(const service::Overview& overview)
{
    m_overview = overview;
    const auto show = [this](PageId page, int number, bool needsPerson = false) {
        if (const auto item = m_items.find(page); item != m_items.end())
            item->second->setCount(number, needsPerson);
    };
    show(PageId::Corps, overview.corps);
    show(PageId::Invite, overview.placements);
    show(PageId::Links, overview.links);
    show(PageId::Callbacks, overview.eventsNeedPerson, true);
    showListener();
    updateAges();
}

void Sidebar::setListener(const service::ListenerState& state, bool busy)
{
    m_listener = state;
    m_busy = busy;
    showListener();
}

void Sidebar::showListener()
{
    const bool listening = !m_busy && m_listener.phase == Phase::Listening;
    QString text = tr("Listener stopped");
    if (m_busy)
        text = tr("Please wait…");
    else if (listening)
        text = tr("Listening");
    else if (m_listener.phase == Phase::HeldElsewhere)
        text = tr("Listening elsewhere");
    else if (m_listener.phase == Phase::Failed)
        text = tr("Listener failed");
    const bool deaf = isDeaf();
    if (deaf)
        text = tr("Hears nothing");
    // Ours says it itself; another program's is heard of with the overview.
    auto trouble = m_listener.trouble;
    if (!trouble && m_overview)
        trouble = m_overview->trouble;
    if (trouble)
        text = tr("Callbacks not stored");
    const Tone tone = deaf || trouble ? Tone::Bad : toneOf(m_listener.phase, m_busy);
    const Colors& c = colorsOf(palette());
    m_dot->setPixmap(glyphPixmap(glyphOf(tone), c.tone(tone).text, 16, devicePixelRatioF()));
    m_listenerText->setText(text);
    m_address->setText(listening ? QUrl(m_listener.url).authority() : QString());
    QString details = m_listener.url;
    if (m_listener.phase == Phase::HeldElsewhere)
        details = m_listener.holder;
    else if (m_listener.phase == Phase::Failed)
        details = service::oneLine(m_listener.error);
    if (deaf)
        details = tr("No ticket has arrived for 15 minutes, so authorisations may not arrive either. Test the public "
                     "address on the callbacks page.");
    if (trouble)
        details = service::oneLine(trouble->error);
    m_listenerBox->setToolTip(details);
    m_listenerBox->setAccessibleName(text);
    m_listenerBox->setAccessibleDescription(details);
}

bool Sidebar::isDeaf() const
{
    const bool heldSomewhere = m_listener.phase == Phase::Listening || m_listener.phase == Phase::HeldElsewhere;
    return !m_busy && heldSomewhere && m_overview && service::deafSince(*m_overview, m_clock.nowMs());
}

void Sidebar::updateAges()
{
    if (!m_overview)
        return;
    showListener();
    const qint64 now = m_clock.nowMs();
    const qint64 received = m_overview->ticketReceivedAt;
    //: the suite_ticket and its age: "Ticket 4 minutes ago"
    m_ticketText->setText(received == 0 ? tr("No ticket yet") : tr("Ticket %1").arg(ago(received, now)));
    m_ticketText->setToolTip(fullTime(received));
    setKind(m_ticketText, m_overview->ticketValidUntil <= now || isDeaf() ? "bad" : "muted");
}

void Sidebar::retranslate()
{
    m_subtitle->setText(tr("WeCom kf component console"));
    m_components->setAccessibleName(tr("Component"));
    for (const PageSpec& page : m_pages)
        m_items.at(page.id)->setLabel(page.title());
    setAccessibleName(tr("Navigation"));
    showListener();
    updateAges();
}

void Sidebar::changeEvent(QEvent* event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_dot)
        showListener();
}

} // namespace kfdesk::ui
