#include "app/console/options.h"
#include "app/console/single_instance.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kfdesk;
using namespace Qt::StringLiterals;

class TestConsoleStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultyCommandLinesAreSaid_data();
    void faultyCommandLinesAreSaid();
    void commandLineIsUnderstood();
    void passphraseComesFromAFile();
    void secondStartRaisesTheFirst();
    void anotherWorkspaceIsAnotherWindow();
    void whatAKilledProgramLeftIsTakenOver();

private:
    static auto parse(const QStringList& arguments) { return parseOptions(QStringList(u"kfdesk"_s) + arguments); }
};

void TestConsoleStart::faultyCommandLinesAreSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown option") << QStringList{u"--moon"_s} << 2 << u"moon"_s;
    QTest::newRow("something loose") << QStringList{u"folder"_s} << 2 << u"folder"_s;
    QTest::newRow("option without value") << QStringList{u"--workspace"_s} << 2 << u"workspace"_s;
    QTest::newRow("language") << QStringList{u"--lang"_s, u"fr"_s} << 2 << u"zh_CN or en"_s;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"blue"_s} << 2 << u"light or dark"_s;
    QTest::newRow("two keys") << QStringList{u"--key-file"_s, u"a"_s, u"--passphrase-file"_s, u"b"_s} << 2
                              << u"not both"_s;
    QTest::newRow("sandbox elsewhere") << QStringList{u"--sandbox"_s, u"--workspace"_s, u"a"_s} << 2
                                       << u"--workspace"_s;
    QTest::newRow("tour elsewhere") << QStringList{u"--tour"_s, u"t"_s, u"--workspace"_s, u"a"_s} << 2
                                    << u"--workspace"_s;
    QTest::newRow("no passphrase file") << QStringList{u"--passphrase-file"_s, u"/nowhere/p"_s} << 1 << u"/nowhere/p"_s;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << u"--sandbox"_s;
    QTest::newRow("version") << QStringList{u"--version"_s} << 0 << u"kfdesk "_s + QLatin1String(KFDESK_VERSION);
}

void TestConsoleStart::faultyCommandLinesAreSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    const auto options = parse(arguments);
    QVERIFY(!options);
    QCOMPARE(options.error().exitCode, exitCode);
    QVERIFY2(options.error().text.contains(says), qPrintable(options.error().text));
    QVERIFY(options.error().text.endsWith(u'\n'));
    if (exitCode != 0)
        QCOMPARE(options.error().text.count(u'\n'), 1);
}

void TestConsoleStart::commandLineIsUnderstood()
{
    const auto options = parse(
        {u"--workspace"_s, u"somewhere"_s, u"--key-file"_s, u"/k"_s, u"--lang"_s, u"zh_CN"_s, u"--theme"_s, u"dark"_s});
    QVERIFY(options);
    QCOMPARE(options->workspace, QDir(u"somewhere"_s).absolutePath());
    QCOMPARE(std::get<store::KeyFile>(*options->key).path, u"/k"_s);
    QCOMPARE(options->language, u"zh_CN"_s);
    QCOMPARE(options->theme, u"dark"_s);
    QVERIFY(!options->sandbox);
    const auto tour = parse({u"--tour"_s, u"pictures"_s});
    QVERIFY(tour && tour->sandbox);
    const auto plain = parse({});
    QVERIFY(plain && !plain->key);
    QCOMPARE(plain->workspace, service::Workspace::defaultDirectory());
}

void TestConsoleStart::passphraseComesFromAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"p"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("correct horse\n"); // editors end the line
    file.close();
    const auto options = parse({u"--passphrase-file"_s, file.fileName()});
    QVERIFY(options);
    QCOMPARE(std::get<store::Passphrase>(*options->key).text.view(), QByteArrayView("correct horse"));
}

void TestConsoleStart::secondStartRaisesTheFirst()
{
    const QTemporaryDir workspace;
    SingleInstance first(workspace.path());
    QSignalSpy raised(&first, &SingleInstance::comeForward);
    QVERIFY(first.claim());
    SingleInstance second(workspace.path() + u"/."_s); // the same folder by another name
    QVERIFY(!second.claim());
    QTRY_COMPARE(raised.size(), 1);
}

void TestConsoleStart::anotherWorkspaceIsAnotherWindow()
{
    const QTemporaryDir one;
    const QTemporaryDir two;
    SingleInstance first(one.path());
    SingleInstance second(two.path());
    QVERIFY(first.claim());
    QVERIFY(second.claim());
}

void TestConsoleStart::whatAKilledProgramLeftIsTakenOver()
{
    const QTemporaryDir workspace;
    {
        SingleInstance first(workspace.path());
        QVERIFY(first.claim());
    }
    SingleInstance second(workspace.path());
    QVERIFY(second.claim());
}

QTEST_GUILESS_MAIN(TestConsoleStart)
#include "test_console_start.moc"
