#include "core/service/exchange.h"

#include "core/base/log.h"
#include "core/service/corp_records.h"
#include "core/service/event_steps.h"
#include "core/service/retry_policy.h"
#include "core/store/event_repository.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr int invalidAuthCode = 40078;
const QString maybeExecutedArg = QStringLiteral("maybe_executed");

bool isMarked(const model::Event& event)
{
    return argsFromJson(event.errorArgs).contains(maybeExecutedArg);
}

void mark(model::Event& event, bool maybeExecuted)
{
    auto args = argsFromJson(event.errorArgs);
    if (maybeExecuted)
        args.insert(maybeExecutedArg, QStringLiteral("1"));
    else
        args.remove(maybeExecutedArg);
    event.errorArgs = argsToJson(args);
}

bool mayHaveExecuted(const Error& error)
{
    return error.kind == ErrorKind::Ambiguous || error.kind == ErrorKind::Cancelled;
}

Result<void> expire(UnitOfWork& unit, model::Event event)
{
    event.errorArgs = argsToJson({{QStringLiteral("reason"), event.errorId}});
    event.errorId = QStringLiteral("exchange.expired");
    return finishEvent(unit, std::move(event), model::EventStatus::Expired);
}

} // namespace

Result<void> Exchange::run(qint64 eventId, std::stop_token stop)
{
    if (const auto unsaved = takeUnsaved(eventId))
        return keep(unsaved->attempt, unsaved->answer);
    KFDESK_TRY(const auto attempt, begin(eventId));
    if (!attempt)
        return {};
    // Errors before the call itself (no ticket, no suite token) leave the code untouched.
    bool called = false;
    const auto answer = m_broker.withSuiteToken<wecom::PermanentCodeAnswer>(
        attempt->event.suiteId, stop, [&](const wecom::Suite& suite, const Secret& token) {
            called = true;
            return m_api.getPermanentCode(suite, token, attempt->callback.authCode, stop);
        });
    if (answer)
        return keep(*attempt, *answer);
    return recordFailure(*attempt, answer.error(), called);
}

/// Reads the code and writes down that a request is about to go out. None when there is nothing (more) to do.
Result<std::optional<Exchange::Attempt>> Exchange::begin(qint64 eventId)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, pendingEvent(unit, eventId));
    if (!event)
        return std::optional<Attempt>();

    store::EventRepository events(unit.db());
    KFDESK_TRY(const Secret payload, events.payload(*vault, eventId));
    auto callback = wecom::parseEvent(payload.view());
    if (callback.authCode.isEmpty() || m_context.clock().nowMs() >= event->deadlineAt) {
        if (callback.authCode.isEmpty())
            KFDESK_CHECK(failEvent(unit, *event, makeError(ErrorKind::Input, QStringLiteral("event.no_auth_code"))));
        else
            KFDESK_CHECK(expire(unit, *event));
        KFDESK_CHECK(unit.commit());
        return std::optional<Attempt>();
    }

    const bool maybeExecuted = isMarked(*event);
    mark(*event, true);
    ++event->attempts;
    KFDESK_CHECK(events.update(*event));
    unit.changed(model::ChangeKind::Event, eventId);
    KFDESK_CHECK(unit.commit());
    return std::optional(Attempt{*std::move(event), std::move(callback), maybeExecuted});
}

std::optional<Exchange::Unsaved> Exchange::takeUnsaved(qint64 eventId)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_unsaved.find(eventId);
    if (found == m_unsaved.end())
        return std::nullopt;
    std::optional<Unsaved> unsaved(std::move(found->second));
    m_unsaved.erase(found);
    return unsaved;
}

Result<void> Exchange::keep(const Attempt& attempt, const wecom::PermanentCodeAnswer& answer)
{
    auto stored = store(attempt, answer);
    if (!stored) {
        qCWarning(logService, "event %lld: the exchange succeeded and could not be stored (%ls)", attempt.event.id,
                  qUtf16Printable(stored.error().id));
        const std::lock_guard lock(m_mutex);
        m_unsaved.insert_or_assign(attempt.event.id, Unsaved{attempt, answer});
    }
    return stored;
}

Result<void> Exchange::store(const Attempt& attempt, const wecom::PermanentCodeAnswer& answer)
{
    const qint64 now = m_context.clock().nowMs();
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, store::EventRepository(unit.db()).find(attempt.event.id));
    if (!event)
        event = attempt.event; // pruned or purged meanwhile: the authorisation counts all the same

    Authorisation authorisation;
    authorisation.suiteId = event->suiteId;
    authorisation.corp = answer.corp;
    authorisation.permanentCode = answer.permanentCode;
    authorisation.corpToken = answer.corpToken;
    authorisation.createTime = event->eventTime > 0 ? event->eventTime : event->receivedAt / 1000;
    authorisation.eventId = event->id;
    authorisation.openKfIds = attempt.callback.openKfIds;
    KFDESK_TRY(event->corpId, storeAuthorisation(unit, *vault, authorisation, now));
    if (attempt.callback.hasOpenKfIdList || !event->state.isEmpty())
        KFDESK_CHECK(storeGrants(unit, *event, event->corpId, attempt.callback.openKfIds));
    KFDESK_CHECK(refreshCorp(unit, event->corpId));
    event->authCorpId = answer.corp.corpId;
    event->exchangedAt = now;
    KFDESK_CHECK(finishEvent(unit, *std::move(event), model::EventStatus::Done));
    return unit.commit();
}

Result<void> Exchange::recordLost(UnitOfWork& unit, model::Event event, const Attempt& attempt)
{
    if (event.corpId == 0) {
        KFDESK_TRY(event.corpId, storeOrphan(unit, event, attempt.callback.openKfIds, m_context.clock().nowMs()));
    }
    Error lost = makeError(ErrorKind::Auth, QStringLiteral("exchange.lost"));
    lost.code = invalidAuthCode;
    return failEvent(unit, std::move(event), lost);
}

Result<void> Exchange::recordFailure(const Attempt& attempt, const Error& error, bool called)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, pendingEvent(unit, attempt.event.id));
    if (!event)
        return {};
    const qint64 now = m_context.clock().nowMs();
    const bool lostNow = called && mayHaveExecuted(error);
    const bool spent = called && error.code == invalidAuthCode;
    const auto delay = retryDelay(error, event->attempts);

    if (error.kind == ErrorKind::Cancelled) {
        // The program ends: what was known before the try stays, and a request that went out counts as lost.
        mark(*event, attempt.maybeExecuted || lostNow);
        KFDESK_CHECK(store::EventRepository(unit.db()).update(*event));
    } else if (attempt.maybeExecuted && (spent || lostNow)) {
        KFDESK_CHECK(recordLost(unit, *std::move(event), attempt));
    } else if (!delay) {
        KFDESK_CHECK(failEvent(unit, *std::move(event), error));
    } else {
        setError(*event, error);
        mark(*event, attempt.maybeExecuted || lostNow);
        event->nextAttemptAt = std::min(now + *delay, event->deadlineAt);
        KFDESK_CHECK(store::EventRepository(unit.db()).update(*event));
        unit.changed(model::ChangeKind::Event, event->id);
    }
    return unit.commit();
}

} // namespace kfdesk::service
