#include "core/net/handshake_gate.h"
#include "core/net/tls_identity.h"
#include "tests/net/tls_files.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QTest>

#include <unistd.h>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestTlsIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsInOrder_data();
    void takesWhatIsInOrder();
    void takesAWholeChain();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void needsBothFiles();
    void refusesAnotherKey();
    void looksAtTheTerm();
    void errorsHoldNothingOfTheKey();
    void gateLetsRealHandshakesThrough();
    void gateRefusesLongClaims_data();
    void gateRefusesLongClaims();
};

namespace {

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

QString idOf(const TlsFiles& files, qint64 nowMs = now())
{
    const auto identity = TlsIdentity::load(files, nowMs);
    return identity ? QString() : identity.error().id;
}

QByteArray record(char type, const QByteArray& payload)
{
    const auto size = static_cast<unsigned>(payload.size());
    return QByteArray(1, type) + QByteArray("\x03\x03", 2) + char(size / 256) + char(size % 256) + payload;
}

/// A handshake message that says it has `claimed` bytes.
QByteArray message(unsigned claimed, const QByteArray& content = {})
{
    return QByteArray(1, '\x01') + char(claimed >> 16) + char(claimed >> 8) + char(claimed) + content;
}

bool admitted(const QByteArray& bytes, bool messagesAreClear, qsizetype pieces)
{
    HandshakeGate gate;
    for (qsizetype at = 0; at < bytes.size(); at += pieces) {
        const QByteArray piece = bytes.mid(at, pieces);
        if (!gate.admits({piece.constData(), static_cast<size_t>(piece.size())}, messagesAreClear))
            return false;
    }
    return true;
}

constexpr char alert = 21;
constexpr char changeCipherSpec = 20;
constexpr char handshakeRecord = 22;
constexpr char data = 23;

} // namespace

void TestTlsIdentity::takesWhatIsInOrder_data()
{
    QTest::addColumn<int>("rsaBits");
    QTest::newRow("ECDSA") << 0;
    QTest::newRow("RSA") << 2048;
}

void TestTlsIdentity::takesWhatIsInOrder()
{
    QFETCH(int, rsaBits);
    const TlsFolder folder({0, 0, rsaBits});
    const auto identity = TlsIdentity::load(folder.files(), now());
    QVERIFY2(identity, identity ? "" : qPrintable(identity.error().id));
    QCOMPARE((*identity)->certificate(), QSslCertificate(folder.content().certificate).toDer());
}

void TestTlsIdentity::takesAWholeChain()
{
    const TlsFolder folder;
    const QByteArray own = folder.content().certificate;
    const QByteArray other = makeCertificate().certificate;
    const auto with = [&](const QByteArray& text) {
        return TlsFiles{folder.write(u"chain.pem"_s, text), folder.files().key};
    };
    QCOMPARE(idOf(with("Comment\n" + own + other)), QString());
    QCOMPARE(idOf(with(own + other + "rest")), QString());
    QCOMPARE(idOf(with(other + own)), u"net.tls_key_mismatch"_s); // the server's own comes first
    QCOMPARE(idOf(with(own + other.left(200))), u"net.tls_certificate_format"_s);
    QByteArray damaged = other;
    damaged.replace("MII", "M!!");
    QCOMPARE(idOf(with(own + damaged)), u"net.tls_certificate_format"_s);
}

void TestTlsIdentity::refusesBadFiles_data()
{
    QTest::addColumn<bool>("isKey");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("id");
    const CertifiedKey other = makeCertificate();
    const CertifiedKey weak = makeCertificate({0, 0, 512});

    QTest::newRow("empty certificate") << false << QByteArray() << 0644 << u"net.tls_certificate_format"_s;
    QTest::newRow("text") << false << QByteArray("hello") << 0644 << u"net.tls_certificate_format"_s;
    QTest::newRow("key for certificate") << false << other.key << 0644 << u"net.tls_certificate_format"_s;
    QTest::newRow("half a certificate") << false << other.certificate.left(300) << 0644
                                        << u"net.tls_certificate_format"_s;
    QTest::newRow("weak") << false << weak.certificate << 0644 << u"net.tls_certificate_refused"_s;
    QTest::newRow("huge") << false << QByteArray(300 * 1024, 'x') << 0644 << u"net.tls_certificate_file"_s;
    QTest::newRow("empty key") << true << QByteArray() << 0600 << u"net.tls_key_format"_s;
    QTest::newRow("certificate for key") << true << other.certificate << 0600 << u"net.tls_key_format"_s;
    QTest::newRow("locked key") << true << other.lockedKey << 0600 << u"net.tls_key_passphrase"_s;
    QTest::newRow("key for the world") << true << other.key << 0604 << u"net.tls_key_permissions"_s;
    QTest::newRow("key the group may change") << true << other.key << 0620 << u"net.tls_key_permissions"_s;
}

void TestTlsIdentity::refusesBadFiles()
{
    QFETCH(bool, isKey);
    QFETCH(QByteArray, content);
    QFETCH(int, mode);
    QFETCH(QString, id);
    const TlsFolder folder;
    TlsFiles files = folder.files();
    const QString path = folder.write(u"bad.pem"_s, content, mode);
    (isKey ? files.key : files.certificate) = path;
    const auto identity = TlsIdentity::load(files, now());
    QVERIFY(!identity);
    QCOMPARE(identity.error().id, id);
    QCOMPARE(identity.error().kind, ErrorKind::Config);
    QCOMPARE(identity.error().args.value(u"path"_s), path);
}

void TestTlsIdentity::needsBothFiles()
{
    const TlsFolder folder;
    const TlsFiles files = folder.files();
    QCOMPARE(idOf({files.certificate, {}}), u"net.tls_pair"_s);
    QCOMPARE(idOf({{}, files.key}), u"net.tls_pair"_s);
    QCOMPARE(idOf({files.certificate + u"x"_s, files.key}), u"net.tls_certificate_file"_s);
    QCOMPARE(idOf({files.certificate, files.key + u"x"_s}), u"net.tls_key_file"_s);
    QCOMPARE(idOf({u"/dev/zero"_s, files.key}), u"net.tls_certificate_file"_s);
    QCOMPARE(idOf({files.certificate, u"/tmp"_s}), u"net.tls_key_file"_s);
    if (::geteuid() == 0)
        QSKIP("root may read everything");
    QCOMPARE(idOf({folder.write(u"closed.pem"_s, folder.content().certificate, 0), files.key}),
             u"net.tls_certificate_file"_s);
}

void TestTlsIdentity::refusesAnotherKey()
{
    const TlsFolder folder;
    const TlsFolder other;
    const TlsFolder otherKind({0, 0, 2048});
    QCOMPARE(idOf({folder.files().certificate, other.files().key}), u"net.tls_key_mismatch"_s);
    QCOMPARE(idOf({folder.files().certificate, otherKind.files().key}), u"net.tls_key_mismatch"_s);
}

void TestTlsIdentity::looksAtTheTerm()
{
    const qint64 from = QDateTime(QDate(2024, 3, 1), QTime(8, 0), Qt::UTC).toMSecsSinceEpoch();
    const qint64 until = QDateTime(QDate(2024, 5, 30), QTime(8, 0), Qt::UTC).toMSecsSinceEpoch();
    const TlsFolder folder({from, until, 0});
    QCOMPARE(idOf(folder.files(), from), QString());
    QCOMPARE(idOf(folder.files(), until), QString());
    QCOMPARE(TlsIdentity::load(folder.files(), from).value()->validUntilMs(), until);
    const auto early = TlsIdentity::load(folder.files(), from - 1000);
    QCOMPARE(early.error().id, u"net.tls_not_yet"_s);
    QCOMPARE(early.error().args.value(u"date"_s), u"2024-03-01"_s);
    const auto late = TlsIdentity::load(folder.files(), until + 1000);
    QCOMPARE(late.error().id, u"net.tls_expired"_s);
    QCOMPARE(late.error().args.value(u"date"_s), u"2024-05-30"_s);
}

void TestTlsIdentity::errorsHoldNothingOfTheKey()
{
    const TlsFolder folder;
    QByteArray damaged = folder.content().key;
    damaged.replace("MI", "CANARY");
    const auto identity =
        TlsIdentity::load({folder.files().certificate, folder.write(u"damaged.pem"_s, damaged)}, now());
    QVERIFY(!identity);
    QVERIFY(!identity.error().detail.contains(u"CANARY"_s));
}

void TestTlsIdentity::gateLetsRealHandshakesThrough()
{
    const QByteArray hello = record(handshakeRecord, message(700, QByteArray(700, 'h')));
    const QByteArray change = record(changeCipherSpec, QByteArray(1, '\x01'));
    const QByteArray encrypted = record(handshakeRecord, QByteArray(40, '\xff'));
    for (const qsizetype pieces : {1, 3, 1000}) {
        QVERIFY(admitted(hello, false, pieces));
        QVERIFY(admitted(hello + hello + change, true, pieces));
        QVERIFY(admitted(hello + record(handshakeRecord, message(66, QByteArray(66, 'k'))) + change + encrypted, false,
                         pieces));
        QVERIFY(admitted(hello + change + record(data, QByteArray(16'384, '\xff')), true, pieces));
    }
    // One message in several records, two in one.
    QVERIFY(admitted(record(handshakeRecord, message(10, "12345")) + record(handshakeRecord, "67890" + message(1)),
                     true, 1000));
}

void TestTlsIdentity::gateRefusesLongClaims_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray hello = record(handshakeRecord, message(700, QByteArray(700, 'h')));
    const QByteArray claim = message(16 * 1024 + 1);
    QTest::newRow("at once") << record(handshakeRecord, claim);
    QTest::newRow("in pieces") << record(handshakeRecord, claim.left(2)) + record(handshakeRecord, claim.mid(2));
    QTest::newRow("second hello") << hello + record(handshakeRecord, claim);
    QTest::newRow("behind an alert") << hello + record(alert, QByteArray(2, '\0')) + record(handshakeRecord, claim);
    QTest::newRow("behind a change") << hello + record(changeCipherSpec, "1") + record(handshakeRecord, claim);
    QTest::newRow("behind early data") << hello + record(data, "12345") + record(handshakeRecord, claim);
    QTest::newRow("SSL 2") << QByteArray("\x80\x2e\x01\x03\x01", 5);
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("alert first") << record(alert, "12");
}

void TestTlsIdentity::gateRefusesLongClaims()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype pieces : {1, 3, 1000})
        QVERIFY(!admitted(bytes, true, pieces));
}

QTEST_GUILESS_MAIN(TestTlsIdentity)
#include "test_tls_identity.moc"
