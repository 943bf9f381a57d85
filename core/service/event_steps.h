#pragma once

#include "core/model/event.h"
#include "core/model/purge_receipt.h"
#include "core/service/context.h"

#include <optional>

namespace kfdesk::service {

// Steps of an event's life, each inside the caller's unit and announced by it.

/// The event while it waits for work; none when somebody has finished it meanwhile.
Result<std::optional<model::Event>> pendingEvent(UnitOfWork& unit, qint64 id);

/// Ends the work: `event` is written with this status.
Result<void> finishEvent(UnitOfWork& unit, model::Event event, model::EventStatus status);
/// Ends it as failed, for this reason.
Result<void> failEvent(UnitOfWork& unit, model::Event event, const Error& error);
/// Leaves it pending until `atMs`, for this reason.
Result<void> postponeEvent(UnitOfWork& unit, model::Event event, const Error& error, qint64 atMs);
/// Takes everything out of it that tells which corp it spoke of, and ends it as done.
Result<void> stripEvent(UnitOfWork& unit, model::Event event);

/// When the authorisation ended that the receipt tells of, in seconds.
qint64 endOfAuthorisation(const model::PurgeReceipt& receipt);
/// True when the purge that `receipt` tells of ended an authorisation that the event belongs to.
bool isBeforePurge(qint64 eventTime, const model::PurgeReceipt& receipt);

/// Events that wait for this corp to become known are due now.
Result<void> wakeEventsOf(UnitOfWork& unit, const QString& suiteId, const QString& authCorpId, qint64 nowMs);

} // namespace kfdesk::service
