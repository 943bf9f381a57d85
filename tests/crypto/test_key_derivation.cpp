#include "core/crypto/digest.h"
#include "core/crypto/key_derivation.h"
#include "core/crypto/self_test.h"

#include <QTest>

#include <numeric>

using namespace kfdesk;
using namespace kfdesk::crypto;

namespace {

Secret secretOf(const QByteArray& bytes)
{
    return Secret(QByteArrayView(bytes));
}

QByteArray counting(char first, int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    std::iota(bytes.begin(), bytes.end(), first);
    return bytes;
}

} // namespace

class TestKeyDerivation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void derivesByHkdf_data();
    void derivesByHkdf();
    void separatesPurposes();
    void derivesByScrypt_data();
    void derivesByScrypt();
    void refusesCost_data();
    void refusesCost();
    void allowsDefaultCost();
    void digests_data();
    void digests();
    void authenticates_data();
    void authenticates();
    void passesSelfTest();
};

void TestKeyDerivation::derivesByHkdf_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("derived");
    // The only SHA-256 case of the RFC that has no salt; the others were computed with another implementation.
    QTest::newRow("RFC 5869 case 3") << QByteArray(22, '\x0b') << QByteArray()
                                     << QByteArray("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                                                   "9d201395faa4b61a96c8");
    QTest::newRow("case 1 without salt") << QByteArray(22, '\x0b') << counting('\xf0', 10)
                                         << QByteArray("abbafb13f5c1bc489d4203135817956dd521b39e3bd61d1cc85cef884d1f8"
                                                       "e2e2ca9c19f23df620dd394");
    QTest::newRow("case 2 without salt") << counting(0, 80) << counting('\xb0', 80)
                                         << QByteArray("bdeaae544c019348d911435a228f8a7f6eba81db6892a2be5560274060c70"
                                                       "a75ebd4c875b737c678a1fe60c8cd40b334e5c0b5b0500d6b78ed90fb0838"
                                                       "8f5a7b22ed5dc466cac7b0bec32bf3eb1681d01524");
    QTest::newRow("a purpose of ours") << counting(0, 32) << QByteArray("kfdesk seal")
                                       << QByteArray("1012335def6874f88da311f8ff4e3b202489191dee1c54606c1c80f1763ba9"
                                                     "b7");
}

void TestKeyDerivation::derivesByHkdf()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, derived);
    QCOMPARE(hkdf(secretOf(key), info, derived.size() / 2).view().toByteArray().toHex(), derived);
}

void TestKeyDerivation::separatesPurposes()
{
    const Secret key = secretOf(QByteArray(32, 'k'));
    QCOMPARE(hkdf(key, "sealing").size(), 32);
    QVERIFY(!(hkdf(key, "sealing") == hkdf(key, "dedupe")));
    QVERIFY(hkdf(key, "sealing") == hkdf(key, "sealing"));
}

void TestKeyDerivation::derivesByScrypt_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("r");
    QTest::addColumn<int>("p");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("RFC 7914, N=16") << QByteArray() << QByteArray() << 16 << 1 << 1
                                    << QByteArray("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442");
    QTest::newRow("RFC 7914, N=16384") << QByteArray("pleaseletmein") << QByteArray("SodiumChloride") << 16384 << 8 << 1
                                       << QByteArray(
                                              "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
    // RFC 7914's second case has p = 16, which we refuse; p = 4 was computed with another implementation.
    QTest::newRow("N=1024, p=4") << QByteArray("password") << QByteArray("NaCl") << 1024 << 8 << 4
                                 << QByteArray("1ed1b3814e7bd065fea1b64fa617fb05ba290e301b2765b831876fb995044293");
}

void TestKeyDerivation::derivesByScrypt()
{
    QFETCH(QByteArray, passphrase);
    QFETCH(QByteArray, salt);
    QFETCH(int, n);
    QFETCH(int, r);
    QFETCH(int, p);
    QFETCH(QByteArray, key);
    const ScryptParameters parameters{static_cast<quint64>(n), static_cast<quint32>(r), static_cast<quint32>(p), salt};
    const auto derived = scrypt(secretOf(passphrase), parameters);
    QVERIFY(derived);
    QCOMPARE(derived->view().toByteArray().toHex(), key);
}

void TestKeyDerivation::refusesCost_data()
{
    QTest::addColumn<quint64>("n");
    QTest::addColumn<int>("r");
    QTest::addColumn<int>("p");
    QTest::newRow("N above 2^20") << (1ULL << 21) << 8 << 1;
    QTest::newRow("N of 2^63") << (1ULL << 63) << 1 << 1;
    QTest::newRow("N of no power of two") << 1000ULL << 8 << 1;
    QTest::newRow("N of 0") << 0ULL << 8 << 1;
    QTest::newRow("N of 1") << 1ULL << 8 << 1;
    QTest::newRow("r above 16") << 1024ULL << 17 << 1;
    QTest::newRow("r of 0") << 1024ULL << 0 << 1;
    QTest::newRow("p above 4") << 1024ULL << 8 << 5;
    QTest::newRow("p of 0") << 1024ULL << 8 << 0;
}

void TestKeyDerivation::refusesCost()
{
    QFETCH(quint64, n);
    QFETCH(int, r);
    QFETCH(int, p);
    const ScryptParameters parameters{n, static_cast<quint32>(r), static_cast<quint32>(p), QByteArray(16, 's')};
    const auto derived = scrypt(secretOf("passphrase"), parameters);
    QVERIFY(!derived);
    QCOMPARE(derived.error().id, QStringLiteral("vault.cost"));
}

void TestKeyDerivation::allowsDefaultCost()
{
    ScryptParameters parameters; // 134 MB: above OpenSSL's own limit
    parameters.salt = QByteArray(16, 's');
    const auto derived = scrypt(secretOf("passphrase"), parameters);
    QVERIFY(derived);
    QCOMPARE(derived->size(), 32);
}

void TestKeyDerivation::digests_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                 << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void TestKeyDerivation::digests()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, digest);
    QCOMPARE(sha256(message).toHex(), digest);
}

void TestKeyDerivation::authenticates_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("mac");
    QTest::newRow("RFC 4231 case 1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                                     << QByteArray("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    QTest::newRow("RFC 4231 case 2") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                                     << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("RFC 4231 case 3") << QByteArray(20, '\xaa') << QByteArray(50, '\xdd')
                                     << QByteArray("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    QTest::newRow("RFC 4231 case 6") << QByteArray(131, '\xaa')
                                     << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
                                     << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    // Right after other keys: an empty key must not mean "the last one".
    QTest::newRow("empty key") << QByteArray() << QByteArray()
                               << QByteArray("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

void TestKeyDerivation::authenticates()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, mac);
    QCOMPARE(hmacSha256(key, message).toHex(), mac);
    QCOMPARE(hmacSha256(key, message).toHex(), mac);
    QVERIFY(hmacSha256(key, QByteArray(message + 'x')).toHex() != mac);
}

void TestKeyDerivation::passesSelfTest()
{
    QVERIFY(runSelfTest());
}

QTEST_APPLESS_MAIN(TestKeyDerivation)
#include "test_key_derivation.moc"
