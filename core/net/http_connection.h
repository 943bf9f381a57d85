#pragma once

#include "core/net/client_stream.h"
#include "core/net/http_listener.h"
#include "core/net/request_parser.h"

#include <boost/beast/core/flat_buffer.hpp>

#include <optional>

namespace kfdesk::net {

/// One client: reads a request, hands it to the handler, writes the answer, goes on with the next one.
///
/// Through TLS the handshake comes first, as the beginning of a request: a client that says nothing is idle, one that
/// has begun has the time of a request to finish, and either is closed at the cap as if it had asked in the clear.
///
/// At most one read and one write are under way. The next read is armed while the handler works, for one buffer's
/// worth: a client that pipelines faster than it is answered fills its own socket, not our memory.
/// Server's thread only.
class HttpConnection : public std::enable_shared_from_this<HttpConnection>
{
public:
    HttpConnection(std::shared_ptr<HttpListener> listener, TcpSocket socket);

    void start(ConnectionTable::Handle entry);
    void answer(HttpResponse response); ///< the handler's answer
    void expire();                      ///< its phase has lasted too long
    void close();                       ///< at once; idempotent

    bool holdsBody() const { return m_parser && m_parser->holdsBody(); } ///< of a request that is not complete
    HttpListener& listener() const { return *m_listener; }

private:
    bool isClosed() const { return !m_entry; }
    Phase phase() const { return (*m_entry)->phase; }
    void enter(Phase phase) { m_listener->enter(*m_entry, phase); }

    void awaitRequest();
    void awaitHandshake();
    void handshake();
    void read();
    void onRead(const boost::system::error_code& ec, std::size_t bytes);
    void onEndOfStream(const boost::system::error_code& ec);
    void parse();
    void sayContinue();
    void dispatch();
    void refuse(int status);
    void write(HttpResponse response);
    void onWritten(const boost::system::error_code& ec);
    void drain();
    void onDrained(std::size_t bytes);

    const std::shared_ptr<HttpListener> m_listener;
    ClientStream m_stream;
    std::optional<ConnectionTable::Handle> m_entry; ///< none once closed
    QByteArray m_peer;
    boost::beast::flat_buffer m_in;
    std::optional<RequestParser> m_parser;
    bool m_secured = false; ///< handshake done, or none needed
    bool m_reading = false;
    bool m_sawEnd = false; ///< the client sends no more; it may still read
    bool m_keepAlive = false;
    bool m_headOnly = false;
    bool m_http10 = false;
    QByteArray m_outHead;
    QByteArray m_outBody;
    qint64 m_drained = 0;
};

} // namespace kfdesk::net
