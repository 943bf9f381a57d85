#include "core/base/blocking.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/time_text.h"
#include "tests/support/fake_clock.h"

#include <QDateTime>
#include <QTest>
#include <QThread>

#include <memory>

using namespace kfdesk;

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return fail(makeError(ErrorKind::Input, QStringLiteral("test.odd"), QString::number(number)));
    return number / 2;
}

Result<QString> quarter(int number)
{
    KFDESK_TRY(const int once, half(number));
    KFDESK_TRY(const int twice, half(once));
    return QString::number(twice);
}

Result<void> checkEven(int number)
{
    KFDESK_CHECK(half(number));
    return {};
}

} // namespace

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesIso_data();
    void writesIso();
    void readsIso_data();
    void readsIso();
    void systemClockTellsTime();
    void fakeClockMovesWhenTold();
    void onlyGuiThreadMayNotBlock();
    void passesErrorsOn();
};

void TestTime::writesIso_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("never") << 0LL << QString();
    QTest::newRow("seconds") << 1'795'334'400'000LL << u"2026-11-22T08:00:00Z"_qs;
    QTest::newRow("milliseconds") << 1'795'334'400'007LL << u"2026-11-22T08:00:00.007Z"_qs;
    QTest::newRow("before 1970") << -1000LL << u"1969-12-31T23:59:59Z"_qs;
    QTest::newRow("leap day") << 1'709'164'800'000LL << u"2024-02-29T00:00:00Z"_qs;
}

void TestTime::writesIso()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(isoUtc(ms), text);
    if (ms != 0)
        QCOMPARE(parseIso(text), std::optional(ms));
}

void TestTime::readsIso_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms"); // −1: refused
    QTest::newRow("offset") << u"2026-11-22T16:00:00+08:00"_qs << 1'795'334'400'000LL;
    QTest::newRow("negative offset") << u"2026-11-22T03:00:00.250-05:00"_qs << 1'795'334'400'250LL;
    QTest::newRow("empty") << QString() << -1LL;
    QTest::newRow("local time") << u"2026-11-22T08:00:00"_qs << -1LL;
    QTest::newRow("date") << u"2026-11-22"_qs << -1LL;
    QTest::newRow("no such day") << u"2026-02-30T08:00:00Z"_qs << -1LL;
    QTest::newRow("no such hour") << u"2026-11-22T25:00:00Z"_qs << -1LL;
    QTest::newRow("prose") << u"yesterday"_qs << -1LL;
    QTest::newRow("with a tail") << u"2026-11-22T08:00:00Zx"_qs << -1LL;
}

void TestTime::readsIso()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    QCOMPARE(parseIso(text).value_or(-1), ms);
}

void TestTime::systemClockTellsTime()
{
    const SystemClock clock;
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const qint64 now = clock.nowMs();
    QVERIFY(before <= now && now <= QDateTime::currentMSecsSinceEpoch());
    const qint64 first = clock.monotonicMs();
    QVERIFY(first > 0);
    QVERIFY(clock.monotonicMs() >= first);
}

void TestTime::fakeClockMovesWhenTold()
{
    test::FakeClock clock;
    QCOMPARE(isoUtc(clock.nowMs()), u"2026-11-22T08:00:00Z"_qs);
    const qint64 start = clock.monotonicMs();
    clock.advance(1500);
    clock.jumpWall(-3'600'000);
    QCOMPARE(clock.monotonicMs() - start, 1500);
    QCOMPARE(isoUtc(clock.nowMs()), u"2026-11-22T07:00:01.500Z"_qs);
}

void TestTime::onlyGuiThreadMayNotBlock()
{
    bool worker = false;
    bool marked = true;
    const std::unique_ptr<QThread> gui(QThread::create([&] {
        markGuiThread();
        marked = mayBlock();
    }));
    gui->start();
    gui->wait();
    const std::unique_ptr<QThread> other(QThread::create([&] { worker = mayBlock(); }));
    other->start();
    other->wait();
    QVERIFY(!marked);
    QVERIFY(worker);
    QVERIFY(mayBlock());
}

void TestTime::passesErrorsOn()
{
    QCOMPARE(quarter(12).value(), u"3"_qs);
    QCOMPARE(quarter(6).error(), makeError(ErrorKind::Input, u"test.odd"_qs, u"3"_qs));
    QCOMPARE(quarter(5).error().detail, u"5"_qs);
    QVERIFY(checkEven(2));
    QVERIFY(!checkEven(3));
}

QTEST_APPLESS_MAIN(TestTime)
#include "test_time.moc"
