#include "core/sandbox/fault_plan.h"

#include <utility>

namespace kfdesk::sandbox {

void FaultPlan::add(const QString& endpoint, const Fault& fault)
{
    const std::scoped_lock lock(m_mutex);
    if (fault.times == 0)
        m_faults.erase(endpoint);
    else
        m_faults[endpoint].push_back(fault);
}

Fault FaultPlan::take(const QString& endpoint)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_faults.find(endpoint);
    if (found == m_faults.end())
        return {};
    std::deque<Fault>& queue = found->second;
    const Fault fault = queue.front();
    if (--queue.front().times == 0)
        queue.pop_front();
    if (queue.empty())
        m_faults.erase(found);
    return fault;
}

std::map<QString, std::deque<Fault>> FaultPlan::pending() const
{
    const std::scoped_lock lock(m_mutex);
    return m_faults;
}

QString endpointName(QString path)
{
    for (const QLatin1String prefix :
         {QLatin1String("/"), QLatin1String("cgi-bin/"), QLatin1String("service/"), QLatin1String("kf/")}) {
        if (path.startsWith(prefix))
            path.remove(0, prefix.size());
    }
    return path;
}

} // namespace kfdesk::sandbox
