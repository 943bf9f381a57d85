#include "core/service/wake_signal.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kfdesk::service {

namespace {

constexpr std::chrono::milliseconds restBetweenAnnouncements{20};

} // namespace

void WakeSignal::wake()
{
    const std::lock_guard lock(m_mutex);
    m_isWoken = true;
    m_awake = true;
    m_woken.notify_one();
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
    const std::chrono::milliseconds longest(ms);
    std::unique_lock lock(m_mutex);
    const auto rest = std::min(longest, restBetweenAnnouncements);
    if (!m_woken.wait_for(lock, rest, [this] { return m_isWoken; }))
        m_said.wait_for(lock, longest - rest, [this] { return m_awake; });
    m_isWoken = false;
    m_awake = false;
}

} // namespace kfdesk::service
