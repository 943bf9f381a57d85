#include "tests/system/programs.h"

#include <QJsonDocument>
#include <QTest>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray json(const QJsonObject& object)
{
    return QJsonDocument(object).toJson();
}

QJsonObject with(QJsonObject object, const QString& key, const QJsonValue& value)
{
    object.insert(key, value);
    return object;
}

} // namespace

/// Everything that can be wrong around a call: exit code 1, one line that says what and what to do, nothing changed.
class TestSystemTroubles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void components_data();
    void components();
    void componentNeedsAKey();
    void keys_data();
    void keys();
    void passphrases();
    void workspaces_data();
    void workspaces();
    void inputs_data();
    void inputs();
    void answersOfWeCom_data();
    void answersOfWeCom();
    void kindsNeverMix();
};

void TestSystemTroubles::components_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArrayList>("names");
    const QJsonObject good = sampleComponent();
    QTest::newRow("empty") << QByteArray() << QByteArrayList{"JSON"};
    QTest::newRow("not JSON") << QByteArray("{\"name\":") << QByteArrayList{"JSON"};
    QTest::newRow("a list") << QByteArray("[]") << QByteArrayList{"JSON"};
    QTest::newRow("wrong type") << json(with(good, u"token"_s, 5)) << QByteArrayList{"token"};
    QTest::newRow("no fields") << QByteArray("{}") << QByteArrayList{"name",  "suite_id",         "suite_secret",
                                                                     "token", "encoding_aes_key", "provider_corpid"};
    QTest::newRow("two faults") << json(with(with(good, u"token"_s, u"a-b"_s), u"encoding_aes_key"_s, u"short"_s))
                                << QByteArrayList{"token", "encoding_aes_key"};
    QTest::newRow("plain http") << json(with(good, u"api_base"_s, u"http://relay.example"_s))
                                << QByteArrayList{"api_base"};
    QTest::newRow("proxy") << json(with(good, u"proxy"_s, u"relay"_s)) << QByteArrayList{"proxy"};
}

void TestSystemTroubles::components()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArrayList, names);
    const Console console;
    const Outcome outcome = console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, input);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.saysOneLine(), outcome.err.constData());
    for (const QByteArray& name : names)
        QVERIFY2(outcome.err.contains(name), outcome.err.constData());
    QVERIFY(!outcome.err.contains("not-a-real-secret"));
    QVERIFY(!QFile::exists(console.workspace()));
    QVERIFY(!QFile::exists(console.keyFile()));
}

void TestSystemTroubles::componentNeedsAKey()
{
    const Console console;
    const Outcome outcome =
        console.runWithoutKey({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, json(sampleComponent()));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.saysOneLine());
    QVERIFY(!QFile::exists(console.workspace()));
}

void TestSystemTroubles::keys_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("readableByOthers");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("missing") << QByteArray() << false << QByteArray("does not exist");
    QTest::newRow("another key") << QByteArray(QByteArray(32, 'k').toBase64()) << false
                                 << QByteArray("does not belong");
    QTest::newRow("too short") << QByteArray(QByteArray(31, 'k').toBase64()) << false << QByteArray("not a key file");
    QTest::newRow("not base64") << QByteArray("my secret key") << false << QByteArray("not a key file");
    QTest::newRow("open to others") << QByteArray(QByteArray(32, 'k').toBase64()) << true << QByteArray("Other users");
}

void TestSystemTroubles::keys()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, readableByOthers);
    QFETCH(QByteArray, says);
    const Console console;
    console.found();
    const QString file = console.path(u"otherkey"_s);
    if (!content.isEmpty())
        console.writeFile(u"otherkey"_s, content);
    if (readableByOthers)
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    const auto before = console.substance();
    const Outcome outcome = console.runWithoutKey({u"auth-link"_s, u"--key-file"_s, file});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.saysOneLine() && outcome.err.contains(says), outcome.err.constData());
    QCOMPARE(console.substance(), before);
    QCOMPARE(QFile::exists(file), !content.isEmpty()); // a key file is made while founding, never later
}

void TestSystemTroubles::passphrases()
{
    const Console console;
    console.found();
    const Outcome weak = console.run({u"vault"_s, u"add-passphrase"_s}, "short\n");
    QCOMPARE(weak.exitCode, 1);
    QVERIFY(weak.saysOneLine() && !weak.err.contains("short\n"));
    const QString file = console.writeFile(u"passphrase"_s, "correct horse battery\n");
    QCOMPARE(console.run({u"vault"_s, u"add-passphrase"_s, u"--new-passphrase-file"_s, file}).exitCode, 0);
    QCOMPARE(console.runWithoutKey({u"auth-link"_s, u"--passphrase-file"_s, file}).exitCode, 0);

    const QString wrong = console.writeFile(u"wrong"_s, "incorrect horse\n");
    const auto before = console.substance();
    const Outcome refused = console.runWithoutKey({u"auth-link"_s, u"--passphrase-file"_s, wrong});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.saysOneLine() && refused.err.contains("passphrase is wrong"), refused.err.constData());
    QVERIFY(!refused.err.contains("incorrect horse"));
    QCOMPARE(console.substance(), before);
}

void TestSystemTroubles::workspaces_data()
{
    QTest::addColumn<QStringList>("command");
    for (const QStringList& command :
         {QStringList{u"corps"_s}, QStringList{u"status"_s}, QStringList{u"serve"_s, u"--port"_s, u"0"_s},
          QStringList{u"sync"_s}, QStringList{u"purge-check"_s, u"x"_s}, QStringList{u"links"_s, u"--csv"_s, u"-"_s}})
        QTest::newRow(qPrintable(command.first())) << command;
}

void TestSystemTroubles::workspaces()
{
    QFETCH(QStringList, command);
    const Console console;
    const Outcome none = console.runWithoutKey(command);
    QCOMPARE(none.exitCode, 1);
    QVERIFY2(none.saysOneLine() && none.out.isEmpty(), none.err.constData());
    QVERIFY(!QFile::exists(console.workspace()));

    console.writeFile(u"workspace"_s, "a file where a folder should be");
    const Outcome file = console.runWithoutKey(command);
    QCOMPARE(file.exitCode, 1);
    QVERIFY2(file.saysOneLine() && file.out.isEmpty(), file.err.constData());
    const Outcome founding = console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, json(sampleComponent()));
    QCOMPARE(founding.exitCode, 1);
    QVERIFY2(founding.saysOneLine(), founding.err.constData());
}

void TestSystemTroubles::inputs_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("says");
    const QByteArray none;
    QTest::newRow("component again") << QStringList{u"component"_s, u"add"_s, u"--from"_s, u"-"_s}
                                     << json(sampleComponent()) << QByteArray("already");
    QTest::newRow("input file missing") << QStringList{u"component"_s, u"add"_s, u"--from"_s, u"/nowhere.json"_s}
                                        << none << QByteArray("/nowhere.json");
    QTest::newRow("state with a dash") << QStringList{u"placement"_s, u"add"_s,     u"--name"_s,
                                                      u"x"_s,         u"--state"_s, u"a-b"_s}
                                       << none << QByteArray("state");
    QTest::newRow("state too long") << QStringList{u"placement"_s, u"add"_s,     u"--name"_s,
                                                   u"x"_s,         u"--state"_s, QString(129, u'a')}
                                    << none << QByteArray("128");
    QTest::newRow("link state") << QStringList{u"auth-link"_s, u"--state"_s, u"店"_s} << none << QByteArray("state");
    QTest::newRow("archive nothing") << QStringList{u"placement"_s, u"archive"_s, u"--state"_s, u"zz"_s} << none
                                     << QByteArray("placement");
    QTest::newRow("scene") << QStringList{u"link"_s,      u"new"_s, u"--corp"_s,  u"c"_s,
                                          u"--account"_s, u"k"_s,   u"--scene"_s, u"a b"_s}
                           << none << QByteArray("scene");
    QTest::newRow("scene parameter alone")
        << QStringList{u"link"_s, u"new"_s, u"--corp"_s, u"c"_s, u"--account"_s, u"k"_s, u"--scene-param"_s, u"x"_s}
        << none << QByteArray("needs a scene");
    QTest::newRow("link of nobody") << QStringList{u"link"_s, u"new"_s, u"--corp"_s, u"c"_s, u"--account"_s, u"k"_s}
                                    << none << QByteArray("corp");
    QTest::newRow("purge nobody") << QStringList{u"purge"_s, u"--corp"_s, u"wpNobody"_s} << none << QByteArray("corp");
    QTest::newRow("unknown suite") << QStringList{u"auth-link"_s, u"--suite"_s, u"wwOther"_s} << none
                                   << QByteArray("wwOther");
    QTest::newRow("ticket with blanks") << QStringList{u"ticket"_s, u"set"_s} << QByteArray("two words\n")
                                        << QByteArray("ticket");
    QTest::newRow("ticket empty") << QStringList{u"ticket"_s, u"set"_s} << none << QByteArray("ticket");
    QTest::newRow("event status") << QStringList{u"events"_s, u"--status"_s, u"lost"_s} << none
                                  << QByteArray("pending");
    QTest::newRow("event of nobody") << QStringList{u"events"_s, u"retry"_s, u"42"_s} << none << QByteArray("event");
    QTest::newRow("event without number")
        << QStringList{u"events"_s, u"retry"_s, u"x"_s} << none << QByteArray("event");
    QTest::newRow("import nothing") << QStringList{u"corp"_s, u"import"_s, u"--from"_s, u"-"_s} << none
                                    << QByteArray("imported");
    QTest::newRow("import a bad line") << QStringList{u"corp"_s, u"import"_s, u"--from"_s, u"-"_s}
                                       << QByteArray("auth_corpid,permanent_code\nwpA,secretcode\n,secretcode\n")
                                       << QByteArray("Line 3");
    QTest::newRow("import without ticket")
        << QStringList{u"corp"_s, u"import"_s, u"--from"_s, u"-"_s}
        << QByteArray("auth_corpid,permanent_code\nwpA,secretcode\n") << QByteArray("ticket");
    QTest::newRow("key file inside") << QStringList{u"vault"_s, u"add-key-file"_s, u"INSIDE"_s} << none
                                     << QByteArray("inside");
}

void TestSystemTroubles::inputs()
{
    QFETCH(QStringList, command);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, says);
    const Console console;
    console.found();
    command.replaceInStrings(u"INSIDE"_s, console.workspace() + u"/key"_s);
    const auto before = console.substance();
    const Outcome outcome = console.run(command, input);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.saysOneLine() && outcome.err.contains(says), outcome.err.constData());
    QVERIFY(!outcome.err.contains("secretcode"));
    QVERIFY(outcome.out.isEmpty());
    auto after = console.substance();
    if (command.startsWith(u"corp"_s)) // the log names what went wrong
        after.remove(u"logs/kfdesk.log"_s);
    QCOMPARE(after.keys(), before.keys());
    QCOMPARE(after.value(u"kfdesk.sqlite"_s), before.value(u"kfdesk.sqlite"_s));
}

void TestSystemTroubles::answersOfWeCom_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("fault");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("wrong secret") << u"suite_secret"_s << u"wrongsecret"_s << 0 << QByteArray("(40080)");
    QTest::newRow("foreign ticket") << QString() << QString() << 0 << QByteArray("(40085)");
    QTest::newRow("address refused") << QString() << QString() << 60020 << QByteArray("IP白名单");
    QTest::newRow("rate limit") << QString() << QString() << 45009 << QByteArray("(45009)");
    QTest::newRow("unknown code") << QString() << QString() << 95020 << QByteArray("devtool/query?e=95020");
}

void TestSystemTroubles::answersOfWeCom()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(int, fault);
    QFETCH(QByteArray, says);
    const Console console;
    RunningProgram sandbox(u"kfdesk-sandbox"_s, {}, console.path(u"sandbox.log"_s));
    QJsonObject component = with(sandbox.firstLine(), u"name"_s, u"Trouble"_s);
    if (!field.isEmpty())
        component.insert(field, value);
    QCOMPARE(console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, json(component)).exitCode, 0);
    QCOMPARE(console.run({u"ticket"_s, u"set"_s}, "ticket-of-another-suite\n").exitCode, 0);
    if (fault != 0)
        callControl(component.value(u"control"_s).toString(), u"fault"_s,
                    {{u"endpoint"_s, u"service/get_suite_token"_s}, {u"errcode"_s, fault}, {u"times"_s, 9}});
    const Outcome outcome =
        console.run({u"corp"_s, u"import"_s, u"--from"_s, u"-"_s}, "auth_corpid,permanent_code\nwpA,secretcode\n");
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.saysOneLine() && outcome.err.contains(says), outcome.err.constData());
    QVERIFY(!outcome.err.contains("secretcode") && !outcome.err.contains("ticket-of-another-suite"));
    QVERIFY(console.runWithoutKey({u"corps"_s, u"--json"_s}).rows().isEmpty());
}

void TestSystemTroubles::kindsNeverMix()
{
    const Console console;
    console.found();
    const auto before = console.substance();
    QJsonObject sandbox = with(sampleComponent(), u"suite_id"_s, u"wwOther"_s);
    sandbox = with(sandbox, u"api_base"_s, u"http://127.0.0.1:1"_s);
    const Outcome outcome = console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, json(sandbox));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.saysOneLine() && outcome.err.contains("cannot share a workspace"), outcome.err.constData());
    QCOMPARE(console.substance(), before);
}

QTEST_GUILESS_MAIN(TestSystemTroubles)
#include "test_system_troubles.moc"
