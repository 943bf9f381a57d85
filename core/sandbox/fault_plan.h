#pragma once

#include <QString>

#include <deque>
#include <map>
#include <mutex>

namespace kfdesk::sandbox {

/// What goes wrong with the next calls of one endpoint.
struct Fault
{
    int errcode = 0;   ///< answered instead of executing the call; 0 = the call is executed
    int times = 0;     ///< calls it lasts for
    int delayMs = 0;   ///< the answer comes this much later
    bool drop = false; ///< the connection is closed without an answer, after executing
};

/// Faults to come, by endpoint name (see endpointName()); those of one endpoint follow one another. Thread-safe.
class FaultPlan
{
public:
    /// `fault.times` 0 forgets all faults of the endpoint.
    void add(const QString& endpoint, const Fault& fault);
    /// The fault of this call, used up by one; without one a Fault that changes nothing.
    Fault take(const QString& endpoint);
    std::map<QString, std::deque<Fault>> pending() const;

private:
    mutable std::mutex m_mutex;
    std::map<QString, std::deque<Fault>> m_faults;
};

/// The short name of an endpoint, by which faults and counters know it: "/cgi-bin/service/get_suite_token",
/// "service/get_suite_token" and "get_suite_token" are all "get_suite_token"; "v2/get_permanent_code", "account/list",
/// "add_contact_way" likewise.
QString endpointName(QString path);

} // namespace kfdesk::sandbox
