#include "core/service/deafness.h"

#include "core/base/log.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr qint64 lookEveryMs = 10'000;

} // namespace

std::optional<qint64> deafSince(const Overview& overview, qint64 nowMs)
{
    if (!overview.holder || overview.suites == 0)
        return std::nullopt;
    // A beginning in the future was written under another clock; the ticket alone tells then.
    const qint64 begun = overview.listeningSince <= nowMs ? overview.listeningSince : 0;
    const qint64 heard = std::max(begun, overview.quietestTicketAt);
    return nowMs - heard >= deafAfterMs ? std::optional(heard) : std::nullopt;
}

Result<bool> DeafnessWatch::look()
{
    const qint64 steady = m_clock.monotonicMs();
    if (steady < m_lookAt)
        return false;
    m_lookAt = steady + lookEveryMs;
    KFDESK_TRY(const Overview hearing, m_status.hearing());
    const bool deaf = deafSince(hearing, m_clock.nowMs()).has_value();
    if (deaf == m_deaf)
        return false;
    m_deaf = deaf;
    if (deaf)
        qCWarning(logService, "no suite_ticket came for 15 minutes: callbacks may not arrive; test the public address");
    else
        qCInfo(logService, "a suite_ticket came: callbacks arrive again");
    return true;
}

} // namespace kfdesk::service
