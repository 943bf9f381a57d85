#pragma once

#include "core/net/tls_channel.h"

#include <boost/asio/write.hpp>

#include <array>
#include <memory>
#include <optional>

namespace kfdesk::net {

/// What one client sends and gets, plain or through TLS. In the clear it is the socket and nothing else.
/// Handlers keep it alive: void(error_code, std::size_t).
class ClientStream
{
public:
    ClientStream(TcpSocket socket, std::shared_ptr<const TlsIdentity> identity) ///< no identity: in the clear
        : m_socket(std::move(socket))
        , m_identity(std::move(identity))
    {}
    ClientStream(const ClientStream&) = delete;
    ClientStream& operator=(const ClientStream&) = delete;

    const TcpSocket& socket() const { return m_socket; }
    bool isSecure() const { return m_identity != nullptr; } ///< a handshake comes before everything else

    /// Calls `handler` once the client has sent something; nothing is read.
    template <typename Handler>
    void waitForBytes(Handler&& handler)
    {
        m_socket.async_wait(TcpSocket::wait_read, std::forward<Handler>(handler));
    }

    template <typename Handler>
    void handshake(Handler&& handler)
    {
        m_tls.emplace(m_socket, *m_identity);
        m_tls->handshake(std::forward<Handler>(handler));
    }

    template <typename Handler>
    void readSome(boost::asio::mutable_buffer into, Handler&& handler)
    {
        if (m_tls)
            m_tls->readSome(into, std::forward<Handler>(handler));
        else
            m_socket.async_read_some(into, std::forward<Handler>(handler));
    }

    /// All of `buffers`, which stay where they are until `handler` is called.
    template <std::size_t count, typename Handler>
    void write(const std::array<boost::asio::const_buffer, count>& buffers, Handler&& handler)
    {
        if (m_tls)
            m_tls->write(buffers, std::forward<Handler>(handler));
        else
            boost::asio::async_write(m_socket, buffers, std::forward<Handler>(handler));
    }

    /// Tells the client that nothing more comes; it may go on sending.
    void finishWriting()
    {
        if (m_tls)
            m_tls->sayFarewell();
        boost::system::error_code ignored;
        m_socket.shutdown(TcpSocket::shutdown_send, ignored);
    }

    void close()
    {
        boost::system::error_code ignored;
        m_socket.close(ignored);
    }

private:
    TcpSocket m_socket;
    const std::shared_ptr<const TlsIdentity> m_identity;
    std::optional<TlsChannel> m_tls;
};

} // namespace kfdesk::net
