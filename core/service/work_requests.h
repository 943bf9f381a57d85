#pragma once

#include "core/service/context.h"
#include "core/service/event_service.h"
#include "core/service/purge_service.h"

#include <vector>

namespace kfdesk::service {

/// What other processes on the workspace ask of the one that holds the lease: rows that are taken and begun here.
///
/// sync_corp: the corp is due at once. retry_event: pending once more. purge_corp: a purge by hand begins.
/// verify_purges: for whoever settles purges. Dispatcher's thread only.
class WorkRequests
{
public:
    WorkRequests(Context& context, PurgeService& purges, EventService& events)
        : m_context(context)
        , m_purges(purges)
        , m_events(events)
    {}

    /// What is left to do once the rows are gone.
    struct Taken
    {
        std::vector<qint64> purges; ///< receipts of purges that have begun and are to be carried out
        bool verifyPurges = false;
    };
    /// What is asked for is begun in the transaction that takes the rows away, so that a crash loses none.
    Result<Taken> take();

private:
    Result<void> wantSync(UnitOfWork& unit, qint64 corpId);
    Result<void> wantRetry(UnitOfWork& unit, qint64 eventId);
    Result<void> beginPurge(UnitOfWork& unit, qint64 corpId, std::vector<qint64>& receipts);

    Context& m_context;
    PurgeService& m_purges;
    EventService& m_events;
};

} // namespace kfdesk::service
