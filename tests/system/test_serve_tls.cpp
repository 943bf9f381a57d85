#include "tests/net/tls_client.h"
#include "tests/net/tls_files.h"
#include "tests/system/served_listener.h"

#include <QDateTime>
#include <QTest>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// `kfdeskctl serve --tls-cert --tls-key` as an operator meets it.
class TestServeTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void receivesThroughTls();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void wantsBothOptions();
};

void TestServeTls::receivesThroughTls()
{
    const TlsFolder folder;
    ServedListener listener({u"--tls-cert"_s, folder.files().certificate, u"--tls-key"_s, folder.files().key});
    QVERIFY(listener.url().startsWith(u"https://127.0.0.1:"_s));
    QCOMPARE(TlsClient(listener.port()).ask(sender::delivery("one")).body, QByteArray("success"));
    QCOMPARE(RawClient(listener.port()).ask(sender::delivery("two")).status, 0); // never plain HTTP
    QCOMPARE(listener.storedEvents(), 1);
    QCOMPARE(listener.stop().exitCode, 0);
    QCOMPARE(listener.status().value(u"refused"_s).toObject().value(u"tls"_s).toInt(), 1);
}

void TestServeTls::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("certificate"); // names in the folder of this test
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("english");
    QTest::addColumn<QString>("chinese");
    QTest::newRow("no certificate") << u"nothing.pem"_s << u"key.pem"_s << QByteArray("cannot be read")
                                    << u"无法读取证书"_s;
    QTest::newRow("no key") << u"certificate.pem"_s << u"nothing.pem"_s << QByteArray("cannot be read")
                            << u"无法读取证书私钥"_s;
    QTest::newRow("swapped") << u"key.pem"_s << u"certificate.pem"_s << QByteArray("not a certificate")
                             << u"不是 PEM 格式的证书"_s;
    QTest::newRow("another key") << u"certificate.pem"_s << u"other.pem"_s << QByteArray("does not belong")
                                 << u"不匹配"_s;
    QTest::newRow("key for the world") << u"certificate.pem"_s << u"open.pem"_s << QByteArray("Other users")
                                       << u"其他用户"_s;
    QTest::newRow("locked key") << u"certificate.pem"_s << u"locked.pem"_s << QByteArray("passphrase") << u"口令"_s;
    QTest::newRow("expired") << u"expired.pem"_s << u"expired_key.pem"_s << QByteArray("expired on 2024-02-01")
                             << u"已于 2024-02-01 过期"_s;
}

void TestServeTls::saysWhatIsWrong()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QByteArray, english);
    QFETCH(QString, chinese);
    const auto at = [](int month) {
        return QDateTime(QDate(2024, month, 1), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch();
    };
    const CertifiedKey expired = makeCertificate({at(1), at(2), 0});
    const TlsFolder folder;
    folder.write(u"other.pem"_s, makeCertificate().key);
    folder.write(u"open.pem"_s, folder.content().key, 0644);
    folder.write(u"locked.pem"_s, folder.content().lockedKey);
    folder.write(u"expired.pem"_s, expired.certificate);
    folder.write(u"expired_key.pem"_s, expired.key);
    const QString place = folder.files().certificate.section(u'/', 0, -2) + u'/';

    Console console;
    console.found();
    const QStringList call{u"serve"_s,        u"--port"_s, u"0"_s,           u"--tls-cert"_s,     place + certificate,
                           u"--tls-key"_s,    place + key, u"--workspace"_s, console.workspace(), u"--key-file"_s,
                           console.keyFile(), u"--lang"_s};
    const Outcome said = runProgram(u"kfdeskctl"_s, call + QStringList{u"en"_s});
    QCOMPARE(said.exitCode, 1);
    QCOMPARE(said.out, QByteArray());
    QVERIFY2(said.saysOneLine() && said.err.contains(english), said.err.constData());
    const Outcome saidInChinese = runProgram(u"kfdeskctl"_s, call + QStringList{u"zh_CN"_s});
    QCOMPARE(saidInChinese.exitCode, 1);
    QVERIFY2(saidInChinese.saysOneLine() && saidInChinese.err.contains(chinese.toUtf8()),
             saidInChinese.err.constData());
}

void TestServeTls::wantsBothOptions()
{
    const TlsFolder folder;
    Console console;
    console.found();
    QCOMPARE(console.run({u"serve"_s, u"--tls-cert"_s, folder.files().certificate}).exitCode, 2);
    QCOMPARE(console.run({u"serve"_s, u"--tls-key"_s, folder.files().key}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestServeTls)
#include "test_serve_tls.moc"
