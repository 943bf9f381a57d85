#include "core/service/clock_watch.h"
#include "tests/service/service_rig.h"

#include <QTest>

#include <atomic>
#include <utility>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::CorpStatus;
using model::EventStatus;

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 hourMs = 3'600'000;
constexpr qint64 dayMs = 24 * hourMs;

std::atomic<int> syncsCalledOff = 0;
QtMessageHandler nextHandler = nullptr;

void countSyncsCalledOff(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (message.contains(u"sync failed: net.cancelled"))
        ++syncsCalledOff;
    nextHandler(type, context, message);
}

} // namespace

/// A code lives ten minutes, whatever else goes on and whatever somebody does to the clock.
class TestDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codesDoNotWaitForSlowSyncs();
    void theClockIsSet_data();
    void theClockIsSet();
    void theClockIsSetWhileCodesArrive();
    void theClockWasSetWhileWeDidNotRun();
    void aSleepIsNoJump();
    void syncsFollowTheClock();
    void slowAdjustmentsAreNoJump();
    void aSleepBetweenTwoReadingsIsNoJump();

private:
    /// A code whose first try failed for a reason that an operator can remove.
    static model::Event authoriseUntrusted(ServiceRig& rig, int refusals)
    {
        rig.fault(u"get_permanent_code"_s, 60020, refusals);
        rig.control(u"authorize"_s);
        const bool tried = rig.waitFor([&] { return !rig.onlyEvent(u"create_auth"_s).errorId.isEmpty(); });
        if (!tried)
            qFatal("never tried");
        return rig.onlyEvent(u"create_auth"_s);
    }
    static bool waitForDone(ServiceRig& rig)
    {
        return rig.waitFor([&] { return rig.onlyEvent(u"create_auth"_s).status == EventStatus::Done; });
    }
};

void TestDeadlines::codesDoNotWaitForSlowSyncs()
{
    constexpr int merchants = 18;
    ServiceRig rig({merchants + 2, 1});
    std::vector<qint64> ids;
    for (int i = 0; i < merchants; ++i) {
        rig.control(u"authorize"_s);
        QVERIFY(rig.waitFor([&] {
            const auto corps = rig.corps();
            return corps.size() == size_t(i + 1) &&
                   std::all_of(corps.begin(), corps.end(),
                               [](const model::Corp& corp) { return corp.status == CorpStatus::Active; });
        }));
    }
    for (const model::Corp& corp : rig.corps())
        ids.push_back(corp.id);

    // Every sync hangs in its list of accounts, and the sixteen threads of the pool with them.
    const int before = rig.calls(u"account/list"_s);
    rig.control(u"fault"_s, {{u"endpoint"_s, u"account/list"_s}, {u"delay_ms"_s, 600'000}, {u"times"_s, 1000}});
    QVERIFY(rig.workspace->corps().requestSync(ids));
    while (rig.calls(u"account/list"_s) < before + 16) {
    }
    rig.control(u"authorize"_s, {{u"state"_s, u"shop"_s}});
    QVERIFY(rig.waitFor([&] {
        const auto events = rig.events(u"create_auth"_s);
        return events.size() == merchants + 1 && events.back().status == EventStatus::Done;
    }));
    QCOMPARE(rig.calls(u"account/list"_s), before + 16); // all of them still hang

    // Whoever closes calls them off, and none is begun again.
    syncsCalledOff = 0;
    nextHandler = qInstallMessageHandler(countSyncsCalledOff);
    rig.closeWorkspace();
    qInstallMessageHandler(nextHandler);
    QVERIFY2(syncsCalledOff <= 16, qPrintable(QString::number(syncsCalledOff)));
}

void TestDeadlines::theClockIsSet_data()
{
    QTest::addColumn<qint64>("by");
    QTest::newRow("forward by an hour") << hourMs;
    QTest::newRow("forward by a day") << dayMs;
    QTest::newRow("back by an hour") << -hourMs;
    QTest::newRow("back by a day") << -dayMs;
}

void TestDeadlines::theClockIsSet()
{
    QFETCH(qint64, by);
    ServiceRig rig;
    const auto before = authoriseUntrusted(rig, 1);
    rig.clock.jumpWall(by);
    rig.workspace->host().wake();
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"create_auth"_s).deadlineAt == before.deadlineAt + by; }));
    rig.advance(61 * secondMs);
    QVERIFY(waitForDone(rig));
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 2);
    QCOMPARE(rig.calls(u"get_suite_token"_s), 1); // nor is the token believed to have ended
}

/// Between the setting and our noticing it a code arrives, and its times are of the new clock already.
void TestDeadlines::theClockIsSetWhileCodesArrive()
{
    for (const qint64 by : {dayMs, -dayMs}) {
        ServiceRig rig;
        rig.workspace->host().wake();
        rig.clock.jumpWall(by);
        const auto event = authoriseUntrusted(rig, 1);
        QVERIFY(event.deadlineAt > rig.clock.nowMs());
        QVERIFY(event.deadlineAt <= rig.clock.nowMs() + 10 * 60 * secondMs);
        rig.advance(61 * secondMs);
        QVERIFY(waitForDone(rig));
    }
}

void TestDeadlines::theClockWasSetWhileWeDidNotRun()
{
    ServiceRig rig;
    authoriseUntrusted(rig, 1);
    rig.closeWorkspace();
    rig.clock.jumpWall(-dayMs);
    rig.openWorkspace();
    rig.startHost();
    QVERIFY(waitForDone(rig));
    QVERIFY(rig.onlyEvent(u"create_auth"_s).receivedAt <= rig.clock.nowMs());
}

void TestDeadlines::aSleepIsNoJump()
{
    ServiceRig rig;
    const auto before = authoriseUntrusted(rig, 1000);
    rig.advance(hourMs); // both clocks went on: the code is dead
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"create_auth"_s).status == EventStatus::Expired; }));
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).deadlineAt, before.deadlineAt);
    // Another one, after a short sleep, is alive.
    ServiceRig awake;
    authoriseUntrusted(awake, 1);
    awake.advance(5 * 60 * secondMs);
    QVERIFY(waitForDone(awake));
}

void TestDeadlines::syncsFollowTheClock()
{
    ServiceRig rig;
    const QString corpId = rig.control(u"authorize"_s).value("auth_corpid"_L1).toString();
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    const qint64 synced = rig.corp(corpId)->lastSyncAt;
    rig.fault(u"account/list"_s, 45009);
    QVERIFY(rig.workspace->corps().requestSync({rig.corp(corpId)->id}));
    QVERIFY(rig.waitFor([&] { return rig.corp(corpId)->lastErrorCode == 45009; }));
    rig.clock.jumpWall(-dayMs);
    rig.advance(61 * secondMs);
    QVERIFY(rig.waitFor([&] { return rig.corp(corpId)->lastErrorCode == 0; }));
    QVERIFY(rig.corp(corpId)->lastSyncAt < synced); // of a day before, by the new clock
}

void TestDeadlines::slowAdjustmentsAreNoJump()
{
    FakeClock clock;
    service::ClockWatch watch(clock);
    for (int i = 0; i < 100; ++i) {
        clock.jumpWall(1500);
        QCOMPARE(watch.jump(), qint64(0));
    }
    clock.advance(dayMs);
    QCOMPARE(watch.jump(), qint64(0));
    clock.jumpWall(-2500);
    QCOMPARE(watch.jump(), qint64(-2500));
    clock.jumpWall(-500);
    QCOMPARE(watch.jump(), qint64(-3000)); // not dealt with yet
    watch.accept();
    QCOMPARE(watch.jump(), qint64(0));
}

void TestDeadlines::aSleepBetweenTwoReadingsIsNoJump()
{
    struct SleepyClock final : Clock
    {
        qint64 nowMs() const override
        {
            const qint64 wall = clock.nowMs();
            clock.advance(std::exchange(sleepMs, 0));
            return wall;
        }
        qint64 monotonicMs() const override { return clock.monotonicMs(); }

        mutable FakeClock clock;
        mutable qint64 sleepMs = 0;
    };
    SleepyClock clock;
    service::ClockWatch watch(clock);
    clock.sleepMs = hourMs;
    QCOMPARE(watch.jump(), qint64(0));
    clock.sleepMs = hourMs;
    clock.clock.jumpWall(dayMs);
    QCOMPARE(watch.jump(), dayMs);
}

QTEST_GUILESS_MAIN(TestDeadlines)
#include "test_deadlines.moc"
