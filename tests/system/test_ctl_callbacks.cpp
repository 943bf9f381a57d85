#include "tests/support/interop.h"
#include "tests/system/programs.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

QString text(const QJsonObject& vector, const QString& key)
{
    // Where a source published no signature, one was computed beside it.
    const QJsonValue value = vector.value(key);
    return value.isString() ? value.toString() : vector.value(u"computed"_s).toObject().value(key).toString();
}

QByteArray encoded(const QString& text)
{
    return QUrl::toPercentEncoding(text);
}

QString queryOf(const QJsonObject& vector)
{
    QByteArray query = "msg_signature=" + encoded(text(vector, u"msg_signature"_s)) +
                       "&timestamp=" + encoded(text(vector, u"timestamp"_s)) +
                       "&nonce=" + encoded(text(vector, u"nonce"_s));
    if (vector.value(u"kind"_s).toString() == u"echo"_s)
        query += "&echostr=" + encoded(text(vector, u"encrypt"_s));
    return QString::fromUtf8(query);
}

} // namespace

/// `callback check` against callbacks that other SDKs published: the doctor that needs no workspace.
class TestCtlCallbacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedVectors_data();
    void publishedVectors();
    void namesTheStep_data();
    void namesTheStep();
    void namesTheCause_data();
    void namesTheCause();
    void selfTest();
    void filesMustBeReadable();

private:
    static QStringList call(const Console& console, const QByteArray& token, const QByteArray& key,
                            const QString& query);
};

QStringList TestCtlCallbacks::call(const Console& console, const QByteArray& token, const QByteArray& key,
                                   const QString& query)
{
    return {u"callback"_s, u"check"_s, u"--token-file"_s,   console.writeFile(u"token"_s, token + '\n'),
            u"--query"_s,  query,      u"--aes-key-file"_s, console.writeFile(u"aes"_s, key + '\n'),
            u"--lang"_s,   u"en"_s};
}

void TestCtlCallbacks::publishedVectors_data()
{
    QTest::addColumn<QJsonObject>("vector");
    if (!interopDir())
        QSKIP("KFDESK_INTEROP_DIR is not set");
    const QJsonArray vectors = readInteropJson(u"crypto-vectors.json"_s).array();
    for (const QJsonValue& vector : vectors)
        QTest::newRow(qPrintable(vector.toObject().value(u"id"_s).toString())) << vector.toObject();
}

void TestCtlCallbacks::publishedVectors()
{
    QFETCH(QJsonObject, vector);
    const Console console;
    QStringList arguments =
        call(console, text(vector, u"token"_s).toUtf8(), text(vector, u"encoding_aes_key"_s).toUtf8(), queryOf(vector));
    arguments << u"--receive-id"_s << text(vector, u"receive_id"_s);
    QByteArray body;
    if (vector.value(u"kind"_s).toString() == u"message"_s) {
        arguments << u"--body"_s << u"-"_s;
        body = "<xml><ToUserName><![CDATA[x]]></ToUserName><Encrypt><![CDATA[" + text(vector, u"encrypt"_s).toUtf8() +
               "]]></Encrypt></xml>";
    }

    const Outcome outcome = runProgram(u"kfdeskctl"_s, arguments, body);
    const QJsonObject verdict = outcome.object();
    const QString reason = vector.value(u"reject_reason"_s).toString();
    QCOMPARE(outcome.exitCode, reason.isEmpty() ? 0 : 1);
    QCOMPARE(verdict.value(u"ok"_s), QJsonValue(reason.isEmpty()));
    if (reason.isEmpty()) {
        QCOMPARE(verdict.value(u"plaintext"_s).toString(), text(vector, u"plaintext"_s));
        QCOMPARE(verdict.value(u"receive_id"_s).toString(), text(vector, u"receive_id"_s));
        QCOMPARE(verdict.value(u"step"_s).toString(), QString());
        QCOMPARE(verdict.value(u"code"_s).toInt(), 0);
        QVERIFY(outcome.err.isEmpty());
    } else {
        const bool signature = reason == u"bad-signature"_s;
        QCOMPARE(verdict.value(u"step"_s).toString(), signature ? u"signature"_s : u"receive_id"_s);
        QCOMPARE(verdict.value(u"code"_s).toInt(), signature ? -40001 : -40005);
        QVERIFY(outcome.saysOneLine());
    }
}

void TestCtlCallbacks::namesTheStep_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("code");

    const QByteArray key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    const QString good = u"msg_signature=00&timestamp=1&nonce=2"_s;
    const QByteArray envelope = "<xml><Encrypt>QUJD</Encrypt></xml>";
    QTest::newRow("parameter missing") << key << u"timestamp=1&nonce=2"_s << envelope << u"query"_s << -40001;
    QTest::newRow("parameter twice") << key << QString(good + u"&nonce=3"_s) << envelope << u"query"_s << -40001;
    QTest::newRow("not XML") << key << good << QByteArray("hello") << u"xml"_s << -40002;
    QTest::newRow("DOCTYPE") << key << good << "<!DOCTYPE xml [<!ENTITY a \"b\">]>" + envelope << u"xml"_s << -40002;
    QTest::newRow("no Encrypt") << key << good << QByteArray("<xml><ToUserName>a</ToUserName></xml>") << u"xml"_s
                                << -40002;
    QTest::newRow("signature") << key << good << envelope << u"signature"_s << -40001;
    QTest::newRow("key too short") << key.chopped(1) << good << envelope << u"decrypt"_s << -40004;
}

void TestCtlCallbacks::namesTheStep()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, query);
    QFETCH(QByteArray, body);
    QFETCH(QString, step);
    QFETCH(int, code);
    const Console console;
    const QString bodyFile = console.writeFile(u"body"_s, body);
    const Outcome outcome =
        runProgram(u"kfdeskctl"_s, call(console, "QDG6eK", key, query) + QStringList{u"--body"_s, bodyFile});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.object().value(u"ok"_s), QJsonValue(false));
    QCOMPARE(outcome.object().value(u"step"_s).toString(), step);
    if (step != u"query"_s) // the library has no code for a request it never sees
        QCOMPARE(outcome.object().value(u"code"_s).toInt(), code);
    QVERIFY2(outcome.saysOneLine(), outcome.err.constData());
}

void TestCtlCallbacks::namesTheCause_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("echo"); // as it stands in the query
    QTest::addColumn<QString>("cause");
    const QByteArray token = "kfDemoToken2024";
    const QByteArray key = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg";
    const QByteArray echo =
        "NkQ0xBejso6Q1D6PTIoYSP8bczydoRnboHlX1NePl%2BvBKWZFKzvgZd4o9BJGVsvVwpUyIPgWW397FgHuQF5ghQ%3D%3D";
    QTest::newRow("good") << token << key << echo << QString();
    QTest::newRow("Token") << QByteArray("other") << key << echo << u"token"_s;
    QTest::newRow("key") << token << QByteArray(43, 'a') << echo << u"encoding_aes_key"_s;
    QTest::newRow("plus") << token << key << QByteArray(echo).replace("%2B", "%20") << u"plus_became_blank"_s;
    QTest::newRow("encoded twice") << token << key << QByteArray(echo).replace("%", "%25") << u"encoded_twice"_s;
}

void TestCtlCallbacks::namesTheCause()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, echo);
    QFETCH(QString, cause);
    const Console console;
    const QString query = u"msg_signature=612118cb6401124269160b9bef0dc883fc7e147f&timestamp=1718000001&nonce=n0nce111"
                          "&echostr="_s +
                          QString::fromLatin1(echo);
    const Outcome outcome = runProgram(u"kfdeskctl"_s, call(console, token, key, query));
    const QJsonObject verdict = outcome.object();
    QCOMPARE(verdict.value(u"cause"_s).toString(), cause);
    QCOMPARE(verdict.value(u"ok"_s).toBool(), cause.isEmpty());
    QCOMPARE(verdict.value(u"remedy"_s).toString().isEmpty(), cause.isEmpty());
    QVERIFY(cause.isEmpty() || outcome.saysOneLine());
    QVERIFY(!outcome.err.contains(token) && !outcome.err.contains(key));
}

void TestCtlCallbacks::selfTest()
{
    const Console console;
    console.found();
    const auto test = [&console](const QString& url) {
        return console.run({u"callback"_s, u"self-test"_s, u"--json"_s, u"--url"_s, url});
    };
    const QString nobody = u"http://127.0.0.1:%1"_s.arg(freePort());
    QCOMPARE(test(nobody).exitCode, 1);
    QCOMPARE(test(nobody).object().value(u"cause"_s).toString(), u"port"_s);

    RunningProgram server(u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, u"0"_s} + console.globals(),
                          console.path(u"serve.err"_s));
    const QString url = server.firstLine().value(u"listening"_s).toString();
    const Outcome good = test(url);
    QCOMPARE(good.exitCode, 0);
    QCOMPARE(good.object().value(u"ok"_s), QJsonValue(true));
    QVERIFY(good.object().value(u"url"_s).toString().startsWith(url + u"/callback/"_s));
    const Outcome elsewhere = test(url + u"/somewhere"_s);
    QCOMPARE(elsewhere.object().value(u"cause"_s).toString(), u"path"_s);
    QCOMPARE(elsewhere.object().value(u"code"_s).toInt(), 404);
    QVERIFY(elsewhere.saysOneLine());

    const QJsonObject status = console.run({u"status"_s, u"--json"_s}).object();
    QCOMPARE(status.value(u"listener"_s).toString(), u"listening"_s);
    QCOMPARE(status.value(u"deaf"_s), QJsonValue(false));
    QVERIFY(status.value(u"deaf_since"_s).isNull());
    // Without a public address nothing can be said.
    QCOMPARE(console.run({u"callback"_s, u"self-test"_s, u"--json"_s}).object().value(u"cause"_s).toString(),
             u"no_public_url"_s);
}

void TestCtlCallbacks::filesMustBeReadable()
{
    const Console console;
    QStringList arguments = call(console, "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", u"a=b"_s);
    arguments << u"--body"_s << console.path(u"nowhere"_s);
    const Outcome outcome = runProgram(u"kfdeskctl"_s, arguments);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(outcome.saysOneLine() && outcome.err.contains("nowhere"));
}

QTEST_GUILESS_MAIN(TestCtlCallbacks)
#include "test_ctl_callbacks.moc"
