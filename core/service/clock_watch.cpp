#include "core/service/clock_watch.h"

#include <cstdlib>

namespace kfdesk::service {

namespace {

constexpr qint64 smallestJumpMs = 2000;
constexpr qint64 readWithinMs = 500;

} // namespace

ClockWatch::ClockWatch(const Clock& clock)
    : m_clock(clock)
    , m_offset(offset())
    , m_seen(m_offset)
{}

/// The thread may be stopped between two readings, or the machine sleep: an hour of that would look like a jump back.
qint64 ClockWatch::offset() const
{
    for (qint64 before = m_clock.monotonicMs();;) {
        const qint64 wall = m_clock.nowMs();
        const qint64 after = m_clock.monotonicMs();
        if (after - before < readWithinMs)
            return wall - after;
        before = after;
    }
}

qint64 ClockWatch::jump()
{
    m_seen = offset();
    const qint64 by = m_seen - m_offset;
    if (std::abs(by) >= smallestJumpMs)
        return by;
    m_offset = m_seen; // a clock that is being adjusted slowly never adds up to a jump
    return 0;
}

bool ClockWatch::isSettled() const
{
    return std::abs(offset() - m_offset) < smallestJumpMs;
}

void ClockWatch::accept()
{
    m_offset = m_seen;
}

} // namespace kfdesk::service
