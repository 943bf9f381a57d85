#include "core/callback/diagnosis.h"
#include "core/callback/pasted_request.h"
#include "tests/callback/signed_requests.h"
#include "tests/support/interop.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::callback;
using namespace kfdesk::test;

Q_DECLARE_METATYPE(kfdesk::callback::RawRequest)
Q_DECLARE_METATYPE(kfdesk::callback::Cause)

/// Does the doctor name what was done to a request?
class TestDiagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodRequestHasNoCause();
    void namesTheDamage_data();
    void namesTheDamage();
    void namesTheWrongField_data();
    void namesTheWrongField();
    void findsTwoDamagesAtOnce();
    void publishedVectors_data();
    void publishedVectors();
    void everyCauseHasAName();
    void tellsNothingOfKeysAndMessages();
    void readsWhatPeoplePaste_data();
    void readsWhatPeoplePaste();
};

namespace {

const KnownCallback& echo = knownCallbacks[0];   // its ciphertext has a +
const KnownCallback& ticket = knownCallbacks[1]; // + and / and =

RawRequest echoWith(const QByteArray& raw)
{
    return {true, queryOf(echo.signature, echo.timestamp, echo.nonce) + "&echostr=" + raw, {}};
}

RawRequest ticketWith(const QByteArray& body)
{
    return {false, queryOf(ticket.signature, ticket.timestamp, ticket.nonce), body};
}

QByteArray replaced(QByteArray text, const char* from, const char* to)
{
    return text.replace(from, to);
}

QByteArray wrapped(const QByteArray& text)
{
    QByteArray lines;
    for (qsizetype at = 0; at < text.size(); at += 76)
        lines += text.mid(at, 76) + "\r\n";
    return lines;
}

QByteArray jsonText(const QByteArray& text)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

SuiteKeys keysWith(const char* token, const char* aesKey)
{
    return {knownSuiteId, knownProviderId, Secret(QByteArrayView(token)), *crypto::CallbackKey::parse(aesKey)};
}

constexpr const char* otherAesKey = "zzCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg";

} // namespace

void TestDiagnosis::aGoodRequestHasNoCause()
{
    for (const KnownCallback& known : knownCallbacks) {
        const Diagnosis diagnosis = diagnose(knownKeys(), requestOf(known));
        QCOMPARE(diagnosis.cause, Cause::None);
        QVERIFY(diagnosis.checked.ok());
        QVERIFY(toError(diagnosis).id.isEmpty());
    }
}

void TestDiagnosis::namesTheDamage_data()
{
    QTest::addColumn<RawRequest>("request");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<int>("code");

    const QByteArray encoded = QByteArray(echo.encrypt).toPercentEncoding();
    const QByteArray query = requestOf(ticket).query;
    const QByteArray body = envelopeOf(ticket.encrypt);
    const auto row = [](const char* name, const RawRequest& request, Cause cause, int code = -40001) {
        QTest::newRow(name) << request << cause << code;
    };
    row("echo: + decoded as a form", echoWith(replaced(encoded, "%2B", "%20")), Cause::PlusBecameBlank);
    row("echo: + as a blank", echoWith(replaced(echo.encrypt, "+", " ")), Cause::PlusBecameBlank);
    row("echo: encoded twice", echoWith(encoded.toPercentEncoding()), Cause::EncodedTwice);
    row("echo: whole query encoded", {true, requestOf(echo).query.toPercentEncoding(), {}}, Cause::EncodedTwice,
        -40002);
    row("echo: base64 for URLs", echoWith(replaced(replaced(echo.encrypt, "+", "-"), "/", "_")), Cause::OtherAlphabet);
    row("echo: padding cut", echoWith(replaced(encoded, "%3D", "")), Cause::OtherAlphabet);
    row("echo: wrapped", echoWith(encoded.left(30) + "\n" + encoded.mid(30)), Cause::LineBreaks);
    for (const QByteArray& signedText : {encoded, replaced(replaced(encoded, "%2B", "%2b"), "%3D", "%3d")}) {
        const QByteArray signature = crypto::callbackSignature(knownToken, echo.timestamp, echo.nonce, signedText);
        row("echo: signed as encoded",
            {true, queryOf(signature, echo.timestamp, echo.nonce) + "&echostr=" + encoded, {}}, Cause::SignedEncoded);
    }
    row("query out of a web page", {false, replaced(query, "&", "&amp;"), body}, Cause::QueryEscaped, -40002);
    row("query over two lines", {false, query.left(60) + "\r\n" + query.mid(60), body}, Cause::QueryWrapped, -40002);
    row("query in quotes", {false, "\"" + query + "\"", body}, Cause::QueryWrapped, -40002);
    row("parameter lost", {false, replaced(query, "&nonce=n0nce222", ""), body}, Cause::QueryIncomplete, -40002);
    row("parameter twice", {false, query + "&nonce=n0nce222", body}, Cause::QueryIncomplete, -40002);

    row("ciphertext wrapped", ticketWith(envelopeOf(wrapped(ticket.encrypt))), Cause::LineBreaks);
    row("ciphertext indented", ticketWith(envelopeOf("\n    " + QByteArray(ticket.encrypt) + "\n  ")),
        Cause::LineBreaks);
    row("+ as a blank", ticketWith(replaced(body, "+", " ")), Cause::PlusBecameBlank);
    row("percent-encoded", ticketWith(envelopeOf(QByteArray(ticket.encrypt).toPercentEncoding())), Cause::EncodedTwice);
    row("entities", ticketWith(replaced(replaced(body, "+", "&#43;"), "=", "&#x3D;")), Cause::Entities);
    row("body escaped", ticketWith(QString::fromUtf8(body).toHtmlEscaped().toUtf8()), Cause::Entities, -40002);
    row("base64 for URLs",
        ticketWith(replaced(replaced(body, "+", "-"), "/", "_").replace("<_", "</").replace("]]_", "]]/")),
        Cause::OtherAlphabet);
    row("padding cut", ticketWith(replaced(body, "==]]", "]]")), Cause::OtherAlphabet);
    row("JSON text", ticketWith(jsonText(body)), Cause::JsonWrapped, -40002);
    row("field of JSON", ticketWith("{\"event\":{\"raw\":" + jsonText(body) + "}}"), Cause::JsonWrapped, -40002);
    row("XML as JSON",
        ticketWith("{\"xml\":{\"ToUserName\":\"a\",\"Encrypt\":\"" + QByteArray(ticket.encrypt) + "\"}}"),
        Cause::JsonWrapped, -40002);
    row("body in base64", ticketWith(body.toBase64()), Cause::BodyEncoded, -40002);
    row("body as a form", ticketWith("xml=" + body.toPercentEncoding()), Cause::BodyEncoded, -40002);
    const QString wide = QString::fromUtf8(body);
    row("body in UTF-16",
        ticketWith("\xFF\xFE" + QByteArray(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2)),
        Cause::BodyEncoded, -40002);
    row("one character changed", ticketWith(replaced(body, "LSBP", "LSBQ")), Cause::BodyAltered);
    row("cut", ticketWith(envelopeOf(QByteArray(ticket.encrypt).left(123))), Cause::BodyAltered);
    row("nothing of WeCom's", ticketWith("<html>hello</html>"), Cause::NoEnvelope, -40002);
    row("empty", ticketWith({}), Cause::NoEnvelope, -40002);
    row("stranger with the Token", signedPost("@@@@"), Cause::Sender, -40010);
}

void TestDiagnosis::namesTheDamage()
{
    QFETCH(RawRequest, request);
    QFETCH(Cause, cause);
    QFETCH(int, code);
    const Diagnosis diagnosis = diagnose(knownKeys(), request);
    QCOMPARE(toText(diagnosis.cause), toText(cause));
    QVERIFY(!diagnosis.checked.ok());
    QCOMPARE(diagnosis.checked.code, code);
    QCOMPARE(toError(diagnosis).code, code);
}

void TestDiagnosis::namesTheWrongField_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("aesKey");
    QTest::addColumn<QByteArray>("receiveId");
    QTest::addColumn<Cause>("cause");
    const QByteArray key(knownAesKey);
    QTest::newRow("Token") << QByteArray("wrongToken") << key << QByteArray() << Cause::Token;
    QTest::newRow("EncodingAESKey") << QByteArray(knownToken) << QByteArray(otherAesKey) << QByteArray()
                                    << Cause::EncodingAesKey;
    QTest::newRow("both") << QByteArray("wrongToken") << QByteArray(otherAesKey) << QByteArray()
                          << Cause::OtherComponent;
    QTest::newRow("receiveid") << QByteArray(knownToken) << key << QByteArray("wwother") << Cause::ReceiveId;
    QTest::newRow("last character of the key") // some of its bits are unused: four characters are the same key
        << QByteArray(knownToken) << key.chopped(1) + "j" << QByteArray() << Cause::None;
}

void TestDiagnosis::namesTheWrongField()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, aesKey);
    QFETCH(QByteArray, receiveId);
    QFETCH(Cause, cause);
    for (const KnownCallback& known : {echo, ticket, knownCallbacks[2], knownCallbacks[3]}) {
        const Diagnosis diagnosis =
            diagnose(keysWith(token.constData(), aesKey.constData()), requestOf(known), {true, receiveId});
        QCOMPARE(toText(diagnosis.cause), toText(cause));
        if (cause == Cause::ReceiveId)
            QCOMPARE(toError(diagnosis).args.value(QStringLiteral("found")), QString::fromUtf8(known.receiveId));
        if (cause == Cause::OtherComponent && QByteArrayView(known.name) != "echo")
            QCOMPARE(toError(diagnosis).args.value(QStringLiteral("addressee")), QStringLiteral("any"));
    }
}

void TestDiagnosis::findsTwoDamagesAtOnce()
{
    const QByteArray body = envelopeOf(wrapped(replaced(ticket.encrypt, "+", "&#43;")));
    QCOMPARE(toText(diagnose(knownKeys(), ticketWith(body)).cause), toText(Cause::LineBreaks));
    const QByteArray inJson = jsonText(envelopeOf(replaced(ticket.encrypt, "+", " ")));
    QCOMPARE(toText(diagnose(knownKeys(), ticketWith(inJson)).cause), toText(Cause::JsonWrapped));
}

void TestDiagnosis::publishedVectors_data()
{
    QTest::addColumn<QJsonObject>("vector");
    if (!interopDir())
        QSKIP("KFDESK_INTEROP_DIR is not set");
    for (const QJsonValue& value : readInteropJson(QStringLiteral("crypto-vectors.json")).array()) {
        const QJsonObject vector = value.toObject();
        if (vector.value(u"expect").toString() == u"accept")
            QTest::newRow(qPrintable(vector.value(u"id").toString())) << vector;
    }
}

/// What other SDKs published, damaged in the ways of the field: the cause is named for each.
void TestDiagnosis::publishedVectors()
{
    QFETCH(QJsonObject, vector);
    const auto text = [&vector](QStringView key) {
        const QJsonValue value = vector.value(key);
        return (value.isString() ? value.toString() : vector.value(u"computed").toObject().value(key).toString())
            .toUtf8();
    };
    const QByteArray encrypt = text(u"encrypt");
    const QByteArray query = queryOf(text(u"msg_signature"), text(u"timestamp"), text(u"nonce"));
    const SuiteKeys keys = keysWith(text(u"token").constData(), text(u"encoding_aes_key").constData());
    const ReceiveIdRule rule{true, text(u"receive_id")};
    const bool isEcho = vector.value(u"kind").toString() == u"echo";
    const auto request = [&](const QByteArray& ciphertext) {
        return isEcho ? RawRequest{true, query + "&echostr=" + ciphertext.toPercentEncoding(), {}}
                      : RawRequest{false, query, envelopeOf(ciphertext)};
    };

    QCOMPARE(diagnose(keys, request(encrypt), rule).cause, Cause::None);
    QCOMPARE(
        toText(diagnose(keysWith("wrongToken", text(u"encoding_aes_key").constData()), request(encrypt), rule).cause),
        toText(Cause::Token));
    QCOMPARE(toText(diagnose(keysWith(text(u"token").constData(), otherAesKey), request(encrypt), rule).cause),
             toText(Cause::EncodingAesKey));
    QCOMPARE(toText(diagnose(keys, request(encrypt), {true, "wwsomebodyelse"}).cause), toText(Cause::ReceiveId));
    if (encrypt.contains('+'))
        QCOMPARE(toText(diagnose(keys, request(replaced(encrypt, "+", " ")), rule).cause),
                 toText(Cause::PlusBecameBlank));
    QCOMPARE(toText(diagnose(keys, request(wrapped(encrypt)), rule).cause), toText(Cause::LineBreaks));
}

void TestDiagnosis::everyCauseHasAName()
{
    QSet<QByteArray> names;
    for (int cause = static_cast<int>(Cause::Token); cause <= static_cast<int>(Cause::Sender); ++cause) {
        const QByteArray name = toText(static_cast<Cause>(cause));
        QVERIFY(!name.isEmpty() && !names.contains(name));
        names.insert(name);
        Diagnosis diagnosis;
        diagnosis.cause = static_cast<Cause>(cause);
        QCOMPARE(toError(diagnosis).id, QStringLiteral("doctor.") + QString::fromLatin1(name));
    }
    QCOMPARE(QByteArray(toText(Cause::None)), QByteArray());
}

void TestDiagnosis::tellsNothingOfKeysAndMessages()
{
    for (const char* token : {knownToken, "wrongToken"}) {
        for (const char* key : {knownAesKey, otherAesKey}) {
            for (const KnownCallback& known : knownCallbacks) {
                const Error error = toError(diagnose(keysWith(token, key), requestOf(known), {true, "wwother"}));
                const QString all = error.id + error.detail + QStringList(error.args.values()).join(u' ');
                QVERIFY(!all.contains(QLatin1String(token)) && !all.contains(QLatin1String(key)));
                QVERIFY(!all.contains(u"demoTicketAAA") && !all.contains(u"demoAuthCodeBBB"));
            }
        }
    }
}

void TestDiagnosis::readsWhatPeoplePaste_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("known"); // −1: nothing to find
    const QByteArray query = requestOf(ticket).query;
    const QByteArray body = envelopeOf(ticket.encrypt);
    const QByteArray echoQuery = requestOf(echo).query;
    QTest::newRow("query and body") << query + "\n" + body << 1;
    QTest::newRow("address and body") << "https://a.example/callback/ww1?" + query + "\r\n\r\n" + body << 1;
    QTest::newRow("raw request") << "POST /callback/ww1/?" + query +
                                        " HTTP/1.1\r\nHost: a.example\r\nContent-Type: text/xml\r\n\r\n" + body
                                 << 1;
    QTest::newRow("headers between") << "?" + query + "\nX-Forwarded-For: 1.2.3.4\n\n\n" + body + "\n" << 1;
    QTest::newRow("other parameter first") << "/cb?x=1&" + query + "\n" + body << 1;
    QTest::newRow("ingest line") << QJsonDocument(QJsonObject{{QStringLiteral("query"), QString::fromUtf8(query)},
                                                              {QStringLiteral("body"), QString::fromUtf8(body)}})
                                        .toJson(QJsonDocument::Compact)
                                 << 1;
    QTest::newRow("log line") << "1.2.3.4 - - [22/Nov/2026:08:00:00 +0800] \"GET /cb?" + echoQuery +
                                     " HTTP/1.1\" 200 19 \"-\" \"-\""
                              << 0;
    QTest::newRow("verification, raw") << "GET /cb?" + echoQuery + " HTTP/1.1\r\nHost: a\r\n\r\n" << 0;
    QTest::newRow("nothing") << QByteArray("hello <xml/>") << -1;
    QTest::newRow("empty") << QByteArray() << -1;
}

void TestDiagnosis::readsWhatPeoplePaste()
{
    QFETCH(QByteArray, text);
    QFETCH(int, known);
    const auto request = readPastedRequest(text);
    QCOMPARE(request.has_value(), known >= 0);
    if (!request)
        return;
    QCOMPARE(request->verification, known == 0);
    const Diagnosis diagnosis = diagnose(knownKeys(), *request);
    QCOMPARE(toText(diagnosis.cause), "");
    QCOMPARE(diagnosis.checked.message, QByteArray(knownCallbacks[size_t(known)].message));
}

QTEST_GUILESS_MAIN(TestDiagnosis)
#include "test_diagnosis.moc"
