#include "core/service/work_in_hand.h"

#include "core/service/event_types.h"

namespace kfdesk::service {

namespace {

constexpr size_t syncsAtOnce = 16;
constexpr qint64 restMs = 1000;

/// Empty for an event that does not tell its corp: those do not wait for each other.
QString corpKeyOf(const model::Event& event)
{
    return event.authCorpId.isEmpty() ? QString() : QString(event.suiteId % u'/' % event.authCorpId);
}

} // namespace

bool WorkInHand::rests(Resting& resting, qint64 id) const
{
    const auto found = resting.find(id);
    if (found == resting.end())
        return false;
    if (found->second > m_clock.monotonicMs())
        return true;
    resting.erase(found);
    return false;
}

void WorkInHand::rest(Resting& resting, qint64 id) const
{
    resting.insert_or_assign(id, m_clock.monotonicMs() + restMs);
}

bool WorkInHand::mayExchange(const model::Event& event)
{
    constexpr qint64 turnMs = 5000; // it asks again at every look; who stops asking blocks nobody for long
    Codes& codes = m_codes[event.suiteId];
    if (event.infoType != resetCodeType)
        return !codes.alone && codes.resetWaitsUntil <= m_clock.monotonicMs();
    codes.resetWaitsUntil = codes.inHand > 0 ? m_clock.monotonicMs() + turnMs : 0;
    return codes.inHand == 0;
}

bool WorkInHand::claimEvent(const model::Event& event)
{
    const QString corpKey = corpKeyOf(event);
    const std::lock_guard lock(m_mutex);
    if (m_events.contains(event.id) || m_corps.contains(corpKey) || rests(m_restingEvents, event.id))
        return false;
    if (carriesAuthCode(event.infoType)) {
        if (!mayExchange(event))
            return false;
        Codes& codes = m_codes[event.suiteId];
        ++codes.inHand;
        codes.alone = event.infoType == resetCodeType;
    }
    m_events.insert(event.id);
    if (!corpKey.isEmpty())
        m_corps.insert(corpKey);
    return true;
}

void WorkInHand::releaseEvent(const model::Event& event, bool storeFailed)
{
    const std::lock_guard lock(m_mutex);
    m_events.erase(event.id);
    m_corps.erase(corpKeyOf(event));
    if (carriesAuthCode(event.infoType)) {
        Codes& codes = m_codes[event.suiteId];
        --codes.inHand;
        codes.alone = false;
    }
    if (storeFailed)
        rest(m_restingEvents, event.id);
}

bool WorkInHand::claimSync(qint64 corpId)
{
    const std::lock_guard lock(m_mutex);
    if (m_syncs.size() >= syncsAtOnce || m_syncs.contains(corpId) || rests(m_restingSyncs, corpId))
        return false;
    m_syncs.insert(corpId);
    return true;
}

void WorkInHand::releaseSync(qint64 corpId, bool storeFailed)
{
    const std::lock_guard lock(m_mutex);
    m_syncs.erase(corpId);
    if (storeFailed)
        rest(m_restingSyncs, corpId);
}

} // namespace kfdesk::service
