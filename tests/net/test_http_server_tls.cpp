#include "core/net/http_client.h"
#include "core/net/http_server.h"
#include "tests/net/client_requests.h"
#include "tests/net/held_requests.h"
#include "tests/net/server_requests.h"
#include "tests/net/tls_client.h"
#include "tests/net/tls_files.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QTest>

#include <openssl/ssl.h>

#include <vector>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestHttpServerTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void speaksTls_data();
    void speaksTls();
    void neverAnswersInTheClear();
    void keepsConnections();
    void answersPipelinedRequestsInOrder();
    void continuesWhenAsked();
    void answersBig();
    void answersClientThatSaidFarewell();
    void answersRefusedClientThatKeepsSending();
    void endsWithFarewell();
    void turnsAwayBadHandshakes_data();
    void turnsAwayBadHandshakes();
    void closesSlowHandshakes_data();
    void closesSlowHandshakes();
    void closesSilentClients();
    void closesClientsIdleBehindTheHandshake();
    void answersSlowRequest();
    void closesClientThatDoesNotRead();
    void strangersMakeRoom();
    void refusesRenegotiation();
    void stopsInTheMiddle();
    void clientTrustsTheCertificateItKnows();

private:
    Result<void> start(HttpServer& server) { return server.start(loopback, 0, m_identity); }

    TlsFolder m_folder;
    std::shared_ptr<const TlsIdentity> m_identity;
};

namespace {

/// The beginning of a real ClientHello: its record says 512 bytes, its message 508.
const QByteArray partOfHello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);

} // namespace

void TestHttpServerTls::initTestCase()
{
    m_identity = TlsIdentity::load(m_folder.files(), QDateTime::currentMSecsSinceEpoch()).value();
}

void TestHttpServerTls::speaksTls_data()
{
    QTest::addColumn<int>("newest");
    QTest::addColumn<bool>("spoken");
    QTest::newRow("1.3") << TLS1_3_VERSION << true;
    QTest::newRow("1.2") << TLS1_2_VERSION << true;
    QTest::newRow("1.1") << TLS1_1_VERSION << false;
    QTest::newRow("1.0") << TLS1_VERSION << false;
}

void TestHttpServerTls::speaksTls()
{
    QFETCH(int, newest);
    QFETCH(bool, spoken);
    HttpServer server(echo);
    QVERIFY(start(server));
    QVERIFY(server.url().startsWith(u"https://127.0.0.1:"_s));
    TlsClient client(server.port(), newest);
    QCOMPARE(client.isSecure(), spoken);
    if (!spoken) {
        QTRY_COMPARE(server.stats().tlsFailed, 1u);
        return;
    }
    QCOMPARE(client.version(), newest);
    const auto answer = client.ask("POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("POST /p  127.0.0.1 abc"));
    QCOMPARE(server.stats().tlsFailed, 0u);
}

void TestHttpServerTls::neverAnswersInTheClear()
{
    HttpServer server(ok);
    QVERIFY(start(server));
    RawClient client(server.port());
    QCOMPARE(client.ask(get).status, 0);
    QTRY_COMPARE(server.stats().tlsFailed, 1u);
    QCOMPARE(server.stats().requests, 0u);
    QTRY_COMPARE(server.stats().connections, 0);
}

void TestHttpServerTls::keepsConnections()
{
    HttpServer server(ok);
    QVERIFY(start(server));
    TlsClient client(server.port());
    for (int i = 0; i < 100; ++i)
        QCOMPARE(client.ask(postOf(QByteArray(i * 100, 'b'))).body, QByteArray::number(i * 100));
    QCOMPARE(server.stats().accepted, 1u);
    QCOMPARE(client.ask("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 200);
    QVERIFY(client.isEnded());
}

void TestHttpServerTls::answersPipelinedRequestsInOrder()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(start(server));
    TlsClient client(server.port());
    QByteArray requests;
    for (int i = 0; i < 500; ++i)
        requests += "POST /" + QByteArray::number(i) + " HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    QVERIFY(client.send(requests));
    for (int i = 0; i < 500; ++i) {
        auto [request, reply] = held.take();
        QCOMPARE(request.target, '/' + QByteArray::number(i));
        QVERIFY(held.isEmpty());
        reply(HttpResponse::plain(200, request.target));
        QCOMPARE(client.answer().body, request.target);
    }
}

void TestHttpServerTls::continuesWhenAsked()
{
    HttpServer server(ok);
    QVERIFY(start(server));
    TlsClient client(server.port());
    QVERIFY(client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
    QCOMPARE(client.headAnswer().status, 100);
    QCOMPARE(client.ask("body").body, QByteArray("4"));
}

void TestHttpServerTls::answersBig()
{
    const QByteArray big(20'000'000, 'b');
    HttpServer server([&big](HttpRequest, HttpReply reply) { reply(HttpResponse::plain(200, big)); });
    QVERIFY(start(server));
    TlsClient client(server.port());
    QVERIFY(client.ask(get).body == big);
    QVERIFY(client.ask(get).body == big);
}

void TestHttpServerTls::answersClientThatSaidFarewell()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(start(server));
    TlsClient client(server.port());
    QVERIFY(client.send(get));
    auto [request, reply] = held.take();
    client.sayFarewell();
    reply(HttpResponse::plain(200, "still here"));
    QCOMPARE(client.answer().body, QByteArray("still here"));
    QVERIFY(client.isEnded());
}

void TestHttpServerTls::answersRefusedClientThatKeepsSending()
{
    HttpServer server(ok, patient());
    QVERIFY(start(server));
    TlsClient client(server.port());
    QVERIFY(client.send("POST / HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n" + QByteArray(2'000'000, 'b')));
    QCOMPARE(client.answer().status, 413);
    QVERIFY(client.isEnded());
    TlsClient header(server.port());
    QCOMPARE(header.ask("GET / HTTP/1.1\r\nX: " + QByteArray(9000, 'x')).status, 431);
}

void TestHttpServerTls::endsWithFarewell()
{
    // A client that counts on close_notify must not take the end for an attack.
    HttpServer server(ok);
    QVERIFY(start(server));
    TlsClient client(server.port());
    QCOMPARE(client.ask("GET / HTTP/1.0\r\n\r\n").status, 200);
    QVERIFY(client.isEnded());
    QVERIFY(client.heardFarewell());
}

void TestHttpServerTls::turnsAwayBadHandshakes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP") << get;
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n");
    QTest::newRow("SSL 2") << QByteArray("\x80\x2e\x01\x03\x01\x00\x15\x00\x00\x00\x10", 11);
    QTest::newRow("alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x28", 7);
    QTest::newRow("data first") << QByteArray("\x17\x03\x03\x00\x05hello", 10);
    QTest::newRow("empty hello") << QByteArray("\x16\x03\x01\x00\x04\x01\x00\x00\x00", 9);
    QTest::newRow("nonsense hello") << QByteArray("\x16\x03\x01\x00\x24\x01\x00\x00\x20", 9) + QByteArray(32, '\xff');
    QTest::newRow("record too long") << QByteArray("\x16\x03\x01\xff\xff\x01\x00\x00\x20", 9);
    QTest::newRow("hello of 128 KiB") << QByteArray("\x16\x03\x01\x00\x10\x01\x02\x00\x00\x03\x03", 11);
    QTest::newRow("hello of 16 MiB") << QByteArray("\x16\x03\x01\x00\x10\x01\xff\xff\xff\x03\x03", 11);
}

void TestHttpServerTls::turnsAwayBadHandshakes()
{
    QFETCH(QByteArray, bytes);
    HttpServer server(ok, patient());
    QVERIFY(start(server));
    RawClient client(server.port());
    QVERIFY(client.send(bytes));
    QCOMPARE(client.answer().status, 0); // an alert perhaps, then the end
    QTRY_COMPARE(server.stats().connections, 0);
    QCOMPARE(server.stats().tlsFailed, 1u);
    QCOMPARE(TlsClient(server.port()).ask(get).status, 200);
}

void TestHttpServerTls::closesSlowHandshakes_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("first byte only") << partOfHello.first(1);
    QTest::newRow("half a hello") << partOfHello;
}

void TestHttpServerTls::closesSlowHandshakes()
{
    QFETCH(QByteArray, part);
    HttpServerLimits limits = patient();
    limits.requestMs = 50;
    HttpServer server(ok, limits);
    QVERIFY(start(server));
    RawClient client(server.port());
    QVERIFY(client.send(part));
    QVERIFY(client.isEnded());
    QCOMPARE(server.stats().tlsFailed, 1u);
    QCOMPARE(server.stats().tooSlow, 0u); // no request began
}

void TestHttpServerTls::closesSilentClients()
{
    HttpServerLimits limits = patient();
    limits.keepAliveMs = 50;
    HttpServer server(ok, limits);
    QVERIFY(start(server));
    RawClient client(server.port());
    QVERIFY(client.isEnded());
    QCOMPARE(server.stats().tlsFailed, 0u);
}

void TestHttpServerTls::closesClientsIdleBehindTheHandshake()
{
    HttpServerLimits limits = patient();
    limits.keepAliveMs = 50;
    HttpServer server(ok, limits);
    QVERIFY(start(server));
    TlsClient client(server.port());
    QVERIFY(client.isSecure());
    QVERIFY(client.isEnded());
    QCOMPARE(server.stats().tlsFailed + server.stats().tooSlow, 0u);
}

void TestHttpServerTls::answersSlowRequest()
{
    HttpServerLimits limits = patient();
    limits.requestMs = 500; // the handshake has to fit as well
    HttpServer server(ok, limits);
    QVERIFY(start(server));
    TlsClient client(server.port());
    QVERIFY(client.send("GET / HTTP/1.1\r\nHost"));
    QCOMPARE(client.answer().status, 408);
    QVERIFY(client.isEnded());
}

void TestHttpServerTls::closesClientThatDoesNotRead()
{
    HttpServerLimits limits = patient();
    limits.requestMs = 500;
    HttpServer server(
        [](HttpRequest, HttpReply reply) { reply(HttpResponse::plain(200, QByteArray(50'000'000, 'x'))); }, limits);
    QVERIFY(start(server));
    TlsClient client(server.port());
    QVERIFY(client.send(get));
    QVERIFY(client.isReadable(60'000));
    QTRY_COMPARE(server.stats().connections, 0);
}

void TestHttpServerTls::strangersMakeRoom()
{
    HttpServerLimits limits = patient();
    limits.connections = 32;
    HttpServer server(ok, limits);
    QVERIFY(start(server));
    std::vector<RawClient> strangers;
    strangers.reserve(500);
    for (int i = 0; i < 500; ++i) {
        strangers.emplace_back(server.port());
        if (i % 2 == 0)
            strangers.back().send(partOfHello);
        if (i % 50 == 0)
            QCOMPARE(TlsClient(server.port()).ask(get).status, 200);
    }
    QCOMPARE(TlsClient(server.port()).ask(get).status, 200);
    QVERIFY(server.stats().connections <= 32);
    QVERIFY(server.stats().evicted >= 400);
}

void TestHttpServerTls::refusesRenegotiation()
{
    HttpServer server(ok);
    QVERIFY(start(server));
    TlsClient client(server.port(), TLS1_2_VERSION);
    QCOMPARE(client.ask(get).status, 200);
    QVERIFY(!client.renegotiates());
}

void TestHttpServerTls::stopsInTheMiddle()
{
    HeldRequests held;
    auto server = std::make_unique<HttpServer>(held.handler());
    QVERIFY(start(*server));
    RawClient silent(server->port());
    RawClient halfway(server->port());
    QVERIFY(halfway.send(partOfHello));
    TlsClient idle(server->port());
    TlsClient waiting(server->port());
    QVERIFY(waiting.send(get));
    const auto request = held.take();
    server.reset();
    QVERIFY(silent.isEnded());
    QVERIFY(halfway.isEnded());
    QVERIFY(idle.isEnded());
    QVERIFY(waiting.isEnded());
    request.reply(HttpResponse::plain(200)); // nobody is there any more
}

void TestHttpServerTls::clientTrustsTheCertificateItKnows()
{
    HttpServer server(ok);
    QVERIFY(start(server));
    HttpClient client;
    HttpClientRequest request = postTo(server.port());
    request.url.setScheme(u"https"_s);
    COMPARE_ERROR(client.send(request), ErrorKind::Network, u"net.tls"_s);

    const QByteArray other = QSslCertificate(makeCertificate().certificate).toDer();
    QVERIFY(!other.isEmpty());
    request.knownCertificate = other;
    COMPARE_ERROR(client.send(request), ErrorKind::Network, u"net.tls"_s);
    QCOMPARE(server.stats().requests, 0u);

    request.knownCertificate = m_identity->certificate();
    const auto answer = client.send(request);
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
}

QTEST_GUILESS_MAIN(TestHttpServerTls)
#include "test_http_server_tls.moc"
