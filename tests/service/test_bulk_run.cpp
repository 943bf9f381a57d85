#include "core/service/bulk_run.h"
#include "tests/support/fake_clock.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestBulkRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesAgainWhenTheLimitEnds();
    void aLongLimitIsAFailure();
    void keepsSixteenInFlight();
    void endsWhatRunsWhenCalledOff();
};

namespace {

Error limitFor(qint64 ms)
{
    Error error = makeError(ErrorKind::Limit, u"wecom.budget"_s);
    error.retryAfterMs = ms;
    return error;
}

} // namespace

void TestBulkRun::triesAgainWhenTheLimitEnds()
{
    FakeClock clock;
    QThreadPool pool;
    pool.setMaxThreadCount(1); // one after the other, in order
    int tries = 0;
    std::vector<BulkItem> items;
    items.push_back({1, u"limited"_s, [&](const std::stop_token&) -> Result<void> {
                         return ++tries == 1 ? fail(limitFor(5000)) : Result<void>();
                     }});
    items.push_back({2, u"time passes"_s, [&](const std::stop_token&) -> Result<void> {
                         clock.advance(5000);
                         return {};
                     }});
    int last = 0;
    const Progress progress = runBulk(items, pool, clock, {}, [&](const Progress& report) { last = report.done; });
    QCOMPARE(tries, 2);
    QCOMPARE(progress.done, 2);
    QCOMPARE(last, 2);
    QVERIFY(progress.failures.empty());
}

void TestBulkRun::aLongLimitIsAFailure()
{
    FakeClock clock;
    QThreadPool pool;
    const BulkItem item{7, u"blocked"_s,
                        [](const std::stop_token&) -> Result<void> { return fail(limitFor(600'000)); }};
    const Progress progress = runBulk({item}, pool, clock, {}, {});
    QCOMPARE(progress.done, 1);
    QCOMPARE(progress.failures.size(), size_t(1));
    QCOMPARE(progress.failures[0].localId, qint64(7));
    QCOMPARE(progress.failures[0].name, u"blocked"_s);
    QCOMPARE(progress.failures[0].error.retryAfterMs, qint64(600'000));
}

void TestBulkRun::keepsSixteenInFlight()
{
    FakeClock clock;
    QThreadPool pool;
    pool.setMaxThreadCount(40);
    std::mutex mutex;
    std::condition_variable moved;
    int running = 0;
    int most = 0;
    int finished = 0;
    // Each waits until sixteen run together; the last four find enough that have finished.
    const auto work = [&](const std::stop_token&) -> Result<void> {
        std::unique_lock lock(mutex);
        most = std::max(most, ++running);
        moved.notify_all();
        moved.wait(lock, [&] { return most >= 16 || finished >= 16; });
        --running;
        ++finished;
        moved.notify_all();
        return {};
    };
    const Progress progress = runBulk(std::vector<BulkItem>(20, BulkItem{0, {}, work}), pool, clock, {}, {});
    QCOMPARE(progress.done, 20);
    QCOMPARE(most, 16);
}

void TestBulkRun::endsWhatRunsWhenCalledOff()
{
    FakeClock clock;
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    std::stop_source stop;
    std::atomic<int> begun = 0;
    const auto work = [&](const std::stop_token& token) -> Result<void> {
        ++begun;
        stop.request_stop();
        return token.stop_requested() ? fail(makeError(ErrorKind::Cancelled, u"net.cancelled"_s)) : Result<void>();
    };
    const Progress progress =
        runBulk(std::vector<BulkItem>(50, BulkItem{0, {}, work}), pool, clock, stop.get_token(), {});
    QCOMPARE(progress.total, 50);
    QCOMPARE(progress.done, 0);
    QVERIFY(progress.failures.empty());
    QVERIFY(begun.load() <= 16); // no more than were in flight
}

QTEST_GUILESS_MAIN(TestBulkRun)
#include "test_bulk_run.moc"
