#include "core/net/http_server.h"
#include "tests/net/held_requests.h"
#include "tests/net/raw_client.h"
#include "tests/net/server_requests.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingOfItself();
    void keepsConnection_data();
    void keepsConnection();
    void answersPipelinedRequestsInOrder();
    void continuesWhenAsked();
    void refusesBeforeContinue();
    void answersHeadWithoutBody();
    void sendsNoBodyWithNoContent();
    void leavesOutBrokenHeaderValues();
    void answersBig();
    void answersAfterHalfClose();
    void closesWhenReplyIsDropped();
    void ignoresSecondAnswer();
    void survivesClientThatResets();
    void stopsWithOpenConnections();
    void dropsRepliesAfterStop();
    void restarts();
    void reportsStartErrors_data();
    void reportsStartErrors();
    void reportsTakenPort();
    void servesIpv6();
    void countsRequests();
};

void TestHttpServer::saysNothingOfItself()
{
    HttpServer server([](HttpRequest, HttpReply reply) { reply(HttpResponse::plain(404)); });
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    const auto answer = client.ask("GET / HTTP/1.1\r\n\r\n");
    QCOMPARE(answer.head, QByteArray("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                     "Content-Length: 0\r\n"));
}

void TestHttpServer::keepsConnection_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("kept");
    QTest::addColumn<QByteArray>("said");

    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true << QByteArray();
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nConnection: close\r\n\r\n") << false
                               << QByteArray("close");
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false << QByteArray("close");
    QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true
                                    << QByteArray("keep-alive");
}

void TestHttpServer::keepsConnection()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, kept);
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    const auto answer = client.ask(request);
    QCOMPARE(answer.status, 200);
    QTEST(answer.field("Connection"), "said");
    if (kept)
        QCOMPARE(client.ask(request).status, 200);
    else
        QVERIFY(client.isEnded());
}

void TestHttpServer::answersPipelinedRequestsInOrder()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    QByteArray requests;
    for (int i = 0; i < 500; ++i)
        requests += "POST /" + QByteArray::number(i) + " HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    QVERIFY(client.send(requests));

    for (int i = 0; i < 500; ++i) {
        auto [request, reply] = held.take();
        QCOMPARE(request.target, '/' + QByteArray::number(i));
        QVERIFY(held.isEmpty()); // the next one waits for this answer
        reply(HttpResponse::plain(200, request.target));
        QCOMPARE(client.answer().body, request.target);
    }
}

void TestHttpServer::continuesWhenAsked()
{
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    QVERIFY(client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
    QCOMPARE(client.headAnswer().status, 100);
    QVERIFY(client.send("bo"));
    QVERIFY(client.send("dy"));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.endsWith("body"));

    // The body is here already: nobody waits for the word.
    QCOMPARE(client.ask("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nbody").status, 200);
}

void TestHttpServer::refusesBeforeContinue()
{
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    const auto answer = client.ask("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 999999\r\n\r\n");
    QCOMPARE(answer.status, 413);
}

void TestHttpServer::answersHeadWithoutBody()
{
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    QVERIFY(client.send("HEAD / HTTP/1.1\r\n\r\nGET /next HTTP/1.1\r\n\r\n"));
    const auto head = client.headAnswer();
    QCOMPARE(head.status, 200);
    QCOMPARE(head.field("Content-Length"), QByteArray("18"));
    QCOMPARE(client.answer().body, QByteArray("GET /next  127.0.0.1 "));
}

void TestHttpServer::sendsNoBodyWithNoContent()
{
    HttpServer server([](HttpRequest, HttpReply reply) { reply(HttpResponse::plain(204, "ignored")); });
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    const QByteArray request = "GET / HTTP/1.1\r\n\r\n";
    const auto answer = client.ask(request);
    QCOMPARE(answer.head, QByteArray("HTTP/1.1 204 No Content\r\n"));
    QCOMPARE(client.ask(request).status, 204);
}

void TestHttpServer::leavesOutBrokenHeaderValues()
{
    HttpServer server([](HttpRequest, HttpReply reply) {
        HttpResponse response = HttpResponse::plain(302);
        response.location = "/a\r\nSet-Cookie: x=1";
        reply(response);
    });
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    const auto answer = client.ask("GET / HTTP/1.1\r\n\r\n");
    QCOMPARE(answer.status, 302);
    QVERIFY(!answer.head.contains("Set-Cookie"));
}

void TestHttpServer::answersBig()
{
    const QByteArray big(20'000'000, 'b');
    HttpServer server([&big](HttpRequest, HttpReply reply) { reply(HttpResponse::plain(200, big)); });
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    QVERIFY(client.ask("GET / HTTP/1.1\r\n\r\n").body == big);
}

void TestHttpServer::answersAfterHalfClose()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    QVERIFY(client.send("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n"));
    client.finishSending();
    held.take().reply(HttpResponse::plain(200, "one"));
    held.take().reply(HttpResponse::plain(200, "two"));
    QCOMPARE(client.answer().body, QByteArray("one"));
    QCOMPARE(client.answer().body, QByteArray("two"));
    QVERIFY(client.isEnded());
}

void TestHttpServer::closesWhenReplyIsDropped()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    QVERIFY(client.send("GET / HTTP/1.1\r\n\r\n"));
    held.take();
    QVERIFY(client.isEnded());
}

void TestHttpServer::ignoresSecondAnswer()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    QVERIFY(client.send("GET /1 HTTP/1.1\r\n\r\n"));
    const auto first = held.take();
    first.reply(HttpResponse::plain(200, "one"));
    first.reply(HttpResponse::plain(500, "again"));
    QCOMPARE(client.answer().body, QByteArray("one"));
    QVERIFY(client.send("GET /2 HTTP/1.1\r\n\r\n"));
    const auto second = held.take();
    first.reply(HttpResponse::plain(500, "late"));
    second.reply(HttpResponse::plain(200, "two"));
    QCOMPARE(client.answer().body, QByteArray("two"));
}

void TestHttpServer::survivesClientThatResets()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient gone(server.port());
    QVERIFY(gone.send("GET /gone HTTP/1.1\r\n\r\n"));
    const auto lost = held.take();
    gone.reset();
    QTRY_COMPARE(server.stats().connections, 0); // noticed while the handler is at work
    lost.reply(HttpResponse::plain(200));

    RawClient client(server.port());
    QVERIFY(client.send("GET / HTTP/1.1\r\n\r\n"));
    held.take().reply(HttpResponse::plain(200));
    QCOMPARE(client.answer().status, 200);
}

void TestHttpServer::stopsWithOpenConnections()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient idle(server.port());
    RawClient receiving(server.port());
    QVERIFY(receiving.send("POST / HTT"));
    RawClient handling(server.port());
    QVERIFY(handling.send("GET / HTTP/1.1\r\n\r\n"));
    const auto request = held.take();

    server.stop();
    QVERIFY(!server.isRunning());
    QVERIFY(idle.isEnded());
    QVERIFY(receiving.isEnded());
    QVERIFY(handling.isEnded());
    QCOMPARE(server.stats().connections, 0);
    QVERIFY(!RawClient().connectTo(server.port()));
    server.stop(); // idempotent
}

void TestHttpServer::dropsRepliesAfterStop()
{
    HeldRequests held;
    std::vector<HeldRequests::Held> duringStop;
    std::vector<HeldRequests::Held> afterStop;
    HeldRequests::Held afterServer;
    {
        HttpServer server(held.handler());
        QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
        std::vector<RawClient> clients;
        for (int i = 0; i < 41; ++i) {
            clients.emplace_back(server.port());
            QVERIFY(clients.back().send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"));
        }
        for (int i = 0; i < 20; ++i) {
            duringStop.push_back(held.take());
            afterStop.push_back(held.take());
        }
        afterServer = held.take();

        std::thread replier([&duringStop] {
            for (const auto& [request, reply] : duringStop)
                reply(HttpResponse::plain(200));
        });
        server.stop();
        replier.join();
        for (const auto& [request, reply] : afterStop)
            reply(HttpResponse::plain(200));
    }
    afterServer.reply(HttpResponse::plain(200));
    afterStop.clear(); // nor does dropping them do harm
}

void TestHttpServer::restarts()
{
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    const quint16 port = server.port();
    RawClient before(port);
    QCOMPARE(before.ask("GET / HTTP/1.1\r\n\r\n").status, 200);
    server.stop();
    // SO_REUSEADDR: the port is free although connections of the first run linger in TIME_WAIT.
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), port));
    QCOMPARE(server.port(), port);
    QCOMPARE(RawClient(port).ask("GET / HTTP/1.1\r\n\r\n").status, 200);
}

void TestHttpServer::reportsStartErrors_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("id");
    QTest::newRow("no address") << QStringLiteral("localhost") << QStringLiteral("net.address");
    QTest::newRow("empty") << QString() << QStringLiteral("net.address");
    QTest::newRow("not ours") << QStringLiteral("203.0.113.7") << QStringLiteral("net.bind");
}

void TestHttpServer::reportsStartErrors()
{
    QFETCH(QString, address);
    HttpServer server(echo);
    const auto started = server.start(address, 8080);
    QVERIFY(!started);
    QTEST(started.error().id, "id");
    QCOMPARE(started.error().kind, ErrorKind::Config);
    QCOMPARE(started.error().args.value(QStringLiteral("address")), address);
    QCOMPARE(started.error().args.value(QStringLiteral("port")), QStringLiteral("8080"));
    QVERIFY(!server.isRunning());
}

void TestHttpServer::reportsTakenPort()
{
    HttpServer first(echo);
    QVERIFY(first.start(QStringLiteral("127.0.0.1"), 0));
    HttpServer second(echo);
    const auto started = second.start(QStringLiteral("127.0.0.1"), first.port());
    QVERIFY(!started);
    QCOMPARE(started.error().id, QStringLiteral("net.port_in_use"));
    QVERIFY(second.start(QStringLiteral("127.0.0.1"), 0)); // another try with another port
}

void TestHttpServer::servesIpv6()
{
    HttpServer server(echo);
    if (!server.start(QStringLiteral("::1"), 0))
        QSKIP("this machine has no IPv6");
    QCOMPARE(server.url(), QStringLiteral("http://[::1]:%1").arg(server.port()));
}

void TestHttpServer::countsRequests()
{
    HttpServer server(echo);
    QCOMPARE(server.stats().accepted, 0u);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    QCOMPARE(server.url(), QStringLiteral("http://127.0.0.1:%1").arg(server.port()));
    RawClient client(server.port());
    QCOMPARE(client.ask("GET / HTTP/1.1\r\n\r\n").status, 200);
    QCOMPARE(client.ask("GET / HTTP/1.1\r\n\r\n").status, 200);
    QCOMPARE(server.stats().accepted, 1u);
    QCOMPARE(server.stats().requests, 2u);
    QCOMPARE(server.stats().connections, 1);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "test_http_server.moc"
