#pragma once

#include "core/model/purge_receipt.h"
#include "core/service/context.h"

namespace kfdesk::service {

/// When a corp that is being purged authorises again before its old rows are gone: deletes the rest of them now, inside
/// the caller's unit, so that the new ones cannot be mistaken for old ones. Does nothing for any other corp.
Result<void> finishRowsOfPurge(UnitOfWork& unit, const store::Vault& vault, const QString& suiteId,
                               const QString& authCorpId, qint64 nowMs);

} // namespace kfdesk::service
