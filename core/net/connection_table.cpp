#include "core/net/connection_table.h"

namespace kfdesk::net {

ConnectionTable::ConnectionTable(const HttpServerLimits& limits)
    : m_requestTime(limits.requestMs)
    , m_idleTime(limits.keepAliveMs)
{}

ConnectionTable::Handle ConnectionTable::add(std::shared_ptr<HttpConnection> connection, Time now)
{
    auto& idle = list(Phase::Idle);
    idle.push_back({std::move(connection), Phase::Idle, now});
    ++m_size;
    return std::prev(idle.end());
}

void ConnectionTable::move(Handle entry, Phase phase, Time now)
{
    auto& target = list(phase);
    target.splice(target.end(), list(entry->phase), entry);
    entry->phase = phase;
    entry->since = now;
}

void ConnectionTable::remove(Handle entry)
{
    list(entry->phase).erase(entry);
    --m_size;
}

std::shared_ptr<HttpConnection> ConnectionTable::evictable() const
{
    for (const Phase phase : {Phase::Draining, Phase::Idle, Phase::Receiving}) {
        const auto& candidates = in(phase);
        if (!candidates.empty())
            return candidates.front().connection;
    }
    return nullptr;
}

std::optional<ConnectionTable::Time> ConnectionTable::deadline(const Entry& entry) const
{
    if (entry.phase == Phase::Handling)
        return std::nullopt;
    return entry.since + (entry.phase == Phase::Idle ? m_idleTime : m_requestTime);
}

std::vector<std::shared_ptr<HttpConnection>> ConnectionTable::expired(Time now) const
{
    std::vector<std::shared_ptr<HttpConnection>> found;
    for (const auto& entries : m_lists) {
        for (const Entry& entry : entries) {
            const auto end = deadline(entry);
            if (!end || *end > now)
                break;
            found.push_back(entry.connection);
        }
    }
    return found;
}

std::optional<ConnectionTable::Time> ConnectionTable::nextDeadline() const
{
    std::optional<Time> next;
    for (const auto& entries : m_lists) {
        if (entries.empty())
            continue;
        const auto end = deadline(entries.front());
        if (end && (!next || *end < *next))
            next = end;
    }
    return next;
}

std::vector<std::shared_ptr<HttpConnection>> ConnectionTable::all() const
{
    std::vector<std::shared_ptr<HttpConnection>> found;
    for (const auto& entries : m_lists) {
        for (const Entry& entry : entries)
            found.push_back(entry.connection);
    }
    return found;
}

} // namespace kfdesk::net
