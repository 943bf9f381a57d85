#include "core/net/tls_identity.h"

#include "core/base/free_with.h"
#include "core/base/secret.h"

#include <QDateTime>
#include <QFile>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kfdesk::net {

namespace {

constexpr qsizetype largestFile = 256 * 1024; ///< a chain has some 6 KiB

using Bio = std::unique_ptr<BIO, FreeWith<BIO_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;

Error tlsError(const char* id, const QString& path, const QString& detail = {})
{
    return makeError(ErrorKind::Config, QString::fromLatin1(id), detail, {{QStringLiteral("path"), path}});
}

/// OpenSSL's first complaint; it names no content.
QString complaint()
{
    const char* text = ERR_reason_error_string(ERR_peek_error());
    ERR_clear_error();
    return QString::fromLatin1(text != nullptr ? text : "");
}

bool isReadableToOthers(const struct stat& info)
{
    // A key of root's may be lent to a group, such as Debian's ssl-cert.
    const mode_t closed = info.st_uid == 0 ? (S_IWGRP | S_IXGRP | S_IRWXO) : (S_IRWXG | S_IRWXO);
    return (info.st_mode & closed) != 0;
}

/// The whole file, wiped when it goes.
Result<Secret> readFile(const QString& path, const char* unreadable, bool isKey)
{
    QFile file;
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return fail(tlsError(unreadable, path, qt_error_string(errno)));
    if (!file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return fail(tlsError(unreadable, path, file.errorString()));
    }
    struct stat info = {};
    if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > largestFile)
        return fail(tlsError(unreadable, path, QStringLiteral("not a regular file of at most 256 KiB")));
    if (isKey && isReadableToOthers(info))
        return fail(tlsError("net.tls_key_permissions", path,
                             QStringLiteral("mode %1").arg(info.st_mode & 0777, 4, 8, QLatin1Char('0'))));
    Secret text = Secret::ofSize(info.st_size);
    if (file.read(text.data(), text.size()) != text.size())
        return fail(tlsError(unreadable, path, file.errorString()));
    return text;
}

Bio reader(const Secret& text)
{
    return Bio(BIO_new_mem_buf(text.isEmpty() ? "" : text.view().data(), static_cast<int>(text.size())));
}

int noPassphrase(char*, int, int, void* asked)
{
    *static_cast<bool*>(asked) = true;
    return -1;
}

QDateTime toDateTime(const ASN1_TIME* time)
{
    tm broken = {};
    if (ASN1_TIME_to_tm(time, &broken) != 1)
        return {};
    return QDateTime(QDate(broken.tm_year + 1900, broken.tm_mon + 1, broken.tm_mday),
                     QTime(broken.tm_hour, broken.tm_min, broken.tm_sec), Qt::UTC);
}

Result<void> checkTerm(const X509* certificate, const QString& path, qint64 nowMs)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC);
    const QDateTime from = toDateTime(X509_get0_notBefore(certificate));
    const QDateTime until = toDateTime(X509_get0_notAfter(certificate));
    const auto outside = [&](const char* id, const QDateTime& limit) {
        Error error = tlsError(id, path);
        error.args.insert(QStringLiteral("date"), limit.date().toString(Qt::ISODate));
        return fail(std::move(error));
    };
    if (now > until)
        return outside("net.tls_expired", until);
    if (now < from)
        return outside("net.tls_not_yet", from);
    return {};
}

/// The server's certificate and those behind it.
Result<void> useCertificates(SSL_CTX* context, const QString& path, qint64 nowMs)
{
    KFDESK_TRY(const Secret text, readFile(path, "net.tls_certificate_file", false));
    const Bio bio = reader(text);
    const Certificate own(PEM_read_bio_X509_AUX(bio.get(), nullptr, nullptr, nullptr));
    if (!own)
        return fail(tlsError("net.tls_certificate_format", path, complaint()));
    KFDESK_CHECK(checkTerm(own.get(), path, nowMs));
    if (SSL_CTX_use_certificate(context, own.get()) != 1)
        return fail(tlsError("net.tls_certificate_refused", path, complaint()));
    for (Certificate next(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)); next;
         next.reset(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))) {
        if (SSL_CTX_add1_chain_cert(context, next.get()) != 1)
            return fail(tlsError("net.tls_certificate_refused", path, complaint()));
    }
    // The end of the file looks like a certificate that does not begin; anything else is one that is damaged.
    if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
        return fail(tlsError("net.tls_certificate_format", path, complaint()));
    ERR_clear_error();
    return {};
}

Result<void> useKey(SSL_CTX* context, const QString& path)
{
    KFDESK_TRY(const Secret text, readFile(path, "net.tls_key_file", true));
    bool locked = false;
    const Key key(PEM_read_bio_PrivateKey(reader(text).get(), nullptr, noPassphrase, &locked));
    if (!key) {
        const QString detail = complaint();
        return fail(locked ? tlsError("net.tls_key_passphrase", path) : tlsError("net.tls_key_format", path, detail));
    }
    const bool fits = SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
    if (!fits)
        return fail(tlsError("net.tls_key_mismatch", path, complaint()));
    return {};
}

void setTerms(SSL_CTX* context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    // A client that closes without a farewell has closed; Content-Length tells what is whole.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // Resumption goes by tickets that the client keeps; a cache would grow with every stranger.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

} // namespace

TlsIdentity::TlsIdentity(Context context)
    : m_context(std::move(context))
{}

TlsIdentity::~TlsIdentity() = default;

Result<std::shared_ptr<const TlsIdentity>> TlsIdentity::load(const TlsFiles& files, qint64 nowMs)
{
    if (files.certificate.isEmpty() || files.key.isEmpty())
        return fail(tlsError("net.tls_pair", files.certificate.isEmpty() ? files.key : files.certificate));
    ERR_clear_error();
    Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context)
        return fail(tlsError("net.tls_certificate_refused", files.certificate, complaint()));
    setTerms(context.get());
    KFDESK_CHECK(useCertificates(context.get(), files.certificate, nowMs));
    KFDESK_CHECK(useKey(context.get(), files.key));
    return std::shared_ptr<const TlsIdentity>(new TlsIdentity(std::move(context)));
}

qint64 TlsIdentity::validUntilMs() const
{
    return toDateTime(X509_get0_notAfter(SSL_CTX_get0_certificate(m_context.get()))).toMSecsSinceEpoch();
}

QByteArray TlsIdentity::certificate() const
{
    const X509* own = SSL_CTX_get0_certificate(m_context.get());
    QByteArray der(i2d_X509(own, nullptr), '\0');
    auto* end = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(own, &end);
    return der;
}

} // namespace kfdesk::net
