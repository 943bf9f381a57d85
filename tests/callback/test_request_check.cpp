#include "tests/callback/signed_requests.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::callback;
using namespace kfdesk::test;

Q_DECLARE_METATYPE(kfdesk::callback::RawRequest)

class TestRequestCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsPublishedCallbacks();
    void namesTheStepThatFailed_data();
    void namesTheStepThatFailed();
    void comparesTheReceiveId_data();
    void comparesTheReceiveId();
    void canBeToldWhoseIdToExpect();
};

namespace {

const QByteArray ticketEvent = "<xml><SuiteId>wwdemo0suite0kfcomp1</SuiteId><InfoType>suite_ticket</InfoType></xml>";
const QByteArray licenceEvent = "<xml><ServiceCorpId>wwdemo0provider0corp</ServiceCorpId>"
                                "<InfoType>license_pay_success</InfoType><AuthCorpId>wpX</AuthCorpId></xml>";
const QByteArray dataEvent = "<xml><ToUserName>wpCorp</ToUserName><MsgType>event</MsgType>"
                             "<Event>kf_msg_or_event</Event></xml>";

RawRequest changed(RawRequest request, const QByteArray& from, const QByteArray& to)
{
    request.query.replace(from, to);
    request.body.replace(from, to);
    return request;
}

/// Seals bytes that are already padded as told: for messages that our own cipher would not make.
QByteArray withLastByteChanged(QByteArray encrypt)
{
    QByteArray bytes = QByteArray::fromBase64(encrypt);
    bytes[bytes.size() - 20] = char(bytes[bytes.size() - 20] ^ 1);
    return bytes.toBase64();
}

} // namespace

void TestRequestCheck::acceptsPublishedCallbacks()
{
    for (const KnownCallback& known : knownCallbacks) {
        const CheckedRequest checked = checkRequest(knownKeys(), requestOf(known));
        QVERIFY2(checked.ok(), known.name);
        QCOMPARE(checked.code, 0);
        QCOMPARE(checked.message, QByteArray(known.message));
        QCOMPARE(checked.receiveId, QByteArray(known.receiveId));
    }
}

void TestRequestCheck::namesTheStepThatFailed_data()
{
    QTest::addColumn<RawRequest>("request");
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("code");

    const RawRequest post = requestOf(knownCallbacks[1]);
    const RawRequest get = requestOf(knownCallbacks[0]);
    const auto row = [](const char* name, const RawRequest& request, const char* step, int code) {
        QTest::newRow(name) << request << QString::fromLatin1(step) << code;
    };
    row("no signature", changed(post, "msg_signature=", "other="), "query", -40002);
    row("no timestamp", changed(post, "timestamp=", "other="), "query", -40002);
    row("no nonce", changed(post, "nonce=", "other="), "query", -40002);
    row("nonce twice", {false, post.query + "&nonce=n0nce222", post.body}, "query", -40002);
    row("no echostr", changed(get, "echostr=", "other="), "query", -40002);
    row("echostr twice", {true, get.query + "&echostr=x", {}}, "query", -40002);
    row("broken percent", {false, post.query + "&a=%zz", post.body}, "query", -40002);
    row("empty body", {false, post.query, {}}, "xml", -40002);
    row("not xml", {false, post.query, "hello"}, "xml", -40002);
    row("no Encrypt", changed(post, "Encrypt>", "Other>"), "xml", -40002);
    row("doctype", {false, post.query, "<!DOCTYPE xml>" + post.body}, "xml", -40002);
    row("other signature", changed(post, "5f06f768", "5f06f769"), "signature", -40001);
    row("upper-case signature", changed(post, "5f06f768c71b358e", "5F06F768C71B358E"), "signature", -40001);
    row("other nonce", changed(post, "n0nce222", "n0nce223"), "signature", -40001);
    row("other ciphertext", changed(post, "NkQ0", "NkQ1"), "signature", -40001);
    row("plus became blank", changed(get, "%2B", "%20"), "signature", -40001);
    row("not base64", signedPost("@@@@"), "base64", -40010);
    row("not whole blocks", signedPost(QByteArray(20, 'x').toBase64()), "decrypt", -40007);
    row("padding of another key", signedPost(QByteArray(64, 'x').toBase64()), "padding", -40007);
    row("damaged end", signedPost(withLastByteChanged(knownCallbacks[1].encrypt)), "padding", -40007);
}

void TestRequestCheck::namesTheStepThatFailed()
{
    QFETCH(RawRequest, request);
    QFETCH(QString, step);
    QFETCH(int, code);
    const CheckedRequest checked = checkRequest(knownKeys(), request);
    QCOMPARE(QString::fromLatin1(toText(checked.step)), step);
    QCOMPARE(checked.code, code);
    QVERIFY(!checked.ok());
}

void TestRequestCheck::comparesTheReceiveId_data()
{
    QTest::addColumn<RawRequest>("request");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("GET, provider") << sealedGet("echo", "wwdemo0provider0corp") << true;
    QTest::newRow("GET, suite") << sealedGet("echo", "wwdemo0suite0kfcomp1") << true;
    QTest::newRow("GET, somebody") << sealedGet("echo", "wpCorp") << false;
    QTest::newRow("GET, empty") << sealedGet("echo", "") << false;
    QTest::newRow("command, suite") << sealedPost(ticketEvent, "wwdemo0suite0kfcomp1") << true;
    QTest::newRow("command, provider") << sealedPost(ticketEvent, "wwdemo0provider0corp") << false;
    QTest::newRow("command, other suite") << sealedPost(ticketEvent, "wwother") << false;
    QTest::newRow("provider's event, provider") << sealedPost(licenceEvent, "wwdemo0provider0corp") << true;
    QTest::newRow("provider's event, suite") << sealedPost(licenceEvent, "wwdemo0suite0kfcomp1") << true;
    QTest::newRow("provider's event, corp") << sealedPost(licenceEvent, "wpX") << false;
    QTest::newRow("data, its corp") << sealedPost(dataEvent, "wpCorp") << true;
    QTest::newRow("data, other corp") << sealedPost(dataEvent, "wpOther") << false;
    QTest::newRow("data, suite") << sealedPost(dataEvent, "wwdemo0suite0kfcomp1") << false;
    QTest::newRow("data without ToUserName") << sealedPost("<xml><Event>e</Event></xml>", "") << false;
    QTest::newRow("unreadable, suite") << sealedPost("\x01\x02", "wwdemo0suite0kfcomp1") << true;
    QTest::newRow("unreadable, provider") << sealedPost("\x01\x02", "wwdemo0provider0corp") << true;
    QTest::newRow("unreadable, corp") << sealedPost("\x01\x02", "wpCorp") << false;
}

void TestRequestCheck::comparesTheReceiveId()
{
    QFETCH(RawRequest, request);
    QFETCH(bool, accepted);
    const CheckedRequest checked = checkRequest(knownKeys(), request);
    QCOMPARE(checked.ok(), accepted);
    QCOMPARE(checked.step, accepted ? Step::Done : Step::ReceiveId);
    QCOMPARE(checked.code, accepted ? 0 : -40005);
    QVERIFY(!checked.message.isEmpty());
}

void TestRequestCheck::canBeToldWhoseIdToExpect()
{
    const RawRequest request = sealedPost(ticketEvent, "somebody");
    QVERIFY(!checkRequest(knownKeys(), request).ok());
    QVERIFY(checkRequest(knownKeys(), request, {true, "somebody"}).ok());
    QVERIFY(!checkRequest(knownKeys(), request, {true, "somebody else"}).ok());
    QVERIFY(checkRequest(knownKeys(), request, {false, {}}).ok());
}

QTEST_GUILESS_MAIN(TestRequestCheck)
#include "test_request_check.moc"
