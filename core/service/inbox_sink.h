#pragma once

#include "core/callback/ports.h"
#include "core/model/event.h"
#include "core/service/context.h"
#include "core/store/known_corps.h"

#include <QLatin1String>

#include <vector>

namespace kfdesk::service {

/// Error::id of an event that names another suite than the one whose keys it came under.
inline constexpr QLatin1String foreignSuiteError("event.foreign_suite");

/// The status of a new event: pending when its type needs work; change_auth and cancel_auth without AuthCorpId are
/// unreadable.
model::EventStatus initialStatus(const wecom::CallbackEvent& event);

/// The durable inbox over the store: one transaction a batch, sealed, deduplicated.
///
/// A new event's status says what follows: create_auth, reset_permanent_code (deadline: received + 10 min), change_auth
/// and cancel_auth are pending; suite_ticket and the other known types are done; unreadable and unknown ones are kept
/// as such. A suite_ticket newer than the stored one replaces it in the same transaction; a superseded ticket loses its
/// payload at once. A ticket that names another suite is kept as failed ("event.foreign_suite") and not used. A late
/// event of a purged corp is done, and kept without corp id, state and payload.
///
/// Used by the listener (ListenerInbox) and, for one item, by EventService::ingest. For one thread; blocking.
class StoreInboxSink
{
public:
    explicit StoreInboxSink(Context& context)
        : m_context(context)
    {}

    /// One outcome per item, in order, none of them Failed. On an error nothing of the batch is stored, with one
    /// exception: a commit whose end could not be told may be there after all, and is a duplicate when it comes again.
    Result<std::vector<callback::CommitOutcome>> store(const std::vector<callback::AcceptedCallback>& batch);

private:
    Context& m_context;
    store::KnownCorps m_knownCorps;
};

} // namespace kfdesk::service
