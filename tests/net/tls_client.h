#pragma once

#include "tests/net/raw_client.h"

#include <memory>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace kfdesk::test {

/// A RawClient whose bytes go through TLS; trusts everybody.
class TlsClient : public RawClient
{
public:
    /// Connects and shakes hands; `newest`: the newest version it speaks, 0: any.
    explicit TlsClient(quint16 port, int newest = 0);
    ~TlsClient() override;

    bool isSecure() const { return m_secure; } ///< the handshake came off
    int version() const;
    void sayFarewell();         ///< close_notify; may still read
    bool heardFarewell() const; ///< the server's close_notify came
    bool renegotiates();        ///< asks for another handshake (TLS 1.2)

protected:
    qint64 receive(char* into, size_t size) override;
    qint64 transmit(const char* from, size_t size) override;

private:
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> m_context;
    std::unique_ptr<SSL, void (*)(SSL*)> m_ssl;
    bool m_secure = false;
};

} // namespace kfdesk::test
