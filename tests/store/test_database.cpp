#include "core/store/database.h"
#include "tests/store/fixture.h"

#include <QFile>
#include <QSqlDatabase>
#include <QTest>
#include <QThread>

#include <latch>
#include <sys/stat.h>
#include <thread>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

QString pragma(Connection& db, const QString& name)
{
    auto statement = must(db.prepare(QStringLiteral("PRAGMA ") + name));
    must(statement.exec());
    return statement.next() ? statement.text(0) : QString();
}

int modeOf(const QString& path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? int(info.st_mode & 0777) : -1;
}

qint64 countSettings(Connection& db)
{
    auto statement = must(db.prepare(QStringLiteral("SELECT count(*) FROM setting")));
    must(statement.exec());
    return statement.next() ? statement.integer(0) : -1;
}

void insertSetting(Connection& db, const QString& key)
{
    auto statement = must(db.prepare(QStringLiteral("INSERT INTO setting (key, value) VALUES (?, 'v')")));
    must(statement.bind(key).exec());
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsEveryConnectionUp();
    void keepsItsFilesPrivate();
    void givesEachThreadItsConnection();
    void bindsByPosition();
    void bindsWhatChanges();
    void keepsCachedStatementsUsable();
    void reportsErrorsById();
    void rollsBackWhatWasNotCommitted();
    void readersKeepTheirSnapshot();
    void twoWritersTakeTurns();
    void saysBusyAfterTheTimeout();
    void noticesCommitsOfOthers();
    void readOnlyReadsBesideAWriter();
};

void TestDatabase::setsEveryConnectionUp()
{
    Workspace workspace;
    const auto check = [&workspace](Connection& db) {
        return QStringList{pragma(db, QStringLiteral("journal_mode")), pragma(db, QStringLiteral("synchronous")),
                           pragma(db, QStringLiteral("foreign_keys")), pragma(db, QStringLiteral("secure_delete")),
                           pragma(db, QStringLiteral("temp_store")),   pragma(db, QStringLiteral("busy_timeout"))};
    };
    const QStringList expected{QStringLiteral("wal"), QStringLiteral("2"), QStringLiteral("1"),
                               QStringLiteral("1"),   QStringLiteral("2"), QStringLiteral("5000")};
    QCOMPARE(check(workspace.db()), expected);
    QStringList elsewhere;
    std::thread([&] { elsewhere = check(*must(workspace.database().connection())); }).join();
    QCOMPARE(elsewhere, expected);
}

void TestDatabase::keepsItsFilesPrivate()
{
    Workspace workspace;
    insertSetting(workspace.db(), QStringLiteral("k"));
    QCOMPARE(modeOf(workspace.databasePath()), 0600);
    QCOMPARE(modeOf(workspace.databasePath() + QStringLiteral("-wal")), 0600);
    QCOMPARE(modeOf(workspace.databasePath() + QStringLiteral("-shm")), 0600);

    QTemporaryDir folder;
    const QString loose = folder.filePath(QStringLiteral("loose.sqlite"));
    QFile file(loose);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    must(Database::open(loose));
    QCOMPARE(modeOf(loose), 0600);
}

void TestDatabase::givesEachThreadItsConnection()
{
    Workspace workspace;
    Connection* mine = must(workspace.database().connection());
    QCOMPARE(must(workspace.database().connection()), mine);

    // Qt's threads and the standard library's alike: the connection is closed when the thread ends.
    Connection* theirs = nullptr;
    std::thread([&] { theirs = must(workspace.database().connection()); }).join();
    QVERIFY(theirs != nullptr);
    std::unique_ptr<QThread> thread(QThread::create([&] { countSettings(*must(workspace.database().connection())); }));
    thread->start();
    QVERIFY(thread->wait());
    QCOMPARE(QSqlDatabase::connectionNames().size(), 1);
}

void TestDatabase::bindsByPosition()
{
    Workspace workspace;
    auto statement = must(
        workspace.db().prepare(QStringLiteral("SELECT typeof(?), typeof(?), typeof(?), typeof(?), typeof(?), ?, ?")));
    const QByteArray blob("\0\xff", 2);
    const QString text = QStringLiteral("文");
    statement.bind(qint64(1) << 40).bind(QString()).bind(text).bind(QVariant()).bind(blob).bind(text).bind(blob);
    must(statement.exec());
    QVERIFY(statement.next());
    QCOMPARE(statement.text(0), QStringLiteral("integer"));
    QCOMPARE(statement.text(1), QStringLiteral("text")); // a null QString is the empty text
    QCOMPARE(statement.text(2), QStringLiteral("text"));
    QCOMPARE(statement.text(3), QStringLiteral("null"));
    QCOMPARE(statement.text(4), QStringLiteral("blob"));
    QCOMPARE(statement.text(5), text);
    QCOMPARE(statement.blob(6), blob);
}

/// A statement that is run again takes each value as it is then, whatever stood there before.
void TestDatabase::bindsWhatChanges()
{
    Workspace workspace;
    const QVariant nothing;
    const QList<QVariantList> rows = {
        {1, QStringLiteral("a"), QByteArray("x")},
        {1, QStringLiteral("a"), QByteArray("x")}, // all the same
        {2, QStringLiteral("a"), QByteArray("y")},
        {2, QString(), QByteArray()},
        {2, QStringLiteral(""), QByteArray("")},
        {nothing, nothing, nothing},
        {nothing, QString(), nothing},
        {0, QByteArray("a"), QStringLiteral("x")}, // as another type
        {QStringLiteral("0"), QStringLiteral("a"), QByteArray("x")},
    };
    const QStringList read = {
        QStringLiteral("1 'a' X'78'"),  QStringLiteral("1 'a' X'78'"), QStringLiteral("2 'a' X'79'"),
        QStringLiteral("2 '' X''"),     QStringLiteral("2 '' X''"),    QStringLiteral("NULL NULL NULL"),
        QStringLiteral("NULL '' NULL"), QStringLiteral("0 X'61' 'x'"), QStringLiteral("'0' 'a' X'78'"),
    };
    auto statement =
        must(workspace.db().prepare(QStringLiteral("SELECT quote(?) || ' ' || quote(?) || ' ' || quote(?)")));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        for (const QVariant& value : rows[i])
            statement.bind(value);
        must(statement.exec());
        QVERIFY(statement.next());
        QCOMPARE(statement.text(0), read[i]);
        statement.finish();
    }
}

void TestDatabase::keepsCachedStatementsUsable()
{
    Workspace workspace;
    for (const char* key : {"a", "b", "c"})
        insertSetting(workspace.db(), QLatin1String(key));
    const QString sql = QStringLiteral("SELECT key FROM setting WHERE key >= ? ORDER BY key");
    Statement* first = must(workspace.db().cached(sql));
    must(first->bind(QStringLiteral("a")).exec());
    QVERIFY(first->next()); // left in the middle
    Statement* second = must(workspace.db().cached(sql));
    QCOMPARE(second, first);
    must(second->bind(QStringLiteral("c")).exec());
    QVERIFY(second->next());
    QCOMPARE(second->text(0), QStringLiteral("c"));
    QVERIFY(!second->next());
    QVERIFY(second->end());
}

void TestDatabase::reportsErrorsById()
{
    Workspace workspace;
    QCOMPARE(errorId(workspace.db().exec(QStringLiteral("SELEC"))), QStringLiteral("store.sql"));
    insertSetting(workspace.db(), QStringLiteral("k"));
    auto twice = must(workspace.db().prepare(QStringLiteral("INSERT INTO setting (key, value) VALUES (?, ?)")));
    const auto result = twice.bind(QStringLiteral("k")).bind(QStringLiteral("bound-value")).exec();
    QCOMPARE(errorId(result), QStringLiteral("store.constraint"));
    QCOMPARE(result.error().kind, ErrorKind::Internal);
    QVERIFY(!result.error().detail.contains(QStringLiteral("bound-value")));
    QCOMPARE(errorId(workspace.db().exec(QStringLiteral("INSERT INTO kf_account (suite_id, corp_id, open_kfid, name, "
                                                        "created_at, updated_at) VALUES ('s', 7, 'k', 'n', 0, 0)"))),
             QStringLiteral("store.constraint"));
}

void TestDatabase::rollsBackWhatWasNotCommitted()
{
    Workspace workspace;
    {
        auto transaction = must(WriteTransaction::begin(workspace.db()));
        insertSetting(workspace.db(), QStringLiteral("lost"));
    }
    QCOMPARE(countSettings(workspace.db()), 0);
    {
        auto transaction = must(WriteTransaction::begin(workspace.db()));
        insertSetting(workspace.db(), QStringLiteral("kept"));
        auto moved = std::move(transaction);
        must(moved.commit());
    }
    QCOMPARE(countSettings(workspace.db()), 1);
}

void TestDatabase::readersKeepTheirSnapshot()
{
    Workspace workspace;
    {
        auto snapshot = must(ReadSnapshot::begin(workspace.db()));
        QCOMPARE(countSettings(workspace.db()), 0);
        std::thread([&] { insertSetting(*must(workspace.database().connection()), QStringLiteral("k")); }).join();
        QCOMPARE(countSettings(workspace.db()), 0);
    }
    QCOMPARE(countSettings(workspace.db()), 1);
}

void TestDatabase::twoWritersTakeTurns()
{
    Workspace workspace;
    constexpr int each = 40;
    std::latch start(2);
    const auto write = [&](const QString& name) {
        Connection& db = *must(workspace.database().connection());
        must(db.setBusyTimeout(60'000)); // a slow disk must not fail this
        start.arrive_and_wait();
        for (int i = 0; i < each; ++i) {
            auto transaction = must(WriteTransaction::begin(db));
            insertSetting(db, name + QString::number(i));
            must(transaction.commit());
        }
    };
    std::thread a(write, QStringLiteral("a"));
    std::thread b(write, QStringLiteral("b"));
    a.join();
    b.join();
    QCOMPARE(countSettings(workspace.db()), 2 * each);
}

void TestDatabase::saysBusyAfterTheTimeout()
{
    Workspace workspace;
    auto transaction = must(WriteTransaction::begin(workspace.db()));
    Error error;
    std::thread([&] {
        Connection& db = *must(workspace.database().connection());
        must(db.setBusyTimeout(1));
        if (const auto begun = WriteTransaction::begin(db); !begun)
            error = begun.error();
    }).join();
    QCOMPARE(error.id, QStringLiteral("store.busy"));
    QCOMPARE(error.kind, ErrorKind::Busy);
}

void TestDatabase::noticesCommitsOfOthers()
{
    Workspace workspace;
    const qint64 before = must(workspace.db().dataVersion());
    insertSetting(workspace.db(), QStringLiteral("own"));
    QCOMPARE(must(workspace.db().dataVersion()), before);
    std::thread([&] { insertSetting(*must(workspace.database().connection()), QStringLiteral("other")); }).join();
    QVERIFY(must(workspace.db().dataVersion()) != before);
}

void TestDatabase::readOnlyReadsBesideAWriter()
{
    Workspace workspace;
    auto reader = must(Database::open(workspace.databasePath(), OpenMode::ReadOnly));
    Connection& db = *must(reader->connection());
    QCOMPARE(countSettings(db), 0);
    insertSetting(workspace.db(), QStringLiteral("k"));
    QCOMPARE(countSettings(db), 1);
    QCOMPARE(errorId(db.exec(QStringLiteral("DELETE FROM setting"))), QStringLiteral("store.read_only"));
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "test_database.moc"
