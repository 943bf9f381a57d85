#include "ui/window/listener_box.h"

#include "core/service/deafness.h"
#include "core/service/error_text.h"
#include "ui/support/colors.h"
#include "ui/support/formats.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"

#include <QLabel>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

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
    case Phase::Stopped: // authorisations get lost, whatever the reason
        break;
    }
    return Tone::Bad;
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

ListenerBox::ListenerBox(const Clock& clock, QWidget* parent)
    : Retranslated(parent)
    , m_clock(clock)
    , m_dot(new QLabel(this))
    , m_state(new QLabel(this))
    , m_address(new QLabel(this))
    , m_ticket(makeLabel(this, "muted"))
{
    setObjectName(QStringLiteral("listenerBox"));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setKind(m_state, "strong");
    setKind(m_address, "small");
    m_state->setObjectName(QStringLiteral("listenerState"));
    m_ticket->setObjectName(QStringLiteral("ticketAge"));
    for (QLabel* words : {m_dot, m_state, m_address, m_ticket})
        words->setAttribute(Qt::WA_TransparentForMouseEvents);

    auto* row = new QHBoxLayout;
    row->setSpacing(gridPx - 2);
    row->addWidget(m_dot);
    row->addWidget(m_state);
    row->addWidget(m_address, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, gridPx, gridPx, gridPx);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_ticket);
    retranslate();
}

QSize ListenerBox::sizeHint() const
{
    return layout()->sizeHint();
}

void ListenerBox::setListener(const service::ListenerState& state, bool busy)
{
    m_listener = state;
    m_busy = busy;
    showListener();
}

void ListenerBox::setOverview(const service::Overview& overview)
{
    m_overview = overview;
    updateAge();
}

void ListenerBox::showListener()
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
    const auto trouble = storeTrouble();
    if (trouble)
        text = tr("Callbacks not stored");
    const Tone tone = deaf || trouble ? Tone::Bad : toneOf(m_listener.phase, m_busy);
    m_dot->setPixmap(glyphPixmap(glyphOf(tone), colorsOf(palette()).tone(tone).text, 16, devicePixelRatioF()));
    m_state->setText(text);
    // Beside longer words there is no room for it.
    m_address->setText(listening && !deaf && !trouble ? QUrl(m_listener.url).authority() : QString());
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
    setToolTip(details);
    setAccessibleName(m_ticket->text().isEmpty() ? text : tr("%1, %2").arg(text, m_ticket->text()));
    setAccessibleDescription(details.isEmpty() ? tr("Opens the callbacks page") : details);
}

bool ListenerBox::isDeaf() const
{
    const bool heldSomewhere = m_listener.phase == Phase::Listening || m_listener.phase == Phase::HeldElsewhere;
    return !m_busy && heldSomewhere && m_overview && service::deafSince(*m_overview, m_clock.nowMs());
}

/// Ours says it itself; another program's is heard of with the overview.
std::optional<service::StoreTrouble> ListenerBox::storeTrouble() const
{
    if (m_listener.trouble)
        return m_listener.trouble;
    return m_overview ? m_overview->trouble : std::nullopt;
}

void ListenerBox::updateAge()
{
    if (!m_overview)
        return;
    const qint64 now = m_clock.nowMs();
    const qint64 received = m_overview->ticketReceivedAt;
    //: the suite_ticket and its age: "Ticket 4 minutes ago"
    m_ticket->setText(received == 0 ? tr("No ticket yet") : tr("Ticket %1").arg(ago(received, now)));
    m_ticket->setToolTip(fullTime(received));
    setKind(m_ticket, m_overview->ticketValidUntil <= now || isDeaf() ? "bad" : "muted");
    showListener();
}

void ListenerBox::retranslate()
{
    showListener();
    updateAge();
}

void ListenerBox::changeEvent(QEvent* event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showListener();
}

void ListenerBox::paintEvent(QPaintEvent*)
{
    const Colors& c = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(c.accentText, 2) : QPen(underMouse() ? c.border : c.line, 1));
    painter.setBrush(c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), gridPx, gridPx);
}

} // namespace kfdesk::ui
