#include "core/callback/callback_server.h"
#include "core/net/http_client.h"
#include "tests/callback/fake_ports.h"
#include "tests/callback/signed_requests.h"
#include "tests/net/raw_client.h"
#include "tests/net/tls_client.h"
#include "tests/net/tls_files.h"
#include "tests/support/fake_clock.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace kfdesk;
using namespace kfdesk::callback;
using namespace kfdesk::test;

class TestCallbackServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void routes_data();
    void routes();
    void verifiesWithTheExactBytes();
    void storesAndAnswersSuccess();
    void answersADuplicateLikeTheFirst();
    void saysSuccessOnlyAfterTheCommit();
    void answers503WhenTheSinkFails();
    void finishesCommitsWhenStopped();
    void refusals_data();
    void refusals();
    void samplesRefusals();
    void samplesGoOnWhenTheClockIsSet();
    void boundsWhatAFloodLeaves();
    void countsEveryRefusal();
    void keepsCountingAcrossRestarts();
    void listensWithTls();
    void neverFallsBackToPlainHttp();
    void answersTheSelfTestWithoutStoring();
    void remembersTheSlowestAnswerOfADay();

private:
    net::HttpClientAnswer send(const QByteArray& method, const QByteArray& target, const QByteArray& body = {});
    net::HttpClientAnswer send(const RawRequest& request);

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeDirectory> m_directory;
    std::unique_ptr<FakeSink> m_sink;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<CallbackServer> m_server;
    QString m_url; ///< kept: requests of other threads must not ask a server that is being stopped
};

namespace {

const QByteArray path = "/callback/wwdemo0suite0kfcomp1";

QByteArray createAuth(int number)
{
    return "<xml><SuiteId>wwdemo0suite0kfcomp1</SuiteId><InfoType>create_auth</InfoType><AuthCode>code" +
           QByteArray::number(number) + "</AuthCode><TimeStamp>1718000003</TimeStamp></xml>";
}

RawRequest createAuthRequest(int number)
{
    return sealedPost(createAuth(number), "wwdemo0suite0kfcomp1");
}

} // namespace

Q_DECLARE_METATYPE(kfdesk::callback::RawRequest)
Q_DECLARE_METATYPE(kfdesk::callback::Step)

void TestCallbackServer::init()
{
    m_clock = std::make_unique<FakeClock>();
    m_directory = std::make_unique<FakeDirectory>();
    m_directory->add(knownKeys());
    m_sink = std::make_unique<FakeSink>();
    m_http = std::make_unique<net::HttpClient>();
    m_server = std::make_unique<CallbackServer>(*m_directory, *m_sink, *m_clock);
    QVERIFY(m_server->start(QStringLiteral("127.0.0.1"), 0));
    m_url = m_server->url();
}

void TestCallbackServer::cleanup()
{
    m_sink->letGo();
    m_server.reset();
    m_http.reset();
}

net::HttpClientAnswer TestCallbackServer::send(const QByteArray& method, const QByteArray& target,
                                               const QByteArray& body)
{
    net::HttpClientRequest request;
    request.method = method;
    request.url = QUrl::fromEncoded(m_url.toLatin1() + target);
    request.body = body;
    request.singleUse = method == "POST";
    const auto answer = m_http->send(request);
    return answer ? *answer : net::HttpClientAnswer{};
}

net::HttpClientAnswer TestCallbackServer::send(const RawRequest& request)
{
    return send(request.verification ? "GET" : "POST", path + "?" + request.query, request.body);
}

void TestCallbackServer::routes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");

    const QByteArray query = "?" + createAuthRequest(1).query;
    QTest::newRow("health") << QByteArray("GET") << QByteArray("/healthz") << 200;
    QTest::newRow("health by POST") << QByteArray("POST") << QByteArray("/healthz") << 405;
    QTest::newRow("root") << QByteArray("GET") << QByteArray("/") << 404;
    QTest::newRow("no suite") << QByteArray("GET") << QByteArray("/callback/") << 404;
    QTest::newRow("unknown suite") << QByteArray("POST") << QByteArray("/callback/wwother") + query << 404;
    QTest::newRow("prefix of a suite") << QByteArray("GET") << QByteArray("/callback/wwdemo0") << 404;
    QTest::newRow("other path") << QByteArray("GET") << QByteArray("/callbacks/wwdemo0suite0kfcomp1") << 404;
    QTest::newRow("no parameters") << QByteArray("GET") << path << 400;
    QTest::newRow("trailing slash") << QByteArray("GET") << path + "/" << 400;
    QTest::newRow("something behind") << QByteArray("GET") << path + "/wpCorp" << 400;
    QTest::newRow("something and slash") << QByteArray("GET") << path + "/wpCorp/" << 400;
    QTest::newRow("PUT") << QByteArray("PUT") << path << 405;
    QTest::newRow("DELETE of an unknown suite") << QByteArray("DELETE") << QByteArray("/callback/x") << 404;
}

void TestCallbackServer::routes()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    RawClient client(quint16(QUrl(m_url).port()));
    const auto answer = client.ask(method + " " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, status == 200 ? QByteArray("ok") : QByteArray());
    QVERIFY(m_sink->items().empty());
}

void TestCallbackServer::verifiesWithTheExactBytes()
{
    const auto answer = send(requestOf(knownCallbacks[0]));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("1616374826283610349"));
    QCOMPARE(m_server->stats().verifications, quint64(1));
    QVERIFY(m_sink->items().empty());
}

void TestCallbackServer::storesAndAnswersSuccess()
{
    for (const size_t index : {size_t(1), size_t(2), size_t(3)}) {
        const auto answer = send(requestOf(knownCallbacks[index]));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray("success"));
    }
    const auto items = m_sink->items();
    QCOMPARE(items.size(), size_t(3));
    QCOMPARE(items[0].suiteId, knownSuiteId);
    QCOMPARE(items[0].receivedAt, m_clock->nowMs());
    QCOMPARE(items[0].plaintext, QByteArray(knownCallbacks[1].message));
    QCOMPARE(items[1].event.type, QStringLiteral("create_auth"));
    QCOMPARE(items[2].event.authCorpId, QStringLiteral("wpDemoAuthCorp0001"));
    QCOMPARE(m_server->stats().accepted, quint64(3));
}

void TestCallbackServer::answersADuplicateLikeTheFirst()
{
    QCOMPARE(send(createAuthRequest(1)).body, QByteArray("success"));
    QCOMPARE(send(createAuthRequest(1)).body, QByteArray("success"));
    QCOMPARE(m_sink->items().size(), size_t(1));
    QCOMPARE(m_server->stats().accepted, quint64(2));
    QCOMPARE(m_server->stats().duplicates, quint64(1));
}

void TestCallbackServer::saysSuccessOnlyAfterTheCommit()
{
    m_sink->hold();
    auto answer = std::async(std::launch::async, [this] { return send(createAuthRequest(1)); });
    m_sink->waitForCommits(1);
    // The listener goes on meanwhile, and the one that waits has no answer.
    QCOMPARE(send("GET", "/healthz").status, 200);
    QCOMPARE(m_server->stats().accepted, quint64(0));
    QVERIFY(answer.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
    m_sink->letGo();
    QCOMPARE(answer.get().body, QByteArray("success"));
}

void TestCallbackServer::answers503WhenTheSinkFails()
{
    m_sink->failFromNowOn();
    const auto answer = send(createAuthRequest(1));
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.body.isEmpty());
    QCOMPARE(m_server->stats().notStored, quint64(1));
    QCOMPARE(m_server->stats().accepted, quint64(0));
}

void TestCallbackServer::finishesCommitsWhenStopped()
{
    m_sink->hold();
    auto answer = std::async(std::launch::async, [this] { return send(createAuthRequest(1)); });
    m_sink->waitForCommits(1);
    auto stopped = std::async(std::launch::async, [this] { m_server->stop(); });
    m_sink->letGo();
    stopped.get();
    QCOMPARE(answer.get().body, QByteArray("success"));
    QVERIFY(!m_server->isRunning());
    QCOMPARE(m_server->callbackUrl(knownSuiteId), QString());
}

void TestCallbackServer::refusals_data()
{
    QTest::addColumn<RawRequest>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<Step>("step");

    RawRequest duplicated = createAuthRequest(1);
    duplicated.query += "&timestamp=1";
    RawRequest noEncrypt = createAuthRequest(1);
    noEncrypt.body = "<xml/>";
    RawRequest otherSignature = createAuthRequest(1);
    otherSignature.query.replace("nonce9", "nonce8");
    QTest::newRow("duplicated parameter") << duplicated << 400 << Step::Query;
    QTest::newRow("no Encrypt") << noEncrypt << 400 << Step::Xml;
    QTest::newRow("signature") << otherSignature << 403 << Step::Signature;
    QTest::newRow("undecodable") << signedPost("@@@@") << 400 << Step::Base64;
    QTest::newRow("undecryptable") << signedPost(QByteArray(20, 'x').toBase64()) << 400 << Step::Decrypt;
    QTest::newRow("receiveid") << sealedPost(createAuth(1), "wwother") << 403 << Step::ReceiveId;
    QTest::newRow("receiveid of a verification") << sealedGet("echo", "wwother") << 403 << Step::ReceiveId;
}

void TestCallbackServer::refusals()
{
    QFETCH(RawRequest, request);
    QFETCH(int, status);
    QFETCH(Step, step);
    const auto answer = send(request);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.body.isEmpty());
    QVERIFY(m_sink->items().empty());
    QCOMPARE(m_server->stats().refused[int(step)], quint64(1));
    const auto rejections = m_server->rejections();
    QCOMPARE(rejections.size(), size_t(1));
    QCOMPARE(rejections[0].suiteId, knownSuiteId);
    QCOMPARE(rejections[0].step, step);
    QCOMPARE(rejections[0].httpStatus, status);
    QVERIFY(rejections[0].code < 0);
}

void TestCallbackServer::samplesRefusals()
{
    const auto refuse = [this](int times) {
        for (int i = 0; i < times; ++i)
            QCOMPARE(send("GET", path).status, 400);
    };
    refuse(30);
    QCOMPARE(m_server->rejections().size(), size_t(10));
    m_clock->advance(1000);
    refuse(3);
    QCOMPARE(m_server->rejections().size(), size_t(13));
    QCOMPARE(m_server->rejections().front().at, m_clock->nowMs());
    QCOMPARE(m_server->stats().refused[int(Step::Query)], quint64(33));
    for (int second = 0; second < 20; ++second) {
        m_clock->advance(1000);
        refuse(10);
    }
    QCOMPARE(m_server->rejections().size(), size_t(200));
}

void TestCallbackServer::samplesGoOnWhenTheClockIsSet()
{
    QCOMPARE(send("GET", path).status, 400);
    m_clock->jumpWall(-3'600'000); // somebody set it back by an hour
    m_clock->advance(1000);
    for (int i = 0; i < 30; ++i)
        QCOMPARE(send("GET", path).status, 400);
    QCOMPARE(m_server->rejections().size(), size_t(11));
    QCOMPARE(m_server->rejections().front().at, m_clock->nowMs());
    m_clock->jumpWall(7'200'000);
    for (int i = 0; i < 30; ++i)
        QCOMPARE(send("GET", path).status, 400);
    QCOMPARE(m_server->rejections().size(), size_t(11)); // still the same second
}

void TestCallbackServer::boundsWhatAFloodLeaves()
{
    static std::atomic<int> lines = 0;
    const auto previous = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) { ++lines; });
    const QByteArray request = "GET " + path + "?msg_signature=1&timestamp=2&nonce=3&echostr=4 HTTP/1.1\r\n\r\n";
    RawClient client(quint16(QUrl(m_url).port()));
    constexpr int batch = 100;
    for (int i = 0; i < 100'000; i += batch) {
        QVERIFY(client.send(request.repeated(batch)));
        for (int answered = 0; answered < batch; ++answered)
            QCOMPARE(client.answer().status, 403);
        m_clock->advance(100);
    }
    qInstallMessageHandler(previous);
    QCOMPARE(m_server->stats().refused[int(Step::Signature)], quint64(100'000));
    QCOMPARE(m_server->rejections().size(), size_t(200));
    QCOMPARE(lines, 0);
}

void TestCallbackServer::countsEveryRefusal()
{
    const auto raw = [this](const QByteArray& bytes) {
        return RawClient(quint16(QUrl(m_url).port())).ask(bytes).status;
    };
    QCOMPARE(send("GET", path).status, 400);
    QCOMPARE(send("GET", "/nothing").status, 404);
    QCOMPARE(raw("PUT " + path + " HTTP/1.1\r\n\r\n"), 405);
    QCOMPARE(raw("POST /healthz HTTP/1.1\r\n\r\n"), 405);
    QCOMPARE(raw("nonsense\r\n\r\n"), 400);
    QCOMPARE(raw("POST " + path + " HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"), 413);
    QCOMPARE(raw("GET /" + QByteArray(9000, 'x') + " HTTP/1.1\r\n\r\n"), 431);
    m_sink->failFromNowOn();
    QCOMPARE(send(createAuthRequest(1)).status, 503);
    using Counts = std::vector<std::pair<QString, quint64>>;
    QCOMPARE(m_server->stats().refusals(), (Counts{{QStringLiteral("query"), 1},
                                                   {QStringLiteral("path"), 1},
                                                   {QStringLiteral("method"), 2},
                                                   {QStringLiteral("malformed"), 1},
                                                   {QStringLiteral("too_large"), 2},
                                                   {QStringLiteral("not_stored"), 1}}));
}

void TestCallbackServer::keepsCountingAcrossRestarts()
{
    for (int run = 1; run <= 3; ++run) {
        QVERIFY(m_server->start(QStringLiteral("127.0.0.1"), 0));
        QCOMPARE(RawClient(quint16(QUrl(m_server->url()).port())).ask("nonsense\r\n\r\n").status, 400);
        QCOMPARE(m_server->stats().http.malformed, quint64(run));
    }
    m_server->stop();
    QCOMPARE(m_server->stats().http.malformed, quint64(3));
    QCOMPARE(m_server->stats().http.connections, 0);
}

void TestCallbackServer::listensWithTls()
{
    const TlsFolder folder({m_clock->nowMs() - 1000, m_clock->nowMs() + 1000, 0});
    QVERIFY(m_server->start(QStringLiteral("127.0.0.1"), 0, folder.files()));
    QVERIFY(m_server->callbackUrl(knownSuiteId).startsWith(QStringLiteral("https://127.0.0.1:")));
    QVERIFY(!m_server->certificate().isEmpty());
    const RawRequest request = createAuthRequest(1);
    TlsClient client(quint16(QUrl(m_server->url()).port()));
    const auto answer = client.ask("POST " + path + "?" + request.query + " HTTP/1.1\r\nContent-Length: " +
                                   QByteArray::number(request.body.size()) + "\r\n\r\n" + request.body);
    QCOMPARE(answer.body, QByteArray("success"));
    QCOMPARE(m_sink->items().size(), size_t(1));

    QVERIFY(m_server->start(QStringLiteral("127.0.0.1"), 0));
    QVERIFY(m_server->url().startsWith(QStringLiteral("http://")));
    QVERIFY(m_server->certificate().isEmpty());
}

void TestCallbackServer::neverFallsBackToPlainHttp()
{
    const TlsFolder expired({m_clock->nowMs() - 2000, m_clock->nowMs() - 1000, 0});
    const auto started = m_server->start(QStringLiteral("127.0.0.1"), 0, expired.files());
    QVERIFY(!started);
    QCOMPARE(started.error().id, QStringLiteral("net.tls_expired"));
    QVERIFY(!m_server->isRunning());
    QCOMPARE(m_server->url(), QString());
}

void TestCallbackServer::answersTheSelfTestWithoutStoring()
{
    const QByteArray event = "<xml><SuiteId>wwdemo0suite0kfcomp1</SuiteId><InfoType>kfdesk_self_test</InfoType></xml>";
    QCOMPARE(send(sealedPost(event, "wwdemo0suite0kfcomp1")).body, QByteArray("success"));
    QCOMPARE(send(sealedPost(event, "wwother")).status, 403);
    QVERIFY(m_sink->items().empty());
    QCOMPARE(m_server->stats().accepted, quint64(0));
}

void TestCallbackServer::remembersTheSlowestAnswerOfADay()
{
    m_sink->hold();
    auto answer = std::async(std::launch::async, [this] { return send(createAuthRequest(1)); });
    m_sink->waitForCommits(1);
    m_clock->advance(700);
    m_sink->letGo();
    QCOMPARE(answer.get().body, QByteArray("success"));
    QCOMPARE(m_server->stats().slowestMs, qint64(700));
    m_clock->advance(23 * 3'600'000LL);
    QCOMPARE(m_server->stats().slowestMs, qint64(700));
    m_clock->advance(2 * 3'600'000LL);
    QCOMPARE(m_server->stats().slowestMs, qint64(0));
}

QTEST_GUILESS_MAIN(TestCallbackServer)
#include "test_callback_server.moc"
