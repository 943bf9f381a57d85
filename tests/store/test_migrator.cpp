#include "core/store/migrator.h"
#include "core/store/rows.h"
#include "core/store/schema_steps.h"
#include "core/store/sql_script.h"
#include "tests/store/fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

const SchemaStep first{1, QStringLiteral("0001_a"), QStringLiteral("CREATE TABLE a (x); INSERT INTO a VALUES (1);")};
const SchemaStep second{2, QStringLiteral("0002_b"), QStringLiteral("ALTER TABLE a ADD COLUMN y DEFAULT 'ü;';")};
const SchemaStep broken{2, QStringLiteral("0002_b"),
                        QStringLiteral("CREATE TABLE half (x); INSERT INTO a VALUES (2); SELEC;")};

/// An empty file, with a place for backups.
class EmptyStore
{
public:
    EmptyStore()
        : m_database(must(Database::open(m_folder.filePath(QStringLiteral("kfdesk.sqlite")))))
        , m_connection(must(m_database->connection()))
    {}

    Connection& db() { return *m_connection; }
    QString backups() const { return m_folder.filePath(QStringLiteral("backups")); }
    QStringList backupFiles() const { return QDir(backups()).entryList(QDir::Files, QDir::Name); }
    Result<void> apply(const std::vector<SchemaStep>& steps) { return applySteps(db(), steps, backups(), clock); }
    QStringList tables()
    {
        auto rows = must(db().prepare(QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table' "
                                                     "AND name NOT LIKE 'sqlite%' ORDER BY name")));
        must(rows.exec());
        QStringList names;
        while (rows.next())
            names.append(rows.text(0));
        return names;
    }
    FakeClock clock;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
    Connection* m_connection;
};

} // namespace

class TestMigrator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsScripts_data();
    void splitsScripts();
    void knowsItsSteps();
    void buildsTheSchema();
    void recordsEachStep();
    void doesNothingTwice();
    void backsUpBeforeChangingData();
    void leavesNothingOfAFailedStep();
    void resumesAfterAFailure();
    void refusesNewerUntouched();
    void refusesOlderWhenReading();
    void refusesFilesOfOtherPrograms();
    void keepsTheDiskErrorOfABackup();
};

void TestMigrator::splitsScripts_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("statements");
    const auto row = [](const char* name, const char* script, const QStringList& statements) {
        QTest::newRow(name) << QString::fromUtf8(script) << statements;
    };
    const auto one = [](const char* text) { return QStringList{QString::fromUtf8(text)}; };
    row("empty", "", {});
    row("blank and comments", " \n-- a; b\n/* c; d */ ;; ", {});
    row("two", "SELECT 1;\n SELECT 2 ;", {QStringLiteral("SELECT 1"), QStringLiteral("SELECT 2")});
    row("last without semicolon", "SELECT 1", one("SELECT 1"));
    row("quoted", "SELECT 'a;''b', \"c;d\", `e;f`, [g;h];", one("SELECT 'a;''b', \"c;d\", `e;f`, [g;h]"));
    row("comment inside", "SELECT 1 -- not; here\n, 2;", one("SELECT 1 -- not; here\n, 2"));
    row("block comment inside", "SELECT /* ; */ 1;", one("SELECT /* ; */ 1"));
    row("trigger", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; SELECT 3;",
        {QStringLiteral("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END"),
         QStringLiteral("SELECT 3")});
    row("temporary trigger", "create temp trigger t after insert on a begin select 1; end;",
        one("create temp trigger t after insert on a begin select 1; end"));
    row("case inside a trigger", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END;",
        one("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END"));
    row("a table called trigger", "CREATE TABLE trigger_log (x); SELECT 1;",
        {QStringLiteral("CREATE TABLE trigger_log (x)"), QStringLiteral("SELECT 1")});
    row("unfinished quote", "SELECT 'a;", one("SELECT 'a;"));
}

void TestMigrator::splitsScripts()
{
    QFETCH(QString, script);
    QFETCH(QStringList, statements);
    QCOMPARE(splitSql(script), statements);
}

void TestMigrator::knowsItsSteps()
{
    const auto& steps = embeddedSteps();
    QVERIFY(!steps.empty());
    for (size_t i = 0; i < steps.size(); ++i)
        QCOMPARE(steps[i].version, static_cast<int>(i) + 1);
    QCOMPARE(Migrator::newestVersion(), steps.back().version);
    QCOMPARE(steps.front().name, QStringLiteral("0001_initial"));
}

void TestMigrator::buildsTheSchema()
{
    EmptyStore store;
    must(Migrator::migrate(store.db(), store.backups(), store.clock));
    must(Migrator::requireCurrent(store.db()));
    const QStringList tables = store.tables();
    for (const char* name :
         {"component", "placement", "corp", "kf_account", "kf_link", "grant_record", "event", "event_seen", "token",
          "purge_receipt", "change", "setting", "vault_slot", "schema_version"})
        QVERIFY2(tables.contains(QLatin1String(name)), name);
    QVERIFY(store.backupFiles().isEmpty()); // there was nothing to lose
}

void TestMigrator::recordsEachStep()
{
    EmptyStore store;
    must(store.apply({first, second}));
    auto rows = must(store.db().prepare(QStringLiteral("SELECT version, name, applied_at FROM schema_version")));
    must(rows.exec());
    const auto steps = must(readAll(rows, [](Statement& s) {
        return QStringLiteral("%1 %2 %3").arg(s.integer(0)).arg(s.text(1)).arg(s.integer(2));
    }));
    QCOMPARE(steps.size(), size_t(2));
    QCOMPARE(steps[1], QStringLiteral("2 0002_b %1").arg(store.clock.nowMs()));
    auto value = must(store.db().prepare(QStringLiteral("SELECT y FROM a")));
    must(value.exec());
    QVERIFY(value.next());
    QCOMPARE(value.text(0), QStringLiteral("ü;"));
}

void TestMigrator::doesNothingTwice()
{
    EmptyStore store;
    must(store.apply({first}));
    must(store.apply({first}));
    QCOMPARE(must(Migrator::currentVersion(store.db())), 1);
    QVERIFY(store.backupFiles().isEmpty());
}

void TestMigrator::backsUpBeforeChangingData()
{
    EmptyStore store;
    must(store.apply({first}));
    must(store.apply({first, second}));
    QCOMPARE(store.backupFiles(), QStringList{QStringLiteral("before-0002-20261122T080000000.sqlite")});
    const QString path = QDir(store.backups()).filePath(store.backupFiles().first());
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(QFileInfo(store.backups()).permissions() & (QFile::ExeGroup | QFile::ExeOther), QFile::Permissions());

    const auto backup = must(Database::open(path));
    Connection& db = *must(backup->connection());
    QCOMPARE(must(Migrator::currentVersion(db)), 1);
    QCOMPARE(errorId(db.exec(QStringLiteral("SELECT y FROM a"))), QStringLiteral("store.sql"));
    must(db.exec(QStringLiteral("SELECT x FROM a")));
}

void TestMigrator::leavesNothingOfAFailedStep()
{
    EmptyStore store;
    must(store.apply({first}));
    const auto result = store.apply({first, broken});
    QCOMPARE(errorId(result), QStringLiteral("store.migration"));
    QCOMPARE(result.error().args.value(QStringLiteral("step")), QStringLiteral("0002_b"));
    QCOMPARE(store.tables(), (QStringList{QStringLiteral("a"), QStringLiteral("schema_version")}));
    QCOMPARE(must(Migrator::currentVersion(store.db())), 1);
}

void TestMigrator::resumesAfterAFailure()
{
    EmptyStore store;
    QCOMPARE(errorId(store.apply({first, broken})), QStringLiteral("store.migration"));
    QCOMPARE(must(Migrator::currentVersion(store.db())), 1); // the first step stands
    must(store.apply({first, second}));
    QCOMPARE(must(Migrator::currentVersion(store.db())), 2);
}

void TestMigrator::refusesNewerUntouched()
{
    EmptyStore store;
    must(store.apply({first, second}));
    const auto result = store.apply({first});
    QCOMPARE(errorId(result), QStringLiteral("store.newer_schema"));
    QCOMPARE(result.error().args.value(QStringLiteral("have")), QStringLiteral("2"));
    QCOMPARE(result.error().args.value(QStringLiteral("want")), QStringLiteral("1"));
    QVERIFY(store.backupFiles().isEmpty());

    must(store.db().exec(QStringLiteral("UPDATE schema_version SET version = 900 WHERE version = 2")));
    QCOMPARE(errorId(Migrator::requireCurrent(store.db())), QStringLiteral("store.newer_schema"));
    QCOMPARE(errorId(Migrator::migrate(store.db(), store.backups(), store.clock)),
             QStringLiteral("store.newer_schema"));
}

void TestMigrator::refusesOlderWhenReading()
{
    EmptyStore store;
    QCOMPARE(errorId(Migrator::requireCurrent(store.db())), QStringLiteral("store.older_schema"));
}

void TestMigrator::refusesFilesOfOtherPrograms()
{
    EmptyStore store;
    must(store.db().exec(QStringLiteral("CREATE TABLE recipes (x)")));
    QCOMPARE(errorId(store.apply({first})), QStringLiteral("store.not_a_database"));
    QCOMPARE(store.tables(), QStringList{QStringLiteral("recipes")});
}

void TestMigrator::keepsTheDiskErrorOfABackup()
{
    EmptyStore store;
    must(store.apply({first}));
    QFile blocking(store.backups());
    QVERIFY(blocking.open(QIODevice::WriteOnly));
    QCOMPARE(errorId(store.apply({first, second})), QStringLiteral("store.backup"));
    QCOMPARE(must(Migrator::currentVersion(store.db())), 1);
}

QTEST_GUILESS_MAIN(TestMigrator)
#include "test_migrator.moc"
