#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace kfdesk::test {

/// Time that moves only when told. Starts at 2026-11-22T08:00:00Z. Thread-safe: both clocks advance in one step, so
/// that nobody can read one of before and one of after without another look telling so.
class FakeClock final : public Clock
{
public:
    qint64 nowMs() const override { return m_monotonic + m_wallAhead; }
    qint64 monotonicMs() const override { return m_monotonic; }

    void advance(qint64 ms) { m_monotonic += ms; }
    /// Somebody set the wall clock: intervals do not notice.
    void jumpWall(qint64 ms) { m_wallAhead += ms; }

private:
    std::atomic<qint64> m_monotonic = 1'000'000;
    std::atomic<qint64> m_wallAhead = 1'795'333'400'000;
};

} // namespace kfdesk::test
