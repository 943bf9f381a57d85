#include "core/base/log.h"
#include "core/wecom/api_client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/interop.h"
#include "tests/wecom/scripted_server.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <functional>
#include <memory>

using namespace kfdesk;
using namespace kfdesk::wecom;

namespace {

// Characters that mean something in a query must arrive as they are.
const QByteArray suiteToken = "canary-sat+/=&%20";
const QByteArray corpToken = "canary-cat+/=&%20";
const QByteArray permanentCode = "canary-pc\"\\";
const QByteArray authCode = "canary-ac";

const QByteArray permanentAnswer = R"({"permanent_code":"pc","auth_corp_info":{"corpid":"wp1"}})";

QStringList& logLines()
{
    static QStringList lines;
    return lines;
}

void keepLine(QtMsgType, const QMessageLogContext&, const QString& line)
{
    logLines().append(line);
}

} // namespace

/// Client, limiter and a server that answers with `answers` in turn, the last one for ever.
struct Bench
{
    explicit Bench(std::vector<net::HttpResponse> script)
        : answers(std::move(script))
        , server([this](const net::HttpRequest&, const net::HttpReply& reply) {
            reply(answers.at(std::min(next, answers.size() - 1)));
            ++next;
        })
        , limiter(clock)
        , client(http, limiter)
    {
        suite.suiteId = QStringLiteral("ww1");
        suite.suiteSecret = Secret(QByteArrayView("canary-secret"));
        suite.apiBase = server.url();
    }

    std::vector<net::HttpResponse> answers;
    size_t next = 0; // of the server's thread
    test::ScriptedServer server;
    test::FakeClock clock;
    net::HttpClient http;
    RateLimiter limiter;
    ApiClient client;
    Suite suite;
};

using Use = std::function<std::optional<Error>(ApiClient&, const Suite&)>;
Q_DECLARE_METATYPE(Use)

namespace {

template <typename T>
std::optional<Error> errorOf(const Result<T>& result)
{
    return result ? std::nullopt : std::optional(result.error());
}

std::optional<Error> exchange(ApiClient& client, const Suite& suite)
{
    return errorOf(client.getPermanentCode(suite, Secret(suiteToken), Secret(authCode)));
}

std::optional<Error> listAccounts(ApiClient& client, const Suite& suite)
{
    return errorOf(client.listKfAccounts(suite, QStringLiteral("wp1"), Secret(corpToken), 100, 50));
}

} // namespace

class TestApiClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAsDocumented_data();
    void asksAsDocumented();
    void fallsBackToV2();
    void explainsUnusableAnswers_data();
    void explainsUnusableAnswers();
    void sendsAnExchangeOnce();
    void keepsTheLimits();
    void stopsWhenTold();
    void agreesWithPublishedErrors_data();
    void agreesWithPublishedErrors();
    void keepsSecretsOutOfLogAndErrors();
};

void TestApiClient::asksAsDocumented_data()
{
    QTest::addColumn<Use>("use");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");

    const QByteArray suiteQuery = "suite_access_token=canary-sat%2B%2F%3D%26%2520";
    const QByteArray corpQuery = "access_token=canary-cat%2B%2F%3D%26%2520";
    const QByteArray token = R"({"suite_access_token":"t","access_token":"t","expires_in":7200})";
    const QByteArray credentials = R"({"auth_corpid":"wp1","permanent_code":"canary-pc\"\\"})";
    const QString corp = QStringLiteral("wp1");

    QTest::newRow("get_suite_token") << Use([](ApiClient& client, const Suite& suite) {
        return errorOf(client.getSuiteToken(suite, Secret(QByteArrayView("canary-ticket"))));
    }) << token << QByteArray("/cgi-bin/service/get_suite_token")
                                     << QByteArray()
                                     << QByteArray(R"({"suite_id":"ww1","suite_secret":"canary-secret",)"
                                                   R"("suite_ticket":"canary-ticket"})");
    QTest::newRow("get_permanent_code") << Use(exchange) << permanentAnswer
                                        << QByteArray("/cgi-bin/service/get_permanent_code") << suiteQuery
                                        << QByteArray(R"({"auth_code":"canary-ac"})");
    QTest::newRow("get_auth_info") << Use([corp](ApiClient& client, const Suite& suite) {
        return errorOf(client.getAuthInfo(suite, Secret(suiteToken), corp, Secret(permanentCode)));
    }) << permanentAnswer << QByteArray("/cgi-bin/service/get_auth_info")
                                   << suiteQuery << credentials;
    QTest::newRow("get_corp_token") << Use([corp](ApiClient& client, const Suite& suite) {
        return errorOf(client.getCorpToken(suite, Secret(suiteToken), corp, Secret(permanentCode)));
    }) << token << QByteArray("/cgi-bin/service/get_corp_token")
                                    << suiteQuery << credentials;
    QTest::newRow("account/list") << Use(listAccounts) << QByteArray(R"({"account_list":[]})")
                                  << QByteArray("/cgi-bin/kf/account/list") << corpQuery
                                  << QByteArray(R"({"limit":50,"offset":100})");
    QTest::newRow("add_contact_way") << Use([corp](ApiClient& client, const Suite& suite) {
        return errorOf(
            client.addContactWay(suite, corp, Secret(corpToken), QStringLiteral("wkA"), QStringLiteral("shop42")));
    }) << QByteArray(R"({"url":"https://u"})")
                                     << QByteArray("/cgi-bin/kf/add_contact_way") << corpQuery
                                     << QByteArray(R"({"open_kfid":"wkA","scene":"shop42"})");
    QTest::newRow("add_contact_way, plain") << Use([corp](ApiClient& client, const Suite& suite) {
        return errorOf(client.addContactWay(suite, corp, Secret(corpToken), QStringLiteral("wkA"), QString()));
    }) << QByteArray(R"({"url":"https://u"})")
                                            << QByteArray("/cgi-bin/kf/add_contact_way") << corpQuery
                                            << QByteArray(R"({"open_kfid":"wkA"})");
}

void TestApiClient::asksAsDocumented()
{
    QFETCH(Use, use);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);

    Bench bench({test::jsonAnswer(answer)});
    const auto error = use(bench.client, bench.suite);
    QCOMPARE(error ? error->id : QString(), QString());
    const auto requests = bench.server.requests();
    QCOMPARE(requests.size(), size_t(1));
    QCOMPARE(requests[0].method, QByteArray("POST"));
    QCOMPARE(requests[0].path(), path);
    QCOMPARE(requests[0].query(), query);
    QCOMPARE(requests[0].body, body);
    QVERIFY(requests[0].contentType.startsWith("application/json"));
}

void TestApiClient::fallsBackToV2()
{
    Bench bench({test::jsonAnswer(R"({"errcode":48005,"errmsg":"api abandoned"})"), test::jsonAnswer(permanentAnswer)});
    QVERIFY(!exchange(bench.client, bench.suite));
    const auto requests = bench.server.requests();
    QCOMPARE(requests.size(), size_t(2));
    QCOMPARE(requests[1].path(), QByteArray("/cgi-bin/service/v2/get_permanent_code"));
    QCOMPARE(requests[1].body, requests[0].body);

    Bench refusing({test::jsonAnswer(R"({"errcode":40078,"errmsg":"invalid auth_code"})")});
    QCOMPARE(exchange(refusing.client, refusing.suite)->id, QStringLiteral("wecom.40078"));
    QCOMPARE(refusing.server.requests().size(), size_t(1));
}

void TestApiClient::explainsUnusableAnswers_data()
{
    QTest::addColumn<Use>("use");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("errorId");
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorKind>("kind");

    const QByteArray html = "<html>502</html>";
    const QByteArray limited = R"({"errcode":45009,"errmsg":"x"})";
    const QString status = QStringLiteral("wecom.http_status");
    QTest::newRow("HTML with 200") << Use(listAccounts) << 200 << html << QStringLiteral("wecom.html") << 0
                                   << ErrorKind::Remote;
    QTest::newRow("HTML with 502") << Use(listAccounts) << 502 << html << status << 502 << ErrorKind::Remote;
    QTest::newRow("404 without a body") << Use(listAccounts) << 404 << QByteArray() << status << 404
                                        << ErrorKind::Remote;
    QTest::newRow("500 that is JSON") << Use(listAccounts) << 500 << QByteArray("{\"message\":1}") << status << 500
                                      << ErrorKind::Remote;
    QTest::newRow("errcode with 500") << Use(listAccounts) << 500 << limited << QStringLiteral("wecom.45009") << 45009
                                      << ErrorKind::Limit;
    QTest::newRow("exchange, 502") << Use(exchange) << 502 << html << status << 502 << ErrorKind::Ambiguous;
    QTest::newRow("exchange, cut short") << Use(exchange) << 200 << QByteArray("{\"permanent_co")
                                         << QStringLiteral("wecom.not_json") << 0 << ErrorKind::Ambiguous;
    QTest::newRow("exchange, errcode") << Use(exchange) << 200 << limited << QStringLiteral("wecom.45009") << 45009
                                       << ErrorKind::Limit;
}

void TestApiClient::explainsUnusableAnswers()
{
    QFETCH(Use, use);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, errorId);
    QFETCH(int, code);
    QFETCH(ErrorKind, kind);

    Bench bench({test::jsonAnswer(body, status)});
    const auto error = use(bench.client, bench.suite);
    QVERIFY(error);
    QCOMPARE(error->id, errorId);
    QCOMPARE(error->code, code);
    QCOMPARE(error->kind, kind);
    QCOMPARE(error->retryAfterMs, kind == ErrorKind::Limit ? 60'000 : 0);
}

void TestApiClient::sendsAnExchangeOnce()
{
    // The first call leaves a kept-alive connection; the second is dropped on it before the answer, which makes Qt send
    // an ordinary POST again.
    size_t seen = 0;
    test::ScriptedServer server([&seen](const net::HttpRequest&, const net::HttpReply& reply) {
        if (seen++ == 0)
            reply(test::jsonAnswer(R"({"suite_access_token":"t","expires_in":7200})"));
    });
    test::FakeClock clock;
    net::HttpClient http;
    RateLimiter limiter(clock);
    ApiClient client(http, limiter);
    Suite suite;
    suite.apiBase = server.url();
    QVERIFY(client.getSuiteToken(suite, Secret(QByteArrayView("t"))));
    const auto error = exchange(client, suite);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Ambiguous);
    QCOMPARE(server.requests().size(), size_t(2));
}

void TestApiClient::keepsTheLimits()
{
    Bench bench({test::jsonAnswer(R"({"errcode":45009,"errmsg":"api freq out of limit"})"),
                 test::jsonAnswer(R"({"account_list":[]})")});
    QCOMPARE(listAccounts(bench.client, bench.suite)->id, QStringLiteral("wecom.45009"));
    const auto refused = listAccounts(bench.client, bench.suite);
    QCOMPARE(refused->id, QStringLiteral("wecom.budget"));
    QCOMPARE(refused->retryAfterMs, 60'000);
    QCOMPARE(bench.server.requests().size(), size_t(1));
    bench.clock.advance(60'000);
    QVERIFY(!listAccounts(bench.client, bench.suite));
    QVERIFY(bench.limiter.usage() > 0);
}

void TestApiClient::stopsWhenTold()
{
    std::stop_source stop;
    test::ScriptedServer server([&stop](const net::HttpRequest&, const net::HttpReply&) { stop.request_stop(); });
    test::FakeClock clock;
    net::HttpClient http;
    RateLimiter limiter(clock);
    ApiClient client(http, limiter);
    Suite suite;
    suite.apiBase = server.url();
    const auto answer =
        client.listKfAccounts(suite, QStringLiteral("wp1"), Secret(corpToken), 0, 100, stop.get_token());
    QVERIFY(!answer);
    QCOMPARE(answer.error().id, QStringLiteral("net.cancelled"));
}

void TestApiClient::agreesWithPublishedErrors_data()
{
    if (!test::interopDir())
        QSKIP("KFDESK_INTEROP_DIR is not set");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("errcode");

    const QJsonArray index = test::readInteropJson(QStringLiteral("api/index.json")).array();
    for (const QJsonValue item : index) {
        const QString file = item[u"file"].toString();
        if (file.startsWith(u"error-"))
            QTest::newRow(qPrintable(file)) << test::readInterop(QStringLiteral("api/") + file)
                                            << item[u"http_status"].toInt() << item[u"expected"][u"errcode"].toInt();
    }
}

void TestApiClient::agreesWithPublishedErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(int, errcode); // 0: none, or one that is a string
    Bench bench({test::jsonAnswer(body, status)});
    const auto error = listAccounts(bench.client, bench.suite);
    QVERIFY(error);
    QVERIFY(errcode == 0 || error->code == errcode);
    QVERIFY(error->id.startsWith(u"wecom."));
    QCOMPARE(error->args.value(QStringLiteral("endpoint")), QStringLiteral("kf/account/list"));
}

void TestApiClient::keepsSecretsOutOfLogAndErrors()
{
    logLines().clear();
    QLoggingCategory::setFilterRules(QStringLiteral("kfdesk.*.debug=true"));
    const QtMessageHandler before = qInstallMessageHandler(keepLine);
    QStringList errors;
    for (const QByteArray& body : {QByteArray("<html>"), QByteArray(R"({"errcode":40014,"errmsg":"invalid"})")}) {
        Bench bench({test::jsonAnswer(body)});
        for (const Use& use : {Use(exchange), Use(listAccounts)}) {
            const Error error = use(bench.client, bench.suite).value();
            errors += QStringList{error.id, error.detail} + error.args.values();
        }
    }
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules(QString());

    QVERIFY(logLines().filter(QStringLiteral("kf/account/list")).size() == 2);
    for (const QString& line : logLines() + errors)
        QVERIFY2(!line.contains(u"canary") && !line.contains(u"cgi-bin"), qPrintable(line));
}

QTEST_GUILESS_MAIN(TestApiClient)
#include "test_api_client.moc"
