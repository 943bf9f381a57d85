#pragma once

#include <QByteArray>

#include <vector>

namespace kfdesk::bench {

/// What the callers of a server saw.
struct LoadResult
{
    double perSecond = 0;
    double p50Ms = 0;
    double p99Ms = 0;
    double maxMs = 0;
    int answers = 0;
};

/// Sends every request once over `connections` kept connections to 127.0.0.1:`port`, each sending its next request when
/// it has the answer to the one before, for `seconds` at most. One thread on epoll, far cheaper than any server. The
/// program ends when an answer is not 200 "success".
LoadResult sendAll(quint16 port, int connections, const std::vector<QByteArray>& requests, double seconds);

} // namespace kfdesk::bench
