#include "ui/support/background.h"

#include <QSemaphore>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;

class TestBackground : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversOnTheThreadOfTheContext();
    void carriesWhatCannotBeCopied();
    void isSilentWhenTheContextDied();
    void stopsWhenTheContextDies();
    void cancelReachesTheWork();
    void cancelledBeforeItBeginsDoesNotRun();
    void onlyTheLatestAnswerCounts();
    void nothingIsDeliveredAfterCancel();
    void progressArrivesOnTheThreadOfTheContext();
};

void TestBackground::deliversOnTheThreadOfTheContext()
{
    QThreadPool pool;
    QThread* worker = nullptr;
    QThread* receiver = nullptr;
    runInBackground(
        pool, this,
        [&worker](std::stop_token) -> Result<int> {
            worker = QThread::currentThread();
            return 42;
        },
        [&receiver](const Result<int>& answer) {
            QCOMPARE(answer.value(), 42);
            receiver = QThread::currentThread();
        });
    QTRY_VERIFY(receiver);
    QCOMPARE(receiver, QThread::currentThread());
    QVERIFY(worker != receiver);
}

void TestBackground::carriesWhatCannotBeCopied()
{
    QThreadPool pool;
    std::unique_ptr<int> received;
    runInBackground(
        pool, this, [](std::stop_token) -> Result<std::unique_ptr<int>> { return std::make_unique<int>(7); },
        [&received](Result<std::unique_ptr<int>> answer) { received = *std::move(answer); });
    QTRY_VERIFY(received);
    QCOMPARE(*received, 7);
}

void TestBackground::isSilentWhenTheContextDied()
{
    QThreadPool pool;
    QSemaphore go;
    bool called = false;
    auto context = std::make_unique<QObject>();
    runInBackground(
        pool, context.get(),
        [&go](std::stop_token) -> Result<void> {
            go.acquire();
            return {};
        },
        [&called](const Result<void>&) { called = true; });
    context.reset();
    go.release();
    pool.waitForDone();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!called);
}

void TestBackground::stopsWhenTheContextDies()
{
    QThreadPool pool;
    QSemaphore begun;
    QSemaphore stopped;
    auto context = std::make_unique<QObject>();
    runInBackground(
        pool, context.get(),
        [&](std::stop_token stop) -> Result<void> {
            const std::stop_callback tell(stop, [&stopped] { stopped.release(); });
            begun.release();
            stopped.acquire();
            return {};
        },
        [](const Result<void>&) {});
    begun.acquire();
    context.reset();
    pool.waitForDone(); // ends, because the token fired
}

void TestBackground::cancelReachesTheWork()
{
    QThreadPool pool;
    QSemaphore begun;
    QSemaphore stopped;
    bool delivered = false;
    Task task = runInBackground(
        pool, this,
        [&](std::stop_token stop) -> Result<bool> {
            const std::stop_callback tell(stop, [&stopped] { stopped.release(); });
            begun.release();
            stopped.acquire();
            return stop.stop_requested();
        },
        [&delivered](const Result<bool>& answer) { delivered = answer.value(); });
    begun.acquire();
    task.cancel();
    QTRY_VERIFY(delivered);
}

void TestBackground::cancelledBeforeItBeginsDoesNotRun()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    QSemaphore go;
    pool.start([&go] { go.acquire(); });
    bool ran = false;
    QString errorId;
    Task task = runInBackground(
        pool, this,
        [&ran](std::stop_token) -> Result<void> {
            ran = true;
            return {};
        },
        [&errorId](const Result<void>& answer) { errorId = answer.error().id; });
    task.cancel();
    go.release();
    QTRY_COMPARE(errorId, u"task.cancelled"_qs);
    QVERIFY(!ran);
}

void TestBackground::onlyTheLatestAnswerCounts()
{
    QThreadPool pool;
    QSemaphore first;
    LatestOnly latest(pool, this);
    std::vector<int> answers;
    const auto keep = [&answers](const Result<int>& answer) { answers.push_back(answer.value()); };
    latest.run(
        [&first](std::stop_token) -> Result<int> {
            first.acquire();
            return 1;
        },
        keep);
    latest.run([](std::stop_token) -> Result<int> { return 2; }, keep);
    QVERIFY(latest.isBusy());
    QTRY_COMPARE(answers, std::vector<int>{2});
    QVERIFY(!latest.isBusy());
    first.release();
    pool.waitForDone();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(answers, std::vector<int>{2});
}

void TestBackground::nothingIsDeliveredAfterCancel()
{
    QThreadPool pool;
    LatestOnly latest(pool, this);
    bool called = false;
    latest.run([](std::stop_token) -> Result<void> { return {}; }, [&called](const Result<void>&) { called = true; });
    latest.cancel();
    pool.waitForDone();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!called);
}

void TestBackground::progressArrivesOnTheThreadOfTheContext()
{
    QThreadPool pool;
    QThread* receiver = nullptr;
    int done = 0;
    const auto progress = progressTo(this, [&](const service::Progress& where) {
        receiver = QThread::currentThread();
        done = where.done;
    });
    pool.start([progress] { progress({10, 3, {}}); });
    QTRY_COMPARE(done, 3);
    QCOMPARE(receiver, QThread::currentThread());
}

QTEST_GUILESS_MAIN(TestBackground)
#include "test_background.moc"
