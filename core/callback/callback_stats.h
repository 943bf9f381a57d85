#pragma once

#include "core/callback/callback_server.h"

#include <array>
#include <deque>
#include <mutex>

namespace kfdesk::callback {

/// The listener's counters and its sample of refusals. Thread-safe; private to core/callback.
class StatsRecorder
{
public:
    explicit StatsRecorder(const Clock& clock)
        : m_clock(clock)
    {}

    void verified(qint64 startedMs);
    void stored(CommitOutcome outcome, qint64 startedMs);
    void refused(const QString& suiteId, Step step, int code, int httpStatus);
    void unknownPath();
    void wrongMethod();

    CallbackStats stats() const;
    std::vector<Rejection> rejections() const;

private:
    struct HourOfAnswers
    {
        qint64 hour = -1;
        qint64 slowestMs = 0;
    };

    void answered(qint64 startedMs);

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    CallbackStats m_stats;
    std::array<HourOfAnswers, 24> m_hours;
    std::deque<Rejection> m_rejections;
    qint64 m_secondBegan = 0; ///< monotonic ms: setting the clock neither stops nor floods the sample
    int m_keptThisSecond = 0;
};

} // namespace kfdesk::callback
