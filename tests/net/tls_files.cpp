#include "tests/net/tls_files.h"

#include <QDateTime>
#include <QFile>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>
#include <sys/stat.h>

namespace kfdesk::test {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr qint64 hourMs = 3'600'000;

QByteArray textOf(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

QByteArray pem(EVP_PKEY* key, const char* passphrase)
{
    const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
    const int length = passphrase ? static_cast<int>(qstrlen(passphrase)) : 0;
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key, passphrase ? EVP_aes_256_cbc() : nullptr, passphrase, length, nullptr,
                                  nullptr);
    return textOf(bio.get());
}

} // namespace

CertifiedKey makeCertificate(const CertificateTerms& terms)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        terms.rsaBits > 0 ? EVP_RSA_gen(static_cast<unsigned>(terms.rsaBits)) : EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), (terms.fromMs ? terms.fromMs : now - hourMs) / 1000);
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), (terms.untilMs ? terms.untilMs : now + hourMs) / 1000);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("kf.example.com"), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(bio.get(), certificate.get());
    return {textOf(bio.get()), pem(key.get(), nullptr), pem(key.get(), "passphrase")};
}

TlsFolder::TlsFolder(const CertificateTerms& terms)
    : m_content(makeCertificate(terms))
{
    write(QStringLiteral("certificate.pem"), m_content.certificate, 0644);
    write(QStringLiteral("key.pem"), m_content.key);
}

net::TlsFiles TlsFolder::files() const
{
    return {m_folder.filePath(QStringLiteral("certificate.pem")), m_folder.filePath(QStringLiteral("key.pem"))};
}

QString TlsFolder::write(const QString& name, const QByteArray& content, int mode) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
    ::chmod(QFile::encodeName(file.fileName()).constData(), static_cast<mode_t>(mode));
    return file.fileName();
}

} // namespace kfdesk::test
