#include "core/net/http_client.h"
#include "core/net/http_server.h"
#include "tests/net/held_requests.h"
#include "tests/net/scripted_server.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

namespace {

const QString loopback = QStringLiteral("127.0.0.1");

HttpClientRequest postTo(quint16 port, const QByteArray& body = "{}")
{
    HttpClientRequest request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/path?access_token=TOP-SECRET").arg(port));
    request.body = body;
    request.deadlineMs = 600'000;
    return request;
}

HttpClientRequest getFrom(quint16 port)
{
    HttpClientRequest request = postTo(port, {});
    request.method = "GET";
    return request;
}

/// A port where nobody listens.
quint16 deadPort()
{
    return ScriptedServer([](ServedConnection&) {}).port();
}

void echo(HttpRequest request, HttpReply reply)
{
    HttpResponse response = HttpResponse::plain(200, request.method + ' ' + request.target + ' ' + request.body);
    response.contentType = request.contentType;
    reply(response);
}

QString textOf(const Error& error)
{
    QString text = error.id + error.detail;
    for (auto it = error.args.cbegin(); it != error.args.cend(); ++it)
        text += it.key() + it.value();
    return text;
}

} // namespace

/// Fails the test unless `result` is the error given, without a secret.
#define COMPARE_ERROR(result, expectedKind, expectedId)                                                                \
    do {                                                                                                               \
        const auto& compared = (result); /* evaluated once: it may send */                                             \
        QVERIFY(!compared);                                                                                            \
        QCOMPARE(compared.error().id, QStringLiteral(expectedId));                                                     \
        QCOMPARE(compared.error().kind, expectedKind);                                                                 \
        QVERIFY(!textOf(compared.error()).contains(QLatin1String("SECRET")));                                          \
    } while (false)

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
    void timesOutAfterSending_data();
    void timesOutAfterSending();
    void timesOutBeforeConnecting();
    void timesOutInTheQueue();
    void reportsUnreachable_data();
    void reportsUnreachable();
    void reportsDroppedAnswer_data();
    void reportsDroppedAnswer();
    void sendsAgainWhatIsNotSingleUse();
    void sendsSingleUseOnce_data();
    void sendsSingleUseOnce();
    void singleUseSurvivesStaleConnection();
    void refusedAfterResendIsAmbiguous();
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
        QCOMPARE(answer->body, (post ? "POST" : "GET") + QByteArray(" /path?access_token=TOP-SECRET ") + body);
        if (post)
            QCOMPARE(answer->contentType, QByteArray("application/json; charset=utf-8"));
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
    COMPARE_ERROR(client.send(request), ErrorKind::Remote, "net.too_large");
    request.body = "20000000";
    COMPARE_ERROR(client.send(request), ErrorKind::Remote, "net.too_large");
}

void TestHttpClient::timesOutAfterSending_data()
{
    QTest::addColumn<bool>("post");
    QTest::addColumn<QByteArray>("answered");
    QTest::newRow("POST, nothing") << true << QByteArray();
    QTest::newRow("POST, half a header") << true << QByteArray("HTTP/1.1 200 OK\r\nConte");
    QTest::newRow("POST, half a body") << true << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    QTest::newRow("GET, nothing") << false << QByteArray();
}

void TestHttpClient::timesOutAfterSending()
{
    QFETCH(bool, post);
    QFETCH(QByteArray, answered);
    ScriptedServer server([&](ServedConnection& connection) {
        connection.readRequest();
        connection.send(answered);
        connection.waitForEnd();
    });
    HttpClient client;
    HttpClientRequest request = post ? postTo(server.port()) : getFrom(server.port());
    request.deadlineMs = 1000; // long enough to have sent by then
    const auto result = client.send(request);
    COMPARE_ERROR(result, ErrorKind::Ambiguous, "net.timeout");
    QCOMPARE(result.error().args.value(QStringLiteral("host")), loopback);
}

void TestHttpClient::timesOutBeforeConnecting()
{
    // TLS that never answers the client's hello: the connection stands, but nothing was asked on it.
    ScriptedServer server([](ServedConnection& connection) { connection.waitForEnd(); });
    HttpClient client;
    HttpClientRequest request = postTo(server.port());
    request.url.setScheme(QStringLiteral("https"));
    request.deadlineMs = 300;
    COMPARE_ERROR(client.send(request), ErrorKind::Network, "net.unreachable");
}

void TestHttpClient::timesOutInTheQueue()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(loopback, 0));
    HttpClient client(1); // one manager: six connections
    std::vector<std::thread> busy;
    std::stop_source stop;
    for (int i = 0; i < 6; ++i)
        busy.emplace_back([&] { (void)client.send(postTo(server.port()), stop.get_token()); });
    std::vector<HeldRequests::Held> requests;
    for (int i = 0; i < 6; ++i)
        requests.push_back(held.take());
    HttpClientRequest seventh = postTo(server.port());
    seventh.deadlineMs = 50;
    const auto result = client.send(seventh);
    stop.request_stop();
    for (auto& thread : busy)
        thread.join();
    COMPARE_ERROR(result, ErrorKind::Network, "net.unreachable");
}

void TestHttpClient::reportsUnreachable_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QString>("id");
    QTest::newRow("refused") << QUrl(QStringLiteral("http://127.0.0.1:%1/SECRET").arg(deadPort()))
                             << QStringLiteral("net.refused");
    QTest::newRow("no such name") << QUrl(QStringLiteral("http://nowhere.invalid/SECRET")) << QStringLiteral("net.dns");
    QTest::newRow("TLS refused") << QUrl(QStringLiteral("https://127.0.0.1:%1/SECRET").arg(deadPort()))
                                 << QStringLiteral("net.refused");
}

void TestHttpClient::reportsUnreachable()
{
    QFETCH(QUrl, url);
    QFETCH(QString, id);
    HttpClient client;
    HttpClientRequest request = postTo(1);
    request.url = url;
    for (const bool singleUse : {false, true}) {
        request.singleUse = singleUse;
        const auto result = client.send(request);
        QVERIFY(!result);
        QCOMPARE(result.error().id, id);
        QCOMPARE(result.error().kind, ErrorKind::Network);
        QCOMPARE(result.error().args.value(QStringLiteral("host")), url.host());
        QVERIFY(!textOf(result.error()).contains(QLatin1String("SECRET")));
    }
    HttpClientRequest get = getFrom(1);
    get.url = url;
    const auto result = client.send(get);
    QVERIFY(!result);
    QCOMPARE(result.error().id, id);
    QCOMPARE(result.error().kind, ErrorKind::Network);
}

void TestHttpClient::reportsDroppedAnswer_data()
{
    QTest::addColumn<QByteArray>("answered");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nConte");
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    QTest::newRow("half an error") << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nhello");
    QTest::newRow("missing error body") << QByteArray("HTTP/1.1 404 Gone\r\nContent-Length: 1\r\n\r\n");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n");
}

void TestHttpClient::reportsDroppedAnswer()
{
    QFETCH(QByteArray, answered);
    ScriptedServer server([&](ServedConnection& connection) {
        connection.readRequest();
        connection.send(answered);
    });
    HttpClient client;
    for (const bool singleUse : {false, true}) {
        HttpClientRequest request = postTo(server.port());
        request.singleUse = singleUse;
        COMPARE_ERROR(client.send(request), ErrorKind::Ambiguous, "net.dropped");
    }
    COMPARE_ERROR(client.send(getFrom(server.port())), ErrorKind::Ambiguous, "net.dropped");
}

void TestHttpClient::sendsAgainWhatIsNotSingleUse()
{
    // What Qt does by itself: the reason for singleUse, and the proof that the next test can see a second request.
    std::atomic<int> requests = 0;
    ScriptedServer server([&](ServedConnection& connection) {
        while (!connection.readRequest().isEmpty()) {
            if (++requests == 2)
                return;
            connection.sendAnswer("ok");
        }
    });
    HttpClient client(1);
    QVERIFY(client.send(postTo(server.port())));
    QVERIFY(client.send(postTo(server.port())));
    QCOMPARE(requests, 3);
}

void TestHttpClient::sendsSingleUseOnce_data()
{
    QTest::addColumn<bool>("onKeptConnection");
    QTest::addColumn<bool>("withReset");
    QTest::addColumn<qsizetype>("bytes");
    for (const bool kept : {true, false}) {
        for (const bool reset : {true, false}) {
            QTest::addRow("%s, %s, small", kept ? "kept" : "new", reset ? "RST" : "FIN")
                << kept << reset << qsizetype(9);
            QTest::addRow("%s, %s, large", kept ? "kept" : "new", reset ? "RST" : "FIN")
                << kept << reset << qsizetype(3'000'000);
        }
    }
}

void TestHttpClient::sendsSingleUseOnce()
{
    QFETCH(bool, onKeptConnection);
    QFETCH(bool, withReset);
    QFETCH(qsizetype, bytes);
    std::atomic<int> requests = 0;
    ScriptedServer server([&](ServedConnection& connection) {
        for (QByteArray request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
            if (request.endsWith("once")) {
                ++requests;
                if (withReset)
                    connection.reset();
                return; // executed, and the answer is lost
            }
            connection.sendAnswer("ok");
        }
    });
    HttpClient client(1);
    if (onKeptConnection)
        QVERIFY(client.send(postTo(server.port())));
    HttpClientRequest once = postTo(server.port(), QByteArray(bytes, 'b') + "once");
    once.singleUse = true;
    COMPARE_ERROR(client.send(once), ErrorKind::Ambiguous, "net.dropped");
    QCOMPARE(requests, 1);
}

void TestHttpClient::singleUseSurvivesStaleConnection()
{
    // The server closes a kept connection while nobody asks: nothing of the next request can have reached it there.
    std::atomic<int> requests = 0;
    ScriptedServer server([&](ServedConnection& connection) {
        if (connection.readRequest().isEmpty())
            return;
        ++requests;
        connection.sendAnswer("ok");
    });
    HttpClient client(1);
    for (int i = 0; i < 20; ++i) {
        HttpClientRequest once = postTo(server.port());
        once.singleUse = true;
        const auto result = client.send(once);
        // Sent on a connection that was about to close, it may be lost: then it says that it may have executed.
        if (!result)
            QCOMPARE(result.error().kind, ErrorKind::Ambiguous);
    }
    QVERIFY(requests <= 20);
}

void TestHttpClient::refusedAfterResendIsAmbiguous()
{
    // Executed, answer dropped, server gone: Qt's own second try is refused, which proves nothing about the first.
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(loopback, 0));
    HttpClient client(1);
    std::thread stopper([&] {
        const auto request = held.take();
        server.stop();
    });
    const auto result = client.send(postTo(server.port()));
    stopper.join();
    COMPARE_ERROR(result, ErrorKind::Ambiguous, "net.dropped");
}

void TestHttpClient::cancelsBeforeSending()
{
    HttpClient client;
    std::stop_source stop;
    stop.request_stop();
    COMPARE_ERROR(client.send(postTo(deadPort()), stop.get_token()), ErrorKind::Cancelled, "net.cancelled");
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
    COMPARE_ERROR(result, ErrorKind::Cancelled, "net.cancelled");
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
        callers.emplace_back([&] { result = client->send(postTo(server.port())); });
    std::vector<HeldRequests::Held> requests;
    for (std::size_t i = 0; i < results.size(); ++i)
        requests.push_back(held.take());
    client.reset();
    for (auto& caller : callers)
        caller.join();
    for (const auto& result : results)
        COMPARE_ERROR(result, ErrorKind::Cancelled, "net.cancelled");
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
