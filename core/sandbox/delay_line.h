#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace kfdesk::sandbox {

/// Runs short jobs later, on one thread: delayed answers and the ticket timer. Real time, not the simulated clock:
/// latency is something the caller must feel. Jobs not due at stop() are dropped.
class DelayLine
{
public:
    using Job = std::function<void()>;

    DelayLine();
    ~DelayLine();

    void post(int delayMs, Job job);
    /// Idempotent.
    void stop();

private:
    void run();

    using Time = std::chrono::steady_clock::time_point;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::multimap<Time, Job> m_jobs;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace kfdesk::sandbox
