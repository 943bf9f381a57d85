#pragma once

#include "core/model/purge_receipt.h"
#include "core/service/progress.h"
#include "core/service/workspace.h"

#include <vector>

namespace kfdesk::ctl {

/// True while another process listens and processes for this workspace: work is then handed to it, because two that
/// work on one corp would get into each other's way.
bool isHeld(service::Workspace& workspace);

/// Asks the holder to synchronise the corps and waits until each was tried. Error "lease.lost" when it ends meanwhile.
Result<service::Progress> syncByHolder(service::Workspace& workspace, const std::vector<qint64>& corpIds,
                                       const service::ProgressCallback& progress);

/// Asks the holder to purge the corp and waits for the rows to be gone; verifiedAt may be 0 still. Error "lease.lost".
Result<model::PurgeReceipt> purgeByHolder(service::Workspace& workspace, qint64 corpId, const QString& suiteId);

} // namespace kfdesk::ctl
