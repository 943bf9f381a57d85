#pragma once

#include "core/base/result.h"
#include "core/service/context.h"

#include <QStringList>

namespace kfdesk::service {

/// Computes the filter and sort keys of links anew for every corp that has one of `states`: after a placement got, lost
/// or changed its name. In chunks of short transactions; announces the links.
Result<void> refreshLinkKeys(Context& context, const QString& suiteId, const QStringList& states);

} // namespace kfdesk::service
