#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

using SSL_CTX = struct ssl_ctx_st;

namespace kfdesk::net {

/// Where a server's certificate and key lie, both PEM; both empty: plain HTTP.
struct TlsFiles
{
    QString certificate; ///< the server's own certificate first, then those that vouch for it
    QString key;         ///< without a passphrase; of mode 0600, or 0640 when it is root's

    bool isEmpty() const { return certificate.isEmpty() && key.isEmpty(); }
    friend bool operator==(const TlsFiles&, const TlsFiles&) = default;
};

/// What a server proves itself with, checked: TLS 1.2 and later, no state kept between connections. Thread-safe.
class TlsIdentity
{
public:
    /// `nowMs`: UTC, for the certificate's term. Errors, all of kind Config with arg path: "net.tls_pair" (one of the
    /// files was not given), "net.tls_certificate_file" and "net.tls_key_file" (cannot be read; detail: why),
    /// "net.tls_certificate_format", "net.tls_key_format", "net.tls_key_passphrase" (the key is locked with one),
    /// "net.tls_key_permissions", "net.tls_key_mismatch", "net.tls_expired" and "net.tls_not_yet" (arg date),
    /// "net.tls_certificate_refused" (detail: what OpenSSL has against it, such as a short key).
    static Result<std::shared_ptr<const TlsIdentity>> load(const TlsFiles& files, qint64 nowMs);

    SSL_CTX* context() const { return m_context.get(); }
    QByteArray certificate() const; ///< the server's own, DER
    qint64 validUntilMs() const;    ///< UTC

    ~TlsIdentity();

private:
    using Context = std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)>;

    explicit TlsIdentity(Context context);

    const Context m_context;
};

} // namespace kfdesk::net
