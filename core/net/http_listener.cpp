#include "core/net/http_listener.h"

#include "core/net/answers_together.h"
#include "core/net/http_connection.h"

#include <algorithm>

namespace kfdesk::net {

namespace asio = boost::asio;

namespace {

/// Out of descriptors or memory: accepting again at once would spin.
constexpr std::chrono::milliseconds pauseAfterAcceptError{100};

/// A handshake that is cut off in its middle holds up to 60 KiB in OpenSSL: twice as many would be too much.
constexpr int mostTlsConnections = 256;

HttpServerLimits boundedFor(HttpServerLimits limits, bool tls)
{
    if (tls)
        limits.connections = std::min(limits.connections, mostTlsConnections);
    return limits;
}

} // namespace

HttpListener::HttpListener(HttpHandler handler, const HttpServerLimits& serverLimits,
                           std::shared_ptr<const TlsIdentity> tlsIdentity)
    : limits(boundedFor(serverLimits, tlsIdentity != nullptr))
    , identity(std::move(tlsIdentity))
    , budget(serverLimits.allBodiesBytes)
    , m_table(serverLimits)
    , m_handler(std::move(handler))
{}

boost::system::error_code HttpListener::open(const Tcp::endpoint& endpoint)
{
    boost::system::error_code ec;
    m_acceptor.open(endpoint.protocol(), ec);
    if (!ec)
        m_acceptor.set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec)
        m_acceptor.bind(endpoint, ec);
    if (!ec)
        m_acceptor.listen(asio::socket_base::max_listen_connections, ec);
    if (!ec)
        m_port = m_acceptor.local_endpoint(ec).port();
    return ec;
}

void HttpListener::run()
{
    accept();
    m_io.run();
}

void HttpListener::shutDown()
{
    const std::scoped_lock lock(m_postMutex);
    if (!std::exchange(m_takesPosts, false))
        return;
    asio::post(m_io, [self = shared_from_this()] { self->closeAll(); });
}

void HttpListener::post(std::function<void()> task)
{
    if (m_io.get_executor().running_in_this_thread())
        return task();
    bool first = false;
    {
        const std::scoped_lock lock(m_postMutex);
        if (!m_takesPosts)
            return;
        first = m_posted.empty();
        m_posted.push_back(std::move(task));
    }
    if (first)
        AnswersTogether::wakeOrKeep(shared_from_this());
}

void HttpListener::wake()
{
    asio::post(m_io, [self = shared_from_this()] { self->runPosted(); });
}

void HttpListener::runPosted()
{
    {
        const std::scoped_lock lock(m_postMutex);
        m_running.swap(m_posted);
    }
    for (const auto& task : m_running)
        task();
    m_running.clear();
}

void HttpListener::closeAll()
{
    boost::system::error_code ignored;
    m_acceptor.close(ignored);
    m_acceptPause.cancel();
    m_deadlineTimer.cancel();
    m_waiting.reset();
    for (const auto& connection : m_table.all())
        connection->close();
    m_handler = nullptr;
    m_work.reset();
}

void HttpListener::accept()
{
    m_acceptor.async_accept([self = shared_from_this()](const boost::system::error_code& ec, Socket socket) {
        self->onAccepted(ec, std::move(socket));
    });
}

void HttpListener::onAccepted(const boost::system::error_code& ec, Socket socket)
{
    if (!m_acceptor.is_open())
        return;
    if (ec) {
        // Out of descriptors as a rule: whoever says nothing gives his away.
        closeOldest();
        return acceptAfterPause();
    }
    ++counters.accepted;
    if (!makeRoom()) {
        m_waiting.emplace(std::move(socket));
        return;
    }
    admit(std::move(socket));
    accept();
}

void HttpListener::acceptAfterPause()
{
    m_acceptPause.expires_after(pauseAfterAcceptError);
    m_acceptPause.async_wait([self = shared_from_this()](const boost::system::error_code& ec) {
        if (!ec && self->m_acceptor.is_open())
            self->accept();
    });
}

bool HttpListener::makeRoom()
{
    return m_table.size() < limits.connections || closeOldest();
}

bool HttpListener::closeOldest()
{
    const auto oldest = m_table.evictable();
    if (!oldest)
        return false;
    ++counters.evicted;
    oldest->close();
    return true;
}

bool HttpListener::closeOldestBody(const HttpConnection& newer)
{
    const auto& receiving = m_table.in(Phase::Receiving);
    const auto oldest = std::find_if(receiving.begin(), receiving.end(),
                                     [](const ConnectionTable::Entry& entry) { return entry.connection->holdsBody(); });
    if (oldest == receiving.end() || oldest->connection.get() == &newer)
        return false;
    ++counters.overBudget;
    const auto connection = oldest->connection; // closing takes it out of the table
    connection->close();
    return true;
}

void HttpListener::admit(Socket socket)
{
    boost::system::error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    const auto connection = std::make_shared<HttpConnection>(shared_from_this(), std::move(socket));
    const auto entry = m_table.add(connection, std::chrono::steady_clock::now());
    counters.connections = m_table.size();
    watchDeadline(*m_table.deadline(*entry));
    connection->start(entry);
}

void HttpListener::admitWaiting()
{
    if (!m_waiting || !makeRoom())
        return;
    admit(*std::exchange(m_waiting, std::nullopt));
    accept();
}

void HttpListener::roomMayHaveCome()
{
    // Posted: the connection that made room is in the middle of something and may be the one to go.
    if (m_waiting)
        asio::post(m_io, [self = shared_from_this()] { self->admitWaiting(); });
}

void HttpListener::enter(ConnectionTable::Handle entry, Phase phase)
{
    m_table.move(entry, phase, std::chrono::steady_clock::now());
    if (const auto deadline = m_table.deadline(*entry))
        watchDeadline(*deadline);
    roomMayHaveCome();
}

void HttpListener::remove(ConnectionTable::Handle entry)
{
    m_table.remove(entry);
    counters.connections = m_table.size();
    roomMayHaveCome();
}

void HttpListener::watchDeadline(ConnectionTable::Time deadline)
{
    if (m_watched && *m_watched <= deadline)
        return;
    m_watched = deadline;
    m_deadlineTimer.expires_at(deadline);
    m_deadlineTimer.async_wait([self = shared_from_this()](const boost::system::error_code& ec) {
        if (!ec && self->m_acceptor.is_open())
            self->closeExpired();
    });
}

void HttpListener::closeExpired()
{
    m_watched.reset();
    for (const auto& connection : m_table.expired(std::chrono::steady_clock::now()))
        connection->expire();
    if (const auto next = m_table.nextDeadline())
        watchDeadline(*next);
}

} // namespace kfdesk::net
