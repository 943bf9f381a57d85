#include "core/net/http_server.h"
#include "tests/net/raw_client.h"
#include "tests/net/server_requests.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

namespace {

QByteArray getWithHeaderOf(qsizetype bytes)
{
    const QByteArray start = "GET / HTTP/1.1\r\nX: ";
    const QByteArray end = "\r\n\r\n";
    return start + QByteArray(bytes - start.size() - end.size(), 'x') + end;
}

} // namespace

class TestHttpServerLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsHeader_data();
    void limitsHeader();
    void limitsHeaderThatComesInPieces();
    void limitsBody();
    void limitsChunkedBodyAsItArrives();
    void answersClientThatKeepsSending();
    void closesClientThatNeverStopsSending();
    void answersSlowRequest_data();
    void answersSlowRequest();
    void dripDoesNotExtendTime();
    void closesIdleConnections_data();
    void closesIdleConnections();
    void closesClientThatDoesNotRead();
};

void TestHttpServerLimits::limitsHeader_data()
{
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("at the limit") << qsizetype(8 * 1024) << 200;
    QTest::newRow("one more") << qsizetype(8 * 1024 + 1) << 431;
    QTest::newRow("much more") << qsizetype(4 * 1024 * 1024) << 431;
}

void TestHttpServerLimits::limitsHeader()
{
    QFETCH(qsizetype, bytes);
    QFETCH(int, status);
    HttpServer server(ok, patient());
    QVERIFY(server.start(loopback, 0));
    RawClient client(server.port());
    QCOMPARE(client.ask(getWithHeaderOf(bytes)).status, status);
    QCOMPARE(server.stats().tooLarge, status == 431 ? 1u : 0u);
    if (status == 431)
        QVERIFY(client.isEnded());
}

void TestHttpServerLimits::limitsHeaderThatComesInPieces()
{
    HttpServerLimits limits = patient();
    limits.headerBytes = 200;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));

    RawClient fields(server.port());
    QVERIFY(fields.send("GET / HTTP/1.1\r\n"));
    int sent = 0;
    while (sent < 1000 && !fields.isReadable(1)) {
        fields.send("A: b\r\n");
        ++sent;
    }
    QCOMPARE(fields.answer().status, 431);
    QVERIFY(sent < 1000);

    RawClient line(server.port());
    QVERIFY(line.send("GET /" + QByteArray(190, 'a')));
    QVERIFY(line.send(QByteArray(10, 'a')));
    QCOMPARE(line.answer().status, 431);

    RawClient fits(server.port());
    QCOMPARE(fits.ask(getWithHeaderOf(200)).status, 200);
}

void TestHttpServerLimits::limitsBody()
{
    HttpServerLimits limits = patient();
    limits.bodyBytes = 1000;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));

    RawClient client(server.port());
    QCOMPARE(client.ask(postOf(QByteArray(1000, 'b'))).body, QByteArray("1000"));
    QCOMPARE(client.ask(postOf(QByteArray(1001, 'b'))).status, 413);
    QVERIFY(client.isEnded());

    RawClient announced(server.port());
    QCOMPARE(announced.ask("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n").status, 413);
    QCOMPARE(server.stats().tooLarge, 2u);
    QCOMPARE(server.stats().requests, 1u);
}

void TestHttpServerLimits::limitsChunkedBodyAsItArrives()
{
    HttpServerLimits limits = patient();
    limits.bodyBytes = 1000;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));

    RawClient fits(server.port());
    QCOMPARE(fits.ask(chunkedHead + chunk(500) + chunk(500) + "0\r\n\r\n").body, QByteArray("1000"));
    RawClient sum(server.port());
    QCOMPARE(sum.ask(chunkedHead + chunk(500) + chunk(501)).status, 413); // refused without its end
    RawClient single(server.port());
    QCOMPARE(single.ask(chunkedHead + "3e9\r\n").status, 413);
    RawClient absurd(server.port());
    QCOMPARE(absurd.ask(chunkedHead + "fffffffffffffff\r\n").status, 413);
    RawClient overflowing(server.port());
    QVERIFY(overflowing.ask(chunkedHead + "fffffffffffffffff\r\n").status >= 400);
}

void TestHttpServerLimits::answersClientThatKeepsSending()
{
    // Closing with unread bytes would reset the connection and could take the answer along.
    HttpServer server(ok, patient());
    QVERIFY(server.start(loopback, 0));
    RawClient client(server.port());
    QVERIFY(client.send("POST / HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n" + QByteArray(2'000'000, 'b')));
    QCOMPARE(client.answer().status, 413);
    QVERIFY(client.isEnded());
}

void TestHttpServerLimits::closesClientThatNeverStopsSending()
{
    HttpServerLimits limits = patient();
    limits.bodyBytes = 1000;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    RawClient client(server.port());
    QVERIFY(client.send(chunkedHead + chunk(1001)));
    while (client.send(QByteArray(64 * 1024, 'b'))) {
    }
    QTRY_COMPARE(server.stats().connections, 0);
}

void TestHttpServerLimits::answersSlowRequest_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("first byte only") << QByteArray("G");
    QTest::newRow("half a header") << QByteArray("GET / HTTP/1.1\r\nHost");
    QTest::newRow("half a body") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhello");
    QTest::newRow("half a chunk") << QByteArray(chunkedHead + "10\r\nabc");
    QTest::newRow("behind a whole one") << QByteArray(get + "GET");
}

void TestHttpServerLimits::answersSlowRequest()
{
    QFETCH(QByteArray, part);
    HttpServerLimits limits = patient();
    limits.requestMs = 50;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    RawClient client(server.port());
    QVERIFY(client.send(part));
    if (part.startsWith(get))
        QCOMPARE(client.answer().status, 200);
    QCOMPARE(client.answer().status, 408);
    QVERIFY(client.isEnded());
    QCOMPARE(server.stats().tooSlow, 1u);
}

void TestHttpServerLimits::dripDoesNotExtendTime()
{
    HttpServerLimits limits = patient();
    limits.requestMs = 200;
    limits.headerBytes = 1'000'000;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    RawClient client(server.port());
    QVERIFY(client.send("GET / HTTP/1.1\r\nX: "));
    int dripped = 0;
    while (dripped < 1000 && !client.isReadable(10)) {
        client.send("x");
        ++dripped;
    }
    QCOMPARE(client.answer().status, 408);
    QVERIFY(dripped > 1); // it was not one silence that ran out
}

void TestHttpServerLimits::closesIdleConnections_data()
{
    QTest::addColumn<bool>("used");
    QTest::newRow("never used") << false;
    QTest::newRow("kept alive") << true;
}

void TestHttpServerLimits::closesIdleConnections()
{
    QFETCH(bool, used);
    HttpServerLimits limits = patient();
    limits.keepAliveMs = 50;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    RawClient client(server.port());
    if (used)
        QCOMPARE(client.ask(get).status, 200);
    QVERIFY(client.isEnded()); // without a word: nothing was asked
    QCOMPARE(server.stats().tooSlow, 0u);
}

void TestHttpServerLimits::closesClientThatDoesNotRead()
{
    HttpServerLimits limits = patient();
    limits.requestMs = 50;
    HttpServer server(
        [](HttpRequest, HttpReply reply) { reply(HttpResponse::plain(200, QByteArray(50'000'000, 'x'))); }, limits);
    QVERIFY(server.start(loopback, 0));
    RawClient client(server.port());
    QVERIFY(client.send(get));
    QVERIFY(client.isReadable(60'000));
    QTRY_COMPARE(server.stats().connections, 0);
}

QTEST_GUILESS_MAIN(TestHttpServerLimits)
#include "test_http_server_limits.moc"
