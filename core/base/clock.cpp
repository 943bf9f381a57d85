#include "core/base/clock.h"

#include <ctime>

namespace kfdesk {

namespace {

qint64 readMs(clockid_t id)
{
    timespec now{};
    clock_gettime(id, &now);
    return qint64{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace

qint64 SystemClock::nowMs() const
{
    return readMs(CLOCK_REALTIME);
}

qint64 SystemClock::monotonicMs() const
{
    return readMs(CLOCK_BOOTTIME);
}

} // namespace kfdesk
