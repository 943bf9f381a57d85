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

class TestHttpClientOutcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesOutAfterSending_data();
    void timesOutAfterSending();
    void timesOutBeforeConnecting();
    void timesOutInTheQueue();
    void slowCallsDoNotGather();
    void reportsUnreachable_data();
    void reportsUnreachable();
    void reportsDroppedAnswer_data();
    void reportsDroppedAnswer();
    void sendsAgainWhatIsNotSingleUse();
    void sendsSingleUseOnce_data();
    void sendsSingleUseOnce();
    void singleUseSurvivesStaleConnection();
    void refusedAfterResendIsAmbiguous();
};

void TestHttpClientOutcome::timesOutAfterSending_data()
{
    QTest::addColumn<bool>("post");
    QTest::addColumn<QByteArray>("answered");
    QTest::newRow("POST, nothing") << true << QByteArray();
    QTest::newRow("POST, half a header") << true << QByteArray("HTTP/1.1 200 OK\r\nConte");
    QTest::newRow("POST, half a body") << true << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    QTest::newRow("GET, nothing") << false << QByteArray();
}

void TestHttpClientOutcome::timesOutAfterSending()
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
    COMPARE_ERROR(result, ErrorKind::Ambiguous, QStringLiteral("net.timeout"));
    QCOMPARE(result.error().args.value(QStringLiteral("host")), loopback);
}

void TestHttpClientOutcome::timesOutBeforeConnecting()
{
    // TLS that never answers the client's hello: the connection stands, but nothing was asked on it.
    ScriptedServer server([](ServedConnection& connection) { connection.waitForEnd(); });
    HttpClient client;
    HttpClientRequest request = postTo(server.port());
    request.url.setScheme(QStringLiteral("https"));
    request.deadlineMs = 300;
    COMPARE_ERROR(client.send(request), ErrorKind::Network, QStringLiteral("net.unreachable"));
}

void TestHttpClientOutcome::timesOutInTheQueue()
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
    COMPARE_ERROR(result, ErrorKind::Network, QStringLiteral("net.unreachable"));
}

/// Slow calls with quick ones between them: taken in turn by three managers, six of them would fill one.
void TestHttpClientOutcome::slowCallsDoNotGather()
{
    HeldRequests held;
    HttpServer server(held.handler());
    QVERIFY(server.start(loopback, 0));
    HttpClient client(18);
    std::vector<std::thread> calls;
    std::stop_source stop;
    std::vector<HeldRequests::Held> slow;
    std::atomic<int> answered = 0;
    const auto begin = [&] {
        calls.emplace_back([&] { answered += client.send(postTo(server.port()), stop.get_token()) ? 1 : 0; });
        return held.take(); // ends the test when the call waits in a queue
    };
    for (int i = 0; i < 17; ++i) {
        slow.push_back(begin());
        for (int quick = 0; quick < (i < 16 ? 2 : 0); ++quick) {
            const auto request = begin();
            const int before = answered;
            request.reply(HttpResponse::plain(200, "quick"));
            while (answered == before)
                std::this_thread::yield();
        }
    }
    QCOMPARE(answered.load(), 32);
    begin().reply(HttpResponse::plain(200, "the eighteenth"));
    stop.request_stop();
    for (auto& thread : calls)
        thread.join();
}

void TestHttpClientOutcome::reportsUnreachable_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QString>("id");
    QTest::newRow("refused") << QUrl(QStringLiteral("http://127.0.0.1:%1/SECRET").arg(deadPort()))
                             << QStringLiteral("net.refused");
    QTest::newRow("no such name") << QUrl(QStringLiteral("http://nowhere.invalid/SECRET")) << QStringLiteral("net.dns");
    QTest::newRow("TLS refused") << QUrl(QStringLiteral("https://127.0.0.1:%1/SECRET").arg(deadPort()))
                                 << QStringLiteral("net.refused");
}

void TestHttpClientOutcome::reportsUnreachable()
{
    QFETCH(QUrl, url);
    QFETCH(QString, id);
    HttpClient client;
    HttpClientRequest request = postTo(1);
    request.url = url;
    for (const bool singleUse : {false, true}) {
        request.singleUse = singleUse;
        const auto result = client.send(request);
        COMPARE_ERROR(result, ErrorKind::Network, id);
        QCOMPARE(result.error().args.value(QStringLiteral("host")), url.host());
    }
    request = getFrom(1);
    request.url = url;
    COMPARE_ERROR(client.send(request), ErrorKind::Network, id);
}

void TestHttpClientOutcome::reportsDroppedAnswer_data()
{
    QTest::addColumn<QByteArray>("answered");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nConte");
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    QTest::newRow("half an error") << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nhello");
    QTest::newRow("missing error body") << QByteArray("HTTP/1.1 404 Gone\r\nContent-Length: 1\r\n\r\n");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n");
}

void TestHttpClientOutcome::reportsDroppedAnswer()
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
        COMPARE_ERROR(client.send(request), ErrorKind::Ambiguous, QStringLiteral("net.dropped"));
    }
    COMPARE_ERROR(client.send(getFrom(server.port())), ErrorKind::Ambiguous, QStringLiteral("net.dropped"));
}

void TestHttpClientOutcome::sendsAgainWhatIsNotSingleUse()
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

void TestHttpClientOutcome::sendsSingleUseOnce_data()
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

void TestHttpClientOutcome::sendsSingleUseOnce()
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
    COMPARE_ERROR(client.send(once), ErrorKind::Ambiguous, QStringLiteral("net.dropped"));
    QCOMPARE(requests, 1);
}

void TestHttpClientOutcome::singleUseSurvivesStaleConnection()
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

void TestHttpClientOutcome::refusedAfterResendIsAmbiguous()
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
    COMPARE_ERROR(result, ErrorKind::Ambiguous, QStringLiteral("net.dropped"));
}

QTEST_GUILESS_MAIN(TestHttpClientOutcome)
#include "test_http_client_outcome.moc"
