#include "core/sandbox/delay_line.h"

namespace kfdesk::sandbox {

DelayLine::DelayLine()
    : m_thread([this] { run(); })
{}

DelayLine::~DelayLine()
{
    stop();
}

void DelayLine::post(int delayMs, Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping)
            return;
        m_jobs.emplace(std::chrono::steady_clock::now() + std::chrono::milliseconds(delayMs), std::move(job));
    }
    m_changed.notify_one();
}

void DelayLine::stop()
{
    std::multimap<Time, Job> dropped; // destroyed outside the lock
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        dropped.swap(m_jobs);
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void DelayLine::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (m_jobs.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const Time due = m_jobs.begin()->first;
        if (std::chrono::steady_clock::now() < due) {
            m_changed.wait_until(lock, due);
            continue;
        }
        Job job = std::move(m_jobs.extract(m_jobs.begin()).mapped());
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
    }
}

} // namespace kfdesk::sandbox
