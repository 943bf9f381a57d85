#include "core/service/bulk_run.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

namespace kfdesk::service {

namespace {

constexpr int inFlightAtMost = 16;
constexpr qint64 longestWaitMs = 120'000;
constexpr qint64 defaultWaitMs = 1000;
constexpr qint64 reportEveryMs = 250;

class BulkRun
{
public:
    BulkRun(const std::vector<BulkItem>& items, QThreadPool& pool, const Clock& clock, std::stop_token stop,
            const ProgressCallback& report)
        : m_items(items)
        , m_pool(pool)
        , m_clock(clock)
        , m_stop(std::move(stop))
        , m_report(report)
    {
        for (size_t i = 0; i < items.size(); ++i)
            m_ready.push_back(i);
        m_progress.total = static_cast<int>(items.size());
    }

    Progress run();

private:
    bool isOver() const;
    void handOut(std::unique_lock<std::mutex>& lock);
    void wait(std::unique_lock<std::mutex>& lock);
    void reportNow(std::unique_lock<std::mutex>& lock);
    void finished(size_t index, const Result<void>& outcome);

    const std::vector<BulkItem>& m_items;
    QThreadPool& m_pool;
    const Clock& m_clock;
    std::stop_token m_stop;
    const ProgressCallback& m_report;

    std::mutex m_mutex; // guards everything below
    std::condition_variable_any m_moved;
    std::deque<size_t> m_ready;
    std::multimap<qint64, size_t> m_aside; ///< by the monotonic time from which on they may be tried again
    int m_inFlight = 0;
    Progress m_progress;
    qint64 m_reportedAt = 0;
};

bool BulkRun::isOver() const
{
    return m_inFlight == 0 && (m_stop.stop_requested() || (m_ready.empty() && m_aside.empty()));
}

void BulkRun::handOut(std::unique_lock<std::mutex>& lock)
{
    while (!m_aside.empty() && m_aside.begin()->first <= m_clock.monotonicMs()) {
        m_ready.push_back(m_aside.begin()->second);
        m_aside.erase(m_aside.begin());
    }
    while (!m_stop.stop_requested() && !m_ready.empty() && m_inFlight < inFlightAtMost) {
        const size_t index = m_ready.front();
        m_ready.pop_front();
        ++m_inFlight;
        lock.unlock();
        m_pool.start([this, index] { finished(index, m_items[index].work(m_stop)); });
        lock.lock();
    }
}

void BulkRun::finished(size_t index, const Result<void>& outcome)
{
    const std::lock_guard lock(m_mutex);
    --m_inFlight;
    const qint64 wait = outcome ? 0 : std::max(outcome.error().retryAfterMs, defaultWaitMs);
    if (!outcome && outcome.error().kind == ErrorKind::Limit && wait <= longestWaitMs) {
        m_aside.emplace(m_clock.monotonicMs() + wait, index);
    } else if (outcome || outcome.error().kind != ErrorKind::Cancelled) {
        ++m_progress.done;
        if (!outcome)
            m_progress.failures.push_back({m_items[index].localId, m_items[index].name, outcome.error()});
    }
    // Under the lock: the run may end, and with it the condition, as soon as it is released.
    m_moved.notify_all();
}

void BulkRun::wait(std::unique_lock<std::mutex>& lock)
{
    const int inFlight = m_inFlight;
    const auto moved = [this, inFlight] { return m_inFlight != inFlight; };
    // Called off: only what is in flight is waited for, so the token must not end the wait a second time.
    if (m_stop.stop_requested())
        m_moved.wait(lock, moved);
    else if (m_aside.empty())
        m_moved.wait(lock, m_stop, moved);
    else
        m_moved.wait_for(lock, m_stop, std::chrono::milliseconds(m_aside.begin()->first - m_clock.monotonicMs()),
                         moved);
}

void BulkRun::reportNow(std::unique_lock<std::mutex>& lock)
{
    if (!m_report)
        return;
    m_reportedAt = m_clock.monotonicMs();
    const Progress progress = m_progress;
    lock.unlock();
    m_report(progress);
    lock.lock();
}

Progress BulkRun::run()
{
    std::unique_lock lock(m_mutex);
    while (!isOver()) {
        handOut(lock);
        if (m_clock.monotonicMs() - m_reportedAt >= reportEveryMs)
            reportNow(lock);
        if (!isOver() && (m_inFlight >= inFlightAtMost || m_ready.empty() || m_stop.stop_requested()))
            wait(lock);
    }
    reportNow(lock);
    return m_progress;
}

} // namespace

Progress runBulk(const std::vector<BulkItem>& items, QThreadPool& pool, const Clock& clock, std::stop_token stop,
                 const ProgressCallback& report)
{
    return BulkRun(items, pool, clock, std::move(stop), report).run();
}

} // namespace kfdesk::service
