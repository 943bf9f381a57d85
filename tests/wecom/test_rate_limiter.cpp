#include "core/wecom/rate_limiter.h"
#include "tests/support/fake_clock.h"

#include <QTest>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

using namespace kfdesk;
using namespace kfdesk::wecom;

namespace {

const QString list = QStringLiteral("kf/account/list");
const QString way = QStringLiteral("kf/add_contact_way");
const QString corpA = QStringLiteral("wpA");
const QString corpB = QStringLiteral("wpB");
const QString suiteLevel;

/// Takes a permit and gives it back; −1 when it was given, else the wait.
qint64 waitFor(RateLimiter& limiter, const QString& corp, const QString& api)
{
    const auto permit = limiter.acquire(corp, api);
    return permit ? -1 : permit.error().retryAfterMs;
}

} // namespace

/// One rule after the other.
class TestRateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pacesACorp();
    void boundsCallsInFlight();
    void letsSuiteCallsRun();
    void pausesAfter45009();
    void countsABurstOf45009Once();
    void forgetsEscalationAfterSuccess();
    void halvesAfter45033();
    void tellsWhenToComeBack();
    void forgetsIdleCorps();
    void measuresUsage();
    void holdsUnderThreads();
};

void TestRateLimiter::pacesACorp()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(waitFor(limiter, corpA, i % 2 ? list : way), -1);
    QCOMPARE(waitFor(limiter, corpA, list), 200);
    QCOMPARE(waitFor(limiter, corpB, list), -1);

    const auto refused = limiter.acquire(corpA, list);
    QCOMPARE(refused.error().id, QStringLiteral("wecom.budget"));
    QCOMPARE(refused.error().kind, ErrorKind::Limit);
    QCOMPARE(refused.error().args.value(QStringLiteral("endpoint")), list);

    clock.advance(150);
    QCOMPARE(waitFor(limiter, corpA, list), 50);
    clock.advance(50);
    QCOMPARE(waitFor(limiter, corpA, list), -1);
    QCOMPARE(waitFor(limiter, corpA, list), 200);
    clock.jumpWall(-3'600'000); // somebody sets the wall clock: nothing changes
    QCOMPARE(waitFor(limiter, corpA, list), 200);
}

void TestRateLimiter::boundsCallsInFlight()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    std::vector<RateLimiter::Permit> permits;
    for (int i = 0; i < 4; ++i) {
        auto permit = limiter.acquire(corpA, i % 2 ? list : way);
        QVERIFY(permit);
        permits.push_back(*std::move(permit));
    }
    QVERIFY(!limiter.acquire(corpA, list));
    QVERIFY(limiter.acquire(corpB, list));
    permits.pop_back();
    QVERIFY(limiter.acquire(corpA, list));
}

void TestRateLimiter::letsSuiteCallsRun()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    std::vector<RateLimiter::Permit> permits;
    for (int i = 0; i < 500; ++i) {
        auto permit = limiter.acquire(suiteLevel, QStringLiteral("service/get_corp_token"));
        QVERIFY(permit);
        permits.push_back(*std::move(permit));
    }
}

void TestRateLimiter::pausesAfter45009()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    for (const qint64 pause : {60'000, 600'000, 3'600'000, 3'600'000}) {
        QCOMPARE(waitFor(limiter, corpA, list), -1);
        QCOMPARE(limiter.report(corpA, list, 45009), pause);
        QCOMPARE(waitFor(limiter, corpA, list), pause);
        QCOMPARE(waitFor(limiter, corpA, way), -1);
        QCOMPARE(waitFor(limiter, corpB, list), -1);
        clock.advance(pause - 1);
        QCOMPARE(waitFor(limiter, corpA, list), 1);
        clock.advance(1);
    }
}

void TestRateLimiter::countsABurstOf45009Once()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    QCOMPARE(limiter.report(corpA, list, 45009), 60'000);
    clock.advance(1000);
    QCOMPARE(limiter.report(corpA, list, 45009), 59'000); // was under way when the pause began
    QCOMPARE(limiter.report(corpA, list, 0), 0);          // so was this: no proof that the pause is over
    clock.advance(59'000);
    QCOMPARE(limiter.report(corpA, list, 45009), 600'000);
}

void TestRateLimiter::forgetsEscalationAfterSuccess()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    QCOMPARE(limiter.report(corpA, list, 45009), 60'000);
    clock.advance(60'000);
    QCOMPARE(limiter.report(corpA, list, 60020), 0); // says nothing about the rate
    QCOMPARE(limiter.report(corpA, list, 0), 0);
    QCOMPARE(limiter.report(corpA, list, 45009), 60'000);
}

void TestRateLimiter::halvesAfter45033()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    const auto room = [&limiter](const QString& api) {
        std::vector<RateLimiter::Permit> permits;
        while (auto permit = limiter.acquire(corpA, api))
            permits.push_back(*std::move(permit));
        return permits.size();
    };
    QCOMPARE(limiter.report(corpA, list, 45033), 1000);
    QCOMPARE(room(list), size_t(0));
    clock.advance(1000);
    QCOMPARE(room(list), size_t(2));
    QCOMPARE(room(way), size_t(4));
    QCOMPARE(limiter.report(corpA, list, 45033), 2000);
    clock.advance(2000);
    QCOMPARE(room(list), size_t(1));
    QCOMPARE(limiter.report(corpA, list, 45033), 3000);
    clock.advance(3000);
    QCOMPARE(room(list), size_t(1));
    QCOMPARE(limiter.report(corpA, list, 45009), 60'000); // both at once: the longer pause holds
    clock.advance(60'000);
    QCOMPARE(room(list), size_t(4));
}

void TestRateLimiter::tellsWhenToComeBack()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    int given = 0;
    const auto exhaust = [&] {
        qint64 wait = waitFor(limiter, suiteLevel, list);
        for (; wait < 0; wait = waitFor(limiter, suiteLevel, list))
            ++given;
        return wait;
    };
    for (int minute = 1; minute < 30; ++minute) {
        const qint64 wait = exhaust();
        QCOMPARE(given, minute * 40'000);
        QVERIFY(wait > 0 && wait <= 61'000);
        clock.advance(wait - 1);
        QCOMPARE(waitFor(limiter, suiteLevel, list), 1);
        clock.advance(1);
    }
    // Now the hour's budget is used up, and the first minute of it must pass.
    const qint64 wait = exhaust();
    QCOMPARE(given, 1'200'000);
    QVERIFY(wait > 25 * 60'000 && wait <= 60 * 60'000);
    clock.advance(wait - 1);
    QCOMPARE(waitFor(limiter, suiteLevel, list), 1);
    clock.advance(1);
    QCOMPARE(waitFor(limiter, suiteLevel, list), -1);
}

void TestRateLimiter::forgetsIdleCorps()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    for (int i = 0; i < 100'000; ++i) {
        clock.advance(100);
        QCOMPARE(waitFor(limiter, QStringLiteral("wp%1").arg(i), list), -1);
    }
    QVERIFY(limiter.trackedCorps() <= 2048);

    // A pause outlives the sweeps.
    limiter.report(corpA, list, 45009);
    for (int i = 0; i < 5000; ++i) {
        clock.advance(10);
        QCOMPARE(waitFor(limiter, QStringLiteral("wq%1").arg(i), way), -1);
    }
    QCOMPARE(waitFor(limiter, corpA, list), 10'000);
}

void TestRateLimiter::measuresUsage()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    QCOMPARE(limiter.usage(), 0.0);
    for (int i = 0; i < 10'000; ++i)
        QCOMPARE(waitFor(limiter, suiteLevel, list), -1);
    QCOMPARE(waitFor(limiter, suiteLevel, way), -1);
    QCOMPARE(limiter.usage(), 0.25);
    clock.advance(62'000);
    QCOMPARE(limiter.usage(), 0.0);
}

void TestRateLimiter::holdsUnderThreads()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    std::array<std::atomic<int>, 3> inFlight{};
    std::atomic<bool> exceeded = false;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 3000; ++i) {
                const size_t corp = size_t(i + t) % inFlight.size();
                const QString name = QStringLiteral("wp%1").arg(corp);
                const auto permit = limiter.acquire(name, i % 2 ? list : way);
                if (permit) {
                    exceeded = exceeded || ++inFlight[corp] > 4;
                    limiter.report(name, list, i % 500 == 0 ? 45033 : 0);
                    --inFlight[corp];
                }
                clock.advance(3);
                limiter.usage();
            }
        });
    }
    threads.clear();
    QVERIFY(!exceeded);
    clock.advance(120'000);
    QCOMPARE(waitFor(limiter, QStringLiteral("wp0"), list), -1);
}

QTEST_APPLESS_MAIN(TestRateLimiter)
#include "test_rate_limiter.moc"
