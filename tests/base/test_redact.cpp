#include "core/base/log.h"

#include <QTest>

using namespace kfdesk;

/// CANARY1 stands for a secret: it may appear in no result. What is not secret must stay readable.
class TestRedact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hides_data();
    void hides();
    void keeps_data();
    void keeps();
};

void TestRedact::hides_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* name, const QString& line, const QString& clean) {
        QTest::newRow(name) << line << clean;
    };
    row("url", u"GET https://h/cgi-bin/kf/account/list?access_token=CANARY1&debug=1"_qs,
        u"GET https://h/cgi-bin/kf/account/list?access_token=***&debug=1"_qs);
    row("url, last", u"https://h/x?suite_access_token=CANARY1 timed out"_qs,
        u"https://h/x?suite_access_token=*** timed out"_qs);
    row("url, unusual prefix", u"?component_access_token=CANARY1&pre_auth_code=CANARY1"_qs,
        u"?component_access_token=***&pre_auth_code=***"_qs);
    row("url, escaped", u"next=https%3A%2F%2Fh%3Faccess_token%3DCANARY1%2BCANARY1%26a%3D1"_qs,
        u"next=https%3A%2F%2Fh%3Faccess_token%3D***%26a%3D1"_qs);
    row("callback url", u"/callback/ww1?msg_signature=CANARY1&timestamp=1&nonce=2&echostr=CANARY1%3D%3D"_qs,
        u"/callback/ww1?msg_signature=***&timestamp=1&nonce=2&echostr=***"_qs);
    row("quoted value", u"passphrase=\"CANARY1 CANARY1\" next"_qs, u"passphrase=*** next"_qs);
    row("other case", u"Access_Token=CANARY1"_qs, u"Access_Token=***"_qs);

    row("json", u"{\"errcode\":0,\"access_token\":\"CANARY1\",\"expires_in\":7200}"_qs,
        u"{\"errcode\":0,\"access_token\":\"***\",\"expires_in\":7200}"_qs);
    row("json with blanks", u"{\"suite_secret\" : \"CANARY1\"}"_qs, u"{\"suite_secret\":\"***\"}"_qs);
    row("json with escapes", u"{\"permanent_code\":\"CANARY1\\\"CANARY1\\\\\",\"a\":\"b\"}"_qs,
        u"{\"permanent_code\":\"***\",\"a\":\"b\"}"_qs);
    row("json cut off", u"{\"auth_code\":\"CANARY1CANARY1"_qs, u"{\"auth_code\":\"***\""_qs);
    row("json in a json string", u"body \"{\\\"suite_ticket\\\":\\\"CANARY1\\\",\\\"a\\\":1}\""_qs,
        u"body \"{\\\"suite_ticket\\\":\\\"***\\\",\\\"a\\\":1}\""_qs);
    row("single quotes", u"{'data_key': 'CANARY1'}"_qs, u"{'data_key':'***'}"_qs);

    row("xml", u"<xml><InfoType>suite_ticket</InfoType><SuiteTicket><![CDATA[CANARY1]]></SuiteTicket></xml>"_qs,
        u"<xml><InfoType>suite_ticket</InfoType><SuiteTicket>***</SuiteTicket></xml>"_qs);
    row("xml over lines", u"<AuthCode>\nCANARY1\n</AuthCode><State>s</State>"_qs,
        u"<AuthCode>***</AuthCode><State>s</State>"_qs);
    row("xml cut off", u"<Encrypt><![CDATA[CANARY1"_qs, u"<Encrypt>***</Encrypt>"_qs);
    row("xml token", u"<Token>CANARY1</Token><OpenKfId>wk1</OpenKfId>"_qs,
        u"<Token>***</Token><OpenKfId>wk1</OpenKfId>"_qs);

    row("authorization", u"Authorization: Bearer CANARY1 CANARY1\nHost: h"_qs, u"Authorization: ***\nHost: h"_qs);
    row("proxy authorization", u"proxy-authorization: Basic CANARY1=="_qs, u"proxy-authorization: ***"_qs);
    row("cookie", u"Set-Cookie: sid=CANARY1; Path=/"_qs, u"Set-Cookie: ***"_qs);
    row("name and value", u"suite_ticket: CANARY1, retry"_qs, u"suite_ticket: ***, retry"_qs);
    row("proxy with password", u"proxy http://user:CANARY1@10.0.0.1:3128 refused"_qs,
        u"proxy http://***@10.0.0.1:3128 refused"_qs);
    row("proxy with a token", u"http://CANARY1@proxy:1"_qs, u"http://***@proxy:1"_qs);

    row("EncodingAESKey alone", u"key CANARY1bCdEfGhIjKlMnOpQrStUvWxYz0123456789abc used"_qs, u"key *** used"_qs);
    row("data key alone", u"CANARY1bCdEfGhIjKlMnOpQrStUvWxYz01234567+89abc="_qs, u"***"_qs);
}

void TestRedact::hides()
{
    QFETCH(QString, line);
    QFETCH(QString, clean);
    QVERIFY(line.contains(u"CANARY1"_qs));
    QCOMPARE(redact(line), clean);
    QCOMPARE(redact(clean), clean);
}

void TestRedact::keeps_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("empty") << QString();
    QTest::newRow("prose") << u"cannot refresh the token: timeout"_qs;
    QTest::newRow("prose about codes") << u"errcode 40001: invalid credential, access_token missing"_qs;
    QTest::newRow("ids") << u"corp row 17, account wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw, suite ww0123456789abcdef"_qs;
    QTest::newRow("digest") << u"612118cb6401124269160b9bef0dc883fc7e147f"_qs;
    QTest::newRow("path") << u"cannot open /home/user1/Documents/KfDesk/workspace/kfdesk.sqlite"_qs;
    QTest::newRow("times") << u"\"ticket_received_at\":\"2026-11-22T08:00:00Z\" listening=127.0.0.1:8080"_qs;
    QTest::newRow("mail") << u"write to a@b.example"_qs;
    QTest::newRow("url") << u"https://qyapi.weixin.qq.com/cgi-bin/service/get_suite_token"_qs;
}

void TestRedact::keeps()
{
    QFETCH(QString, line);
    QCOMPARE(redact(line), line);
}

QTEST_APPLESS_MAIN(TestRedact)
#include "test_redact.moc"
