#include "core/store/background_checkpoint.h"
#include "tests/store/fixture.h"

#include <QFileInfo>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

constexpr int rowBytes = 4000;

/// A database whose writer leaves the log to somebody else.
struct Log
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("log.sqlite"));
    std::unique_ptr<Database> database = must(Database::open(path));
    Connection& writer = *must(database->connection());
    qint64 emptySize = 0;

    Log()
    {
        must(writer.exec(QStringLiteral("CREATE TABLE t (x BLOB)")));
        must(writer.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
        must(writer.tuneForSteadyWriting());
        emptySize = size();
    }

    qint64 size() const { return QFileInfo(path).size(); }

    void write(int rows)
    {
        auto transaction = must(WriteTransaction::begin(writer));
        auto* insertion = must(writer.cached(QStringLiteral("INSERT INTO t VALUES (zeroblob(?))")));
        for (int i = 0; i < rows; ++i)
            must(insertion->bind(rowBytes).exec());
        must(transaction.commit());
    }
};

} // namespace

class TestBackgroundCheckpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesTheLogToOthers();
    void copiesOnceEnoughWasWritten();
    void waitsUntilItIsWorthIt();
};

/// More pages than SQLite's usual limit of 1000 stay in the log of a tuned connection.
void TestBackgroundCheckpoint::leavesTheLogToOthers()
{
    Log log;
    log.write(3000);
    log.write(1);
    QCOMPARE(log.size(), log.emptySize);
}

void TestBackgroundCheckpoint::copiesOnceEnoughWasWritten()
{
    Log log;
    BackgroundCheckpoint checkpoint(*log.database);
    log.write(400);
    checkpoint.wrote(400);
    log.write(400);
    checkpoint.wrote(400);
    QTRY_VERIFY(log.size() > 800 * rowBytes);
    // Again, and after having waited.
    log.write(600);
    checkpoint.wrote(600);
    QTRY_VERIFY(log.size() > 1400 * rowBytes);
}

void TestBackgroundCheckpoint::waitsUntilItIsWorthIt()
{
    Log log;
    {
        BackgroundCheckpoint checkpoint(*log.database);
        log.write(400);
        checkpoint.wrote(400);
    }
    QCOMPARE(log.size(), log.emptySize);
}

QTEST_GUILESS_MAIN(TestBackgroundCheckpoint)
#include "test_background_checkpoint.moc"
