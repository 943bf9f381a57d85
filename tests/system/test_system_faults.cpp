#include "tests/net/raw_client.h"
#include "tests/support/no_more_descriptors.h"
#include "tests/system/fault_rig.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <sys/resource.h>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// Another program that keeps the database to itself.
class OtherWriter
{
public:
    explicit OtherWriter(const QString& workspace)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s))
    {
        m_database.setDatabaseName(workspace + u"/kfdesk.sqlite"_s);
        if (!m_database.open() || !m_database.exec(u"BEGIN IMMEDIATE"_s).isActive())
            m_failed = true;
    }
    ~OtherWriter()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(u"other"_s);
    }
    bool hasLock() const { return !m_failed; }

private:
    QSqlDatabase m_database;
    bool m_failed = false;
};

QMap<int, int> onceEach(int events)
{
    QMap<int, int> counts;
    for (int i = 0; i < events; ++i)
        counts.insert(i, 1);
    return counts;
}

} // namespace

/// `kfdeskctl serve` in trouble: 503 while a callback cannot be put on disk, a state to read, and no restart
/// afterwards.
class TestSystemFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void disks_data();
    void disks();
    void disksUnderLoad_data() { disks_data(); }
    void disksUnderLoad();
    void anotherProgramWrites();
    void noDescriptorsLeft();
    void aLowLimitIsRaised();
};

void TestSystemFaults::disks_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QString>("says");
    QTest::newRow("disk full") << QByteArray("write:28") << u"store.disk_full"_s;
    QTest::newRow("no room to grow") << QByteArray("grow:28") << u"store.disk_full"_s;
    QTest::newRow("writing fails") << QByteArray("write:5") << u"store.io"_s;
    QTest::newRow("syncing fails") << QByteArray("sync:5") << u"store.io"_s;
    QTest::newRow("mounted read-only") << QByteArray("write:30 sync:30 update:30") << u"store.read_only"_s;
    QTest::newRow("gone") << QByteArray("write:5 sync:5 open:5") << u"store.open"_s;
}

void TestSystemFaults::disks()
{
    QFETCH(QByteArray, plan);
    QFETCH(QString, says);
    FaultRig rig;
    const int before = rig.newEvent();
    QCOMPARE(rig.deliver(before), 200);
    QVERIFY(rig.status().value(u"store_error"_s).isNull());

    rig.failCalls(plan);
    std::vector<int> refused;
    for (int i = 0; i < 5; ++i) {
        refused.push_back(rig.newEvent());
        QCOMPARE(rig.deliver(refused.back()), 503);
    }
    const QJsonObject status = rig.status();
    QCOMPARE(status.value(u"store_error"_s).toString(), says);
    QVERIFY(!status.value(u"store_error_since"_s).toString().isEmpty());
    QVERIFY(status.value(u"store_error_text"_s).toString().size() > 20);
    QCOMPARE(status.value(u"listener"_s).toString(), u"listening"_s);

    rig.failCalls({});
    QVERIFY(rig.waitForStoreError({})); // without any callback
    for (const int event : refused)
        QCOMPARE(rig.deliver(event), 200);
    QCOMPARE(rig.deliver(rig.newEvent()), 200);
    QCOMPARE(rig.deliver(before), 200); // known, so a duplicate
    QCOMPARE(rig.inbox(), onceEach(7));
    QCOMPARE(rig.integrity(), u"ok"_s);
    QCOMPARE(rig.log().count("are stored again"), 1);
    QVERIFY(rig.log().count("cannot be stored") >= 1); // and once more for each other cause
}

/// Faults that come and go while WeCom keeps sending: whatever was answered with success is there, once.
void TestSystemFaults::disksUnderLoad()
{
    QFETCH(QByteArray, plan);
    FaultRig rig;
    Senders senders(rig, 4);
    for (int i = 0; i < 4; ++i) {
        senders.waitForTaken(20);
        rig.failCalls(plan);
        senders.waitForRefused(20);
        rig.failCalls({});
    }
    senders.waitForTaken(20);
    senders.stop();
    QCOMPARE(senders.otherAnswers(), 0);
    const std::set<int> taken = senders.taken();
    const QMap<int, int> inbox = rig.inbox();
    for (const int event : taken)
        QCOMPARE(inbox.value(event), 1);
    QCOMPARE(inbox, onceEach(static_cast<int>(taken.size()))); // and nothing else
    QCOMPARE(rig.integrity(), u"ok"_s);
}

void TestSystemFaults::anotherProgramWrites()
{
    FaultRig rig;
    const int event = rig.newEvent();
    {
        const OtherWriter other(rig.console.workspace());
        QVERIFY(other.hasLock());
        QCOMPARE(rig.deliver(event), 503);
        QCOMPARE(rig.status().value(u"store_error"_s).toString(), u"store.busy"_s);
    }
    QVERIFY(rig.waitForStoreError({}));
    QCOMPARE(rig.deliver(event), 200);
    QCOMPARE(rig.inbox(), onceEach(1));
}

/// Who is connected is served; who comes gets the descriptor of somebody who says nothing.
void TestSystemFaults::noDescriptorsLeft()
{
    FaultRig rig;
    RawClient idle(rig.port());
    QCOMPARE(idle.ask(rig.rawRequest(rig.newEvent())).status, 200);
    RawClient busy(rig.port());
    QCOMPARE(busy.ask(rig.rawRequest(rig.newEvent())).status, 200);
    std::vector<RawClient> newcomers;
    {
        const NoMoreDescriptors none(rig.pid());
        QCOMPARE(busy.ask(rig.rawRequest(rig.newEvent())).status, 200);
        // A descriptor that was open for a moment only when they were counted is left for somebody.
        while (newcomers.size() < 16 && !idle.isReadable(0)) {
            newcomers.emplace_back(rig.port());
            QCOMPARE(newcomers.back().ask(rig.rawRequest(rig.newEvent())).status, 200);
        }
        QVERIFY2(idle.isReadable(0), "nobody had to go");
        QVERIFY(idle.isEnded());
    }
    QCOMPARE(rig.deliver(rig.newEvent()), 200);
    QCOMPARE(rig.inbox(), onceEach(4 + static_cast<int>(newcomers.size())));
}

/// A shell or a container may allow fewer descriptors than the listener has connections.
void TestSystemFaults::aLowLimitIsRaised()
{
    constexpr rlim_t low = 256;
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit narrow{low, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &narrow), 0);
    FaultRig rig; // its program inherits it
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    if (before.rlim_cur < 2 * low)
        QSKIP("too few file descriptors allowed");

    const QByteArray health = "GET /healthz HTTP/1.1\r\n\r\n";
    std::vector<RawClient> clients;
    for (rlim_t i = 0; i < low + 50; ++i) {
        clients.emplace_back(rig.port());
        QCOMPARE(clients.back().ask(health).status, 200);
    }
    QCOMPARE(clients.front().ask(health).status, 200); // nobody had to go for another
}

QTEST_GUILESS_MAIN(TestSystemFaults)
#include "test_system_faults.moc"
