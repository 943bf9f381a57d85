#pragma once

#include "core/model/event.h"
#include "core/service/clock_watch.h"
#include "core/service/context.h"
#include "core/wecom/event.h"
#include "core/wecom/token_broker.h"

#include <map>
#include <mutex>
#include <optional>
#include <stop_token>

namespace kfdesk::service {

/// Exchanges the AuthCode of one create_auth or reset_permanent_code for the permanent code.
///
///   pending ──success────────────────────────────────> done; corp syncing
///      │ certainly not executed: again ──deadline────> expired ("exchange.expired", arg reason); corp orphaned
///      │ answer lost: again with the same code, until WeCom answers
///      │     ──40078: executed and lost; or deadline─> failed ("exchange.lost"); corp orphaned
///      └ refused (40078 at the first try, 40058 …) ──> failed ("wecom.<errcode>")
///
/// Trying again after a lost answer costs nothing: WeCom executes a code once. That a request may execute is written
/// down right before it goes out (error arg "maybe_executed"), so a crash in the middle counts as a lost answer, and a
/// crash before it does not. While the clock has been set and deadlines do not follow yet, nothing is given up: the
/// event stays pending, to be run again. "event.no_auth_code": the event has none.
class Exchange
{
public:
    Exchange(Context& context, wecom::ApiClient& api, wecom::TokenBroker& broker, const ClockWatch& clockWatch)
        : m_context(context)
        , m_api(api)
        , m_broker(broker)
        , m_clockWatch(clockWatch)
    {}

    /// One try. `stop` keeps a new call from beginning; `abandon` gives up one that is under way, and with it perhaps
    /// the only copy of a permanent code. An error is trouble of our own store: the event stays as it is and is to be
    /// run again; an answer that could not be stored is kept in memory for that.
    Result<void> run(qint64 eventId, const std::stop_token& stop, const std::stop_token& abandon);

private:
    struct Attempt
    {
        model::Event event;
        wecom::CallbackEvent callback;
        bool maybeExecuted = false; ///< by a request before this one
        qint64 sentAt = 0;          ///< ms; 0 = no request went out
        bool lost = false;          ///< this try's answer: it may have executed
    };

    Result<std::optional<Attempt>> look(qint64 eventId);
    Result<bool> sendOff(Attempt& attempt);
    bool isTooLate(const model::Event& event) const;
    bool isOver(const model::Event& event) const;
    Result<void> end(UnitOfWork& unit, model::Event event, const wecom::CallbackEvent& callback);
    Result<void> keep(const Attempt& attempt, const wecom::PermanentCodeAnswer& answer);
    Result<void> store(const Attempt& attempt, const wecom::PermanentCodeAnswer& answer);
    Result<void> recordFailure(const Attempt& attempt, const Error& error);
    Result<void> recordLost(UnitOfWork& unit, model::Event event, const wecom::CallbackEvent& callback);
    Result<void> noteOrphan(UnitOfWork& unit, model::Event& event, const wecom::CallbackEvent& callback);

    struct Unsaved
    {
        Attempt attempt;
        wecom::PermanentCodeAnswer answer;
    };
    std::optional<Unsaved> takeUnsaved(qint64 eventId);

    Context& m_context;
    wecom::ApiClient& m_api;
    wecom::TokenBroker& m_broker;
    const ClockWatch& m_clockWatch;
    std::mutex m_mutex;
    std::map<qint64, Unsaved> m_unsaved; ///< answers by event, after the store refused them
};

} // namespace kfdesk::service
