#pragma once

#include "core/net/body_budget.h"
#include "core/net/connection_table.h"
#include "core/net/http_server.h"
#include "core/net/tcp_socket.h"
#include "core/net/tls_identity.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace kfdesk::net {

/// Counters as the server's thread writes them and any thread reads them.
struct HttpCounters
{
    std::atomic<quint64> accepted = 0;
    std::atomic<quint64> requests = 0;
    std::atomic<quint64> tooLarge = 0;
    std::atomic<quint64> tooSlow = 0;
    std::atomic<quint64> malformed = 0;
    std::atomic<quint64> overBudget = 0;
    std::atomic<quint64> tlsFailed = 0;
    std::atomic<quint64> evicted = 0;
    std::atomic<int> connections = 0;
};

/// One run of a server, from start to stop: the event loop, the accepting socket and the open connections.
///
/// Everything is for the server's thread but open(), post(), shutDown() and the counters.
class HttpListener : public std::enable_shared_from_this<HttpListener>
{
public:
    using Tcp = boost::asio::ip::tcp;
    using Executor = boost::asio::io_context::executor_type;
    using Socket = TcpSocket;

    /// No identity: in the clear.
    HttpListener(HttpHandler handler, const HttpServerLimits& limits, std::shared_ptr<const TlsIdentity> identity);

    /// Before run().
    boost::system::error_code open(const Tcp::endpoint& endpoint);
    quint16 port() const { return m_port; }

    void run(); ///< returns once shut down
    void shutDown();

    /// Runs `task` on the server's thread: at once when called there, never when the server has been shut down. Tasks
    /// that come together wake the thread once; see AnswersTogether.
    void post(std::function<void()> task);
    void wake(); ///< to run what was posted

    /// Closes the oldest connection that is in the middle of a body, because `newer` has no room for its own. False
    /// when that would be `newer` itself, or when there is none.
    bool closeOldestBody(const HttpConnection& newer);

    void enter(ConnectionTable::Handle entry, Phase phase);
    void remove(ConnectionTable::Handle entry);
    void handle(HttpRequest request, HttpReply reply) { m_handler(std::move(request), std::move(reply)); }

    const HttpServerLimits limits;
    const std::shared_ptr<const TlsIdentity> identity;
    BodyBudget budget;
    HttpCounters counters;

private:
    using Acceptor = boost::asio::basic_socket_acceptor<Tcp, Executor>;
    using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                    boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

    void accept();
    void onAccepted(const boost::system::error_code& ec, Socket socket);
    void acceptAfterPause();
    bool makeRoom();
    bool closeOldest(); ///< the oldest connection without a complete request; false when there is none
    void admit(Socket socket);
    void admitWaiting();
    void roomMayHaveCome();
    void watchDeadline(ConnectionTable::Time deadline);
    void closeExpired();
    void closeAll();
    void runPosted();

    boost::asio::io_context m_io{1};
    boost::asio::executor_work_guard<Executor> m_work{m_io.get_executor()};
    Acceptor m_acceptor{m_io.get_executor()};
    Timer m_acceptPause{m_io.get_executor()};
    Timer m_deadlineTimer{m_io.get_executor()};
    std::optional<ConnectionTable::Time> m_watched; ///< what m_deadlineTimer waits for
    ConnectionTable m_table;
    std::optional<Socket> m_waiting; ///< accepted while every connection has a complete request; nothing else is then
    HttpHandler m_handler;
    quint16 m_port = 0;

    std::mutex m_postMutex;
    bool m_takesPosts = true;
    std::vector<std::function<void()>> m_posted;  ///< not empty: wake() was called or will be
    std::vector<std::function<void()>> m_running; ///< swapped with m_posted, so that both keep their memory
};

} // namespace kfdesk::net
