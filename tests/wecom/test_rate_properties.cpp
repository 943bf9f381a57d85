#include "core/wecom/rate_limiter.h"
#include "tests/support/fake_clock.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <deque>
#include <map>

using namespace kfdesk;
using namespace kfdesk::wecom;

namespace {

const QString list = QStringLiteral("kf/account/list");
const QString way = QStringLiteral("kf/add_contact_way");

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

/// The naive reading of the rules: after 45009 nothing for 60 s, 10 min, 60 min; after 45033 nothing for a second
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

} // namespace

/// Whatever callers do and whatever WeCom answers, the limits hold: judged by readings of the rules that share nothing
/// with ours.
class TestRateProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverExceedsALimit_data();
    void neverExceedsALimit();
    void neverCallsDuringAPause_data();
    void neverCallsDuringAPause();
};

void TestRateProperties::neverExceedsALimit_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("corps");
    QTest::addColumn<int>("largestStepMs");

    QTest::newRow("two corps, in a hurry") << 1u << 2 << 30;
    QTest::newRow("fifty corps") << 2u << 50 << 5;
    QTest::newRow("many corps, one API fills up") << 3u << 20'000 << 2;
    QTest::newRow("with pauses") << 4u << 300 << 4000;
}

void TestRateProperties::neverExceedsALimit()
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

void TestRateProperties::neverCallsDuringAPause_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("corps");
    QTest::addColumn<int>("callLastsMs");
    QTest::newRow("short calls") << 11u << 3 << 50;
    QTest::newRow("slow calls") << 12u << 5 << 5000;
    QTest::newRow("many corps") << 13u << 400 << 1500;
}

/// Calls that last a while, answers that impose pauses, a wall clock that is set now and then.
void TestRateProperties::neverCallsDuringAPause()
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

QTEST_APPLESS_MAIN(TestRateProperties)
#include "test_rate_properties.moc"
