#include "core/service/exchange.h"

#include "core/base/log.h"
#include "core/service/corp_records.h"
#include "core/service/event_steps.h"
#include "core/service/event_types.h"
#include "core/service/record_error.h"
#include "core/service/retry_policy.h"
#include "core/store/event_repository.h"
#include "core/wecom/error_codes.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

const QString maybeExecutedArg = QStringLiteral("maybe_executed");
const QString busyTriesArg = QStringLiteral("busy_tries");

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

/// "Busy" has a limit of its own: tries that failed for another reason do not count.
int busyTries(const model::Event& event, const Error& error)
{
    return error.code == serverBusy ? argsFromJson(event.errorArgs).value(busyTriesArg).toInt() + 1 : 0;
}

void note(model::Event& event, const Error& error, int busy)
{
    Error noted = error;
    if (busy > 0)
        noted.args.insert(busyTriesArg, QString::number(busy));
    setError(event, noted);
}

bool mayHaveExecuted(const Error& error)
{
    return error.kind == ErrorKind::Ambiguous || error.kind == ErrorKind::Cancelled;
}

} // namespace

Result<void> Exchange::run(qint64 eventId, const std::stop_token& stop, const std::stop_token& abandon)
{
    KFDESK_TRY(auto* db, m_context.connection());
    db->setUrgency(store::WriteTurns::Urgency::Code); // the lane's threads do nothing else
    if (const auto unsaved = takeUnsaved(eventId))
        return keep(unsaved->attempt, unsaved->answer);
    KFDESK_TRY(auto attempt, look(eventId));
    if (!attempt)
        return {};
    Result<bool> goes = false;
    const auto answer = m_broker.withSuiteToken<wecom::PermanentCodeAnswer>(
        attempt->event.suiteId, stop,
        [&](const wecom::Suite& suite, const Secret& token) -> Result<wecom::PermanentCodeAnswer> {
            // A second time here means that WeCom refused the token, so the code was not touched.
            if (attempt->sentAt == 0)
                goes = stop.stop_requested() ? Result<bool>(false) : sendOff(*attempt);
            if (!goes || !*goes)
                return fail(makeError(ErrorKind::Cancelled, QStringLiteral("net.cancelled")));
            auto exchanged = m_api.getPermanentCode(suite, token, attempt->callback.authCode, abandon);
            attempt->lost = !exchanged && mayHaveExecuted(exchanged.error());
            return exchanged;
        });
    if (!goes)
        return fail(goes.error());
    if (answer)
        return keep(*attempt, *answer);
    return recordFailure(*attempt, answer.error());
}

/// Reads the code; ends the event when there is nothing (more) to exchange, and then answers none.
Result<std::optional<Exchange::Attempt>> Exchange::look(qint64 eventId)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    store::EventRepository events(*db);
    KFDESK_TRY(const auto event, events.find(eventId));
    if (!event || event->status != model::EventStatus::Pending)
        return std::optional<Attempt>();
    KFDESK_TRY(const Secret payload, events.payload(*vault, eventId));
    Attempt attempt{*event, wecom::parseEvent(payload.view()), isMarked(*event), 0, false};
    if (!attempt.callback.authCode.isEmpty() && !isTooLate(*event))
        return std::optional(std::move(attempt));

    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto current, pendingEvent(unit, eventId));
    if (!current || (!attempt.callback.authCode.isEmpty() && !isOver(*current)))
        return std::optional<Attempt>();
    KFDESK_CHECK(end(unit, *std::move(current), attempt.callback));
    KFDESK_CHECK(unit.commit());
    return std::optional<Attempt>();
}

/// Writes down that a request is about to go out. False when it must not any more.
Result<bool> Exchange::sendOff(Attempt& attempt)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, pendingEvent(unit, attempt.event.id));
    if (!event)
        return false;
    const qint64 now = m_context.clock().nowMs();
    if (isTooLate(*event)) { // the token took its time
        if (!isOver(*event))
            return false;
        KFDESK_CHECK(end(unit, *std::move(event), attempt.callback));
        KFDESK_CHECK(unit.commit());
        return false;
    }
    attempt.maybeExecuted = isMarked(*event);
    mark(*event, true);
    ++event->attempts;
    KFDESK_CHECK(store::EventRepository(unit.db()).update(*event));
    unit.changed(model::ChangeKind::Event, event->id);
    KFDESK_CHECK(unit.commit());
    attempt.sentAt = now;
    return true;
}

bool Exchange::isTooLate(const model::Event& event) const
{
    return m_context.clock().nowMs() >= event.deadlineAt;
}

/// Too late by the clock that the deadline was written under. `event` as the open transaction sees it.
bool Exchange::isOver(const model::Event& event) const
{
    return isTooLate(event) && m_clockWatch.isSettled();
}

/// There was no code, or its time is over.
Result<void> Exchange::end(UnitOfWork& unit, model::Event event, const wecom::CallbackEvent& callback)
{
    if (callback.authCode.isEmpty())
        return failEvent(unit, std::move(event), makeError(ErrorKind::Input, QStringLiteral("event.no_auth_code")));
    if (isMarked(event))
        return recordLost(unit, std::move(event), callback);
    KFDESK_CHECK(noteOrphan(unit, event, callback));
    event.errorArgs = argsToJson({{QStringLiteral("reason"), event.errorId}});
    event.errorId = QStringLiteral("exchange.expired");
    return finishEvent(unit, std::move(event), model::EventStatus::Expired);
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
    authorisation.sentAt = attempt.sentAt;
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

Result<void> Exchange::recordLost(UnitOfWork& unit, model::Event event, const wecom::CallbackEvent& callback)
{
    KFDESK_CHECK(noteOrphan(unit, event, callback));
    Error lost = makeError(ErrorKind::Auth, QStringLiteral("exchange.lost"));
    lost.code = wecom::invalidAuthCode;
    return failEvent(unit, std::move(event), lost);
}

/// The merchant has authorised, and nobody has its permanent code. A reset concerns a corp that is known, whose next
/// call will show that its code is dead.
Result<void> Exchange::noteOrphan(UnitOfWork& unit, model::Event& event, const wecom::CallbackEvent& callback)
{
    if (event.corpId != 0 || event.infoType == resetCodeType)
        return {};
    KFDESK_TRY(event.corpId, storeOrphan(unit, event, callback.openKfIds, m_context.clock().nowMs()));
    return {};
}

Result<void> Exchange::recordFailure(const Attempt& attempt, const Error& error)
{
    if (attempt.sentAt == 0 && error.kind == ErrorKind::Cancelled)
        return {}; // called off before anything happened
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, pendingEvent(unit, attempt.event.id));
    if (!event)
        return {};
    const bool sent = attempt.sentAt != 0;
    if (!sent)
        ++event->attempts; // no token could be had: that was a try, too
    const int busy = busyTries(*event, error);
    const auto delay = retryDelay(error, busy > 0 ? busy : event->attempts);

    if (error.kind == ErrorKind::Cancelled) {
        // The program ends: what was known before the try stays, and a request that went out counts as lost.
        mark(*event, attempt.maybeExecuted || attempt.lost);
        KFDESK_CHECK(store::EventRepository(unit.db()).update(*event));
    } else if (sent && error.code == wecom::invalidAuthCode && attempt.maybeExecuted) {
        KFDESK_CHECK(recordLost(unit, *std::move(event), attempt.callback));
    } else if (!delay) {
        KFDESK_CHECK(failEvent(unit, *std::move(event), error));
    } else {
        note(*event, error, busy);
        mark(*event, attempt.maybeExecuted || attempt.lost);
        event->nextAttemptAt = std::min(m_context.clock().nowMs() + *delay, event->deadlineAt);
        KFDESK_CHECK(store::EventRepository(unit.db()).update(*event));
        unit.changed(model::ChangeKind::Event, event->id);
    }
    return unit.commit();
}

} // namespace kfdesk::service
