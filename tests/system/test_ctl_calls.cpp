#include "tests/system/programs.h"

#include <QJsonDocument>
#include <QTest>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// How kfdeskctl is called: options, exit codes, language, what it prints.
class TestCtlCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageErrors_data();
    void usageErrors();
    void helpAndVersion();
    void optionsStandAnywhere();
    void speaksChinese();
    void printsTablesForPeople();
};

void TestCtlCalls::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("nothing") << QStringList{} << QByteArray("command");
    QTest::newRow("unknown command") << QStringList{u"fly"_s} << QByteArray("fly");
    QTest::newRow("half a command") << QStringList{u"component"_s} << QByteArray("component");
    QTest::newRow("unknown option") << QStringList{u"corps"_s, u"--fast"_s} << QByteArray("--fast");
    QTest::newRow("option of another command") << QStringList{u"corps"_s, u"--port"_s, u"1"_s} << QByteArray("--port");
    QTest::newRow("value missing") << QStringList{u"serve"_s, u"--port"_s} << QByteArray("--port");
    QTest::newRow("option for a value") << QStringList{u"serve"_s, u"--bind"_s, u"--port"_s} << QByteArray("--bind");
    QTest::newRow("not a port") << QStringList{u"serve"_s, u"--port"_s, u"70000"_s} << QByteArray("70000");
    QTest::newRow("not a number") << QStringList{u"events"_s, u"--limit"_s, u"many"_s} << QByteArray("many");
    QTest::newRow("flag with a value") << QStringList{u"corps"_s, u"--json=yes"_s} << QByteArray("--json");
    QTest::newRow("twice") << QStringList{u"corps"_s, u"--suite"_s, u"a"_s, u"--suite"_s, u"b"_s}
                           << QByteArray("--suite");
    QTest::newRow("language") << QStringList{u"corps"_s, u"--lang"_s, u"fr"_s} << QByteArray("fr");
    QTest::newRow("required option") << QStringList{u"component"_s, u"add"_s} << QByteArray("--from");
    QTest::newRow("required word") << QStringList{u"purge-check"_s} << QByteArray("TEXT");
    QTest::newRow("word too many") << QStringList{u"corps"_s, u"wpA"_s} << QByteArray("wpA");
    QTest::newRow("no link to check") << QStringList{u"link"_s, u"check"_s} << QByteArray("URL…");
    QTest::newRow("two keys") << QStringList{u"corps"_s, u"--key-file"_s, u"a"_s, u"--passphrase-file"_s, u"b"_s}
                              << QByteArray("--passphrase-file");
}

void TestCtlCalls::usageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, names);
    const Outcome outcome = runProgram(u"kfdeskctl"_s, arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.saysOneLine() && outcome.err.contains(names), outcome.err.constData());
}

void TestCtlCalls::helpAndVersion()
{
    const Outcome help = runProgram(u"kfdeskctl"_s, {u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const char* command :
         {"component add", "corp import", "callback ingest", "purge-check", "link new", "link check"})
        QVERIFY2(help.out.contains(command), command);
    const Outcome version = runProgram(u"kfdeskctl"_s, {u"--version"_s});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith("kfdeskctl "));
}

void TestCtlCalls::optionsStandAnywhere()
{
    const Console console;
    const QByteArray json = QJsonDocument(sampleComponent()).toJson();
    QCOMPARE(console.run({u"component"_s, u"add"_s, u"--from=-"_s}, json).exitCode, 0);
    const QString workspace = console.workspace();
    for (const QStringList& line : {QStringList{u"--json"_s, u"component"_s, u"list"_s, u"--workspace"_s, workspace},
                                    QStringList{u"component"_s, u"--workspace="_s + workspace, u"list"_s, u"--json"_s},
                                    QStringList{u"--workspace"_s, workspace, u"component"_s, u"--json"_s, u"list"_s}}) {
        const Outcome outcome = runProgram(u"kfdeskctl"_s, line);
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.rows().size(), 1);
        QCOMPARE(outcome.rows().first().toObject(),
                 (QJsonObject{{u"suite_id"_s, u"ww5uite0kf0demo01"_s}, {u"name"_s, u"Demo"_s}}));
    }
}

void TestCtlCalls::speaksChinese()
{
    const Console console;
    const QStringList call{u"--workspace"_s, console.workspace(), u"corps"_s};
    const Outcome english = runProgram(u"kfdeskctl"_s, call + QStringList{u"--lang"_s, u"en"_s});
    const Outcome chinese = runProgram(u"kfdeskctl"_s, call + QStringList{u"--lang"_s, u"zh_CN"_s});
    QCOMPARE(english.exitCode, 1);
    QCOMPARE(chinese.exitCode, 1);
    QVERIFY2(english.saysOneLine() && english.err.contains("There is no workspace in "), english.err.constData());
    QVERIFY2(chinese.saysOneLine() && chinese.err.contains("工作区"), chinese.err.constData());
}

void TestCtlCalls::printsTablesForPeople()
{
    const Console console;
    QCOMPARE(console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, QJsonDocument(sampleComponent()).toJson())
                 .exitCode,
             0);
    QCOMPARE(console.run({u"placement"_s, u"add"_s, u"--name"_s, u"南山旗舰店"_s, u"--state"_s, u"s1"_s}).exitCode, 0);
    QCOMPARE(
        console.run({u"placement"_s, u"add"_s, u"--name"_s, u"Kiosk"_s, u"--state"_s, u"s2"_s, u"--single"_s}).exitCode,
        0);
    const Outcome table = console.runWithoutKey({u"placement"_s, u"list"_s});
    QCOMPARE(table.exitCode, 0);
    const auto lines = QString::fromUtf8(table.out).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    // Newest first; "Kiosk" takes 5 columns, "南山旗舰店" 10: the next column begins at the same place on the screen.
    QCOMPARE(lines.at(1), u"ww5uite0kf0demo01  Kiosk       s2     yes          0"_s);
    QCOMPARE(lines.at(2), u"ww5uite0kf0demo01  南山旗舰店  s1     no           0"_s);
}

QTEST_GUILESS_MAIN(TestCtlCalls)
#include "test_ctl_calls.moc"
