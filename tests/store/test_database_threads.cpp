#include "core/store/database.h"
#include "core/store/rows.h"
#include "tests/store/fixture.h"

#include <QProcess>
#include <QSqlDatabase>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <functional>
#include <future>
#include <thread>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

/// A file that says which one it is.
class NamedFile
{
public:
    explicit NamedFile(int number)
        : m_number(number)
    {
        const auto database = open();
        Connection& db = *must(database->connection());
        must(db.exec(QStringLiteral("CREATE TABLE name (number INTEGER)")));
        must(change(db, QStringLiteral("INSERT INTO name VALUES (?)"), number));
    }
    std::unique_ptr<Database> open() const
    {
        return must(Database::open(m_folder.filePath(QStringLiteral("kfdesk.sqlite"))));
    }
    int number() const { return m_number; }

private:
    QTemporaryDir m_folder;
    int m_number;
};

int numberOf(Database& database)
{
    Statement* rows = must(run(*must(database.connection()), QStringLiteral("SELECT number FROM name")));
    return static_cast<int>(must(readOne(*rows, firstInteger)).value_or(-1));
}

/// A thread that does one thing after another.
class Worker
{
public:
    virtual ~Worker() = default;
    virtual void run(std::function<void()> task) = 0; ///< returns when the task is done
    virtual void end() = 0;                           ///< returns when the thread is gone
};

class PoolWorker final : public Worker
{
public:
    PoolWorker()
    {
        m_pool.setMaxThreadCount(1);
        m_pool.setExpiryTimeout(-1);
    }
    void run(std::function<void()> task) override
    {
        std::promise<void> done;
        m_pool.start([&] {
            task();
            done.set_value();
        });
        done.get_future().wait();
    }
    void end() override { m_pool.waitForDone(); }

private:
    QThreadPool m_pool;
};

class StandardWorker final : public Worker
{
public:
    StandardWorker()
        : m_thread([this] { work(); })
    {}
    ~StandardWorker() override { end(); }
    void run(std::function<void()> task) override
    {
        std::packaged_task<void()> packaged(std::move(task));
        auto done = packaged.get_future();
        m_next.set_value(std::move(packaged));
        done.wait();
    }
    void end() override
    {
        if (!m_thread.joinable())
            return;
        m_next.set_value({});
        m_thread.join();
    }

private:
    void work()
    {
        for (;;) {
            std::packaged_task<void()> task = m_next.get_future().get();
            if (!task.valid())
                return;
            m_next = {};
            task();
        }
    }

    std::promise<std::packaged_task<void()>> m_next;
    std::thread m_thread;
};

enum class Kind { Pool, Standard };

std::unique_ptr<Worker> makeWorker(Kind kind)
{
    if (kind == Kind::Pool)
        return std::make_unique<PoolWorker>();
    return std::make_unique<StandardWorker>();
}

qsizetype openConnections()
{
    return QSqlDatabase::connectionNames().size();
}

void addKinds()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("QThreadPool") << Kind::Pool;
    QTest::newRow("std::thread") << Kind::Standard;
}

/// What a program does that ends while a thread of its global pool still has a connection.
int endWithAnIdleThread(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const NamedFile file(1);
    const auto database = file.open();
    std::promise<int> used;
    QThreadPool::globalInstance()->setExpiryTimeout(-1);
    QThreadPool::globalInstance()->start([&] { used.set_value(numberOf(*database)); });
    used.get_future().wait();
    return numberOf(*database) == 1 ? 0 : 1;
}

} // namespace

Q_DECLARE_METATYPE(Kind)

/// Connections and the threads that hold them. Any warning of Qt's fails the test.
class TestDatabaseThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void cleanup() { QCOMPARE(openConnections(), 0); }

    void threadsOutliveADatabase_data() { addKinds(); }
    void threadsOutliveADatabase();
    void aNewDatabaseGetsNewConnections_data() { addKinds(); }
    void aNewDatabaseGetsNewConnections();
    void oneThreadUsesSeveralDatabases();
    void closesOnRequest_data() { addKinds(); }
    void closesOnRequest();
    void closesWithItsThread_data() { addKinds(); }
    void closesWithItsThread();
    void programsEndQuietly();
};

void TestDatabaseThreads::threadsOutliveADatabase()
{
    QFETCH(Kind, kind);
    const NamedFile file(1);
    const auto worker = makeWorker(kind);
    auto database = file.open();
    worker->run([&] { QCOMPARE(numberOf(*database), 1); });
    QCOMPARE(openConnections(), 2);
    database.reset();
    QCOMPARE(openConnections(), 1); // nobody else may close that one
    worker->end();
    QCOMPARE(openConnections(), 0);
}

/// The memory of one Database becomes the next one, and the thread that knew the old one must not mix them up.
void TestDatabaseThreads::aNewDatabaseGetsNewConnections()
{
    QFETCH(Kind, kind);
    const NamedFile files[] = {NamedFile(1), NamedFile(2)};
    const auto worker = makeWorker(kind);
    for (int i = 0; i < 20; ++i) {
        const NamedFile& file = files[i % 2];
        const auto database = file.open();
        worker->run([&] { QCOMPARE(numberOf(*database), file.number()); });
        QCOMPARE(openConnections(), 2); // ours and the worker's: what it had before is closed
    }
    worker->end();
}

void TestDatabaseThreads::oneThreadUsesSeveralDatabases()
{
    const NamedFile files[] = {NamedFile(1), NamedFile(2)};
    auto first = files[0].open();
    auto second = files[1].open();
    auto again = files[0].open();
    QVERIFY(must(first->connection()) != must(again->connection()));
    Connection* const kept = must(second->connection());
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(numberOf(*first), 1);
        QCOMPARE(numberOf(*second), 2);
        QCOMPARE(numberOf(*again), 1);
    }
    QCOMPARE(openConnections(), 3);
    first.reset();
    QCOMPARE(must(second->connection()), kept);
    QCOMPARE(numberOf(*again), 1);
    QCOMPARE(openConnections(), 2);
}

void TestDatabaseThreads::closesOnRequest()
{
    QFETCH(Kind, kind);
    const NamedFile file(1);
    const auto database = file.open();
    const auto worker = makeWorker(kind);
    worker->run([&] { QCOMPARE(numberOf(*database), 1); });
    database->closeConnection();
    QCOMPARE(openConnections(), 1); // the worker's
    worker->run([&] {
        database->closeConnection();
        database->closeConnection(); // nothing to close
    });
    QCOMPARE(openConnections(), 0);
    worker->run([&] { QCOMPARE(numberOf(*database), 1); });
    QCOMPARE(numberOf(*database), 1);
    worker->end();
}

void TestDatabaseThreads::closesWithItsThread()
{
    QFETCH(Kind, kind);
    const NamedFile file(1);
    const auto database = file.open();
    for (int i = 0; i < 20; ++i) {
        const auto worker = makeWorker(kind);
        worker->run([&] { QCOMPARE(numberOf(*database), 1); });
        worker->end();
        QCOMPARE(openConnections(), 1); // closed when whoever waited for the thread goes on
    }
}

void TestDatabaseThreads::programsEndQuietly()
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("end-with-an-idle-thread")});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.readAll(), QByteArray());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

int main(int argc, char** argv)
{
    if (argc == 2 && qstrcmp(argv[1], "end-with-an-idle-thread") == 0)
        return endWithAnIdleThread(argc, argv);
    const QCoreApplication application(argc, argv);
    TestDatabaseThreads test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_database_threads.moc"
