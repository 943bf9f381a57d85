#pragma once

#include "core/service/auth_change.h"
#include "core/service/clock_watch.h"
#include "core/service/context.h"
#include "core/service/corp_service.h"
#include "core/service/event_service.h"
#include "core/service/exchange.h"
#include "core/service/purge_service.h"
#include "core/service/status_service.h"
#include "core/service/suite_directory.h"
#include "core/service/sync_service.h"

#include <QThreadPool>

#include <memory>

namespace kfdesk::service {

/// Works after the answer: one thread that looks what is due and hands it out. AuthCodes go to two reserved threads,
/// everything else to the network pool; one event a corp at a time.
///
///   looks at: events due → syncs due → requests of other processes (sync_corp, retry_event, purge_corp, verify_purges)
///             → at the start and every hour: search keys, old events
///
/// Due times and attempts are in the store, so a restart goes on where this one stopped. It looks when the change feed
/// speaks, when work ends, when the next thing is due, and at least every 15 s: when the wall
/// clock was set, or the machine slept, due times and deadlines follow.
class EventProcessor
{
public:
    struct Parts
    {
        Context& context;
        ClockWatch& clockWatch; ///< of which deadlines are believed
        Exchange& exchange;
        AuthChange& authChange;
        SyncService& sync;
        PurgeService& purges;
        CorpService& corps;
        EventService& events;
        StatusService& status;
        ComponentDirectory& suites; ///< built anew when a component changed
        QThreadPool& networkPool;
    };

    explicit EventProcessor(const Parts& parts);
    ~EventProcessor(); ///< stop()

    void start();
    /// Calls off what runs and joins.
    void stop();
    void wake();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::service
