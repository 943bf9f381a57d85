#include "core/service/event_steps.h"

#include "core/service/event_types.h"
#include "core/service/record_error.h"
#include "core/store/event_repository.h"

namespace kfdesk::service {

namespace {

Result<void> write(UnitOfWork& unit, const model::Event& event)
{
    KFDESK_CHECK(store::EventRepository(unit.db()).update(event));
    unit.changed(model::ChangeKind::Event, event.id);
    return {};
}

} // namespace

Result<std::optional<model::Event>> pendingEvent(UnitOfWork& unit, qint64 id)
{
    KFDESK_TRY(auto event, store::EventRepository(unit.db()).find(id));
    if (event && event->status != model::EventStatus::Pending)
        event.reset();
    return event;
}

Result<void> finishEvent(UnitOfWork& unit, model::Event event, model::EventStatus status)
{
    event.status = status;
    event.nextAttemptAt = 0;
    if (status == model::EventStatus::Done)
        clearError(event);
    return write(unit, event);
}

Result<void> failEvent(UnitOfWork& unit, model::Event event, const Error& error)
{
    setError(event, error);
    return finishEvent(unit, std::move(event), model::EventStatus::Failed);
}

Result<void> postponeEvent(UnitOfWork& unit, model::Event event, const Error& error, qint64 atMs)
{
    setError(event, error);
    event.nextAttemptAt = atMs;
    return write(unit, event);
}

Result<void> stripEvent(UnitOfWork& unit, model::Event event)
{
    event.authCorpId.clear();
    event.corpId = 0;
    event.state.clear();
    KFDESK_CHECK(store::EventRepository(unit.db()).dropPayload(event.id));
    return finishEvent(unit, std::move(event), model::EventStatus::Done);
}

qint64 endOfAuthorisation(const model::PurgeReceipt& receipt)
{
    return receipt.cancelTime != 0 ? receipt.cancelTime : receipt.startedAt / 1000;
}

bool isBeforePurge(qint64 eventTime, const model::PurgeReceipt& receipt)
{
    return eventTime <= endOfAuthorisation(receipt);
}

Result<void> wakeEventsOf(UnitOfWork& unit, const QString& suiteId, const QString& authCorpId, qint64 nowMs)
{
    KFDESK_TRY(auto waiting, store::EventRepository(unit.db()).pending(suiteId, {changeAuthType, cancelAuthType}));
    for (model::Event& event : waiting) {
        if (event.authCorpId != authCorpId)
            continue;
        event.nextAttemptAt = nowMs;
        KFDESK_CHECK(write(unit, event));
    }
    return {};
}

} // namespace kfdesk::service
