#include "ui/page/callbacks/listener_cards.h"

#include "core/service/deafness.h"
#include "core/service/error_text.h"
#include "ui/page/callbacks/rejection_dialog.h"
#include "ui/support/formats.h"
#include "ui/support/theme.h"
#include "ui/widget/fields.h"
#include "ui/widget/inset.h"
#include "ui/widget/layout.h"
#include "ui/window/listener_control.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace kfdesk::ui {

namespace {

constexpr qint64 minuteMs = 60 * 1000;
constexpr qint64 ticketLateMs = 15 * minuteMs; // pushed every ten minutes or so
constexpr qint64 ticketDeadMs = 30 * minuteMs;
constexpr qint64 renewalDueMs = 14 * 24 * 60 * minuteMs; // those that renew themselves have done so by then

} // namespace

ListenerCards::ListenerCards(PageContext& context, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_context(context)
    , m_listenerState(makeLabel(this, "strong"))
    , m_url(new CopyField(context.clipboard, this))
    , m_public(makeLabel(this, "muted"))
    , m_ticketTitle(makeLabel(this, "muted"))
    , m_ticketAge(makeLabel(this, "strong"))
    , m_ticketUntil(makeLabel(this, "muted"))
    , m_dayTitle(makeLabel(this, "muted"))
    , m_dayDone(makeLabel(this, "strong"))
    , m_dayOpen(new QPushButton(this))
    , m_answersTitle(makeLabel(this, "muted"))
    , m_answers(makeLabel(this, "strong"))
    , m_refused(new QPushButton(this))
{
    setKind(m_refused, "link");
    m_ticketAge->setObjectName(QStringLiteral("ticketAge"));
    const auto card = [this](std::initializer_list<QWidget*> widgets) {
        auto* made = new Card(this);
        made->body()->setSpacing(gridPx / 2);
        for (QWidget* widget : widgets)
            made->body()->addWidget(widget, 0, qobject_cast<QPushButton*>(widget) ? Qt::AlignLeft : Qt::Alignment());
        made->body()->addStretch();
        return made;
    };
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Inset::sideAir, airBeneath, Inset::sideAir, airBeneath);
    row->setSpacing(gridPx + 4);
    row->addWidget(card({m_listenerState, m_url, m_public}), 9);
    row->addWidget(card({m_ticketTitle, m_ticketAge, m_ticketUntil}), 5);
    row->addWidget(card({m_dayTitle, m_dayDone, m_dayOpen}), 5);
    row->addWidget(card({m_answersTitle, m_answers, m_refused}), 5);

    connect(&context.listener, &ListenerControl::changed, this, &ListenerCards::showListener);
    connect(m_refused, &QPushButton::clicked, this, &ListenerCards::rejectionsRequested);
    connect(m_dayOpen, &QPushButton::clicked, this, &ListenerCards::needsPersonRequested);
    retranslate();
}

void ListenerCards::set(const ListenerFigures& figures)
{
    m_figures = figures;
    retranslate();
}

void ListenerCards::paintTone(QLabel* text, Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        setKind(text, "strong");
        break;
    case Tone::Good:
        setKind(text, "good");
        break;
    case Tone::Warn:
        setKind(text, "warn");
        break;
    case Tone::Bad:
        setKind(text, "alarm");
        break;
    }
}

void ListenerCards::showListener()
{
    const service::ListenerState& state = m_context.listener.state();
    using Phase = service::ListenerState::Phase;
    switch (state.phase) {
    case Phase::Listening:
        m_listenerState->setText(tr("● Listening"));
        paintTone(m_listenerState, Tone::Good);
        break;
    case Phase::Stopped:
        m_listenerState->setText(tr("○ Stopped: no authorisation arrives"));
        paintTone(m_listenerState, Tone::Bad);
        break;
    case Phase::Failed:
        m_listenerState->setText(tr("✕ Failed: %1").arg(service::describe(state.error).title));
        paintTone(m_listenerState, Tone::Bad);
        break;
    case Phase::HeldElsewhere:
        m_listenerState->setText(tr("● Another program listens: %1").arg(state.holder));
        paintTone(m_listenerState, Tone::Neutral);
        break;
    }
    m_url->setVisible(!m_figures.callbackUrl.isEmpty() && state.phase == Phase::Listening);
    m_url->setText(m_figures.callbackUrl);
    QString text = m_figures.settings.publicUrl.isEmpty() ? tr("Public address: not set (settings)")
                                                          : tr("Public address %1").arg(m_figures.settings.publicUrl);
    const qint64 now = m_context.clock.nowMs();
    if (state.certificateUntil != 0)
        text += QLatin1Char('\n') + tr("Certificate valid until %1").arg(shortTime(state.certificateUntil, now));
    m_public->setText(text);
    setKind(m_public, state.certificateUntil != 0 && state.certificateUntil - now < renewalDueMs ? "warn" : "muted");
    showTrouble(state.trouble ? state.trouble : m_figures.overview.trouble);
}

/// Whoever listens, here or in another program, and cannot store what comes.
void ListenerCards::showTrouble(const std::optional<service::StoreTrouble>& trouble)
{
    m_public->setToolTip(trouble ? tr("Since %1").arg(fullTime(trouble->since)) : QString());
    if (!trouble)
        return;
    const service::ErrorText text = service::describe(trouble->error);
    m_listenerState->setText(tr("✕ Callbacks cannot be stored: %1").arg(text.title));
    paintTone(m_listenerState, Tone::Bad);
    m_public->setText(text.remedy + u' ' + tr("WeCom is asked to send them again."));
}

void ListenerCards::showTicket()
{
    const qint64 received = m_figures.overview.ticketReceivedAt;
    const qint64 now = m_context.clock.nowMs();
    if (received == 0) {
        m_ticketAge->setText(tr("None yet"));
        m_ticketUntil->setText(tr("WeCom sends one about every ten minutes"));
        paintTone(m_ticketAge, Tone::Warn);
        return;
    }
    m_ticketAge->setText(ago(received, now));
    m_ticketUntil->setText(tr("valid until %1").arg(timeOfDay(m_figures.overview.ticketValidUntil, now)));
    m_ticketAge->setToolTip(fullTime(received));
    const qint64 age = now - received;
    if (service::deafSince(m_figures.overview, now))
        m_ticketUntil->setText(tr("Nothing arrives: test the public address"));
    paintTone(m_ticketAge, age < ticketLateMs ? Tone::Neutral : age < ticketDeadMs ? Tone::Warn : Tone::Bad);
}

void ListenerCards::showDay()
{
    int done = 0;
    for (const int number : m_figures.overview.events24h)
        done += number;
    m_dayDone->setText(tr("%Ln events", nullptr, done));
    const int open = m_figures.overview.eventsNeedPerson;
    m_dayOpen->setText(open == 0 ? tr("nothing to do") : tr("%Ln need you", nullptr, open));
    m_dayOpen->setEnabled(open > 0);
    setKind(m_dayOpen, open > 0 ? "link-bad" : "link");
    label(m_dayOpen, QStringLiteral("eventsNeedPerson"), m_dayOpen->text(),
          tr("Shows only the events that need a person"));
}

void ListenerCards::showAnswers()
{
    const callback::CallbackStats& stats = m_figures.stats;
    quint64 refused = 0;
    QStringList reasons;
    for (const auto& [reason, times] : stats.refusals()) {
        if (reason == QLatin1String("not_stored"))
            continue;
        refused += times;
        reasons.append(RejectionDialog::countedReason(reason) + QStringLiteral(": ") + QString::number(times));
    }
    const bool good = stats.notStored == 0;
    if (!good)
        m_answers->setText(tr("%Ln could not be stored", nullptr, static_cast<int>(stats.notStored)));
    else if (stats.accepted + stats.verifications == 0)
        m_answers->setText(noValue()); // or another program gave them
    else
        m_answers->setText(tr("Good · slowest %1 ms").arg(stats.slowestMs));
    paintTone(m_answers, good ? Tone::Neutral : Tone::Bad);
    m_refused->setText(tr("%Ln refused ❯", nullptr, static_cast<int>(refused)));
    m_refused->setEnabled(refused > 0);
    m_refused->setToolTip(reasons.join(QLatin1Char('\n')));
    label(m_refused, QStringLiteral("refusedRequests"), m_refused->text(), tr("Show the refused requests"));
}

void ListenerCards::retranslate()
{
    //: suite_ticket, the ticket that WeCom pushes.
    m_ticketTitle->setText(tr("Platform ticket"));
    m_dayTitle->setText(tr("Last 24 hours"));
    m_answersTitle->setText(tr("Answers"));
    m_url->setAccessibleLabel(tr("Callback address"));
    showListener();
    showTicket();
    showDay();
    showAnswers();
}

} // namespace kfdesk::ui
