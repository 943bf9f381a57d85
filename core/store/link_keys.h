#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <vector>

namespace kfdesk::store {

/// Computes the filter and sort keys of these links anew; all of them are links of `corpId`.
Result<void> writeLinkKeys(Connection& connection, qint64 corpId, const std::vector<qint64>& linkIds);
/// The same for all links of the corp.
Result<void> writeLinkKeys(Connection& connection, qint64 corpId);

} // namespace kfdesk::store
