#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/service/status_service.h"

#include <optional>

namespace kfdesk::service {

/// A ticket comes every 7 to 14 minutes. When none came for a quarter of an hour while somebody listens, callbacks do
/// not arrive: an authorisation would be lost, and nobody would know.
inline constexpr qint64 deafAfterMs = 15 * 60'000;

/// Since when nothing was heard: the last ticket of the suite that was heard least, or the beginning of the listening.
/// None while nobody listens, and while the quarter of an hour has not passed.
std::optional<qint64> deafSince(const Overview& overview, qint64 nowMs);

/// Says once when the listener becomes deaf, and once when it hears again. Asked by the one who holds the lease; not
/// thread-safe.
class DeafnessWatch
{
public:
    explicit DeafnessWatch(StatusService& status, const Clock& clock)
        : m_status(status)
        , m_clock(clock)
    {}

    /// Looks, at most every few seconds. True when the state has changed; the log has said so.
    Result<bool> look();
    bool isDeaf() const { return m_deaf; }

private:
    StatusService& m_status;
    const Clock& m_clock;
    qint64 m_lookAt = 0; ///< by the steady clock
    bool m_deaf = false;
};

} // namespace kfdesk::service
