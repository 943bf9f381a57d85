#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace kfdesk::test {

/// Time that moves only when told. Starts at 2026-11-22T08:00:00Z. Thread-safe.
class FakeClock final : public Clock
{
public:
    qint64 nowMs() const override { return m_now; }
    qint64 monotonicMs() const override { return m_monotonic; }

    void advance(qint64 ms)
    {
        m_now += ms;
        m_monotonic += ms;
    }
    /// Somebody set the wall clock: intervals do not notice.
    void jumpWall(qint64 ms) { m_now += ms; }

private:
    std::atomic<qint64> m_now = 1'795'334'400'000;
    std::atomic<qint64> m_monotonic = 1'000'000;
};

} // namespace kfdesk::test
