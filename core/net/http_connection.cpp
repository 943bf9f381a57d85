#include "core/net/http_connection.h"

#include "core/net/response_head.h"

#include <boost/asio/buffer.hpp>

namespace kfdesk::net {

namespace asio = boost::asio;

namespace {

/// Bodies are taken out of it as they come, so it need only hold the largest header.
constexpr int readBufferBytes = 8 * 1024;

/// What a refused client may still send while it reads its answer, in bodies.
constexpr qint64 drainedBodies = 16;

/// The promise of one answer. Keeps the body accounted for until the answer is given.
class PendingReply
{
public:
    PendingReply(std::shared_ptr<HttpConnection> connection, BodyLease lease)
        : m_connection(std::move(connection))
        , m_lease(std::move(lease))
    {}
    PendingReply(const PendingReply&) = delete;
    PendingReply& operator=(const PendingReply&) = delete;
    ~PendingReply()
    {
        if (!m_used)
            m_connection->listener().post([connection = m_connection] { connection->close(); });
    }

    void answer(HttpResponse response)
    {
        if (m_used.exchange(true))
            return;
        m_lease.reset();
        m_connection->listener().post([connection = m_connection, response = std::move(response)]() mutable {
            connection->answer(std::move(response));
        });
    }

private:
    const std::shared_ptr<HttpConnection> m_connection;
    std::optional<BodyLease> m_lease;
    std::atomic<bool> m_used = false;
};

} // namespace

HttpConnection::HttpConnection(std::shared_ptr<HttpListener> listener, TcpSocket socket)
    : m_listener(std::move(listener))
    , m_stream(std::move(socket), m_listener->identity)
    , m_in(static_cast<std::size_t>(std::max(m_listener->limits.headerBytes, readBufferBytes)))
{
    boost::system::error_code ec;
    const auto endpoint = m_stream.socket().remote_endpoint(ec);
    if (!ec)
        m_peer = QByteArray::fromStdString(endpoint.address().to_string());
}

void HttpConnection::start(ConnectionTable::Handle entry)
{
    m_entry = entry;
    awaitRequest();
    m_secured = !m_stream.isSecure();
    if (m_secured)
        read();
    else
        awaitHandshake();
}

void HttpConnection::close()
{
    if (isClosed())
        return;
    m_stream.close();
    m_parser.reset(); // its share of the budget is free at once, not when the last handler of ours has run
    m_listener->remove(*std::exchange(m_entry, std::nullopt));
}

void HttpConnection::expire()
{
    if (phase() != Phase::Receiving)
        return close();
    if (m_secured)
        return refuse(408);
    ++m_listener->counters.tlsFailed;
    close();
}

void HttpConnection::awaitRequest()
{
    m_parser.emplace(m_listener->limits, m_listener->budget, [this] { return m_listener->closeOldestBody(*this); });
}

void HttpConnection::awaitHandshake()
{
    m_stream.waitForBytes([self = shared_from_this()](const boost::system::error_code& ec) {
        if (self->isClosed())
            return;
        if (ec)
            return self->close();
        self->enter(Phase::Receiving);
        self->handshake();
    });
}

void HttpConnection::handshake()
{
    m_stream.handshake([self = shared_from_this()](const boost::system::error_code& ec, std::size_t) {
        if (self->isClosed())
            return;
        if (ec) {
            ++self->m_listener->counters.tlsFailed;
            return self->close();
        }
        self->m_secured = true;
        self->enter(Phase::Idle);
        self->read();
    });
}

void HttpConnection::read()
{
    if (m_reading || m_sawEnd)
        return;
    m_reading = true;
    m_stream.readSome(m_in.prepare(m_in.max_size() - m_in.size()),
                      [self = shared_from_this()](const boost::system::error_code& ec, std::size_t bytes) {
                          self->onRead(ec, bytes);
                      });
}

void HttpConnection::onRead(const boost::system::error_code& ec, std::size_t bytes)
{
    m_reading = false;
    if (isClosed())
        return;
    if (ec)
        return onEndOfStream(ec);
    m_in.commit(bytes);
    switch (phase()) {
    case Phase::Idle:
    case Phase::Receiving:
        return parse();
    case Phase::Draining:
        return onDrained(bytes);
    case Phase::Handling:
    case Phase::Writing:
        return; // the next request: its turn comes after this answer
    }
}

void HttpConnection::onEndOfStream(const boost::system::error_code& ec)
{
    m_sawEnd = true;
    // A client that has only closed its sending side still gets its answer.
    const bool answerDue = phase() == Phase::Handling || phase() == Phase::Writing;
    if (!answerDue || ec != asio::error::eof)
        close();
}

void HttpConnection::parse()
{
    switch (m_parser->feed(m_in)) {
    case RequestParser::Outcome::NeedMore:
        if (phase() == Phase::Idle)
            enter(Phase::Receiving);
        return m_sawEnd ? close() : read();
    case RequestParser::Outcome::Continue:
        return sayContinue();
    case RequestParser::Outcome::Complete:
        return dispatch();
    case RequestParser::Outcome::Refused:
        return refuse(m_parser->refusal());
    }
}

void HttpConnection::sayContinue()
{
    if (phase() == Phase::Idle)
        enter(Phase::Receiving);
    static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
    m_stream.write(std::array<asio::const_buffer, 1>{asio::buffer(line)},
                   [self = shared_from_this()](const boost::system::error_code& ec, std::size_t) {
                       if (self->isClosed())
                           return;
                       if (ec || self->phase() != Phase::Receiving)
                           return self->close();
                       self->read();
                   });
}

void HttpConnection::dispatch()
{
    ++m_listener->counters.requests;
    HttpRequest request = m_parser->takeRequest();
    request.peer = m_peer;
    m_keepAlive = m_parser->keepAlive();
    m_http10 = m_parser->isHttp10();
    m_headOnly = request.method == "HEAD";
    enter(Phase::Handling);

    auto pending = std::make_shared<PendingReply>(shared_from_this(), m_parser->takeLease());
    m_listener->handle(std::move(request),
                       [pending = std::move(pending)](HttpResponse response) { pending->answer(std::move(response)); });
    // Armed already when the answer comes, and it tells when the client gives up meanwhile.
    if (!isClosed() && m_in.size() == 0)
        read();
}

void HttpConnection::refuse(int status)
{
    HttpCounters& counters = m_listener->counters;
    switch (status) {
    case 408:
        ++counters.tooSlow;
        break;
    case 413:
    case 431:
        ++counters.tooLarge;
        break;
    case 503:
        ++counters.overBudget;
        break;
    default:
        ++counters.malformed;
        break;
    }
    m_keepAlive = false;
    m_headOnly = false;
    write(HttpResponse::plain(status));
}

void HttpConnection::answer(HttpResponse response)
{
    if (!isClosed())
        write(std::move(response));
}

void HttpConnection::write(HttpResponse response)
{
    m_outHead = responseHead(response, {m_keepAlive, m_http10});
    m_outBody = m_headOnly || isBodyless(response.status) ? QByteArray() : std::move(response.body);
    enter(Phase::Writing);

    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(m_outHead.constData(), static_cast<std::size_t>(m_outHead.size())),
        asio::buffer(m_outBody.constData(), static_cast<std::size_t>(m_outBody.size())),
    };
    m_stream.write(buffers, [self = shared_from_this()](const boost::system::error_code& ec, std::size_t) {
        self->onWritten(ec);
    });
}

void HttpConnection::onWritten(const boost::system::error_code& ec)
{
    if (isClosed())
        return;
    if (ec)
        return close();
    m_outBody.clear();
    if (!m_keepAlive)
        return drain();
    awaitRequest();
    enter(Phase::Idle);
    if (m_in.size() > 0)
        return parse();
    return m_sawEnd ? close() : read();
}

void HttpConnection::drain()
{
    if (m_sawEnd)
        return close();
    m_stream.finishWriting();
    m_in.clear();
    enter(Phase::Draining);
    read();
}

void HttpConnection::onDrained(std::size_t bytes)
{
    m_in.clear();
    m_drained += static_cast<qint64>(bytes);
    if (m_drained > drainedBodies * m_listener->limits.bodyBytes)
        return close();
    read();
}

} // namespace kfdesk::net
