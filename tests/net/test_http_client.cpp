#include "core/net/http_client.h"
#include "core/net/http_server.h"
#include "tests/net/client_requests.h"
#include "tests/net/held_requests.h"
#include "tests/net/scripted_server.h"
#include "tests/net/server_requests.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exchanges_data();
    void exchanges();
    void sendsFewHeaders();
    void anyStatusIsAnAnswer_data();
    void anyStatusIsAnAnswer();
    void followsNoRedirect();
    void keepsNoCookies();
    void sendsAndReadsBig();
    void limitsAnswer();
    void cancelsBeforeSending();
    void cancelsWhileWaiting();
    void destructorCancels();
    void servesManyThreads();
};

void TestHttpClient::exchanges_data()
{
    QTest::addColumn<bool>("post");
    QTest::addColumn<bool>("singleUse");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("POST") << true << false << QByteArray("{\"a\":1}");
    QTest::newRow("POST once") << true << true << QByteArray("{\"a\":1}");
    QTest::newRow("POST without body") << true << false << QByteArray();
    QTest::newRow("POST without body once") << true << true << QByteArray();
    QTest::newRow("GET") << false << false << QByteArray();
}

void TestHttpClient::exchanges()
{
    QFETCH(bool, post);
    QFETCH(bool, singleUse);
    QFETCH(QByteArray, body);
    HttpServer server(echo);
    QVERIFY(server.start(loopback, 0));
    HttpClient client;
    HttpClientRequest request = post ? postTo(server.port(), body) : getFrom(server.port());
    request.singleUse = singleUse;
    for (int i = 0; i < 3; ++i) { // on a new connection and on a kept one
        const auto answer = client.send(request);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        const QByteArray understood = (post ? "POST /path?access_token=TOP-SECRET application/json; charset=utf-8"
                                            : "GET /path?access_token=TOP-SECRET ");
        QCOMPARE(answer->body, understood + " 127.0.0.1 " + body);
        QCOMPARE(answer->contentType, QByteArray("text/plain; charset=utf-8"));
    }
    QCOMPARE(server.stats().requests, 3u);
}

void TestHttpClient::sendsFewHeaders()
{
    std::mutex mutex;
    QByteArray seen;
    ScriptedServer server([&](ServedConnection& connection) {
        const QByteArray request = connection.readRequest();
        const std::scoped_lock lock(mutex);
        seen = request;
        connection.sendAnswer("ok");
    });
    HttpClient client;
    HttpClientRequest request = postTo(server.port());
    request.singleUse = true;
    QVERIFY(client.send(request));
    const std::scoped_lock lock(mutex);
    QVERIFY(seen.startsWith("POST /path?access_token=TOP-SECRET HTTP/1.1\r\n"));
    QVERIFY(seen.contains("\r\nUser-Agent: KfDesk\r\n"));
    QVERIFY(seen.contains("\r\nContent-Length: 2\r\n"));
    QVERIFY(!seen.contains("Transfer-Encoding"));
    QVERIFY(!seen.contains("Cookie"));
    QVERIFY(!seen.contains("Upgrade")); // HTTP/2
}

void TestHttpClient::anyStatusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status :
         {201, 204, 301, 304, 400, 401, 403, 404, 405, 409, 410, 418, 429, 500, 501, 502, 503, 504, 599})
        QTest::addRow("%d", status) << status;
}

void TestHttpClient::anyStatusIsAnAnswer()
{
    QFETCH(int, status);
    HttpServer server([status](HttpRequest, HttpReply reply) { reply(HttpResponse::plain(status, "text")); });
    QVERIFY(server.start(loopback, 0));
    HttpClient client;
    for (const auto& request : {postTo(server.port()), getFrom(server.port())}) {
        const auto answer = client.send(request);
        QVERIFY(answer);
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body, status == 204 || status == 304 ? QByteArray() : QByteArray("text"));
    }
}

void TestHttpClient::followsNoRedirect()
{
    HttpServer server([](HttpRequest, HttpReply reply) {
        HttpResponse response = HttpResponse::plain(302);
        response.location = "/elsewhere";
        reply(response);
    });
    QVERIFY(server.start(loopback, 0));
    HttpClient client;
    const auto answer = client.send(getFrom(server.port()));
    QVERIFY(answer);
    QCOMPARE(answer->status, 302);
    QCOMPARE(server.stats().requests, 1u);
}

void TestHttpClient::keepsNoCookies()
{
    std::atomic<bool> cookieSeen = false;
    ScriptedServer server([&](ServedConnection& connection) {
        for (QByteArray request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
            cookieSeen = cookieSeen || request.contains("Cookie:");
            connection.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n");
        }
    });
    HttpClient client(1);
    QVERIFY(client.send(getFrom(server.port())));
    QVERIFY(client.send(getFrom(server.port())));
    QVERIFY(!cookieSeen);
}

void TestHttpClient::sendsAndReadsBig()
{
    HttpServerLimits limits;
    limits.bodyBytes = 8'000'000;
    HttpServer server([](HttpRequest request, HttpReply reply) { reply(HttpResponse::plain(200, request.body)); },
                      limits);
    QVERIFY(server.start(loopback, 0));
    HttpClient client;
    HttpClientRequest request = postTo(server.port(), QByteArray(7'000'001, 'b'));
    for (const bool singleUse : {false, true}) {
        request.singleUse = singleUse;
        const auto answer = client.send(request);
        QVERIFY(answer);
        QVERIFY(answer->body == request.body);
    }
}

void TestHttpClient::limitsAnswer()
{
    HttpServer server([](HttpRequest request, HttpReply reply) {
        reply(HttpResponse::plain(200, QByteArray(request.body.toLongLong(), 'x')));
    });
    QVERIFY(server.start(loopback, 0));
    HttpClient client;
    HttpClientRequest request = postTo(server.port(), "1000");
    request.maxAnswerBytes = 1000;
    QVERIFY(client.send(request));
    request.body = "1001";
    COMPARE_ERROR(client.send(request), ErrorKind::Remote, QStringLiteral("net.too_large"));
    request.body = "20000000";
    COMPARE_ERROR(client.send(request), ErrorKind::Remote, QStringLiteral("net.too_large"));
}

void TestHttpClient::cancelsBeforeSending()
{
    HttpClient client;
    std::stop_source stop;
    stop.request_stop();
    COMPARE_ERROR(client.send(postTo(deadPort()), stop.get_token()), ErrorKind::Cancelled,
                  QStringLiteral("net.cancelled"));
}

void TestHttpClient::cancelsWhileWaiting()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(loopback, 0));
    HttpClient client;
    std::stop_source stop;
    HeldRequests::Held request;
    std::thread canceller([&] {
        request = held.take();
        stop.request_stop();
    });
    const auto result = client.send(postTo(server.port()), stop.get_token());
    canceller.join();
    COMPARE_ERROR(result, ErrorKind::Cancelled, QStringLiteral("net.cancelled"));
}

void TestHttpClient::destructorCancels()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(loopback, 0));
    auto client = std::make_unique<HttpClient>();
    std::vector<Result<HttpClientAnswer>> results(8);
    std::vector<std::thread> callers;
    for (auto& result : results)
        callers.emplace_back([&, &sender = *client] { result = sender.send(postTo(server.port())); });
    std::vector<HeldRequests::Held> requests;
    for (std::size_t i = 0; i < results.size(); ++i)
        requests.push_back(held.take());
    client.reset();
    for (auto& caller : callers)
        caller.join();
    for (const auto& result : results)
        COMPARE_ERROR(result, ErrorKind::Cancelled, QStringLiteral("net.cancelled"));
}

void TestHttpClient::servesManyThreads()
{
    HttpServer server(echo);
    QVERIFY(server.start(loopback, 0));
    HttpClient client(32);
    std::atomic<int> right = 0;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 32; ++caller) {
        callers.emplace_back([&, caller] {
            for (int i = 0; i < 20; ++i) {
                HttpClientRequest request = postTo(server.port(), QByteArray::number(caller * 1000 + i));
                request.singleUse = i % 2 == 0;
                const auto answer = client.send(request);
                if (answer && answer->body.endsWith(QByteArray(' ' + request.body)))
                    ++right;
            }
        });
    }
    for (auto& caller : callers)
        caller.join();
    QCOMPARE(right, 32 * 20);
    QCOMPARE(server.stats().requests, 32u * 20u);
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "test_http_client.moc"
