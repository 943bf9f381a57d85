#pragma once

#include "core/base/clock.h"
#include "core/service/sync_outcome.h"
#include "core/wecom/answers.h"

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace kfdesk::service {

/// How far a sync had come when our own budget of calls for its corp was spent.
struct UnfinishedSync
{
    qint64 sessionEventId = 0; ///< the merchant session it was for; a newer one is read from the start
    bool factsRead = false;
    std::vector<wecom::KfAccountAnswer> accounts; ///< the pages of kf/account/list so far, in order
    bool accountsSaved = false;                   ///< the list had ended; links were being made
    SyncOutcome outcome;
};

/// Syncs that wait for calls. The budget allows twenty calls in a row, and a corp may have 5000 accounts, fifty pages:
/// a sync that began anew after each pause would never reach the end of the list, nor its links. Kept for half a
/// minute, in memory only. Thread-safe.
class UnfinishedSyncs
{
public:
    explicit UnfinishedSyncs(const Clock& clock)
        : m_clock(clock)
    {}

    /// Gives it away: of two syncs of a corp only one goes on.
    std::optional<UnfinishedSync> take(qint64 corpId, qint64 sessionEventId);
    /// Of two, the one that came farther stays.
    void keep(qint64 corpId, UnfinishedSync sync);

private:
    struct Kept
    {
        UnfinishedSync sync;
        qint64 until = 0; ///< monotonic
    };

    const Clock& m_clock;
    std::mutex m_mutex;
    std::map<qint64, Kept> m_kept; ///< by corp
};

} // namespace kfdesk::service
