#pragma once

#include "core/callback/ports.h"
#include "core/service/inbox_health.h"
#include "core/service/inbox_sink.h"
#include "core/store/background_checkpoint.h"

#include <vector>

namespace kfdesk::service {

/// The listener's way into the inbox: in time for an answer, and with an eye on whether the store takes anything.
///
/// The inbox writer's thread alone calls it and owns its connection, which is why that may be set and opened anew here.
class ListenerInbox final : public callback::InboxSink
{
public:
    /// WeCom wants its answer within a second: better to say 503 in time, and to be sent the callback again.
    static constexpr int lockWaitMs = 600;

    ListenerInbox(Context& context, InboxHealth& health)
        : m_context(context)
        , m_health(health)
        , m_sink(context)
        , m_checkpoint(context.database())
    {}

    /// Waits for the write lock until the oldest of the batch is lockWaitMs old.
    std::vector<callback::CommitOutcome> commit(const std::vector<callback::AcceptedCallback>& batch) override;
    /// Writes a mark, so that the end of trouble is noticed without waiting for WeCom.
    bool hasRecovered() override;

private:
    Result<std::vector<callback::CommitOutcome>> storeInTime(const std::vector<callback::AcceptedCallback>& batch);
    Result<void> writeMark();
    void note(const Error& error);

    Context& m_context;
    InboxHealth& m_health;
    StoreInboxSink m_sink;
    store::BackgroundCheckpoint m_checkpoint;
};

} // namespace kfdesk::service
