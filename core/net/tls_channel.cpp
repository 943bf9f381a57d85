#include "core/net/tls_channel.h"

#include "core/net/handshake_gate.h"
#include "core/net/tls_identity.h"

#include <QtGlobal>

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <optional>
#include <string>
#include <sys/socket.h>

namespace kfdesk::net {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;

/// What OpenSSL reads from and writes to: the socket, never waiting, never raising SIGPIPE as OpenSSL's own would.
class TlsChannel::Transport
{
public:
    explicit Transport(TcpSocket& socket)
        : m_socket(socket)
        , m_gate(std::in_place)
    {}

    BIO* makeBio(SSL* ssl)
    {
        m_ssl = ssl;
        BIO* bio = BIO_new(method());
        BIO_set_data(bio, this);
        BIO_set_init(bio, 1);
        return bio;
    }
    void openGate() { m_gate.reset(); }

private:
    static const BIO_METHOD* method()
    {
        static const std::unique_ptr<BIO_METHOD, void (*)(BIO_METHOD*)> own = [] {
            BIO_METHOD* fresh = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "kfdesk socket");
            BIO_meth_set_read(fresh, [](BIO* bio, char* into, int size) { return of(bio).read(bio, into, size); });
            BIO_meth_set_write(fresh,
                               [](BIO* bio, const char* from, int size) { return of(bio).write(bio, from, size); });
            BIO_meth_set_ctrl(fresh, control);
            return std::unique_ptr<BIO_METHOD, void (*)(BIO_METHOD*)>(fresh, BIO_meth_free);
        }();
        return own.get();
    }
    static Transport& of(BIO* bio) { return *static_cast<Transport*>(BIO_get_data(bio)); }

    static long control(BIO* bio, int command, long, void*)
    {
        if (command == BIO_CTRL_FLUSH)
            return 1;
        return command == BIO_CTRL_EOF && BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    }

    static bool mustWait() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

    int read(BIO* bio, char* into, int size)
    {
        BIO_clear_retry_flags(bio);
        const auto got = ::recv(m_socket.native_handle(), into, static_cast<std::size_t>(size), MSG_DONTWAIT);
        if (got < 0 && mustWait())
            BIO_set_retry_read(bio);
        if (got == 0)
            BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
        const bool refused = got > 0 && m_gate && !m_gate->admits({into, static_cast<std::size_t>(got)}, isTls13());
        return refused ? -1 : static_cast<int>(got);
    }

    int write(BIO* bio, const char* from, int size)
    {
        BIO_clear_retry_flags(bio);
        const auto sent =
            ::send(m_socket.native_handle(), from, static_cast<std::size_t>(size), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && mustWait())
            BIO_set_retry_write(bio);
        return static_cast<int>(sent);
    }

    bool isTls13() const { return SSL_version(m_ssl) == TLS1_3_VERSION; }

    TcpSocket& m_socket;
    SSL* m_ssl = nullptr;
    std::optional<HandshakeGate> m_gate; ///< until the handshake is over
};

struct TlsChannel::Operation
{
    enum class Kind { Handshake, Read, Write };

    /// As SSL_read(): positive once there is progress to report, else see SSL_get_error().
    int attempt(SSL* ssl)
    {
        switch (kind) {
        case Kind::Handshake:
            return SSL_accept(ssl);
        case Kind::Read:
            return SSL_read(ssl, into.data(), static_cast<int>(into.size()));
        case Kind::Write:
            break;
        }
        int written = 1;
        while (transferred < out.size() && written > 0) {
            written = SSL_write(ssl, out.data() + transferred, static_cast<int>(out.size() - transferred));
            transferred += written > 0 ? static_cast<std::size_t>(written) : 0;
        }
        return written;
    }

    const Kind kind;
    Done done;
    asio::mutable_buffer into{};
    std::string out{};
    std::size_t transferred = 0;
};

TlsChannel::TlsChannel(TcpSocket& socket, const TlsIdentity& identity)
    : m_socket(socket)
    , m_transport(std::make_unique<Transport>(socket))
    , m_ssl(SSL_new(identity.context()), SSL_free)
{
    Q_CHECK_PTR(m_ssl.get());
    BIO* bio = m_transport->makeBio(m_ssl.get());
    SSL_set_bio(m_ssl.get(), bio, bio);
}

TlsChannel::~TlsChannel() = default;

void TlsChannel::handshake(Done done)
{
    proceed(std::make_shared<Operation>(Operation{Operation::Kind::Handshake, std::move(done)}));
}

void TlsChannel::readSome(asio::mutable_buffer into, Done done)
{
    proceed(std::make_shared<Operation>(Operation{Operation::Kind::Read, std::move(done), into}));
}

void TlsChannel::write(std::span<const asio::const_buffer> buffers, Done done)
{
    // Together, so that head and body of a small answer make one record.
    auto operation = std::make_shared<Operation>(Operation{Operation::Kind::Write, std::move(done)});
    for (const asio::const_buffer& buffer : buffers)
        operation->out.append(static_cast<const char*>(buffer.data()), buffer.size());
    proceed(operation);
}

void TlsChannel::sayFarewell()
{
    ERR_clear_error();
    SSL_shutdown(m_ssl.get());
}

void TlsChannel::proceed(const std::shared_ptr<Operation>& operation)
{
    const auto finish = [&](const ErrorCode& ec) {
        asio::post(m_socket.get_executor(), [operation, ec] { operation->done(ec, operation->transferred); });
    };
    const auto wait = [&](TcpSocket::wait_type readiness) {
        m_socket.async_wait(readiness, [this, operation](const ErrorCode& ec) {
            if (ec || !m_socket.is_open())
                operation->done(asio::error::operation_aborted, 0);
            else
                proceed(operation);
        });
    };

    ERR_clear_error(); // SSL_get_error() looks at the thread's errors, whoever left them
    const int result = operation->attempt(m_ssl.get());
    if (result > 0) {
        if (operation->kind == Operation::Kind::Read)
            operation->transferred = static_cast<std::size_t>(result);
        if (operation->kind == Operation::Kind::Handshake)
            m_transport->openGate();
        return finish({});
    }
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return wait(TcpSocket::wait_read);
    case SSL_ERROR_WANT_WRITE:
        return wait(TcpSocket::wait_write);
    case SSL_ERROR_ZERO_RETURN:
        return finish(asio::error::eof);
    default:
        return finish(asio::error::connection_aborted);
    }
}

} // namespace kfdesk::net
