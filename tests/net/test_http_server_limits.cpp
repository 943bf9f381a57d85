#include "core/net/http_server.h"
#include "tests/net/held_requests.h"
#include "tests/net/raw_client.h"

#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

namespace {

void ok(HttpRequest request, HttpReply reply)
{
    reply(HttpResponse::plain(200, QByteArray::number(request.body.size())));
}

/// No limit of time that a test could run into by accident.
HttpServerLimits patient()
{
    HttpServerLimits limits;
    limits.requestMs = 600'000;
    limits.keepAliveMs = 600'000;
    return limits;
}

QByteArray getWithHeaderOf(qsizetype bytes)
{
    const QByteArray start = "GET / HTTP/1.1\r\nX: ";
    const QByteArray end = "\r\n\r\n";
    return start + QByteArray(bytes - start.size() - end.size(), 'x') + end;
}

QByteArray postOf(const QByteArray& body)
{
    return "POST / HTTP/1.1\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray chunk(qsizetype size)
{
    return QByteArray::number(size, 16) + "\r\n" + QByteArray(size, 'c') + "\r\n";
}

const QByteArray chunkedHead = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArray get = "GET / HTTP/1.1\r\n\r\n";
const QString loopback = QStringLiteral("127.0.0.1");

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
    void sharesBodyBudget();
    void budgetCountsWhatArrived();
    void evictsIdleBeforeReceiving();
    void evictsOldestFirst();
    void neverEvictsCompleteRequests();
    void servesAmongThousandsOfConnections();
    void survivesLackOfDescriptors();
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
    while (dripped < 10'000 && !client.isReadable(10)) {
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

void TestHttpServerLimits::sharesBodyBudget()
{
    HttpServerLimits limits = patient();
    limits.bodyBytes = 1000;
    limits.allBodiesBytes = 2000;
    HeldRequests held;
    HttpServer server(held.handler(), limits);
    QVERIFY(server.start(loopback, 0));
    const QByteArray post = postOf(QByteArray(1000, 'b'));
    RawClient first(server.port());
    QVERIFY(first.send(post));
    RawClient second(server.port());
    QVERIFY(second.send(post));
    const auto firstRequest = held.take();
    auto secondRequest = held.take();

    RawClient third(server.port());
    QCOMPARE(third.ask(post).status, 503);
    QVERIFY(third.isEnded());
    QCOMPARE(server.stats().overBudget, 1u);
    RawClient thirdChunked(server.port());
    QCOMPARE(thirdChunked.ask(chunkedHead + chunk(400) + chunk(400)).status, 503);
    RawClient bodyless(server.port());
    QVERIFY(bodyless.send(get));
    held.take().reply(HttpResponse::plain(200));
    QCOMPARE(bodyless.answer().status, 200);

    firstRequest.reply(HttpResponse::plain(200)); // an answer frees its body …
    QCOMPARE(first.answer().status, 200);
    secondRequest = {}; // … and so does a dropped reply
    QVERIFY(second.isEnded());
    RawClient fourth(server.port());
    QVERIFY(fourth.send(post));
    RawClient fifth(server.port());
    QVERIFY(fifth.send(post));
    const auto fourthRequest = held.take();
    const auto fifthRequest = held.take();
    QCOMPARE(fifthRequest.request.body.size(), 1000);
}

void TestHttpServerLimits::budgetCountsWhatArrived()
{
    HttpServerLimits limits = patient();
    limits.allBodiesBytes = 1000;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    // Announcing a body takes nothing from others; sending it does, and going away gives it back.
    RawClient announced(server.port());
    QVERIFY(announced.send("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n"));
    RawClient client(server.port());
    QCOMPARE(client.ask(postOf(QByteArray(1000, 'b'))).status, 200);
    QVERIFY(announced.send(QByteArray(999, 'b')));
    QTRY_VERIFY(RawClient(server.port()).ask(postOf(QByteArray(1000, 'b'))).status == 503);
    announced.reset();
    QTRY_VERIFY(RawClient(server.port()).ask(postOf(QByteArray(1000, 'b'))).status == 200);
}

void TestHttpServerLimits::evictsIdleBeforeReceiving()
{
    HttpServerLimits limits = patient();
    limits.connections = 3;
    HeldRequests held;
    HttpServer server(held.handler(), limits);
    QVERIFY(server.start(loopback, 0));

    // Each is known to have reached its phase before the next one comes: the server answers them in turn.
    RawClient receiving(server.port());
    QVERIFY(receiving.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
    QCOMPARE(receiving.headAnswer().status, 100);
    RawClient handling(server.port());
    QVERIFY(handling.send(get));
    const auto handled = held.take();
    RawClient idle(server.port());
    QVERIFY(idle.send(get));
    held.take().reply(HttpResponse::plain(200));
    QCOMPARE(idle.answer().status, 200);

    RawClient newcomer(server.port());
    QVERIFY(newcomer.send(get));
    QVERIFY(idle.isEnded());
    const auto newcomersRequest = held.take();
    QCOMPARE(server.stats().evicted, 1u);

    RawClient another(server.port());
    QVERIFY(another.send(get));
    QVERIFY(receiving.isEnded());
    held.take().reply(HttpResponse::plain(200));
    QCOMPARE(another.answer().status, 200);
    QCOMPARE(server.stats().evicted, 2u);

    handled.reply(HttpResponse::plain(200));
    newcomersRequest.reply(HttpResponse::plain(200));
    QCOMPARE(handling.answer().status, 200);
    QCOMPARE(newcomer.answer().status, 200);
    QCOMPARE(server.stats().connections, 3);
}

void TestHttpServerLimits::evictsOldestFirst()
{
    HttpServerLimits limits = patient();
    limits.connections = 2;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    RawClient first(server.port());
    QCOMPARE(first.ask(get).status, 200);
    RawClient second(server.port());
    QCOMPARE(second.ask(get).status, 200);
    QCOMPARE(first.ask(get).status, 200); // now `second` has been idle for longer
    RawClient third(server.port());
    QCOMPARE(third.ask(get).status, 200);
    QVERIFY(second.isEnded());
    QCOMPARE(first.ask(get).status, 200);
}

void TestHttpServerLimits::neverEvictsCompleteRequests()
{
    HttpServerLimits limits = patient();
    limits.connections = 2;
    HeldRequests held;
    HttpServer server(held.handler(), limits);
    QVERIFY(server.start(loopback, 0));
    RawClient first(server.port());
    QVERIFY(first.send(get));
    const auto firstRequest = held.take();
    RawClient second(server.port());
    QVERIFY(second.send(get));
    const auto secondRequest = held.take();

    // Two more wait until there is room, and are served then.
    RawClient third(server.port());
    QVERIFY(third.send(get));
    RawClient fourth(server.port());
    QVERIFY(fourth.send(get));
    QTRY_COMPARE(server.stats().accepted, 3u);
    QVERIFY(held.isEmpty());
    QCOMPARE(server.stats().connections, 2);

    firstRequest.reply(HttpResponse::plain(200));
    QCOMPARE(first.answer().status, 200);
    const auto thirdRequest = held.take();
    QCOMPARE(server.stats().evicted, 1u); // first, idle by now
    secondRequest.reply(HttpResponse::plain(200));
    QCOMPARE(second.answer().status, 200);
    held.take().reply(HttpResponse::plain(200));
    thirdRequest.reply(HttpResponse::plain(200));
    QCOMPARE(third.answer().status, 200);
    QCOMPARE(fourth.answer().status, 200);
}

void TestHttpServerLimits::servesAmongThousandsOfConnections()
{
    HttpServerLimits limits = patient();
    limits.connections = 64;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    std::vector<RawClient> crowd;
    crowd.reserve(1000);
    for (int i = 0; i < 2000; ++i) {
        if (i % 2 == 0)
            crowd.emplace_back(server.port()); // stays open, says little
        else
            crowd.back().send(i % 4 == 1 ? "GET / HTT" : "");
        if (i % 50 == 0)
            QCOMPARE(RawClient(server.port()).ask(get).status, 200);
    }
    for (int i = 0; i < 1000; ++i)
        RawClient(server.port()).send("G");
    QCOMPARE(RawClient(server.port()).ask(get).status, 200);
    const HttpServerStats stats = server.stats();
    QVERIFY(stats.accepted >= 2000);
    QVERIFY(stats.connections <= 64);
    QVERIFY(stats.evicted >= 900);
}

void TestHttpServerLimits::survivesLackOfDescriptors()
{
    HttpServer server(ok, patient());
    QVERIFY(server.start(loopback, 0));
    RawClient client; // has its descriptor already
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(next);
    rlimit saved{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &saved), 0);
    rlimit tight = saved;
    tight.rlim_cur = static_cast<rlim_t>(next);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    const bool connected = client.connectTo(server.port());
    client.send(get);
    const bool answered = client.isReadable(300); // several failed accepts later …
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &saved), 0);
    QVERIFY(connected);
    QVERIFY(!answered);
    QCOMPARE(client.answer().status, 200); // … it is served
}

QTEST_GUILESS_MAIN(TestHttpServerLimits)
#include "test_http_server_limits.moc"
