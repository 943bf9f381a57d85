#include "core/net/http_client.h"
#include "tests/net/client_requests.h"
#include "tests/net/scripted_server.h"

#include <QTest>

#include <atomic>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

namespace {

/// A name that only the proxy could know.
HttpClientRequest postVia(const QString& proxy, const QString& scheme = QStringLiteral("http"))
{
    HttpClientRequest request;
    request.url = QUrl(scheme + QStringLiteral("://qyapi.invalid/path?access_token=TOP-SECRET"));
    request.body = "{}";
    request.deadlineMs = 600'000;
    request.proxy = proxy;
    return request;
}

QString proxyAt(quint16 port, const QString& scheme = QStringLiteral("http"), const QString& user = {})
{
    return scheme + QStringLiteral("://") + user + QStringLiteral("127.0.0.1:") + QString::number(port);
}

const QString credentials = QStringLiteral("staff:p%40ss@");
const QByteArray basic = "Proxy-Authorization: Basic " + QByteArray("staff:p@ss").toBase64();
const QByteArray askForCredentials =
    "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

} // namespace

class TestHttpClientProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsThroughHttpProxy();
    void sendsCredentials_data();
    void sendsCredentials();
    void tunnelsTls();
    void keepsProxiesApart();
    void reportsProxyTrouble_data();
    void reportsProxyTrouble();
    void refusesBadSettings_data();
    void refusesBadSettings();
};

void TestHttpClientProxy::sendsThroughHttpProxy()
{
    ScriptedServer proxy([](ServedConnection& connection) {
        const QByteArray request = connection.readRequest();
        connection.sendAnswer(request.first(request.indexOf('\r')));
    });
    HttpClient client;
    const auto answer = client.send(postVia(proxyAt(proxy.port())));
    QVERIFY(answer);
    QCOMPARE(answer->body, QByteArray("POST http://qyapi.invalid/path?access_token=TOP-SECRET HTTP/1.1"));
}

void TestHttpClientProxy::sendsCredentials_data()
{
    QTest::addColumn<bool>("singleUse");
    QTest::newRow("any") << false;
    QTest::newRow("single use") << true;
}

void TestHttpClientProxy::sendsCredentials()
{
    QFETCH(bool, singleUse);
    ScriptedServer proxy([](ServedConnection& connection) {
        for (QByteArray request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
            if (request.contains(basic))
                connection.sendAnswer("through");
            else
                connection.send(askForCredentials);
        }
    });
    HttpClient client;
    HttpClientRequest request = postVia(proxyAt(proxy.port(), QStringLiteral("http"), credentials));
    request.singleUse = singleUse;
    const auto answer = client.send(request);
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, QByteArray("through"));
}

void TestHttpClientProxy::tunnelsTls()
{
    std::atomic<bool> tunnelled = false;
    ScriptedServer proxy([&](ServedConnection& connection) {
        for (QByteArray request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
            if (!request.contains(basic)) {
                connection.send(askForCredentials);
                continue;
            }
            connection.send("HTTP/1.1 200 Go on\r\n\r\n");
            tunnelled = request.startsWith("CONNECT qyapi.invalid:443 ") && connection.readSome().startsWith('\x16');
            return; // gone in the middle of the handshake
        }
    });
    HttpClient client;
    HttpClientRequest request =
        postVia(proxyAt(proxy.port(), QStringLiteral("http"), credentials), QStringLiteral("https"));
    request.singleUse = true;
    const auto result = client.send(request);
    QVERIFY(tunnelled);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Network); // no TLS yet: nothing was asked
}

void TestHttpClientProxy::keepsProxiesApart()
{
    const auto answering = [](const QByteArray& name) {
        return [name](ServedConnection& connection) {
            while (!connection.readRequest().isEmpty())
                connection.sendAnswer(name);
        };
    };
    ScriptedServer first(answering("first"));
    ScriptedServer second(answering("second"));
    ScriptedServer direct(answering("direct"));
    HttpClient client(1);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(client.send(postVia(proxyAt(first.port())))->body, QByteArray("first"));
        QCOMPARE(client.send(postVia(proxyAt(second.port())))->body, QByteArray("second"));
        HttpClientRequest request = postVia({});
        request.url = QUrl(proxyAt(direct.port()));
        QCOMPARE(client.send(request)->body, QByteArray("direct"));
    }
}

void TestHttpClientProxy::reportsProxyTrouble_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("proxyScheme");
    QTest::addColumn<QByteArray>("script"); // what the proxy says to each request; "dead" = nobody is there
    QTest::addColumn<QString>("id");
    const QString http = QStringLiteral("http");
    const QString https = QStringLiteral("https");
    const QString socks = QStringLiteral("socks5");

    QTest::newRow("refused") << http << http << QByteArray("dead") << QStringLiteral("net.proxy");
    QTest::newRow("refused, TLS") << https << http << QByteArray("dead") << QStringLiteral("net.proxy");
    QTest::newRow("refused, SOCKS") << http << socks << QByteArray("dead") << QStringLiteral("net.proxy");
    QTest::newRow("credentials") << http << http << askForCredentials << QStringLiteral("net.proxy_auth");
    QTest::newRow("credentials, TLS") << https << http << askForCredentials << QStringLiteral("net.proxy_auth");
    QTest::newRow("no tunnel") << https << http << QByteArray("HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n")
                               << QStringLiteral("net.proxy");
}

void TestHttpClientProxy::reportsProxyTrouble()
{
    QFETCH(QString, target);
    QFETCH(QString, proxyScheme);
    QFETCH(QByteArray, script);
    QFETCH(QString, id);
    auto proxy = std::make_unique<ScriptedServer>([script](ServedConnection& connection) {
        while (!connection.readRequest().isEmpty())
            connection.send(script);
    });
    const quint16 port = proxy->port();
    if (script == "dead")
        proxy.reset();
    HttpClient client;
    for (const bool singleUse : {false, true}) {
        HttpClientRequest request = postVia(proxyAt(port, proxyScheme), target);
        request.singleUse = singleUse;
        const auto result = client.send(request);
        COMPARE_ERROR(result, ErrorKind::Network, id);
        QCOMPARE(result.error().args.value(QStringLiteral("host")), QStringLiteral("qyapi.invalid"));
    }
}

void TestHttpClientProxy::refusesBadSettings_data()
{
    QTest::addColumn<QString>("setting");
    for (const char* setting :
         {"127.0.0.1:8080", "ftp://127.0.0.1:1", "http://127.0.0.1", "http://:8080", "http://",
          "socks5://u:SECRET@127.0.0.1", "http://u:SECRET@h:1/path", "http://h:1?q", "http://h:99999"})
        QTest::newRow(setting) << QString::fromLatin1(setting);
}

void TestHttpClientProxy::refusesBadSettings()
{
    QFETCH(QString, setting);
    HttpClient client;
    COMPARE_ERROR(client.send(postVia(setting)), ErrorKind::Config, QStringLiteral("net.proxy"));
}

QTEST_GUILESS_MAIN(TestHttpClientProxy)
#include "test_http_client_proxy.moc"
