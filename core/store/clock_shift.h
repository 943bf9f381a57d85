#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

namespace kfdesk::store {

/// Due times and deadlines are wall times, so that they outlive the process. When somebody sets the clock they must go
/// with it, or a code would wait for a day, or be given up while it lives. Call inside a transaction.
///
/// shiftTimes: the clock was set while we watched: what is pending, due or fresh moves as far.
struct ClockShift
{
    qint64 byMs = 0;
    qint64 nowMs = 0;        ///< by the clock as it is now
    qint64 knownEventId = 0; ///< the newest event before the shift; later ones may be of either clock, and begin anew
    qint64 unwatchedMs = 0;  ///< the clock was looked at last at most so long ago
};
Result<void> shiftTimes(Connection& db, const ClockShift& shift);

/// boundTimes: nobody watched (the program did not run): whatever lies further ahead than this program ever puts it was
/// written under another clock, and is due now. An AuthCode gets its ten minutes at most.
Result<void> boundTimes(Connection& db, qint64 nowMs);

/// The newest event's id, 0 without one.
Result<qint64> newestEventId(Connection& db);

} // namespace kfdesk::store
