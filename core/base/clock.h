#pragma once

#include <QtGlobal>

namespace kfdesk {

/// Where time comes from. Injected everywhere, so that tests move it and never wait. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall time, UTC, milliseconds since 1970.
    virtual qint64 nowMs() const = 0;
    /// Never goes back and counts suspended time (CLOCK_BOOTTIME): for intervals, milliseconds.
    virtual qint64 monotonicMs() const = 0;
};

class SystemClock final : public Clock
{
public:
    qint64 nowMs() const override;
    qint64 monotonicMs() const override;
};

} // namespace kfdesk
