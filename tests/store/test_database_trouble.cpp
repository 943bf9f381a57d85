#include "core/store/database.h"
#include "core/store/rows.h"
#include "tests/store/fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <functional>
#include <sys/stat.h>
#include <unistd.h>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

/// A folder with a closed store (no -wal, no -shm), owned by whoever WithoutPrivileges is.
class ClosedStore
{
public:
    ClosedStore()
    {
        allow(m_folder.path(), 0755);
        if (!QDir().mkdir(dir()))
            qFatal("no folder");
        {
            auto database = must(Database::open(path()));
            Connection& db = *must(database->connection());
            must(db.exec(QStringLiteral("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")));
            auto transaction = must(WriteTransaction::begin(db));
            auto insertion = must(db.prepare(QStringLiteral("INSERT INTO note (text) VALUES (?)")));
            for (int i = 0; i < 200; ++i)
                must(insertion.bind(QString(200, QLatin1Char('n'))).exec());
            must(transaction.commit());
        }
        give(path());
        give(dir());
    }
    ~ClosedStore() { allow(dir(), 0700); }

    QString dir() const { return m_folder.filePath(QStringLiteral("w")); }
    QString path() const { return dir() + QStringLiteral("/kfdesk.sqlite"); }
    static void allow(const QString& what, mode_t mode) { ::chmod(QFile::encodeName(what).constData(), mode); }

    void overwrite(qint64 offset, const QByteArray& bytes) const
    {
        QFile file(path());
        if (!file.open(QIODevice::ReadWrite) || !file.seek(offset) || file.write(bytes) != bytes.size())
            qFatal("cannot damage the file");
    }

private:
    static void give(const QString& what)
    {
        if (::geteuid() == 0 && ::chown(QFile::encodeName(what).constData(), nobody, nobody) != 0)
            qFatal("cannot give the file away");
    }

    QTemporaryDir m_folder;
};

QString openError(const QString& path, OpenMode mode = OpenMode::ReadWrite)
{
    const auto result = Database::open(path, mode);
    if (result)
        return {};
    if (result.error().args.value(QStringLiteral("path")) != path)
        return QStringLiteral("path missing in ") + result.error().id;
    return result.error().id;
}

} // namespace

Q_DECLARE_METATYPE(std::function<QString(const ClosedStore&)>)

class TestDatabaseTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesToOpen_data();
    void refusesToOpen();
    void saysReadOnly_data();
    void saysReadOnly();
    void readsFromAReadOnlyFolderBesideAWriter();
    void tellsDamageFromTheEndOfTheRows();
    void saysDiskFullAndGoesOn();
    void refusesAFileThatIsNotWal();
};

void TestDatabaseTrouble::refusesToOpen_data()
{
    QTest::addColumn<std::function<QString(const ClosedStore&)>>("open");
    QTest::addColumn<QString>("id");
    using Opener = std::function<QString(const ClosedStore&)>;
    QTest::newRow("reading what is absent") << Opener([](const ClosedStore& s) {
        return openError(s.dir() + QStringLiteral("/other.sqlite"), OpenMode::ReadOnly);
    }) << QStringLiteral("store.open");
    QTest::newRow("no folder") << Opener([](const ClosedStore& s) {
        return openError(s.dir() + QStringLiteral("/none/kfdesk.sqlite"));
    }) << QStringLiteral("store.open");
    QTest::newRow("a folder") << Opener([](const ClosedStore& s) { return openError(s.dir()); })
                              << QStringLiteral("store.open");
    QTest::newRow("text") << Opener([](const ClosedStore& s) {
        s.overwrite(0, QByteArray(4096, 't'));
        return openError(s.path());
    }) << QStringLiteral("store.not_a_database");
    QTest::newRow("text, reading") << Opener([](const ClosedStore& s) {
        s.overwrite(0, QByteArray(4096, 't'));
        return openError(s.path(), OpenMode::ReadOnly);
    }) << QStringLiteral("store.not_a_database");
    QTest::newRow("damaged schema") << Opener([](const ClosedStore& s) {
        s.overwrite(100, QByteArray(3000, '\xff'));
        return openError(s.path());
    }) << QStringLiteral("store.corrupt");
}

void TestDatabaseTrouble::refusesToOpen()
{
    QFETCH(std::function<QString(const ClosedStore&)>, open);
    QFETCH(QString, id);
    const ClosedStore store;
    QCOMPARE(open(store), id);
}

void TestDatabaseTrouble::saysReadOnly_data()
{
    QTest::addColumn<int>("folderMode");
    QTest::addColumn<int>("fileMode");
    QTest::addColumn<OpenMode>("mode");
    QTest::newRow("folder, writing") << 0500 << 0600 << OpenMode::ReadWrite;
    QTest::newRow("file, writing") << 0700 << 0400 << OpenMode::ReadWrite;
    QTest::newRow("folder, reading without a writer") << 0500 << 0600 << OpenMode::ReadOnly;
}

void TestDatabaseTrouble::saysReadOnly()
{
    QFETCH(int, folderMode);
    QFETCH(int, fileMode);
    QFETCH(OpenMode, mode);
    const ClosedStore store;
    ClosedStore::allow(store.path(), static_cast<mode_t>(fileMode));
    ClosedStore::allow(store.dir(), static_cast<mode_t>(folderMode));
    const WithoutPrivileges dropped;
    QCOMPARE(openError(store.path(), mode), QStringLiteral("store.read_only"));
}

void TestDatabaseTrouble::readsFromAReadOnlyFolderBesideAWriter()
{
    const ClosedStore store;
    const WithoutPrivileges dropped;
    const auto writer = must(Database::open(store.path()));
    must(must(writer->connection())->exec(QStringLiteral("INSERT INTO note (text) VALUES ('fresh')")));
    ClosedStore::allow(store.dir(), 0500);
    const auto reader = must(Database::open(store.path(), OpenMode::ReadOnly));
    auto rows = must(must(reader->connection())->prepare(QStringLiteral("SELECT count(*) FROM note")));
    must(rows.exec());
    QCOMPARE(must(readOne(rows, firstInteger)).value_or(0), 201);
    ClosedStore::allow(store.dir(), 0700);
}

void TestDatabaseTrouble::tellsDamageFromTheEndOfTheRows()
{
    const ClosedStore store;
    store.overwrite(5 * 4096, QByteArray(4096, '\xff')); // some leaf of the table
    const auto database = must(Database::open(store.path()));
    auto rows = must(must(database->connection())->prepare(QStringLiteral("SELECT text FROM note")));
    must(rows.exec());
    const auto read = readAll(rows, [](Statement& s) { return s.text(0); });
    QCOMPARE(errorId(read), QStringLiteral("store.corrupt"));
}

void TestDatabaseTrouble::saysDiskFullAndGoesOn()
{
    const ClosedStore store;
    const auto database = must(Database::open(store.path()));
    Connection& db = *must(database->connection());
    must(db.exec(QStringLiteral("PRAGMA max_page_count = 1"))); // SQLite takes the present size then
    auto insertion = must(db.prepare(QStringLiteral("INSERT INTO note (text) VALUES (?)")));
    const auto full = [&] {
        for (int i = 0; i < 100; ++i) {
            if (auto inserted = insertion.bind(QString(2000, QLatin1Char('x'))).exec(); !inserted)
                return inserted.error();
        }
        return Error();
    }();
    QCOMPARE(full.id, QStringLiteral("store.disk_full"));
    QCOMPARE(full.kind, ErrorKind::Store);

    auto transaction = must(WriteTransaction::begin(db));
    QCOMPARE(errorId(insertion.bind(QString(9000, QLatin1Char('x'))).exec()), QStringLiteral("store.disk_full"));
    {
        const auto ended = std::move(transaction);
    }
    must(db.exec(QStringLiteral("PRAGMA max_page_count = 1000000")));
    auto again = must(WriteTransaction::begin(db));
    must(insertion.bind(QStringLiteral("fits again")).exec());
    must(again.commit());
}

void TestDatabaseTrouble::refusesAFileThatIsNotWal()
{
    const ClosedStore store;
    {
        const auto database = must(Database::open(store.path()));
        must(must(database->connection())->exec(QStringLiteral("PRAGMA journal_mode = DELETE")));
    }
    QCOMPARE(openError(store.path(), OpenMode::ReadOnly), QStringLiteral("store.no_wal"));
    QCOMPARE(openError(store.path(), OpenMode::ReadWrite), QString()); // a writer makes it so
}

QTEST_GUILESS_MAIN(TestDatabaseTrouble)
#include "test_database_trouble.moc"
