#include "core/service/event_service.h"

#include "core/callback/pasted_request.h"
#include "core/service/event_types.h"
#include "core/service/inbox_sink.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/component_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/placement_repository.h"
#include "core/wecom/error_codes.h"

namespace kfdesk::service {

namespace {

constexpr qint64 keptMs = 90LL * 24 * 60 * 60 * 1000;
constexpr int eventsPerTransaction = 500;

Result<model::Event> requireEvent(store::Connection& db, qint64 id)
{
    KFDESK_TRY(auto event, store::EventRepository(db).find(id));
    if (!event)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("event.not_found")));
    return *std::move(event);
}

/// First two and last three characters, as people compare codes; nothing of a short one.
QString masked(const Secret& code)
{
    constexpr qsizetype shownFrom = 24;
    if (code.isEmpty())
        return {};
    const QString bullets(8, QChar(0x2022));
    if (code.size() < shownFrom)
        return bullets;
    return QString::fromLatin1(code.view().first(2)) + bullets + QString::fromLatin1(code.view().last(3));
}

Result<void> addNames(store::Connection& db, EventDetail& detail)
{
    const model::Event& event = detail.event;
    if (event.corpId != 0) {
        KFDESK_TRY(const auto corp, store::CorpRepository(db).find(event.corpId));
        detail.corpName = corp ? corp->name : QString();
    }
    if (!event.state.isEmpty()) {
        KFDESK_TRY(const auto placement, store::PlacementRepository(db).findByState(event.suiteId, event.state));
        detail.placementName = placement ? placement->name : QString();
    }
    return {};
}

Result<callback::SuiteKeys> keysOf(Context& context, const QString& suiteId)
{
    KFDESK_TRY(const auto* vault, context.vault());
    KFDESK_TRY(auto* db, context.connection());
    KFDESK_TRY(const auto component, store::ComponentRepository(*db).find(*vault, suiteId));
    KFDESK_TRY(auto key, crypto::CallbackKey::parse(component.encodingAesKey.view()));
    return callback::SuiteKeys{component.suiteId, component.providerCorpId, component.token, std::move(key)};
}

Error refused(const callback::CheckedRequest& checked)
{
    Error error = makeError(ErrorKind::Input, QStringLiteral("callback.") + QLatin1String(toText(checked.step)));
    error.code = checked.code;
    return error;
}

} // namespace

Result<std::vector<qint64>> EventService::ids(const store::EventFilter& filter, std::stop_token stop)
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::EventRepository(*db).ids(filter, std::move(stop));
}

Result<std::vector<model::Event>> EventService::rows(const std::vector<qint64>& ids)
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::EventRepository(*db).rows(ids);
}

Result<EventDetail> EventService::detail(qint64 id)
{
    KFDESK_TRY(const auto* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    EventDetail detail;
    KFDESK_TRY(detail.event, requireEvent(*db, id));
    KFDESK_CHECK(addNames(*db, detail));
    if (!detail.event.hasPayload)
        return detail;
    KFDESK_TRY(const Secret payload, store::EventRepository(*db).payload(*vault, id));
    const auto parsed = wecom::parseEvent(payload.view());
    detail.maskedPlaintext = wecom::maskedPlaintext(payload.view());
    detail.openKfIds = parsed.openKfIds;
    detail.maskedAuthCode = masked(parsed.authCode);
    return detail;
}

Result<Secret> EventService::plaintext(qint64 id)
{
    KFDESK_TRY(const auto* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto event, requireEvent(*db, id));
    return store::EventRepository(*db).payload(*vault, event.id);
}

bool EventService::isRetryable(const model::Event& event)
{
    const bool codeIsDead = carriesAuthCode(event.infoType) && event.errorCode == wecom::invalidAuthCode;
    return event.status != model::EventStatus::Done && event.status != model::EventStatus::Expired && !codeIsDead;
}

Result<void> EventService::retry(qint64 id)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_CHECK(retry(unit, id));
    return unit.commit();
}

Result<void> EventService::retry(UnitOfWork& unit, qint64 id)
{
    KFDESK_TRY(auto event, requireEvent(unit.db(), id));
    if (!isRetryable(event))
        return fail(makeError(ErrorKind::Input, QStringLiteral("event.not_retryable")));
    event.status = model::EventStatus::Pending;
    event.nextAttemptAt = m_context.clock().nowMs();
    KFDESK_CHECK(store::EventRepository(unit.db()).update(event));
    unit.changed(model::ChangeKind::Event, id);
    return {};
}

Result<bool> EventService::ingest(const QString& suiteId, const callback::RawRequest& request)
{
    KFDESK_TRY(const callback::SuiteKeys keys, keysOf(m_context, suiteId));
    auto checked = callback::checkRequest(keys, request);
    if (!checked.ok())
        return fail(refused(checked));
    StoreInboxSink sink(m_context);
    KFDESK_TRY(const auto outcomes, sink.store({{keys.suiteId, m_context.clock().nowMs(), std::move(checked.message),
                                                 std::move(checked.event)}}));
    return outcomes.at(0) == callback::CommitOutcome::Stored;
}

Result<callback::Diagnosis> EventService::diagnose(const QString& suiteId, const callback::RawRequest& request)
{
    KFDESK_TRY(const callback::SuiteKeys keys, keysOf(m_context, suiteId));
    return callback::diagnose(keys, request);
}

Result<callback::Diagnosis> EventService::diagnosePasted(const QString& suiteId, const QString& text)
{
    const auto request = callback::readPastedRequest(text.toUtf8());
    if (!request)
        return fail(makeError(ErrorKind::Input, QStringLiteral("doctor.nothing_found")));
    return diagnose(suiteId, *request);
}

Result<int> EventService::prune(std::stop_token stop)
{
    const qint64 before = m_context.clock().nowMs() - keptMs;
    int pruned = 0;
    while (!stop.stop_requested()) {
        KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
        KFDESK_TRY(const int removed, store::EventRepository(unit.db()).prune(before, eventsPerTransaction));
        if (removed == 0)
            break;
        unit.changed(model::ChangeKind::Event, 0);
        KFDESK_CHECK(unit.commit());
        pruned += removed;
    }
    return pruned;
}

} // namespace kfdesk::service
