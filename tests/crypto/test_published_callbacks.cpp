#include "core/crypto/callback_cipher.h"
#include "tests/support/interop.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace kfdesk::crypto;

namespace {

QByteArray text(const QJsonObject& vector, QLatin1String key)
{
    return vector.value(key).toString().toUtf8();
}

bool signatureMatches(const QJsonObject& vector)
{
    return callbackSignatureMatches(text(vector, QLatin1String("token")), text(vector, QLatin1String("timestamp")),
                                    text(vector, QLatin1String("nonce")), text(vector, QLatin1String("encrypt")),
                                    text(vector, QLatin1String("msg_signature")));
}

} // namespace

/// Callbacks that other SDKs publish, with what a receiver must do with each: "expect" accept, or reject for the reason
/// named. `encrypt` and `plaintext` are texts, `msg_signature` may be missing.
class TestPublishedCallbacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();

private:
    static void addRows(QLatin1String expect);
};

void TestPublishedCallbacks::initTestCase()
{
    if (!kfdesk::test::interopDir())
        QSKIP("KFDESK_INTEROP_DIR is not set");
}

void TestPublishedCallbacks::addRows(QLatin1String expect)
{
    QTest::addColumn<QJsonObject>("vector");
    const QJsonArray vectors = kfdesk::test::readInteropJson(QStringLiteral("crypto-vectors.json")).array();
    for (const auto& value : vectors) {
        const QJsonObject vector = value.toObject();
        if (vector.value(QLatin1String("expect")).toString() == expect)
            QTest::newRow(text(vector, QLatin1String("id")).constData()) << vector;
    }
}

void TestPublishedCallbacks::accepts_data()
{
    addRows(QLatin1String("accept"));
}

void TestPublishedCallbacks::accepts()
{
    QFETCH(QJsonObject, vector);
    if (!text(vector, QLatin1String("msg_signature")).isEmpty())
        QVERIFY(signatureMatches(vector));

    const auto key = CallbackKey::parse(text(vector, QLatin1String("encoding_aes_key")));
    QVERIFY(key);
    const auto opened = openCallback(*key, text(vector, QLatin1String("encrypt")));
    QVERIFY(opened);
    QCOMPARE(opened->message, text(vector, QLatin1String("plaintext")));
    QCOMPARE(opened->receiveId, text(vector, QLatin1String("receive_id")));
}

void TestPublishedCallbacks::rejects_data()
{
    addRows(QLatin1String("reject"));
}

void TestPublishedCallbacks::rejects()
{
    QFETCH(QJsonObject, vector);
    const QByteArray reason = text(vector, QLatin1String("reject_reason"));
    if (reason == "bad-signature") {
        QVERIFY(!signatureMatches(vector));
        return;
    }
    QCOMPARE(reason, QByteArray("wrong-receiveid"));
    QVERIFY(signatureMatches(vector));
    const auto key = CallbackKey::parse(text(vector, QLatin1String("encoding_aes_key")));
    QVERIFY(key);
    const auto opened = openCallback(*key, text(vector, QLatin1String("encrypt")));
    QVERIFY(opened);
    QVERIFY(opened->receiveId != text(vector, QLatin1String("receive_id")));
}

QTEST_APPLESS_MAIN(TestPublishedCallbacks)
#include "test_published_callbacks.moc"
