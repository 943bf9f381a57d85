#include "core/crypto/callback_cipher.h"
#include "tests/crypto/known_callbacks.h"
#include "tests/crypto/raw_cipher.h"

#include <QTest>
#include <QThread>
#include <QtEndian>

#include <atomic>
#include <memory>
#include <vector>

using namespace kfdesk;
using namespace kfdesk::crypto;
using namespace kfdesk::test;

namespace {

CallbackKey knownKey()
{
    return *CallbackKey::parse(knownAesKey);
}

/// random ‖ length ‖ body, padded by `pad` bytes of value `padByte`.
QByteArray plaintext(quint32 statedLength, const QByteArray& body, int pad, char padByte)
{
    QByteArray plain(16, 'r');
    plain.resize(20);
    qToBigEndian(statedLength, plain.data() + 16);
    return plain + body + QByteArray(pad, padByte);
}

} // namespace

class TestCallbackCipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensKnownCallbacks_data();
    void opensKnownCallbacks();
    void signsAnyChangeDifferently();
    void sortsSignedPartsAsBytes();
    void refusesUpperCaseSignature();
    void readsKey_data();
    void readsKey();
    void ignoresUnusedBitsOfKey();
    void refusesBase64_data();
    void refusesBase64();
    void refusesPlaintext_data();
    void refusesPlaintext();
    void acceptsEveryPadSize_data();
    void acceptsEveryPadSize();
    void detectsEveryWrongPadByte();
    void sealsWithFreshRandom();
    void keepsKeysApart();
    void worksOnSeveralThreads();
};

void TestCallbackCipher::opensKnownCallbacks_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < knownCallbacks.size(); ++i)
        QTest::newRow(knownCallbacks[i].name) << static_cast<int>(i);
}

void TestCallbackCipher::opensKnownCallbacks()
{
    QFETCH(int, index);
    const KnownCallback& known = knownCallbacks[static_cast<size_t>(index)];

    QCOMPARE(callbackSignature(knownToken, known.timestamp, known.nonce, known.encrypt), QByteArray(known.signature));
    QVERIFY(callbackSignatureMatches(knownToken, known.timestamp, known.nonce, known.encrypt, known.signature));
    const auto opened = openCallback(knownKey(), known.encrypt);
    QVERIFY(opened);
    QCOMPARE(opened->message, QByteArray(known.message));
    QCOMPARE(opened->receiveId, QByteArray(known.receiveId));
    QCOMPARE(sealCallback(knownKey(), known.message, known.receiveId, knownRandom), QByteArray(known.encrypt));
}

void TestCallbackCipher::signsAnyChangeDifferently()
{
    const KnownCallback& known = knownCallbacks[0];
    const auto matches = [&](QByteArrayView token, QByteArrayView timestamp, QByteArrayView nonce,
                             QByteArrayView encrypt, QByteArrayView signature) {
        return callbackSignatureMatches(token, timestamp, nonce, encrypt, signature);
    };
    const QByteArray encrypt = known.encrypt;
    QVERIFY(!matches("kfDemoToken2025", known.timestamp, known.nonce, encrypt, known.signature));
    QVERIFY(!matches(knownToken, "1718000002", known.nonce, encrypt, known.signature));
    QVERIFY(!matches(knownToken, known.timestamp, "n0nce112", encrypt, known.signature));
    QVERIFY(!matches(knownToken, known.timestamp, known.nonce, encrypt.chopped(1), known.signature));
    QVERIFY(!matches(knownToken, known.timestamp, known.nonce, QByteArray(encrypt).replace('+', ' '), known.signature));
    QVERIFY(!matches(knownToken, known.timestamp, known.nonce, encrypt, ""));
    QVERIFY(!matches(knownToken, known.timestamp, known.nonce, encrypt, QByteArray(known.signature).chopped(1)));
    for (int i = 0; i < 40; ++i) {
        QByteArray signature = known.signature;
        signature[i] = signature[i] == '0' ? '1' : '0';
        QVERIFY(!matches(knownToken, known.timestamp, known.nonce, encrypt, signature));
    }
}

void TestCallbackCipher::sortsSignedPartsAsBytes()
{
    const QByteArray abcd = "81fe8bfe87576c3ecb22426f8e57847382917acf"; // sha1("abcd")
    QCOMPARE(callbackSignature("a", "b", "c", "d"), abcd);
    QCOMPARE(callbackSignature("d", "c", "b", "a"), abcd);
    // sha1("Zaab"): nothing first, capitals before small letters, and "a" before "ab".
    QCOMPARE(callbackSignature("ab", "a", "", "Z"), QByteArray("a26b7d85888db830a0282c0823740f525ffe32b0"));
    // sha1("Zcé"): bytes are unsigned.
    QCOMPARE(callbackSignature("\xc3\xa9", "c", "", "Z"), QByteArray("9968d50a47340791dc4510ec5ffcbff74fba0efa"));
}

void TestCallbackCipher::refusesUpperCaseSignature()
{
    const KnownCallback& known = knownCallbacks[0];
    QVERIFY(!callbackSignatureMatches(knownToken, known.timestamp, known.nonce, known.encrypt,
                                      QByteArray(known.signature).toUpper()));
}

void TestCallbackCipher::readsKey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("ok");
    const QByteArray key = knownAesKey;
    QTest::newRow("right") << key << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("42 characters") << key.chopped(1) << false;
    QTest::newRow("44 characters") << key + 'a' << false;
    QTest::newRow("with its =") << key + '=' << false;
    QTest::newRow("= for the last") << key.chopped(1) + '=' << false;
    QTest::newRow("blank in front") << ' ' + key.chopped(1) << false;
    QTest::newRow("plus") << '+' + key.chopped(1) << false;
    QTest::newRow("slash") << '/' + key.chopped(1) << false;
    QTest::newRow("NUL") << QByteArray(1, '\0') + key.chopped(1) << false;
    QTest::newRow("two-byte letter") << key.chopped(2) + "\xc3\xa9" << false;
}

void TestCallbackCipher::readsKey()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, ok);
    const auto key = CallbackKey::parse(text);
    QCOMPARE(key.has_value(), ok);
    if (ok) {
        QCOMPARE(key->bytes().toByteArray().toHex(),
                 QByteArray("01b09d11f1a12232a53273a942b4ad52f5b1633d35db7e39ebbf3d69b71d79f8"));
    } else {
        QCOMPARE(key.error().id, QStringLiteral("callback.key_illegal"));
        QCOMPARE(key.error().code, -40004);
        QCOMPARE(key.error().detail, QString());
    }
}

void TestCallbackCipher::ignoresUnusedBitsOfKey()
{
    const QByteArray stem = QByteArray(knownAesKey).chopped(1);
    for (const char last : {'g', 'h', 'i', 'j'})
        QVERIFY(*CallbackKey::parse(QByteArray(stem + last)) == knownKey());
    QVERIFY(!(*CallbackKey::parse(QByteArray(stem + 'k')) == knownKey()));
}

void TestCallbackCipher::refusesBase64_data()
{
    QTest::addColumn<QByteArray>("encrypt");
    const QByteArray right = knownCallbacks[0].encrypt; // 64 bytes, ends in "=="
    QTest::newRow("blank for plus") << QByteArray(right).replace('+', ' ');
    QTest::newRow("blank in front") << ' ' + right;
    QTest::newRow("four blanks in front") << "    " + right;
    QTest::newRow("four blanks behind") << right + "    ";
    QTest::newRow("line end behind") << right + "\r\n";
    QTest::newRow("line breaks behind") << right + "\n\n\n\n";
    QTest::newRow("line break inside") << QByteArray(right).insert(40, "\r\n\r\n");
    QTest::newRow("minus behind") << right + "----";
    QTest::newRow("url alphabet") << QByteArray(right).replace('+', '-');
    QTest::newRow("underscore") << QByteArray(right).replace(3, 1, "_");
    QTest::newRow("without padding") << right.chopped(2);
    QTest::newRow("one = too few") << right.chopped(1);
    QTest::newRow("one character too few") << right.mid(1);
    QTest::newRow("three =") << QByteArray(right).replace(right.size() - 3, 3, "===");
    QTest::newRow("four =") << right + "====";
    QTest::newRow("= inside") << QByteArray(right).replace(4, 1, "=");
    QTest::newRow("= before the last") << QByteArray(right).replace(right.size() - 2, 2, "=A");
    QTest::newRow("two texts") << right + right;
    QTest::newRow("unused bits set") << QByteArray(right).replace(right.size() - 3, 1, "R");
    QTest::newRow("byte above 0x7f") << QByteArray(right).replace(5, 1, "\xff");
    QTest::newRow("NUL inside") << QByteArray(right).replace(5, 1, QByteArray(1, '\0'));
    QTest::newRow("percent sign") << QByteArray(right).replace(5, 1, "%");
}

void TestCallbackCipher::refusesBase64()
{
    QFETCH(QByteArray, encrypt);
    QVERIFY(openCallback(knownKey(), knownCallbacks[0].encrypt));
    const auto opened = openCallback(knownKey(), encrypt);
    QVERIFY(!opened);
    QCOMPARE(opened.error().id, QStringLiteral("callback.base64"));
    QCOMPARE(opened.error().code, -40010);
    QCOMPARE(opened.error().kind, ErrorKind::Input);
}

void TestCallbackCipher::refusesPlaintext_data()
{
    QTest::addColumn<QByteArray>("encrypt");
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("code");

    const auto raw = [](const QByteArray& plain) { return encryptRaw(knownKey().bytes(), plain); };
    const QString decrypt = QStringLiteral("callback.decrypt");
    const QString padding = QStringLiteral("callback.padding");
    const QString length = QStringLiteral("callback.length");
    const QByteArray body(7, 'b');

    QTest::newRow("empty") << QByteArray() << decrypt << -40007;
    QTest::newRow("15 bytes") << QByteArray(15, 'x').toBase64() << decrypt << -40007;
    QTest::newRow("17 bytes") << QByteArray(17, 'x').toBase64() << decrypt << -40007;

    QTest::newRow("pad 0") << raw(plaintext(7, body, 5, 0)) << padding << -40007;
    QTest::newRow("pad 33") << raw(plaintext(7, QByteArray(11, 'b'), 33, 33)) << padding << -40007;
    QTest::newRow("pad 0xff") << raw(plaintext(7, body, 5, '\xff')) << padding << -40007;
    QTest::newRow("pad longer than the text") << raw(QByteArray(16, 17)) << padding << -40007;
    QTest::newRow("pad byte too few") << raw(plaintext(8, body + 'b', 4, 5)) << padding << -40007;
    QTest::newRow("another key") << encryptRaw(QByteArray(32, 'k'), plaintext(7, body, 5, 5)) << padding << -40007;
    const QByteArray echo = QByteArray::fromBase64(knownCallbacks[0].encrypt);
    QTest::newRow("last block cut off") << echo.chopped(16).toBase64() << padding << -40007;

    QTest::newRow("nothing but padding") << raw(QByteArray(32, 32)) << length << -40008;
    QTest::newRow("19 bytes") << raw(QByteArray(19, 'r') + QByteArray(13, 13)) << length << -40008;
    QTest::newRow("length one too many") << raw(plaintext(8, body, 5, 5)) << length << -40008;
    QTest::newRow("length 2^31") << raw(plaintext(0x80000000U, body, 5, 5)) << length << -40008;
    QTest::newRow("length 2^32-1") << raw(plaintext(0xffffffffU, body, 5, 5)) << length << -40008;
    QTest::newRow("little-endian length") << raw(plaintext(0x07000000U, body, 5, 5)) << length << -40008;
}

void TestCallbackCipher::refusesPlaintext()
{
    QFETCH(QByteArray, encrypt);
    QFETCH(QString, id);
    QFETCH(int, code);
    const auto opened = openCallback(knownKey(), encrypt);
    QVERIFY(!opened);
    QCOMPARE(opened.error().id, id);
    QCOMPARE(opened.error().code, code);
}

void TestCallbackCipher::acceptsEveryPadSize_data()
{
    QTest::addColumn<int>("messageSize");
    for (int size = 0; size <= 64; ++size)
        QTest::addRow("%d bytes", size) << size;
}

void TestCallbackCipher::acceptsEveryPadSize()
{
    QFETCH(int, messageSize);
    const QByteArray message(messageSize, 'm');
    const QByteArray encrypt = sealCallback(knownKey(), message, "");
    const auto opened = openCallback(knownKey(), encrypt);
    QVERIFY(opened);
    QCOMPARE(opened->message, message);
    QVERIFY(opened->receiveId.isEmpty()); // individual developers have an empty receiveid
    QCOMPARE(QByteArray::fromBase64(encrypt).size() % 32, 0);
}

void TestCallbackCipher::detectsEveryWrongPadByte()
{
    const QByteArray right = plaintext(24, QByteArray(44, 'x'), 32, 32);
    QVERIFY(openCallback(knownKey(), encryptRaw(knownKey().bytes(), right)));
    for (qsizetype i = right.size() - 32; i < right.size() - 1; ++i) {
        QByteArray wrong = right;
        wrong[i] = 31;
        const auto opened = openCallback(knownKey(), encryptRaw(knownKey().bytes(), wrong));
        QVERIFY(!opened);
        QCOMPARE(opened.error().id, QStringLiteral("callback.padding"));
    }
}

void TestCallbackCipher::sealsWithFreshRandom()
{
    const QByteArray first = sealCallback(knownKey(), "text", "id");
    QVERIFY(first != sealCallback(knownKey(), "text", "id"));
    QCOMPARE(openCallback(knownKey(), first)->message, QByteArray("text"));
}

void TestCallbackCipher::keepsKeysApart()
{
    // The thread keeps the key schedule of the last call: changing keys, and failures in between, must not show.
    const auto other = CallbackKey::parse("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    QVERIFY(other);
    const QByteArray mine = sealCallback(knownKey(), "mine", "a");
    const QByteArray theirs = sealCallback(*other, "theirs", "b");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(openCallback(knownKey(), mine)->message, QByteArray("mine"));
        QVERIFY(!openCallback(*other, mine));
        QCOMPARE(openCallback(*other, theirs)->message, QByteArray("theirs"));
        QVERIFY(!openCallback(knownKey(), theirs));
        QVERIFY(!openCallback(knownKey(), "AAAA"));
        QCOMPARE(openCallback(knownKey(), mine)->receiveId, QByteArray("a"));
    }
}

void TestCallbackCipher::worksOnSeveralThreads()
{
    std::atomic<int> right = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(QThread::create([&right] {
            for (int round = 0; round < 50; ++round) {
                for (const KnownCallback& known : knownCallbacks) {
                    const auto opened = openCallback(knownKey(), known.encrypt);
                    right += opened && opened->message == known.message &&
                             callbackSignatureMatches(knownToken, known.timestamp, known.nonce, known.encrypt,
                                                      known.signature);
                }
            }
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        thread->wait();
    QCOMPARE(right.load(), 4 * 50 * static_cast<int>(knownCallbacks.size()));
}

QTEST_APPLESS_MAIN(TestCallbackCipher)
#include "test_callback_cipher.moc"
