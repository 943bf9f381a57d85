#pragma once

#include "core/net/tls_identity.h"

#include <QTemporaryDir>

namespace kfdesk::test {

/// What a certificate of ours says.
struct CertificateTerms
{
    qint64 fromMs = 0;  ///< UTC; 0: an hour ago
    qint64 untilMs = 0; ///< UTC; 0: in an hour
    int rsaBits = 0;    ///< 0: an ECDSA key
};

/// A certificate and its key as PEM texts, signed by itself, made anew each time.
struct CertifiedKey
{
    QByteArray certificate;
    QByteArray key;
    QByteArray lockedKey; ///< behind the passphrase "passphrase"
};

CertifiedKey makeCertificate(const CertificateTerms& terms = {});

/// Both in files that a server would take.
class TlsFolder
{
public:
    explicit TlsFolder(const CertificateTerms& terms = {});

    net::TlsFiles files() const;
    QString write(const QString& name, const QByteArray& content, int mode = 0600) const;
    const CertifiedKey& content() const { return m_content; }

private:
    QTemporaryDir m_folder;
    CertifiedKey m_content;
};

} // namespace kfdesk::test
