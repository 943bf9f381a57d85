#include "ui/page/invite/session_list.h"

#include "core/service/error_text.h"
#include "core/service/record_error.h"
#include "ui/page/invite/session_card.h"
#include "ui/widget/layout.h"
#include "ui/widget/tab_order.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace kfdesk::ui {

namespace {

constexpr int triesInSilence = 2;

bool isStuck(const model::Event& event)
{
    if (event.errorId.isEmpty())
        return false;
    using service::ErrorAction;
    const ErrorAction action = service::describe(service::errorOf(event)).action;
    const bool onlyAPerson =
        action == ErrorAction::CopyIp || action == ErrorAction::PasteTicket || action == ErrorAction::EditComponent;
    return onlyAPerson || event.attempts >= triesInSilence;
}

} // namespace

SessionStage stageOf(const service::MerchantSession& session)
{
    const model::Event& event = session.event;
    switch (event.status) {
    case model::EventStatus::Failed:
    case model::EventStatus::Expired:
    case model::EventStatus::Unreadable:
    case model::EventStatus::Unknown:
        return SessionStage::NeedsPerson;
    case model::EventStatus::Pending:
        return isStuck(event) ? SessionStage::NeedsPerson : SessionStage::Exchanging;
    case model::EventStatus::Done:
        break;
    }
    return event.linksAt > 0 ? SessionStage::Ready : SessionStage::Reading;
}

SessionList::SessionList(const Clock& clock, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_clock(clock)
    , m_none(makeLabel(this, "muted"))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(gridPx);
    m_column->addWidget(m_none);
    m_column->addStretch();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &SessionList::tick);
    retranslate();
}

void SessionList::setSessions(std::vector<service::MerchantSession> sessions)
{
    m_sessions = std::move(sessions);
    while (m_cards.size() > m_sessions.size()) {
        m_cards.back()->deleteLater();
        m_cards.back()->hide();
        m_cards.pop_back();
    }
    const bool more = m_cards.size() < m_sessions.size();
    while (m_cards.size() < m_sessions.size()) {
        auto* card = new SessionCard(m_clock, this);
        connect(card, &SessionCard::retryRequested, this, &SessionList::retryRequested);
        connect(card, &SessionCard::detailsRequested, this, &SessionList::detailsRequested);
        connect(card, &SessionCard::corpRequested, this, &SessionList::corpRequested);
        m_column->insertWidget(static_cast<int>(m_cards.size()) + 1, card);
        m_cards.push_back(card);
    }
    if (more && m_before)
        continueTabOrder(m_before, QList<QWidget*>(m_cards.begin(), m_cards.end()));
    for (size_t i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setSession(m_sessions[i]);
    m_none->setVisible(m_cards.empty());

    const bool counting =
        std::any_of(m_cards.begin(), m_cards.end(), [](const auto* card) { return card->hasCountdown(); });
    if (counting)
        m_second.start();
    else
        m_second.stop();
}

void SessionList::tick()
{
    for (SessionCard* card : m_cards)
        card->updateCountdown();
}

void SessionList::retranslate()
{
    m_none->setText(tr("Nobody has authorised here yet."));
    for (size_t i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setSession(m_sessions[i]);
}

} // namespace kfdesk::ui
