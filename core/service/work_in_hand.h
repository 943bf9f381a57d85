#pragma once

#include "core/base/clock.h"
#include "core/model/event.h"

#include <map>
#include <mutex>
#include <set>

namespace kfdesk::service {

/// What the processor has handed out and not got back: one event a corp, sixteen syncs, and nothing twice. A
/// reset_permanent_code does not say whose code it replaces, and of two codes of a corp the one exchanged last lives:
/// so it is exchanged while no other code of its suite is, and the codes after it wait. What came back because our own
/// store failed rests for a second, since its row could not be given a later due time. Thread-safe.
class WorkInHand
{
public:
    explicit WorkInHand(const Clock& clock)
        : m_clock(clock)
    {}

    /// False: not now.
    bool claimEvent(const model::Event& event);
    void releaseEvent(const model::Event& event, bool storeFailed);
    bool claimSync(qint64 corpId);
    void releaseSync(qint64 corpId, bool storeFailed);

private:
    /// By id: the monotonic time until which it rests.
    using Resting = std::map<qint64, qint64>;

    /// The codes of one suite.
    struct Codes
    {
        int inHand = 0;
        bool alone = false;         ///< the one in hand is a reset
        qint64 resetWaitsUntil = 0; ///< monotonic; while a reset waits for its turn, no other code gets one
    };

    bool mayExchange(const model::Event& event);
    bool rests(Resting& resting, qint64 id) const;
    void rest(Resting& resting, qint64 id) const;

    const Clock& m_clock;
    std::mutex m_mutex;
    std::set<qint64> m_events;
    std::set<QString> m_corps;
    std::map<QString, Codes> m_codes; ///< by suite
    std::set<qint64> m_syncs;
    Resting m_restingEvents;
    Resting m_restingSyncs;
};

} // namespace kfdesk::service
