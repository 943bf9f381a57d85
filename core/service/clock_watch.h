#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace kfdesk::service {

/// Notices that the wall clock was set, by comparing it with the steady one, which counts suspended time: a machine
/// that slept has not jumped. isSettled() may be asked on any thread; the rest belongs to one.
class ClockWatch
{
public:
    explicit ClockWatch(const Clock& clock);

    /// By how many milliseconds the clock was set since the start or the last accept(); 0 for less than two seconds:
    /// so much is adjusted in passing.
    qint64 jump();
    /// What jump() told has been dealt with.
    void accept();
    /// False while the clock was set and nobody has dealt with it: times that were written down are of another clock
    /// than nowMs(). Ask after nowMs(), and inside a transaction if the times come from the store.
    bool isSettled() const;

private:
    qint64 offset() const;

    const Clock& m_clock;
    std::atomic<qint64> m_offset;
    qint64 m_seen;
};

} // namespace kfdesk::service
