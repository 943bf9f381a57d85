#include "core/store/write_turns.h"

#include <algorithm>
#include <numeric>

namespace kfdesk::store {

bool WriteTurns::isFirst(std::size_t queue) const
{
    return std::all_of(m_queues.begin(), m_queues.begin() + static_cast<std::ptrdiff_t>(queue),
                       [](const Queue& more) { return more.waiting == 0; });
}

void WriteTurns::callNext()
{
    const auto next =
        std::find_if(m_queues.begin(), m_queues.end(), [](const Queue& queue) { return queue.waiting > 0; });
    if (!m_taken && next != m_queues.end())
        next->mayGo.notify_one();
}

std::optional<WriteTurns::Turn> WriteTurns::take(Urgency urgency, std::chrono::milliseconds patience)
{
    const auto index = static_cast<std::size_t>(urgency);
    Queue& queue = m_queues[index];
    std::unique_lock lock(m_mutex);
    ++queue.waiting;
    const bool mine = queue.mayGo.wait_for(lock, patience, [&] { return !m_taken && isFirst(index); });
    --queue.waiting;
    if (mine) {
        m_taken = true;
        return Turn(*this);
    }
    callNext(); // it may have held others back
    return std::nullopt;
}

void WriteTurns::end()
{
    const std::lock_guard lock(m_mutex);
    m_taken = false;
    callNext();
}

int WriteTurns::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return std::accumulate(m_queues.begin(), m_queues.end(), 0,
                           [](int sum, const Queue& queue) { return sum + queue.waiting; });
}

} // namespace kfdesk::store
