#pragma once

#include "core/callback/ports.h"
#include "core/model/event.h"
#include "core/service/context.h"

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
/// Used by the inbox writer, and for one item by EventService::ingest: `StoreInboxSink(context).commit({item})`.
/// Thread-safe; blocking. A thread that commits through it should own its connection, because of the busy timeout.
class StoreInboxSink final : public callback::InboxSink
{
public:
    /// `busyTimeoutMs`: how long the calling thread's connection waits for the write lock; 0 = as it is.
    explicit StoreInboxSink(Context& context, int busyTimeoutMs = 0)
        : m_context(context)
        , m_busyTimeoutMs(busyTimeoutMs)
    {}

    std::vector<callback::CommitOutcome> commit(const std::vector<callback::AcceptedCallback>& batch) override;

private:
    Result<std::vector<callback::CommitOutcome>> store(const std::vector<callback::AcceptedCallback>& batch);

    Context& m_context;
    int m_busyTimeoutMs;
};

} // namespace kfdesk::service
