#include "core/wecom/rate_limiter.h"
#include "tests/support/fake_clock.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <atomic>
#include <deque>
#include <map>
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

/// The naive reading of the limits: every call of the last hour is remembered.
class Referee
{
public:
    void record(const QString& corp, const QString& api, qint64 now)
    {
        add(m_apis[api], now, 40'000, 1'200'000);
        if (corp.isEmpty())
            return;
        add(m_corpApis[{corp, api}], now, 10'000, 150'000);
        std::deque<qint64>& calls = m_corps[corp];
        calls.push_back(now);
        while (calls.size() > 21)
            calls.pop_front();
        // A bucket of 20 filled by 5 a second: call 21 comes at the earliest 200 ms after the first of them.
        paceKept = paceKept && (calls.size() < 21 || calls.back() - calls.front() >= 200);
    }

    bool limitsKept = true;
    bool paceKept = true;
    int accepted = 0;

private:
    void add(std::deque<qint64>& calls, qint64 now, size_t perMinute, size_t perHour)
    {
        ++accepted;
        calls.push_back(now);
        while (calls.front() <= now - 3'600'000)
            calls.pop_front();
        const auto minuteBegin = std::upper_bound(calls.begin(), calls.end(), now - 60'000);
        limitsKept = limitsKept && calls.size() <= perHour && size_t(calls.end() - minuteBegin) <= perMinute;
    }

    std::map<QString, std::deque<qint64>> m_apis;
    std::map<std::pair<QString, QString>, std::deque<qint64>> m_corpApis;
    std::map<QString, std::deque<qint64>> m_corps;
};

} // namespace

/// The naive reading of reference §6: after 45009 nothing for 60 s, 10 min, 60 min; after 45033 nothing for a second
/// and half as many at once for a minute; never more than four calls of a corp under way.
class PauseReferee
{
public:
    void began(const QString& corp, const QString& api, qint64 now)
    {
        Pair& pair = m_pairs[{corp, api}];
        pausesKept = pausesKept && now >= pair.pausedUntil;
        inFlightKept =
            inFlightKept && ++m_corps[corp] <= 4 && ++pair.inFlight <= (now < pair.halvedUntil ? pair.cap : 4);
    }

    void ended(const QString& corp, const QString& api, int errcode, qint64 now)
    {
        Pair& pair = m_pairs[{corp, api}];
        --m_corps[corp];
        --pair.inFlight;
        if (errcode == 0 && now >= pair.frequencyUntil)
            pair.hits = 0;
        if (errcode == 45009 && now >= pair.frequencyUntil) {
            constexpr std::array<qint64, 3> lengths{60'000, 600'000, 3'600'000};
            pair.frequencyUntil = now + lengths[size_t(std::min(pair.hits++, 2))];
            pair.pausedUntil = std::max(pair.pausedUntil, pair.frequencyUntil);
            ++blocks;
        }
        if (errcode == 45033 && now >= pair.concurrencyUntil) {
            pair.concurrencyUntil = now + 1000;
            pair.pausedUntil = std::max(pair.pausedUntil, now + 1000);
            pair.cap = std::max(1, (now < pair.halvedUntil ? pair.cap : 4) / 2);
            pair.halvedUntil = now + 60'000;
            ++halvings;
        }
    }

    bool pausesKept = true;
    bool inFlightKept = true;
    int blocks = 0;
    int halvings = 0;

private:
    struct Pair
    {
        qint64 pausedUntil = 0;
        qint64 frequencyUntil = 0;
        qint64 concurrencyUntil = 0;
        qint64 halvedUntil = 0;
        int hits = 0;
        int cap = 4;
        int inFlight = 0;
    };

    std::map<std::pair<QString, QString>, Pair> m_pairs;
    std::map<QString, int> m_corps;
};

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
    void neverExceedsALimit_data();
    void neverExceedsALimit();
    void neverCallsDuringAPause_data();
    void neverCallsDuringAPause();
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

void TestRateLimiter::neverExceedsALimit_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("corps");
    QTest::addColumn<int>("largestStepMs");

    QTest::newRow("two corps, in a hurry") << 1u << 2 << 30;
    QTest::newRow("fifty corps") << 2u << 50 << 5;
    QTest::newRow("many corps, one API fills up") << 3u << 20'000 << 2;
    QTest::newRow("with pauses") << 4u << 300 << 4000;
}

void TestRateLimiter::neverExceedsALimit()
{
    QFETCH(quint32, seed);
    QFETCH(int, corps);
    QFETCH(int, largestStepMs);

    test::FakeClock clock;
    RateLimiter limiter(clock);
    Referee referee;
    QRandomGenerator random(seed);
    int refused = 0;
    for (int i = 0; i < 120'000; ++i) {
        if (random.bounded(4) == 0)
            clock.advance(random.bounded(largestStepMs));
        const QString corp = QStringLiteral("wp%1").arg(random.bounded(corps));
        const QString& api = random.bounded(8) == 0 ? way : list;
        if (const auto permit = limiter.acquire(corp, api)) {
            referee.record(corp, api, clock.monotonicMs());
            limiter.report(corp, api, random.bounded(1000) == 0 ? (random.bounded(2) ? 45009 : 45033) : 0);
        } else {
            ++refused;
            QVERIFY(permit.error().retryAfterMs > 0);
        }
    }
    QVERIFY(referee.limitsKept);
    QVERIFY(referee.paceKept);
    QVERIFY2(referee.accepted > 1000 && refused > 10, "the generator reaches both sides of the limits");
}

void TestRateLimiter::neverCallsDuringAPause_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("corps");
    QTest::addColumn<int>("callLastsMs");
    QTest::newRow("short calls") << 11u << 3 << 50;
    QTest::newRow("slow calls") << 12u << 5 << 5000;
    QTest::newRow("many corps") << 13u << 400 << 1500;
}

/// Calls that last a while, answers that impose pauses, a wall clock that is set now and then.
void TestRateLimiter::neverCallsDuringAPause()
{
    QFETCH(quint32, seed);
    QFETCH(int, corps);
    QFETCH(int, callLastsMs);
    struct Call
    {
        RateLimiter::Permit permit;
        QString corp;
        QString api;
    };
    test::FakeClock clock;
    RateLimiter limiter(clock);
    PauseReferee referee;
    QRandomGenerator random(seed);
    std::multimap<qint64, Call> underWay;
    const auto finish = [&](qint64 now) {
        while (!underWay.empty() && underWay.begin()->first <= now) {
            const Call& call = underWay.begin()->second;
            const int dice = random.bounded(60);
            const int errcode = dice == 0 ? 45009 : dice == 1 ? 45033 : dice == 2 ? 60020 : 0;
            limiter.report(call.corp, call.api, errcode);
            referee.ended(call.corp, call.api, errcode, now);
            underWay.erase(underWay.begin());
        }
    };
    int begun = 0;
    for (int i = 0; i < 20'000; ++i) {
        clock.advance(random.bounded(random.bounded(200) == 0 ? 90'000 : 40));
        if (random.bounded(500) == 0)
            clock.jumpWall(random.bounded(2) ? 3 * 3'600'000 : -3 * 3'600'000);
        finish(clock.monotonicMs());
        const QString corp = QStringLiteral("wp%1").arg(random.bounded(corps));
        const QString& api = random.bounded(3) == 0 ? way : list;
        if (auto permit = limiter.acquire(corp, api)) {
            ++begun;
            referee.began(corp, api, clock.monotonicMs());
            underWay.emplace(clock.monotonicMs() + random.bounded(callLastsMs), Call{*std::move(permit), corp, api});
        }
    }
    QVERIFY(referee.pausesKept);
    QVERIFY(referee.inFlightKept);
    QVERIFY2(begun > 1000 && referee.blocks > 10 && referee.halvings > 10, "the generator reaches what it is for");
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
