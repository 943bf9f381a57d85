#pragma once

#include "core/service/context.h"
#include "core/service/purge_service.h"

#include <memory>

namespace kfdesk::service {

/// Settles purges on a thread of its own: what was begun and not finished, at the start and whenever a purge is
/// announced. What cannot be proven yet is looked at again after a second, then after two, and so on up to a minute.
/// Between two rounds it rests four times as long as the last one took (at most ten minutes), so that a large workspace
/// is not read all the time; purges that come meanwhile are settled together.
class PurgeWorker
{
public:
    PurgeWorker(Context& context, PurgeService& purges);
    ~PurgeWorker(); ///< stop()

    void start();
    /// Calls off what runs and joins.
    void stop();
    /// Something may be due: the clock was moved, or somebody asks for it.
    void wake();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::service
