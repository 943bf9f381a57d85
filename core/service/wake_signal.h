#pragma once

#include "core/model/change.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace kfdesk::service {

/// What wakes the processor: told by the change feed on any thread, waited for by one. Outlives neither knowingly, so
/// both hold it by shared_ptr.
class WakeSignal
{
public:
    struct Reasons
    {
        bool suites = false; ///< a component changed
        bool purges = false; ///< a purge began or moved
    };

    void wake(); ///< at once
    /// A listener under load stores a group every millisecond: whoever waits hears of it at most every 20 ms.
    void announce(const std::vector<model::Change>& changes);
    /// What was said since the last call.
    Reasons take();
    /// Until somebody wakes it, at most `ms`; at once when somebody did since the last wait().
    void wait(qint64 ms);

private:
    std::mutex m_mutex;
    std::condition_variable m_woken;
    std::condition_variable m_said; ///< woken, or something was announced
    bool m_isWoken = false;
    bool m_awake = false;
    Reasons m_reasons;
};

} // namespace kfdesk::service
