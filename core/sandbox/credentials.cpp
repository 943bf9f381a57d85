#include "core/sandbox/credentials.h"

#include "core/crypto/random.h"
#include "core/sandbox/seeded_text.h"

#include <algorithm>

namespace kfdesk::sandbox {

namespace {

constexpr qint64 ticketLifeMs = 1'800'000;

} // namespace

SuiteCredentials::SuiteCredentials(const SeededText& seeded)
    : suiteId(QStringLiteral("ww") + seeded.hex("suite", QString(), 16))
    , providerCorpId(QStringLiteral("ww") + seeded.hex("provider", QString(), 16))
    , suiteSecret(seeded.alphanumeric("suite secret", QString(), 43).toLatin1())
    , token(seeded.alphanumeric("callback token", QString(), 24).toLatin1())
    , encodingAesKey(seeded.alphanumeric("encoding aes key", QString(), 43).toLatin1())
{}

TicketBook::TicketBook(const Clock& clock)
    : m_clock(clock)
{}

QByteArray TicketBook::issue()
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.monotonicMs();
    while (!m_tickets.empty() && m_tickets.front().expiresAt <= now)
        m_tickets.pop_front();
    m_tickets.push_back({crypto::randomAlphanumeric(86).toLatin1(), now + ticketLifeMs});
    return m_tickets.back().value;
}

bool TicketBook::isGood(const QByteArray& ticket) const
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.monotonicMs();
    return std::any_of(m_tickets.begin(), m_tickets.end(),
                       [&](const Ticket& each) { return each.value == ticket && each.expiresAt > now; });
}

Credentials::Credentials(const SeededText& seeded, const Clock& clock)
    : suite(seeded)
    , tickets(clock)
    , suiteTokens(clock)
    , corpTokens(clock)
{}

} // namespace kfdesk::sandbox
