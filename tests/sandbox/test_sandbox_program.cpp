#include "core/net/http_client.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace kfdesk;
using namespace Qt::StringLiterals;

/// The executable kfdesk-sandbox as a user starts it.
class TestSandboxProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstLineTellsHowToConnect();
    void seedDecidesTheSecrets();
    void signalsEndItCleanly_data();
    void signalsEndItCleanly();
    void usageErrors_data();
    void usageErrors();
    void helpIsNoError();
    void aTakenPortIsAnError();
    void aHundredThousandMerchants();

private:
    static void start(QProcess& process, const QStringList& arguments);
    static QJsonObject firstLine(QProcess& process);
};

void TestSandboxProgram::start(QProcess& process, const QStringList& arguments)
{
    process.start(qEnvironmentVariable("KFDESK_BIN_DIR") + u"/kfdesk-sandbox"_s, arguments);
    if (!process.waitForStarted())
        qFatal("kfdesk-sandbox does not start; is KFDESK_BIN_DIR set?");
}

QJsonObject TestSandboxProgram::firstLine(QProcess& process)
{
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead())
            qFatal("kfdesk-sandbox says nothing");
    }
    return QJsonDocument::fromJson(process.readLine()).object();
}

void TestSandboxProgram::firstLineTellsHowToConnect()
{
    QProcess process;
    start(process, {});
    const QJsonObject identity = firstLine(process);
    for (const QString& key : {u"api_base"_s, u"auth_base"_s, u"control"_s, u"suite_id"_s, u"suite_secret"_s,
                               u"token"_s, u"encoding_aes_key"_s, u"provider_corpid"_s})
        QVERIFY2(!identity.value(key).toString().isEmpty(), qPrintable(key));

    net::HttpClient http;
    net::HttpClientRequest request;
    request.method = "GET";
    request.url = QUrl(identity.value("control"_L1).toString() + u"/state"_s);
    const auto answer = http.send(request);
    QVERIFY(answer.has_value());
    QCOMPARE(QJsonDocument::fromJson(answer->body).object().value("corp_count"_L1).toInt(), 8);

    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput(), QByteArray()); // one line and nothing else
}

void TestSandboxProgram::seedDecidesTheSecrets()
{
    QList<QJsonObject> identities;
    for (const QString& seed : {u"5"_s, u"5"_s, u"6"_s}) {
        QProcess process;
        start(process, {u"--seed"_s, seed});
        QJsonObject identity = firstLine(process);
        for (const QString& key : {u"api_base"_s, u"auth_base"_s, u"control"_s})
            identity.remove(key);
        identities << identity;
        process.terminate();
        QVERIFY(process.waitForFinished());
    }
    QCOMPARE(identities.at(0), identities.at(1));
    QVERIFY(identities.at(0) != identities.at(2));
}

void TestSandboxProgram::signalsEndItCleanly_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestSandboxProgram::signalsEndItCleanly()
{
    QFETCH(int, signal);
    QProcess process;
    start(process, {});
    firstLine(process);
    QCOMPARE(kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void TestSandboxProgram::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--nothing"_s};
    QTest::newRow("argument") << QStringList{u"now"_s};
    QTest::newRow("no value") << QStringList{u"--port"_s};
    QTest::newRow("port too large") << QStringList{u"--port"_s, u"65536"_s};
    QTest::newRow("corps no number") << QStringList{u"--corps"_s, u"many"_s};
    QTest::newRow("corps too many") << QStringList{u"--corps"_s, u"100001"_s};
    QTest::newRow("accounts negative") << QStringList{u"--accounts=-1"_s};
    QTest::newRow("latency fraction") << QStringList{u"--latency"_s, u"1.5"_s};
    QTest::newRow("callback no URL") << QStringList{u"--callback"_s, u"localhost:80"_s};
}

void TestSandboxProgram::usageErrors()
{
    QFETCH(QStringList, arguments);
    QProcess process;
    start(process, arguments);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.startsWith("kfdesk-sandbox: ") && said.count('\n') == 1, said.constData());
}

void TestSandboxProgram::helpIsNoError()
{
    QProcess process;
    start(process, {u"--help"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("--callback <URL>"));
}

void TestSandboxProgram::aTakenPortIsAnError()
{
    QProcess first;
    start(first, {});
    const QUrl url(firstLine(first).value("api_base"_L1).toString());
    QProcess second;
    start(second, {u"--port"_s, QString::number(url.port())});
    QVERIFY(second.waitForFinished());
    QCOMPARE(second.exitCode(), 1);
    QCOMPARE(second.readAllStandardOutput(), QByteArray());
    QVERIFY(second.readAllStandardError().contains("net.port_in_use"));
    first.terminate();
    QVERIFY(first.waitForFinished());
}

void TestSandboxProgram::aHundredThousandMerchants()
{
    QProcess process;
    start(process, {u"--corps"_s, u"100000"_s, u"--accounts"_s, u"200"_s});
    QVERIFY(!firstLine(process).isEmpty());
    process.terminate();
    QVERIFY(process.waitForFinished());
}

QTEST_GUILESS_MAIN(TestSandboxProgram)
#include "test_sandbox_program.moc"
