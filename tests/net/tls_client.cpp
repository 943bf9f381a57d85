#include "tests/net/tls_client.h"

#include <openssl/ssl.h>

#include <csignal>

namespace kfdesk::test {

TlsClient::TlsClient(quint16 port, int newest)
    : RawClient(port)
    , m_context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free)
    , m_ssl(nullptr, SSL_free)
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL's own socket calls raise it
    SSL_CTX_set_min_proto_version(m_context.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(m_context.get(), newest);
    SSL_CTX_set_security_level(m_context.get(), 0); // so that only the server insists on anything
    m_ssl.reset(SSL_new(m_context.get()));
    SSL_set_fd(m_ssl.get(), descriptor());
    m_secure = SSL_connect(m_ssl.get()) == 1;
}

TlsClient::~TlsClient() = default;

int TlsClient::version() const
{
    return SSL_version(m_ssl.get());
}

void TlsClient::sayFarewell()
{
    SSL_shutdown(m_ssl.get());
}

bool TlsClient::heardFarewell() const
{
    return (SSL_get_shutdown(m_ssl.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bool TlsClient::renegotiates()
{
    return SSL_renegotiate(m_ssl.get()) == 1 && SSL_do_handshake(m_ssl.get()) == 1;
}

qint64 TlsClient::receive(char* into, size_t size)
{
    return SSL_read(m_ssl.get(), into, static_cast<int>(size));
}

qint64 TlsClient::transmit(const char* from, size_t size)
{
    return SSL_write(m_ssl.get(), from, static_cast<int>(size));
}

} // namespace kfdesk::test
