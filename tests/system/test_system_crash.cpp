#include "tests/system/crash_rig.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <atomic>
#include <thread>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

quint64 environmentNumber(const char* name, quint64 fallback)
{
    bool ok = false;
    const quint64 number = qEnvironmentVariable(name).toULongLong(&ok);
    return ok ? number : fallback;
}

/// People and WeCom at work on several threads until it goes.
class Load
{
public:
    Load(CrashRig& rig, int threads)
        : m_living(rig.livingCorps())
    {
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this, &rig](const std::stop_token& stop) { run(rig, stop); });
    }

private:
    void run(CrashRig& rig, const std::stop_token& stop)
    {
        while (!stop.stop_requested()) {
            const int what = rig.number(10);
            if (what < 3)
                rig.authorise();
            else if (what < 8 || !act(rig, what))
                rig.note();
        }
    }

    /// Each merchant acts once a round: what it says twice at a time would come in any order.
    bool act(CrashRig& rig, int what)
    {
        const size_t next = m_next++;
        if (next >= m_living.size())
            return false;
        if (what == 8)
            rig.rescan(m_living[next]);
        else
            rig.cancel(m_living[next]);
        return true;
    }

    std::vector<QString> m_living;
    std::atomic<size_t> m_next = 0;
    std::vector<std::jthread> m_threads;
};

/// The moment of a death is what a round is about, so it is drawn, not waited for.
void passMicroseconds(int microseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.nsecsElapsed() < qint64(microseconds) * 1000)
        std::this_thread::yield();
}

} // namespace

/// `kfdeskctl serve` is killed at random moments, and nothing is lost, doubled or left behind. KFDESK_CRASH_ROUNDS and
/// KFDESK_CRASH_SEED (or scripts/crash) make it long and repeat it.
class TestSystemCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedWhileFounding();
    void killedAgainAndAgain();
    void aSecondFullOfMerchants();

private:
    void round(CrashRig& rig, int kind);
    void killUnderLoad(CrashRig& rig);
    void killDuringExchanges(CrashRig& rig);
    void killDuringPurges(CrashRig& rig);
    void killDuringRecovery(CrashRig& rig);
    void check(CrashRig& rig);
};

void TestSystemCrash::killUnderLoad(CrashRig& rig)
{
    const Load load(rig, 6);
    rig.waitForAcknowledgements(1 + rig.number(60));
    passMicroseconds(rig.number(20'000));
    rig.killServe();
}

void TestSystemCrash::killDuringExchanges(CrashRig& rig)
{
    const int before = rig.calls(u"get_permanent_code"_s);
    rig.control(u"fault"_s, {{u"endpoint"_s, u"get_permanent_code"_s}, {u"times"_s, 4}, {u"delay_ms"_s, 2000}});
    for (int i = 0; i < 4; ++i)
        rig.authorise();
    const int wanted = before + 1 + rig.number(2);
    while (rig.calls(u"get_permanent_code"_s) < wanted)
        continue; // executed, and the answer is held back
    passMicroseconds(rig.number(5'000));
    rig.killServe();
    rig.control(u"fault"_s, {{u"endpoint"_s, u"get_permanent_code"_s}, {u"times"_s, 0}});
}

void TestSystemCrash::killDuringPurges(CrashRig& rig)
{
    const auto living = rig.livingCorps();
    const size_t leaving = std::min<size_t>(living.size(), 3);
    for (size_t i = 0; i < leaving; ++i)
        rig.cancel(living[i]);
    passMicroseconds(rig.number(60'000));
    rig.killServe();
}

/// Dies under load, and again while it takes up what was left.
void TestSystemCrash::killDuringRecovery(CrashRig& rig)
{
    killUnderLoad(rig);
    QVERIFY(rig.startServe());
    passMicroseconds(rig.number(40'000));
    rig.killServe();
}

void TestSystemCrash::check(CrashRig& rig)
{
    QVERIFY(rig.waitUntilQuiet());
    const QString inbox = rig.checkInbox();
    QVERIFY2(inbox.isEmpty(), qPrintable(inbox));
    const QString merchants = rig.checkMerchants();
    QVERIFY2(merchants.isEmpty(), qPrintable(merchants));
}

void TestSystemCrash::round(CrashRig& rig, int kind)
{
    switch (kind) {
    case 0:
        killUnderLoad(rig);
        break;
    case 1:
        killDuringExchanges(rig);
        break;
    case 2:
        killDuringPurges(rig);
        break;
    default:
        killDuringRecovery(rig);
        break;
    }
    if (QTest::currentTestFailed())
        return;
    // While nobody works: what was acknowledged is on disk.
    const QString inbox = rig.checkInbox();
    QVERIFY2(inbox.isEmpty(), qPrintable(inbox));
    QVERIFY(rig.startServe());
    rig.redeliver();
    check(rig);
    if (QTest::currentTestFailed())
        return;
    rig.remedyLostCodes();
    check(rig);
}

void TestSystemCrash::killedAgainAndAgain()
{
    const quint64 rounds = environmentNumber("KFDESK_CRASH_ROUNDS", 4);
    const quint64 seed = environmentNumber("KFDESK_CRASH_SEED", 1);
    CrashRig rig(seed);
    QVERIFY(rig.startServe());
    rig.control(u"push-ticket"_s);
    for (int i = 0; i < 4; ++i)
        rig.authorise();
    check(rig);
    for (quint64 i = 0; i < rounds && !QTest::currentTestFailed(); ++i) {
        round(rig, static_cast<int>(i % 4));
        if (QTest::currentTestFailed())
            qWarning("in round %llu; repeat with KFDESK_CRASH_SEED=%llu KFDESK_CRASH_ROUNDS=%llu", i + 1, seed, rounds);
    }
    if (QTest::currentTestFailed())
        return;
    // Every permanent code that is kept is good: reading the facts of a corp takes it.
    const Outcome synced = rig.ctl({u"sync"_s});
    QVERIFY2(synced.exitCode == 0, synced.err.constData());
    QVERIFY(rig.stopServe());
    qInfo("%llu rounds, seed %llu: %d events acknowledged, %d codes lost with their answers and remedied", rounds, seed,
          rig.acknowledged(), rig.lostCodes());
}

/// A workspace that is half there is finished by the next call.
void TestSystemCrash::killedWhileFounding()
{
    const quint64 times = 3 * environmentNumber("KFDESK_CRASH_ROUNDS", 4);
    CrashRig rig(environmentNumber("KFDESK_CRASH_SEED", 1));
    const QByteArray component = QJsonDocument(sampleComponent()).toJson();
    for (quint64 i = 0; i < times; ++i) {
        const Console console;
        const QString input = console.writeFile(u"component.json"_s, component);
        const QStringList command{u"component"_s, u"add"_s, u"--from"_s, input};
        RunningProgram founding(u"kfdeskctl"_s, command + console.globals(), console.path(u"found.log"_s));
        passMicroseconds(rig.number(250'000));
        founding.kill();
        const Outcome again = console.run(command);
        const bool was = again.exitCode == 1 && again.err.contains("already");
        QVERIFY2(again.exitCode == 0 || was, again.err.constData());
        QCOMPARE(console.run({u"component"_s, u"list"_s, u"--json"_s}).rows().size(), 1);
    }
}

/// Five hundred merchants authorise within one second of WeCom's clock.
void TestSystemCrash::aSecondFullOfMerchants()
{
    constexpr int merchants = 500;
    CrashRig rig(7);
    QVERIFY(rig.startServe());
    rig.control(u"push-ticket"_s);
    rig.authoriseMany(merchants);
    QCOMPARE(rig.acknowledged(), merchants);
    check(rig);
    QCOMPARE(rig.rows({u"corps"_s}).size(), merchants);
    QCOMPARE(rig.calls(u"get_permanent_code"_s), merchants);
    QVERIFY(rig.stopServe());
}

QTEST_GUILESS_MAIN(TestSystemCrash)
#include "test_system_crash.moc"
