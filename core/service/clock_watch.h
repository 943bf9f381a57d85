#pragma once

#include "core/base/clock.h"

namespace kfdesk::service {

/// Notices that the wall clock was set, by comparing it with the steady one, which counts suspended time: a machine
/// that slept has not jumped. Not thread-safe.
class ClockWatch
{
public:
    explicit ClockWatch(const Clock& clock);

    /// By how many milliseconds the clock was set since the start or the last accept(); 0 for less than two seconds:
    /// so much is adjusted in passing.
    qint64 jump();
    /// What jump() told has been dealt with.
    void accept();

private:
    qint64 offset() const;

    const Clock& m_clock;
    qint64 m_offset;
    qint64 m_seen;
};

} // namespace kfdesk::service
