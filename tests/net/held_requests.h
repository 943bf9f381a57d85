#pragma once

#include "core/net/http_server.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace kfdesk::test {

/// A handler that answers nothing: the test takes each request and answers it itself, from its own thread.
class HeldRequests
{
public:
    struct Held
    {
        net::HttpRequest request;
        net::HttpReply reply;
    };

    net::HttpHandler handler()
    {
        return [this](net::HttpRequest request, net::HttpReply reply) {
            const std::scoped_lock lock(m_mutex);
            m_held.push_back({std::move(request), std::move(reply)});
            m_changed.notify_all();
        };
    }

    /// The oldest one; waits for it. Ends the test program when none comes within 60 s.
    Held take()
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, std::chrono::seconds(60), [this] { return !m_held.empty(); }))
            qFatal("no request reached the handler");
        Held held = std::move(m_held.front());
        m_held.pop_front();
        return held;
    }

    bool isEmpty() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_held.empty();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Held> m_held;
};

} // namespace kfdesk::test
