#pragma once

#include "core/net/http_server.h"

#include <array>
#include <chrono>
#include <list>
#include <memory>
#include <optional>
#include <vector>

namespace kfdesk::net {

class HttpConnection;

/// Where a connection stands. The order is the order of eviction at the cap.
///
///     Idle → Receiving → Handling → Writing → Idle
///                └──────────────────→ Writing → Draining   (refused, or the client wants no more)
enum class Phase {
    Draining,  ///< answered for the last time; waits for the client to close, so that the answer is not lost to a reset
    Idle,      ///< between requests, or before the first
    Receiving, ///< part of a request is here
    Handling,  ///< the handler owes an answer; no deadline of ours
    Writing,
};

/// The open connections of a server by phase, oldest first. As every phase has one duration, the oldest of a phase is
/// also the first to expire: no timer a connection, no search. Server thread only.
class ConnectionTable
{
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Entry
    {
        std::shared_ptr<HttpConnection> connection;
        Phase phase;
        Time since; ///< in this phase
    };
    using Handle = std::list<Entry>::iterator;

    explicit ConnectionTable(const HttpServerLimits& limits);

    Handle add(std::shared_ptr<HttpConnection> connection, Time now); ///< as Idle
    void move(Handle entry, Phase phase, Time now);
    void remove(Handle entry);

    int size() const { return m_size; }
    const std::list<Entry>& in(Phase phase) const { return m_lists[static_cast<std::size_t>(phase)]; }
    /// The one to close for a newcomer: the oldest without a complete request, idle ones first; null when there is
    /// none.
    std::shared_ptr<HttpConnection> evictable() const;
    /// Those whose phase has lasted too long.
    std::vector<std::shared_ptr<HttpConnection>> expired(Time now) const;
    /// When the phase of `entry` ends at the latest; none while the handler is at work.
    std::optional<Time> deadline(const Entry& entry) const;
    std::optional<Time> nextDeadline() const;
    std::vector<std::shared_ptr<HttpConnection>> all() const;

private:
    std::list<Entry>& list(Phase phase) { return m_lists[static_cast<std::size_t>(phase)]; }

    const std::chrono::milliseconds m_requestTime;
    const std::chrono::milliseconds m_idleTime;
    std::array<std::list<Entry>, 5> m_lists;
    int m_size = 0;
};

} // namespace kfdesk::net
