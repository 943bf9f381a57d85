#include "core/net/http_client.h"
#include "tests/net/client_requests.h"
#include "tests/net/scripted_server.h"

#include <QTest>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <atomic>
#include <memory>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

namespace {

using SslContext = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

/// A server that proves itself with a certificate it has signed for itself, for 127.0.0.1.
SslContext selfSigned()
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1,
                               0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());

    SslContext context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    return context;
}

HttpClientRequest postWithTls(quint16 port)
{
    HttpClientRequest request = postTo(port);
    request.url.setScheme(QStringLiteral("https"));
    return request;
}

} // namespace

class TestHttpClientTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesUntrustedServer();
    void reportsWhatIsNoTls();
};

void TestHttpClientTls::refusesUntrustedServer()
{
    const SslContext context = selfSigned();
    std::atomic<int> received = 0;
    ScriptedServer server([&](ServedConnection& connection) {
        const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
        SSL_set_fd(tls.get(), connection.descriptor());
        char bytes[1024];
        if (SSL_accept(tls.get()) == 1 && SSL_read(tls.get(), bytes, sizeof bytes) > 0)
            ++received;
    });
    HttpClient client;
    for (const bool singleUse : {false, true}) {
        HttpClientRequest request = postWithTls(server.port());
        request.singleUse = singleUse;
        const auto result = client.send(request);
        COMPARE_ERROR(result, ErrorKind::Network, QStringLiteral("net.tls"));
        QVERIFY(result.error().detail.contains(QLatin1String("certificate")));
    }
    QCOMPARE(received, 0);
}

void TestHttpClientTls::reportsWhatIsNoTls()
{
    ScriptedServer server([](ServedConnection& connection) {
        connection.readSome();
        connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        connection.waitForEnd();
    });
    HttpClient client;
    COMPARE_ERROR(client.send(postWithTls(server.port())), ErrorKind::Network, QStringLiteral("net.tls"));
}

QTEST_GUILESS_MAIN(TestHttpClientTls)
#include "test_http_client_tls.moc"
