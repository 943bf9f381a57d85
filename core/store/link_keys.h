#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <optional>

namespace kfdesk::store {

/// Computes the filter and sort keys of one corp's links anew, or of one of them only.
Result<void> writeLinkKeys(Connection& connection, qint64 corpId, std::optional<qint64> linkId = {});

} // namespace kfdesk::store
