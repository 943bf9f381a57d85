#include "core/store/write_turns.h"

namespace kfdesk::store {

std::optional<WriteTurns::Turn> WriteTurns::take(Urgency urgency, std::chrono::milliseconds patience)
{
    const bool urgent = urgency == Urgency::Urgent;
    std::unique_lock lock(m_mutex);
    int& waiting = urgent ? m_urgentWaiting : m_usualWaiting;
    ++waiting;
    const bool mine = (urgent ? m_urgent : m_usual).wait_for(lock, patience, [&] {
        return !m_taken && (urgent || m_urgentWaiting == 0);
    });
    --waiting;
    if (mine) {
        m_taken = true;
        return Turn(*this);
    }
    if (!m_taken && m_urgentWaiting == 0)
        m_usual.notify_one(); // it held them back
    return std::nullopt;
}

void WriteTurns::end()
{
    const std::lock_guard lock(m_mutex);
    m_taken = false;
    (m_urgentWaiting > 0 ? m_urgent : m_usual).notify_one();
}

int WriteTurns::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_usualWaiting + m_urgentWaiting;
}

} // namespace kfdesk::store
