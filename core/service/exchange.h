#pragma once

#include "core/model/event.h"
#include "core/service/context.h"
#include "core/wecom/event.h"
#include "core/wecom/token_broker.h"

#include <map>
#include <mutex>
#include <optional>
#include <stop_token>

namespace kfdesk::service {

/// Exchanges the AuthCode of one create_auth or reset_permanent_code for the permanent code (DESIGN §3.7).
///
///   pending ──success──────────────────────────────> done; corp syncing
///      │ certainly not executed: again, until the deadline ──────────> expired ("exchange.expired", arg reason)
///      │ answer lost: once more with the same code ──40078 or lost again──> failed ("exchange.lost"); corp orphaned
///      └ refused (40078 at the first try, 40058 …) ──────────────────> failed ("wecom.<errcode>")
///
/// That a request may have executed is written down before it goes out (error arg "maybe_executed"), so a crash in the
/// middle counts as a lost answer. "event.no_auth_code": the event has none.
class Exchange
{
public:
    Exchange(Context& context, wecom::ApiClient& api, wecom::TokenBroker& broker)
        : m_context(context)
        , m_api(api)
        , m_broker(broker)
    {}

    /// One try. An error is trouble of our own store: the event stays as it is and is to be run again; an answer that
    /// could not be stored is kept in memory for that.
    Result<void> run(qint64 eventId, std::stop_token stop);

private:
    struct Attempt
    {
        model::Event event;
        wecom::CallbackEvent callback;
        bool maybeExecuted = false; ///< by a request before this one
    };

    Result<std::optional<Attempt>> begin(qint64 eventId);
    Result<void> keep(const Attempt& attempt, const wecom::PermanentCodeAnswer& answer);
    Result<void> store(const Attempt& attempt, const wecom::PermanentCodeAnswer& answer);
    Result<void> recordFailure(const Attempt& attempt, const Error& error, bool called);
    Result<void> recordLost(UnitOfWork& unit, model::Event event, const Attempt& attempt);

    struct Unsaved
    {
        Attempt attempt;
        wecom::PermanentCodeAnswer answer;
    };
    std::optional<Unsaved> takeUnsaved(qint64 eventId);

    Context& m_context;
    wecom::ApiClient& m_api;
    wecom::TokenBroker& m_broker;
    std::mutex m_mutex;
    std::map<qint64, Unsaved> m_unsaved; ///< answers by event, after the store refused them
};

} // namespace kfdesk::service
