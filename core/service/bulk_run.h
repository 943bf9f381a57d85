#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/service/progress.h"

#include <QThreadPool>

#include <functional>
#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// One item of bulk work.
struct BulkItem
{
    qint64 localId = 0;
    QString name;
    std::function<Result<void>(std::stop_token)> work; ///< on a thread of the pool
};

/// Works off `items`, 16 in flight on `pool`; the calling thread, which is not one of the pool's, hands them out and
/// waits. An item that meets a limit is set aside until that ends, as long as it is no more than two minutes; any other
/// error is a failure of that item. Called off, it returns how far it came.
Progress runBulk(const std::vector<BulkItem>& items, QThreadPool& pool, const Clock& clock, std::stop_token stop,
                 const ProgressCallback& report);

} // namespace kfdesk::service
