#include "core/store/checkpoint.h"
#include "core/store/rows.h"
#include "tests/store/fixture.h"

#include <QFileInfo>
#include <QTest>

#include <atomic>
#include <thread>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

qint64 walSize(const Workspace& workspace)
{
    return QFileInfo(workspace.databasePath() + QStringLiteral("-wal")).size();
}

void write(Connection& db)
{
    must(db.exec(QStringLiteral("INSERT INTO setting (key, value) VALUES (hex(randomblob(8)), 'v')")));
}

} // namespace

class TestCheckpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptiesTheLog();
    void givesWayToAReader();
    void letsWritersThroughWhileItWaits();
    void givesWayToAWriter();
    void leavesTheBusyTimeoutAsItWas();
    void saysWhenItCannotBeDone();
};

void TestCheckpoint::emptiesTheLog()
{
    Workspace workspace;
    write(workspace.db());
    QVERIFY(walSize(workspace) > 0);
    QCOMPARE(must(checkpoint(workspace.db())), Checkpointed::Done);
    QCOMPARE(walSize(workspace), 0);
    QCOMPARE(must(checkpoint(workspace.db())), Checkpointed::Done); // nothing to do
}

void TestCheckpoint::givesWayToAReader()
{
    Workspace workspace;
    write(workspace.db());
    const auto reader = must(Database::open(workspace.databasePath(), OpenMode::ReadOnly));
    Connection& reading = *must(reader->connection());
    {
        const auto snapshot = must(ReadSnapshot::begin(reading));
        must(run(reading, QStringLiteral("SELECT count(*) FROM setting")));
        write(workspace.db());
        QCOMPARE(must(checkpoint(workspace.db())), Checkpointed::NotNow);
        write(workspace.db());
    }
    must(must(reading.cached(QStringLiteral("SELECT count(*) FROM setting")))->exec());
    must(reading.cached(QStringLiteral("SELECT count(*) FROM setting"))); // finished: no snapshot is left
    QCOMPARE(must(checkpoint(workspace.db())), Checkpointed::Done);
}

/// Readers hold the checkpoint up, and it must not pass that on to the inbox by keeping the write lock.
void TestCheckpoint::letsWritersThroughWhileItWaits()
{
    Workspace workspace;
    write(workspace.db());
    const auto reader = must(Database::open(workspace.databasePath(), OpenMode::ReadOnly));
    const auto snapshot = must(ReadSnapshot::begin(*must(reader->connection())));
    must(run(*must(reader->connection()), QStringLiteral("SELECT count(*) FROM setting")));
    must(workspace.db().setBusyTimeout(2500)); // far more than a checkpoint's wait, far less than the usual wait
    std::atomic<bool> done = false;
    std::thread checkpointing([&] {
        must(checkpoint(*must(workspace.database().connection())));
        done = true;
    });
    while (!done)
        write(workspace.db());
    checkpointing.join();
}

void TestCheckpoint::givesWayToAWriter()
{
    Workspace workspace;
    write(workspace.db());
    auto transaction = must(WriteTransaction::begin(workspace.db()));
    auto outcome = Checkpointed::Done;
    std::thread([&] { outcome = must(checkpoint(*must(workspace.database().connection()))); }).join();
    QCOMPARE(outcome, Checkpointed::NotNow);
    write(workspace.db());
    must(transaction.commit());
    QCOMPARE(must(checkpoint(workspace.db())), Checkpointed::Done);
}

void TestCheckpoint::leavesTheBusyTimeoutAsItWas()
{
    Workspace workspace;
    const auto timeout = [&] { return workspace.number(QStringLiteral("PRAGMA busy_timeout")); };
    must(checkpoint(workspace.db()));
    QCOMPARE(timeout(), 5000);
    must(workspace.db().setBusyTimeout(321));
    auto transaction = must(WriteTransaction::begin(workspace.db()));
    QVERIFY(!checkpoint(workspace.db())); // within a transaction it fails
    QCOMPARE(timeout(), 321);
    QCOMPARE(workspace.db().busyTimeout(), 321);
}

void TestCheckpoint::saysWhenItCannotBeDone()
{
    Workspace workspace;
    write(workspace.db());
    const auto reader = must(Database::open(workspace.databasePath(), OpenMode::ReadOnly));
    Connection& reading = *must(reader->connection());
    QVERIFY(!checkpoint(reading));
    QVERIFY(walSize(workspace) > 0);
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "test_checkpoint.moc"
