#include "core/store/migrator.h"
#include "core/store/rows.h"
#include "core/store/schema_steps.h"
#include "tests/store/fixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <random>
#include <thread>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QString migrating = u"--migrate"_s;
constexpr int rowCount = 20'000;

/// Four versions of a table whose rows are all touched by every step.
const std::vector<SchemaStep>& steps()
{
    static const std::vector<SchemaStep> all = {
        {1, u"0001_a"_s,
         u"CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL);"
         "INSERT INTO note (body) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
         "SELECT 'note ' || i FROM n;"_s.arg(rowCount)},
        {2, u"0002_b"_s, u"ALTER TABLE note ADD COLUMN size INTEGER; UPDATE note SET size = length(body);"_s},
        {3, u"0003_c"_s, u"CREATE INDEX note_body ON note (body);"_s},
        {4, u"0004_d"_s,
         u"CREATE TABLE fresh (id INTEGER PRIMARY KEY, body TEXT NOT NULL, size INTEGER NOT NULL);"
         "INSERT INTO fresh SELECT id, body || '.', size + 1 FROM note; DROP TABLE note;"
         "ALTER TABLE fresh RENAME TO note;"_s},
    };
    return all;
}

std::vector<SchemaStep> upTo(int version)
{
    return {steps().begin(), steps().begin() + version};
}

Result<void> migrate(const QString& dir, int version)
{
    const SystemClock clock;
    KFDESK_TRY(const auto database, Database::open(dir + u"/kfdesk.sqlite"_s));
    KFDESK_TRY(auto* db, database->connection());
    return applySteps(*db, upTo(version), dir + u"/backups"_s, clock);
}

qint64 number(Connection& db, const QString& sql)
{
    auto statement = must(db.prepare(sql));
    must(statement.exec());
    return must(readOne(statement, firstInteger)).value_or(-1);
}

/// Every row is as this version of the file has it; empty = so it is.
QString fault(const QString& path)
{
    const auto database = must(Database::open(path));
    Connection& db = *must(database->connection());
    const int version = must(Migrator::currentVersion(db));
    auto integrity = must(db.prepare(u"PRAGMA integrity_check"_s));
    must(integrity.exec());
    if (!integrity.next() || integrity.text(0) != u"ok")
        return u"the file is damaged"_s;
    integrity.finish();
    if (version < 1 || number(db, u"SELECT count(*) FROM note"_s) != rowCount)
        return u"rows are missing in version %1"_s.arg(version);
    const QString dot = version == 4 ? u"."_s : QString();
    if (number(db, u"SELECT count(*) FROM note WHERE body = 'note ' || id || '%1'"_s.arg(dot)) != rowCount)
        return u"rows of version %1 are not its own"_s.arg(version);
    if (version > 1 && number(db, u"SELECT count(*) FROM note WHERE size = length(body)"_s) != rowCount)
        return u"sizes of version %1 are wrong"_s.arg(version);
    return {};
}

void killAfter(QProcess& process, qint64 microseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.nsecsElapsed() < microseconds * 1000)
        std::this_thread::yield();
    process.kill();
    process.waitForFinished();
}

} // namespace

/// A process that migrates is killed at random moments: whatever is left is one version or the next, never something in
/// between; a backup is whole or is none; the next start finishes the work. KFDESK_CRASH_ROUNDS makes it long.
class TestMigratorCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMoment();
    void twoAtATime();

private:
    static void start(QProcess& process, const QString& dir)
    {
        process.start(QCoreApplication::applicationFilePath(), {migrating, dir});
        QVERIFY(process.waitForStarted());
    }
    static QStringList backups(const QString& dir)
    {
        return QDir(dir + u"/backups"_s).entryList({u"*.sqlite"_s}, QDir::Files);
    }
};

void TestMigratorCrash::killedAtAnyMoment()
{
    const int rounds = qEnvironmentVariableIntValue("KFDESK_CRASH_ROUNDS");
    const uint seed = static_cast<uint>(qEnvironmentVariableIntValue("KFDESK_CRASH_SEED"));
    std::mt19937 random(seed);
    qint64 whole = 0; // what it takes when nobody dies, in µs
    QMap<int, int> leftAt;
    for (int round = 0; round <= (rounds > 0 ? rounds : 8); ++round) {
        QTemporaryDir folder;
        must(migrate(folder.path(), 1));
        QProcess process;
        QElapsedTimer timer;
        timer.start();
        start(process, folder.path());
        if (round == 0) {
            QVERIFY(process.waitForFinished());
            whole = timer.nsecsElapsed() / 1000;
        } else {
            killAfter(process, std::uniform_int_distribution<qint64>(0, whole)(random));
        }
        const QString path = folder.filePath(u"kfdesk.sqlite"_s);
        QVERIFY2(fault(path).isEmpty(), qPrintable(fault(path)));
        {
            const auto database = must(Database::open(path));
            ++leftAt[must(Migrator::currentVersion(*must(database->connection())))];
        }
        for (const QString& name : backups(folder.path())) {
            const QString backup = folder.filePath(u"backups/"_s + name);
            QVERIFY2(fault(backup).isEmpty(), qPrintable(fault(backup)));
        }
        must(migrate(folder.path(), 4));
        QVERIFY2(fault(path).isEmpty(), qPrintable(fault(path)));
        QVERIFY(!backups(folder.path()).isEmpty());
        QVERIFY(QDir(folder.filePath(u"backups"_s)).entryList({u"*.partial"_s}, QDir::Files | QDir::Hidden).isEmpty());
    }
    for (auto version = leftAt.begin(); version != leftAt.end(); ++version)
        qInfo("%d processes left version %d", *version, version.key());
}

/// A window and a service are started after an update: one migrates, the other waits for it.
void TestMigratorCrash::twoAtATime()
{
    QTemporaryDir folder;
    must(migrate(folder.path(), 1));
    QProcess first;
    QProcess second;
    start(first, folder.path());
    start(second, folder.path());
    QVERIFY(first.waitForFinished() && second.waitForFinished());
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(fault(folder.filePath(u"kfdesk.sqlite"_s)), QString());
    QCOMPARE(backups(folder.path()).size(), 1);
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 3 && arguments[1] == migrating)
        return migrate(arguments[2], 4) ? 0 : 1;
    TestMigratorCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_migrator_crash.moc"
