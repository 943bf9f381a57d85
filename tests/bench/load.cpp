#include "tests/bench/load.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kfdesk::bench {

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void endWith(const char* what)
{
    qFatal("load: %s: %s", what, std::strerror(errno));
}

double millisecondsSince(Clock::time_point start, Clock::time_point end)
{
    return std::chrono::duration<double, std::milli>(end - start).count();
}

/// One kept connection with one request under way.
class Caller
{
public:
    explicit Caller(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
            endWith("connect");
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    }
    ~Caller() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(Caller)

    int socket() const { return m_socket; }
    Clock::time_point sentAt() const { return m_sentAt; }

    void send(const QByteArray& request)
    {
        m_sentAt = Clock::now();
        // A blocking socket, and a request that fits its buffer: one call.
        if (::send(m_socket, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) != request.size())
            endWith("send");
    }

    /// Takes what has come; true once the answer is complete.
    bool receive()
    {
        const ssize_t got = ::recv(m_socket, m_in.data() + m_size, m_in.size() - m_size, MSG_DONTWAIT);
        if (got <= 0)
            endWith("the server closed or is gone");
        m_size += static_cast<size_t>(got);
        const std::string_view text(m_in.data(), m_size);
        if (text.find("\r\n\r\n") == std::string_view::npos || !text.ends_with("success"))
            return m_size == m_in.size() ? refuse(text) : isShortYet(text);
        if (!text.starts_with("HTTP/1.1 200 "))
            return refuse(text);
        m_size = 0;
        return true;
    }

private:
    /// False, or the end of the program: an answer that is complete and says something else.
    bool isShortYet(std::string_view text)
    {
        return text.starts_with("HTTP/1.1 200 ") || text.size() < 13 ? false : refuse(text);
    }
    [[noreturn]] bool refuse(std::string_view text)
    {
        qFatal("load: not answered success: %.*s", static_cast<int>(text.size()), text.data());
    }

    const int m_socket;
    Clock::time_point m_sentAt;
    std::array<char, 1024> m_in;
    size_t m_size = 0;
};

LoadResult summary(std::vector<double> latencies, double seconds)
{
    LoadResult result;
    result.answers = static_cast<int>(latencies.size());
    result.perSecond = static_cast<double>(latencies.size()) / seconds;
    std::sort(latencies.begin(), latencies.end());
    const auto at = [&](double share) {
        return latencies[std::min(latencies.size() - 1, static_cast<size_t>(share * double(latencies.size())))];
    };
    result.p50Ms = at(0.5);
    result.p99Ms = at(0.99);
    result.maxMs = latencies.back();
    return result;
}

} // namespace

LoadResult sendAll(quint16 port, int connections, const std::vector<QByteArray>& requests, double seconds)
{
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<Caller>> callers;
    for (int i = 0; i < connections; ++i) {
        callers.push_back(std::make_unique<Caller>(port));
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.ptr = callers.back().get();
        if (::epoll_ctl(poll, EPOLL_CTL_ADD, callers.back()->socket(), &event) != 0)
            endWith("epoll");
    }

    std::vector<double> latencies;
    latencies.reserve(requests.size());
    const auto start = Clock::now();
    const auto end = start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    auto next = requests.begin();
    int underWay = 0;
    const auto sendNext = [&](Caller& caller) {
        if (next == requests.end() || Clock::now() >= end)
            return;
        caller.send(*next++);
        ++underWay;
    };
    for (const auto& caller : callers)
        sendNext(*caller);
    std::array<epoll_event, 64> ready;
    while (underWay > 0) {
        const int count = ::epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 30'000);
        if (count <= 0)
            endWith("no answer");
        for (int i = 0; i < count; ++i) {
            auto& caller = *static_cast<Caller*>(ready[static_cast<size_t>(i)].data.ptr);
            if (!caller.receive())
                continue;
            --underWay;
            latencies.push_back(millisecondsSince(caller.sentAt(), Clock::now()));
            sendNext(caller);
        }
    }
    const double took = millisecondsSince(start, Clock::now()) / 1000;
    ::close(poll);
    return summary(std::move(latencies), took);
}

} // namespace kfdesk::bench
