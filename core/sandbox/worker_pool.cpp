#include "core/sandbox/worker_pool.h"

namespace kfdesk::sandbox {

WorkerPool::~WorkerPool()
{
    stop();
}

void WorkerPool::start(int threads)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { run(); });
}

void WorkerPool::post(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping)
            return;
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

void WorkerPool::stop()
{
    std::deque<Job> dropped; // destroyed outside the lock: a job may hold the last reference to anything
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        dropped.swap(m_jobs);
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

void WorkerPool::run()
{
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_stopping)
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

} // namespace kfdesk::sandbox
