#include "tests/system/programs.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTest>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// A workspace that is damaged, or in somebody else's hands: exit code 1, one line, nothing changed.
class TestSystemDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void databases_data();
    void databases();
    void aSecondHolder();
    void aTakenPort();

private:
    static void damage(const QString& path, const QString& how);
    static void raiseSchema(const QString& path);
};

void TestSystemDamage::databases_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("newer") << u"newer"_s << QByteArray("newer KfDesk");
    QTest::newRow("not a database") << u"text"_s << QByteArray("not a database");
    QTest::newRow("damaged") << u"damaged"_s << QByteArray("damaged");
    QTest::newRow("gone") << u"gone"_s << QByteArray("database");
}

void TestSystemDamage::raiseSchema(const QString& path)
{
    {
        auto db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raise"_s);
        db.setDatabaseName(path);
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY2(query.exec(u"UPDATE schema_version SET version = 999 WHERE version = (SELECT max(version) FROM "
                            "schema_version)"_s),
                 qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"raise"_s);
}

void TestSystemDamage::damage(const QString& path, const QString& how)
{
    if (how == u"newer"_s)
        return raiseSchema(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray content = file.readAll();
    file.resize(0);
    file.seek(0);
    file.write(how == u"text"_s ? QByteArray(4096, 'x') : content.left(100) + QByteArray(content.size() - 100, '\xA5'));
    file.close();
    if (how == u"gone"_s)
        QVERIFY(QFile::remove(path));
}

void TestSystemDamage::databases()
{
    QFETCH(QString, damage);
    QFETCH(QByteArray, says);
    const Console console;
    console.found();
    TestSystemDamage::damage(console.workspace() + u"/kfdesk.sqlite"_s, damage);

    const auto before = console.substance();
    for (const QStringList& command : {QStringList{u"corps"_s}, QStringList{u"serve"_s, u"--port"_s, u"0"_s}}) {
        const Outcome outcome = console.run(command);
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.saysOneLine() && outcome.err.contains(says), outcome.err.constData());
        QVERIFY(outcome.out.isEmpty());
        QCOMPARE(console.substance(), before);
    }
}

void TestSystemDamage::aSecondHolder()
{
    const Console console;
    console.found();
    RunningProgram first(u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, u"0"_s} + console.globals(),
                         console.path(u"serve.log"_s));
    QVERIFY(first.firstLine().contains(u"listening"_s));
    const Outcome second = console.run({u"serve"_s, u"--port"_s, u"0"_s});
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.saysOneLine() && second.err.contains("kfdeskctl serve") &&
                 second.err.contains(QByteArray::number(first.pid())),
             second.err.constData());
    QVERIFY(second.out.isEmpty());
    QCOMPARE(first.stop().exitCode, 0);
    RunningProgram third(u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, u"0"_s} + console.globals(),
                         console.path(u"serve.log"_s));
    QVERIFY(third.firstLine().contains(u"listening"_s));
}

void TestSystemDamage::aTakenPort()
{
    const Console console;
    console.found();
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    const Outcome outcome = console.run({u"serve"_s, u"--port"_s, port});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.saysOneLine() && outcome.err.contains(port.toUtf8()), outcome.err.constData());
    const Outcome nowhere = console.run({u"serve"_s, u"--port"_s, u"0"_s, u"--bind"_s, u"everywhere"_s});
    QCOMPARE(nowhere.exitCode, 1);
    QVERIFY2(nowhere.saysOneLine() && nowhere.err.contains("everywhere"), nowhere.err.constData());
    QCOMPARE(console.runWithoutKey({u"status"_s, u"--json"_s}).object().value(u"listener"_s).toString(), u"stopped"_s);
}

QTEST_GUILESS_MAIN(TestSystemDamage)
#include "test_system_damage.moc"
