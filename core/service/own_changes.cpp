#include "core/service/own_changes.h"

#include <algorithm>

namespace kfdesk::service {

void OwnChanges::add(qint64 first, qint64 last)
{
    const std::lock_guard lock(m_mutex);
    m_ranges.push_back({first, last});
}

void OwnChanges::remove(qint64 first)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_ranges, [first](const Range& range) { return range.first == first; });
}

bool OwnChanges::covers(qint64 first, qint64 last) const
{
    const std::lock_guard lock(m_mutex);
    qint64 own = 0;
    for (const Range& range : m_ranges)
        own += std::max(qint64(0), std::min(last, range.last) - std::max(first, range.first) + 1);
    return own == last - first + 1;
}

void OwnChanges::forgetUpTo(qint64 seq)
{
    const std::lock_guard lock(m_mutex);
    while (!m_ranges.empty() && m_ranges.front().last <= seq)
        m_ranges.pop_front();
}

} // namespace kfdesk::service
