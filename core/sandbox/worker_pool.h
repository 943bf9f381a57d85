#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kfdesk::sandbox {

/// A few threads that run jobs in order of arrival. Jobs posted before start() wait for it; those still waiting at
/// stop() are dropped.
class WorkerPool
{
public:
    using Job = std::function<void()>;

    ~WorkerPool();

    void start(int threads);
    void post(Job job);
    /// Waits for the jobs that are running. Idempotent.
    void stop();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace kfdesk::sandbox
