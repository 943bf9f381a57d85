#pragma once

#include "core/net/tcp_socket.h"

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

#include <functional>
#include <memory>
#include <span>

using SSL = struct ssl_st;

namespace kfdesk::net {

class TlsIdentity;

/// The server's side of TLS over a socket that somebody else owns.
///
/// OpenSSL reads and writes the socket itself, whenever that is ready: nothing is buffered here, and OpenSSL's own
/// buffers go while a connection is idle. (boost::asio::ssl::stream holds four of 17 KiB each, idle or not.)
/// At most one handshake, one read and one write are under way. `Done` is never called from within the call it was
/// given to, and what it holds must keep channel and socket alive. Closing the socket ends what is under way.
class TlsChannel
{
public:
    using Done = std::function<void(const boost::system::error_code&, std::size_t bytes)>;

    TlsChannel(TcpSocket& socket, const TlsIdentity& identity);
    ~TlsChannel();

    void handshake(Done done);
    void readSome(boost::asio::mutable_buffer into, Done done); ///< asio::error::eof once the client sends no more
    void write(std::span<const boost::asio::const_buffer> buffers, Done done); ///< all of it
    void sayFarewell();                                                        ///< no more will be written

private:
    class Transport;
    struct Operation;

    void proceed(const std::shared_ptr<Operation>& operation);

    TcpSocket& m_socket;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<SSL, void (*)(SSL*)> m_ssl;
};

} // namespace kfdesk::net
