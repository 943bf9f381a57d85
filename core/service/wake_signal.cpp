#include "core/service/wake_signal.h"

#include <chrono>
#include <utility>

namespace kfdesk::service {

void WakeSignal::wake()
{
    const std::lock_guard lock(m_mutex);
    m_awake = true;
    m_said.notify_one();
}

void WakeSignal::announce(const std::vector<model::Change>& changes)
{
    const std::lock_guard lock(m_mutex);
    for (const model::Change& change : changes) {
        m_reasons.suites = m_reasons.suites || change.kind == model::ChangeKind::Component;
        m_reasons.purges = m_reasons.purges || change.kind == model::ChangeKind::Purge;
    }
    m_awake = true;
    m_said.notify_one();
}

WakeSignal::Reasons WakeSignal::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_reasons, {});
}

void WakeSignal::wait(qint64 ms)
{
    std::unique_lock lock(m_mutex);
    m_said.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_awake; });
    m_awake = false;
}

} // namespace kfdesk::service
