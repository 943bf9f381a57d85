#include "core/store/lease.h"
#include "tests/store/fixture.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <cstdio>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

const QString holding = QStringLiteral("--hold-lease");

/// The other process: takes the lease, says so, and holds it until its input ends.
int holdLease(const QString& dir)
{
    const auto lease = Lease::acquire(dir, QStringLiteral("kfdeskctl serve"));
    std::puts(lease ? "held" : qPrintable(lease.error().id));
    std::fflush(stdout);
    while (lease && std::getchar() != EOF) {
    }
    return lease ? 0 : 1;
}

/// This test program, run again to hold the lease of `dir`.
class OtherProcess
{
public:
    explicit OtherProcess(const QString& dir)
    {
        m_process.start(QCoreApplication::applicationFilePath(), {holding, dir});
        if (!m_process.waitForStarted() || !m_process.waitForReadyRead())
            qFatal("the other process does not answer");
        m_answer = QString::fromUtf8(m_process.readLine()).trimmed();
    }
    ~OtherProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QString answer() const { return m_answer; }
    QString pid() const { return QString::number(m_process.processId()); }
    void die()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QString m_answer;
};

} // namespace

class TestLease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isHeldOnce();
    void namesItsHolder();
    void diesWithItsProcess();
    void refusesTheOtherProcess();
    void moves();
    void survivesAnotherOpenOfTheFile();
    void staleTextIsNoHolder();
    void saysWhenItCannotBeTaken();
    void carriesANote();
};

void TestLease::isHeldOnce()
{
    QTemporaryDir dir;
    QVERIFY(!Lease::holder(dir.path()));
    {
        const auto lease = Lease::acquire(dir.path(), QStringLiteral("kfdesk"));
        QVERIFY(lease);
        const auto second = Lease::acquire(dir.path(), QStringLiteral("other"));
        QCOMPARE(errorId(second), QStringLiteral("lease.held"));
        QCOMPARE(second.error().kind, ErrorKind::Busy);
        QCOMPARE(second.error().args.value(QStringLiteral("pid")), QString::number(QCoreApplication::applicationPid()));
        QVERIFY(second.error().args.value(QStringLiteral("holder")).startsWith(QStringLiteral("kfdesk (pid ")));
        QCOMPARE(Lease::holder(dir.path()), second.error().args.value(QStringLiteral("holder")));
    }
    QVERIFY(!Lease::holder(dir.path()));
    QVERIFY(Lease::acquire(dir.path(), QStringLiteral("next")));
}

void TestLease::namesItsHolder()
{
    QTemporaryDir dir;
    const OtherProcess other(dir.path());
    QCOMPARE(other.answer(), QStringLiteral("held"));
    const auto holder = Lease::holder(dir.path());
    QVERIFY(holder);
    QVERIFY2(holder->startsWith(QStringLiteral("kfdeskctl serve (pid %1, ").arg(other.pid())), qPrintable(*holder));
    QVERIFY(Lease::holder(dir.path())); // asking does not take it, nor give it away
    QCOMPARE(errorId(Lease::acquire(dir.path(), QStringLiteral("kfdesk"))), QStringLiteral("lease.held"));
    QCOMPARE(QFileInfo(dir.filePath(QStringLiteral("lease"))).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestLease::diesWithItsProcess()
{
    QTemporaryDir dir;
    OtherProcess other(dir.path());
    QCOMPARE(other.answer(), QStringLiteral("held"));
    other.die();
    QVERIFY(!Lease::holder(dir.path()));
    QVERIFY(Lease::acquire(dir.path(), QStringLiteral("kfdesk")));
}

void TestLease::refusesTheOtherProcess()
{
    QTemporaryDir dir;
    const auto lease = Lease::acquire(dir.path(), QStringLiteral("kfdesk"));
    QVERIFY(lease);
    QCOMPARE(OtherProcess(dir.path()).answer(), QStringLiteral("lease.held"));
    QVERIFY(Lease::holder(dir.path()));
}

void TestLease::moves()
{
    QTemporaryDir dir;
    QTemporaryDir otherDir;
    {
        Lease first = must(Lease::acquire(dir.path(), QStringLiteral("a")));
        Lease second = std::move(first);
        QVERIFY(Lease::holder(dir.path()));
        second = must(Lease::acquire(otherDir.path(), QStringLiteral("b")));
        QVERIFY(!Lease::holder(dir.path()));
        QVERIFY(Lease::holder(otherDir.path()));
    }
    QVERIFY(!Lease::holder(otherDir.path()));
}

void TestLease::survivesAnotherOpenOfTheFile()
{
    QTemporaryDir dir;
    const auto lease = Lease::acquire(dir.path(), QStringLiteral("kfdesk"));
    QFile file(dir.filePath(QStringLiteral("lease")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.close(); // a search of the workspace's files does this
    QCOMPARE(OtherProcess(dir.path()).answer(), QStringLiteral("lease.held"));
}

void TestLease::staleTextIsNoHolder()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("lease")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a much longer name than ours\n1\nsome-host-that-crashed\n");
    file.close();
    QVERIFY(!Lease::holder(dir.path()));
    const auto lease = Lease::acquire(dir.path(), QStringLiteral("k"));
    QVERIFY(lease);
    QVERIFY(!Lease::holder(dir.path())->contains(QStringLiteral("crashed")));
}

void TestLease::saysWhenItCannotBeTaken()
{
    QTemporaryDir dir;
    const QString absent = dir.filePath(QStringLiteral("none"));
    const auto result = Lease::acquire(absent, QStringLiteral("kfdesk"));
    QCOMPARE(errorId(result), QStringLiteral("lease.io"));
    QCOMPARE(result.error().args.value(QStringLiteral("path")), absent + QStringLiteral("/lease"));
    QVERIFY(!Lease::holder(absent));
}

void TestLease::carriesANote()
{
    QTemporaryDir dir;
    QVERIFY(!Lease::note(dir.path()));
    {
        const auto lease = must(Lease::acquire(dir.path(), QStringLiteral("kfdesk")));
        const QString holder = Lease::holder(dir.path()).value();
        const qint64 size = QFileInfo(dir.filePath(QStringLiteral("lease"))).size();
        QVERIFY(!Lease::note(dir.path()));
        for (const char* note : {"1 store.disk_full", "2 a longer one than before", "3", ""}) {
            lease.setNote(QLatin1String(note));
            QCOMPARE(Lease::note(dir.path()).value_or(QString()), QLatin1String(note));
            QCOMPARE(Lease::holder(dir.path()), holder);
            QCOMPARE(QFileInfo(dir.filePath(QStringLiteral("lease"))).size(), size); // needs no room on the disk
        }
        lease.setNote(QStringLiteral("of one who is gone"));
    }
    QVERIFY(!Lease::note(dir.path()));
    const auto next = Lease::acquire(dir.path(), QStringLiteral("next"));
    QVERIFY(!Lease::note(dir.path()));
}

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == holding)
        return holdLease(arguments.value(2));
    TestLease test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_lease.moc"
