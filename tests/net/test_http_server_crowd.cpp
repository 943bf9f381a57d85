#include "core/net/answers_together.h"
#include "core/net/http_server.h"
#include "tests/net/held_requests.h"
#include "tests/net/raw_client.h"
#include "tests/net/server_requests.h"
#include "tests/support/no_more_descriptors.h"

#include <QTest>

#include <unistd.h>
#include <vector>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

namespace {

/// What the handler gets when this client asks.
HeldRequests::Held takenFrom(RawClient& client, HeldRequests& held)
{
    if (!client.send(get))
        qFatal("the server has gone");
    return held.take();
}

} // namespace

class TestHttpServerCrowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesBodyBudget();
    void budgetCountsWhatArrived();
    void theOldestBodyMakesRoom();
    void theOldestBodyIsNotSparedForItsGrowth();
    void evictsIdleBeforeReceiving();
    void evictsOldestFirst();
    void neverEvictsCompleteRequests();
    void servesAmongThousandsOfConnections();
    void survivesLackOfDescriptors();
    void idleConnectionGivesItsDescriptorAway();
    void sendsAnswersTogether();
};

void TestHttpServerCrowd::sharesBodyBudget()
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

void TestHttpServerCrowd::budgetCountsWhatArrived()
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
    QCOMPARE(server.stats().overBudget, 0u);
    QVERIFY(announced.send(QByteArray(999, 'b')));
    QTRY_VERIFY(RawClient(server.port()).ask(postOf(QByteArray(1000, 'b'))).status == 200 && server.stats().overBudget);
    QVERIFY(announced.isEnded());
    QCOMPARE(server.stats().overBudget, 1u);
}

void TestHttpServerCrowd::theOldestBodyMakesRoom()
{
    HttpServerLimits limits = patient();
    limits.allBodiesBytes = 2000;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    // "100 Continue" tells that each has reached its place before the next one comes.
    const QByteArray head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n";
    RawClient bodyless(server.port());
    QCOMPARE(bodyless.send(head) ? bodyless.headAnswer().status : 0, 100);
    RawClient oldest(server.port());
    QCOMPARE(oldest.send(head) ? oldest.headAnswer().status : 0, 100);
    RawClient second(server.port());
    QCOMPARE(second.send(head) ? second.headAnswer().status : 0, 100);
    QVERIFY(second.send(QByteArray(900, 'b')));
    QVERIFY(oldest.send(QByteArray(900, 'b')));

    RawClient good(server.port());
    QTRY_VERIFY(good.ask(postOf(QByteArray(1000, 'b'))).status == 200 && server.stats().overBudget);
    QVERIFY(oldest.isEnded());
    QCOMPARE(server.stats().overBudget, 1u);
    QVERIFY(second.send(QByteArray(100, 'b')));
    QCOMPARE(second.answer().body, QByteArray("1000"));
    QVERIFY(bodyless.send(QByteArray(1000, 'b')));
    QCOMPARE(bodyless.answer().body, QByteArray("1000"));
}

void TestHttpServerCrowd::theOldestBodyIsNotSparedForItsGrowth()
{
    HttpServerLimits limits = patient();
    limits.allBodiesBytes = 1000;
    HttpServer server(ok, limits);
    QVERIFY(server.start(loopback, 0));
    RawClient oldest(server.port());
    QVERIFY(oldest.send(chunkedHead + chunk(600)));
    QTRY_COMPARE(server.stats().connections, 1);
    RawClient newer(server.port());
    QVERIFY(newer.send("POST / HTTP/1.1\r\nContent-Length: 400\r\n\r\n" + QByteArray(300, 'b')));
    QCOMPARE(RawClient(server.port()).ask(get).status, 200); // the two before it have been read
    QCOMPARE(oldest.ask(chunk(600)).status, 503);
    QCOMPARE(newer.ask(QByteArray(100, 'b')).body, QByteArray("400"));
}

void TestHttpServerCrowd::evictsIdleBeforeReceiving()
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

void TestHttpServerCrowd::evictsOldestFirst()
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

void TestHttpServerCrowd::neverEvictsCompleteRequests()
{
    HttpServerLimits limits = patient();
    limits.connections = 2;
    HeldRequests held;
    HttpServer server(held.handler(), limits);
    QVERIFY(server.start(loopback, 0));
    RawClient first(server.port());
    const auto firstRequest = takenFrom(first, held);
    RawClient second(server.port());
    const auto secondRequest = takenFrom(second, held);

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

void TestHttpServerCrowd::servesAmongThousandsOfConnections()
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

// accept() takes a descriptor for as long as it looks whether somebody is there. Once a request is with the handler,
// the server has looked and waits, so that those in use are counted rightly.

void TestHttpServerCrowd::survivesLackOfDescriptors()
{
    HeldRequests held;
    HttpServer server(held.handler(), patient());
    QVERIFY(server.start(loopback, 0));
    RawClient first(server.port());
    const auto firstRequest = takenFrom(first, held);
    RawClient client; // has its descriptor already
    {
        const NoMoreDescriptors none(::getpid());
        QVERIFY(client.connectTo(server.port()));
        QVERIFY(client.send(get));
        QVERIFY(!client.isReadable(300)); // several failed accepts later …
        QVERIFY(held.isEmpty());
    }
    held.take().reply(HttpResponse::plain(200)); // … it is served
    QCOMPARE(client.answer().status, 200);
    firstRequest.reply(HttpResponse::plain(200));
    QCOMPARE(first.answer().status, 200);
}

void TestHttpServerCrowd::idleConnectionGivesItsDescriptorAway()
{
    HeldRequests held;
    HttpServer server(held.handler(), patient());
    QVERIFY(server.start(loopback, 0));
    RawClient idle(server.port());
    takenFrom(idle, held).reply(HttpResponse::plain(200));
    QCOMPARE(idle.answer().status, 200);
    RawClient busy(server.port());
    const auto busyRequest = takenFrom(busy, held);
    RawClient client;

    const NoMoreDescriptors none(::getpid());
    QVERIFY(client.connectTo(server.port()));
    const auto request = takenFrom(client, held);
    QVERIFY(idle.isEnded());
    request.reply(HttpResponse::plain(200));
    QCOMPARE(client.answer().status, 200);
    busyRequest.reply(HttpResponse::plain(200));
    QCOMPARE(busy.answer().status, 200);
}

/// The server's thread answers a request that needs no handler meanwhile, so it was free to send the kept one.
void TestHttpServerCrowd::sendsAnswersTogether()
{
    HeldRequests held;
    HttpServer server(held.handler(), patient());
    QVERIFY(server.start(loopback, 0));
    RawClient first(server.port());
    const auto firstRequest = takenFrom(first, held);
    RawClient second(server.port());
    const auto secondRequest = takenFrom(second, held);
    {
        const AnswersTogether together;
        firstRequest.reply(HttpResponse::plain(200, "1"));
        secondRequest.reply(HttpResponse::plain(200, "2"));
        RawClient refused(server.port());
        QCOMPARE(refused.ask("nonsense\r\n\r\n").status, 400);
        QVERIFY(!first.isReadable(0));
        QVERIFY(!second.isReadable(0));
    }
    QCOMPARE(first.answer().body, QByteArray("1"));
    QCOMPARE(second.answer().body, QByteArray("2"));
}

QTEST_GUILESS_MAIN(TestHttpServerCrowd)
#include "test_http_server_crowd.moc"
