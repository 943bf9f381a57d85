#include "core/base/descriptors.h"

#include <algorithm>
#include <sys/resource.h>

namespace kfdesk {

void allowDescriptors(unsigned count)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= count)
        return;
    limit.rlim_cur = std::min<rlim_t>(count, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace kfdesk
