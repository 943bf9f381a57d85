#include "tests/wecom/token_bench.h"

#include <QTest>

#include <thread>

using namespace kfdesk;
using namespace kfdesk::wecom;
using test::secret;
using Bench = test::BrokerBench;

namespace {

const QString suiteId = QStringLiteral("ww1");
const TokenKey suiteKey{suiteId, {}};
const TokenKey corpKey{suiteId, QStringLiteral("wp1")};

QByteArray text(const Secret& secretText)
{
    return secretText.view().toByteArray();
}

void awaitWaiting(const TokenBroker& broker, int count)
{
    while (broker.waiting() != count)
        std::this_thread::yield();
}

} // namespace

class TestTokenBroker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnceAndKeeps();
    void refreshesEarly();
    void usesShortLivedTokensToTheirEnd();
    void takesACorpTokenThroughTheSuites();
    void sharesOneRequestAmongManyThreads();
    void sharesAFailure();
    void keepsFailingCallsFew();
    void oneCorpsTroubleIsNobodyElses();
    void letsAWaiterGo();
    void replacesACalledOffLeader();
    void trustsAnotherProcess();
    void losesTheRaceOfWriting();
    void repeatsOnceAfterARejectedToken_data();
    void repeatsOnceAfterARejectedToken();
    void refreshesARejectedSuiteTokenForACorp();
    void leavesOtherErrorsAlone();
    void refreshesARejectedTokenOnceForAll();
    void adoptsATokenThatCameAlong();
    void passesStoreErrorsOn();
};

void TestTokenBroker::asksOnceAndKeeps()
{
    Bench bench;
    for (int i = 0; i < 3; ++i) {
        const auto token = bench.broker.suiteToken(suiteId);
        QVERIFY(token);
        QCOMPARE(text(*token), QByteArray("suite1"));
    }
    QCOMPARE(bench.server.suiteCalls(), 1);
    QCOMPARE(bench.store.row(suiteKey)->expiresAt, bench.clock.nowMs() + 7'200'000);
}

void TestTokenBroker::refreshesEarly()
{
    Bench bench;
    QVERIFY(bench.broker.suiteToken(suiteId));
    bench.clock.advance(7'200'000 - 180'001);
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("suite1"));
    bench.clock.advance(1);
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("suite2"));
    QCOMPARE(bench.server.suiteCalls(), 2);
}

void TestTokenBroker::usesShortLivedTokensToTheirEnd()
{
    Bench bench;
    bench.server.expiresIn = 120;
    for (int i = 0; i < 5; ++i)
        QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("suite1"));
    bench.clock.advance(119'999);
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("suite1"));
    bench.clock.advance(1);
    bench.server.expiresIn = 7200;
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("suite2"));
    bench.clock.advance(7'200'000 - 180'000);
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("suite3"));
}

void TestTokenBroker::takesACorpTokenThroughTheSuites()
{
    Bench bench;
    QCOMPARE(text(*bench.broker.corpToken(corpKey)), QByteArray("corp1"));
    QCOMPARE(bench.server.lastQuery(), QByteArray("suite_access_token=suite1"));
    QCOMPARE(text(*bench.broker.corpToken({suiteId, QStringLiteral("wp2")})), QByteArray("corp2"));
    QCOMPARE(bench.server.suiteCalls(), 1);
    QCOMPARE(bench.server.corpCalls(), 2);
}

void TestTokenBroker::sharesOneRequestAmongManyThreads()
{
    Bench bench;
    bench.server.hold = true;
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 200; ++i) {
        threads.emplace_back([&] {
            const auto token = bench.broker.suiteToken(suiteId);
            right += token && text(*token) == "suite1" ? 1 : 0;
        });
    }
    awaitWaiting(bench.broker, 199);
    bench.server.awaitRequest();
    bench.server.release();
    threads.clear();
    QCOMPARE(right, 200);
    QCOMPARE(bench.server.suiteCalls(), 1);
    QCOMPARE(bench.store.loads, 1);
}

void TestTokenBroker::sharesAFailure()
{
    Bench bench;
    bench.server.hold = true;
    bench.server.refuse = [](const net::HttpRequest&) {
        return QByteArray(R"({"errcode":40085,"errmsg":"invalid suite_ticket"})");
    };
    std::atomic<int> told = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 20; ++i) {
        threads.emplace_back([&] {
            const auto token = bench.broker.suiteToken(suiteId);
            told += !token && token.error().code == 40085 ? 1 : 0;
        });
    }
    awaitWaiting(bench.broker, 19);
    bench.server.awaitRequest();
    bench.server.release();
    threads.clear();
    QCOMPARE(told, 20);
    QCOMPARE(bench.server.suiteCalls(), 1);
    QVERIFY(!bench.store.row(suiteKey));

    // The next caller is not bound to that failure.
    bench.server.refuse = nullptr;
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("suite1"));
}

/// Ten thousand corps whose suite cannot get a token, asking as fast as they can for an hour.
void TestTokenBroker::keepsFailingCallsFew()
{
    Bench bench;
    bench.server.refuse = [](const net::HttpRequest&) {
        return QByteArray(R"({"errcode":60020,"errmsg":"not allow to access from your ip"})");
    };
    for (int second = 0; second < 3600; second += 2) {
        for (int corp = 0; corp < 3; ++corp)
            QCOMPARE(bench.broker.corpToken({suiteId, QString::number(corp)}).error().code, 60020);
        bench.clock.advance(2000);
    }
    QVERIFY2(bench.server.suiteCalls() < 1000, qPrintable(QString::number(bench.server.suiteCalls())));
    QVERIFY(bench.server.suiteCalls() > 800); // and an operator who mends it sees so within seconds
    bench.server.refuse = nullptr;
    bench.clock.advance(4000);
    QCOMPARE(text(*bench.broker.corpToken(corpKey)), QByteArray("corp1"));
}

void TestTokenBroker::oneCorpsTroubleIsNobodyElses()
{
    Bench bench;
    bench.server.refuse = [](const net::HttpRequest& request) {
        return request.body.contains("wpGone") ? QByteArray(R"({"errcode":40084,"errmsg":"invalid permanent_code"})")
                                               : QByteArray();
    };
    for (int i = 0; i < 200; ++i)
        QCOMPARE(bench.broker.corpToken({suiteId, QStringLiteral("wpGone%1").arg(i)}).error().code, 40084);
    QCOMPARE(bench.server.corpCalls(), 200);
    QCOMPARE(text(*bench.broker.corpToken(corpKey)), QByteArray("corp1"));
}

void TestTokenBroker::letsAWaiterGo()
{
    Bench bench;
    bench.server.hold = true;
    std::optional<Result<Secret>> led;
    std::jthread leader([&] { led = bench.broker.suiteToken(suiteId); });
    bench.server.awaitRequest();

    std::stop_source stop;
    std::optional<Result<Secret>> outcome;
    std::jthread waiter([&] { outcome = bench.broker.suiteToken(suiteId, stop.get_token()); });
    awaitWaiting(bench.broker, 1);
    stop.request_stop();
    waiter.join();
    QCOMPARE(outcome->error().id, QStringLiteral("net.cancelled"));
    QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);

    bench.server.release();
    leader.join();
    QVERIFY(*led);
    QCOMPARE(bench.server.suiteCalls(), 1);
}

void TestTokenBroker::replacesACalledOffLeader()
{
    Bench bench;
    bench.server.hold = true;
    std::stop_source stop;
    std::optional<Result<Secret>> led;
    std::jthread leader([&] { led = bench.broker.suiteToken(suiteId, stop.get_token()); });
    bench.server.awaitRequest();
    std::optional<Result<Secret>> waited;
    std::jthread waiter([&] { waited = bench.broker.suiteToken(suiteId); });
    awaitWaiting(bench.broker, 1);
    bench.server.hold = false;
    stop.request_stop();
    leader.join();
    waiter.join();
    QCOMPARE(led->error().id, QStringLiteral("net.cancelled"));
    QVERIFY(*waited);
    QCOMPARE(bench.server.suiteCalls(), 2);
}

void TestTokenBroker::trustsAnotherProcess()
{
    Bench bench;
    bench.store.put(suiteKey, "theirs", bench.clock.nowMs() + 3'600'000);
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("theirs"));
    bench.clock.advance(3'600'000);
    bench.store.put(suiteKey, "theirs2", bench.clock.nowMs() + 3'600'000);
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("theirs2"));
    QCOMPARE(bench.server.suiteCalls(), 0);
}

void TestTokenBroker::losesTheRaceOfWriting()
{
    Bench bench;
    bench.store.beforeSwap = [&bench] {
        bench.store.beforeSwap = nullptr;
        bench.store.put(suiteKey, "theirs", bench.clock.nowMs() + 7'200'000);
    };
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("theirs"));
    QCOMPARE(text(*bench.broker.suiteToken(suiteId)), QByteArray("theirs"));
    QCOMPARE(bench.server.suiteCalls(), 1);
}

void TestTokenBroker::repeatsOnceAfterARejectedToken_data()
{
    QTest::addColumn<int>("errcode");
    QTest::addColumn<int>("rejections");
    QTest::addColumn<int>("uses");
    QTest::addColumn<bool>("succeeds");

    QTest::newRow("accepted") << 0 << 0 << 1 << true;
    for (const int code : {40014, 42001, 40082, 42009})
        QTest::addRow("%d once", code) << code << 1 << 2 << true;
    QTest::newRow("again and again") << 42001 << 99 << 2 << false;
}

void TestTokenBroker::repeatsOnceAfterARejectedToken()
{
    QFETCH(int, errcode);
    QFETCH(int, rejections);
    QFETCH(int, uses);
    QFETCH(bool, succeeds);

    Bench bench;
    QList<QByteArray> tokens;
    const auto outcome =
        bench.broker.withCorpToken<int>(corpKey, {}, [&](const Suite& suite, const Secret& token) -> Result<int> {
            tokens.append(text(token));
            if (suite.suiteId != suiteId || tokens.size() <= rejections)
                return fail(Error{ErrorKind::Remote, errcode, QStringLiteral("wecom.%1").arg(errcode), {}, {}, 0});
            return 7;
        });
    QCOMPARE(outcome.has_value(), succeeds);
    QCOMPARE(tokens, QList<QByteArray>({"corp1", "corp2"}).first(uses));
    QCOMPARE(bench.server.corpCalls(), uses);
    QCOMPARE(bench.server.suiteCalls(), 1);
}

void TestTokenBroker::refreshesARejectedSuiteTokenForACorp()
{
    Bench bench;
    bench.store.put(suiteKey, "stale", bench.clock.nowMs() + 7'200'000);
    bench.server.refuse = [](const net::HttpRequest& request) {
        return request.query().contains("stale") ? QByteArray(R"({"errcode":40082,"errmsg":"x"})") : QByteArray();
    };
    QCOMPARE(text(*bench.broker.corpToken(corpKey)), QByteArray("corp1"));
    QCOMPARE(bench.server.suiteCalls(), 1);
    QCOMPARE(bench.server.corpCalls(), 2);
}

void TestTokenBroker::leavesOtherErrorsAlone()
{
    Bench bench;
    int uses = 0;
    const auto outcome =
        bench.broker.withSuiteToken<int>(suiteId, {}, [&uses](const Suite&, const Secret&) -> Result<int> {
            ++uses;
            return fail(Error{ErrorKind::Auth, 40078, QStringLiteral("wecom.40078"), {}, {}, 0});
        });
    QCOMPARE(outcome.error().code, 40078);
    QCOMPARE(uses, 1);

    // 40014 of somebody else is not WeCom's.
    const auto other =
        bench.broker.withSuiteToken<int>(suiteId, {}, [&uses](const Suite&, const Secret&) -> Result<int> {
            ++uses;
            return fail(Error{ErrorKind::Store, 40014, QStringLiteral("store.io"), {}, {}, 0});
        });
    QVERIFY(!other);
    QCOMPARE(uses, 2);
}

void TestTokenBroker::refreshesARejectedTokenOnceForAll()
{
    Bench bench;
    QVERIFY(bench.broker.suiteToken(suiteId));
    // Everybody holds suite1 before the first learns that it is rejected.
    std::atomic<int> holding = 0;
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            const auto outcome =
                bench.broker.withSuiteToken<int>(suiteId, {}, [&](const Suite&, const Secret& token) -> Result<int> {
                    if (text(token) == "suite2")
                        return 1;
                    ++holding;
                    while (holding < 16)
                        std::this_thread::yield();
                    return fail(Error{ErrorKind::Remote, 42009, QStringLiteral("wecom.42009"), {}, {}, 0});
                });
            right += outcome ? 1 : 0;
        });
    }
    threads.clear();
    QCOMPARE(right, 16);
    QCOMPARE(bench.server.suiteCalls(), 2);
}

void TestTokenBroker::adoptsATokenThatCameAlong()
{
    Bench bench;
    QVERIFY(bench.broker.adopt(corpKey, {secret("came"), 7200}));
    QCOMPARE(text(*bench.broker.corpToken(corpKey)), QByteArray("came"));
    QVERIFY(bench.broker.adopt(corpKey, {}));
    QCOMPARE(text(*bench.broker.corpToken(corpKey)), QByteArray("came"));
    QVERIFY(bench.broker.adopt(corpKey, {secret("newer"), 7200}));
    QCOMPARE(text(*bench.broker.corpToken(corpKey)), QByteArray("newer"));
    QCOMPARE(bench.server.suiteCalls() + bench.server.corpCalls(), 0);
}

void TestTokenBroker::passesStoreErrorsOn()
{
    Bench bench;
    bench.store.hasTicket = false;
    QCOMPARE(bench.broker.suiteToken(suiteId).error().id, QStringLiteral("ticket.none"));
    QCOMPARE(bench.broker.corpToken(corpKey).error().id, QStringLiteral("ticket.none"));
    QCOMPARE(bench.server.suiteCalls(), 0);
}

QTEST_GUILESS_MAIN(TestTokenBroker)
#include "test_token_broker.moc"
