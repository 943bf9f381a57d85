#include "core/wecom/event.h"
#include "tests/support/interop.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::wecom;
using Kind = CallbackEvent::Kind;

namespace {

QStringList texts(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue item : value.isArray() ? value.toArray() : QJsonArray{value}) {
        if (item.isString())
            list.append(item.toString());
    }
    return list;
}

QByteArray text(const Secret& secret)
{
    return secret.view().toByteArray();
}

const QByteArray createAuth = "<xml><SuiteId><![CDATA[ww1]]></SuiteId><AuthCode><![CDATA[ac-1]]></AuthCode>"
                              "<InfoType><![CDATA[create_auth]]></InfoType><TimeStamp>1718000003</TimeStamp>"
                              "<State><![CDATA[shop42]]></State><ExtraInfo><AuthOpenKfIdList>"
                              "<OpenKfId><![CDATA[wkA]]></OpenKfId><OpenKfId><![CDATA[wkB]]></OpenKfId>"
                              "</AuthOpenKfIdList></ExtraInfo></xml>";

} // namespace

class TestEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCreateAuth();
    void readsTheHeadAlone();
    void readsTheFirstOfTwoFields();
    void readsDataEvent();
    void readsJson_data();
    void readsJson();
    void readsKfIdLists_data();
    void readsKfIdLists();
    void readsTimes_data();
    void readsTimes();
    void leavesUnreadable_data();
    void leavesUnreadable();
    void survivesDeepNesting_data();
    void survivesDeepNesting();
    void masksLikeThePage();
    void masksEverySecret_data();
    void masksEverySecret();
    void showsNothingOfWhatItCannotRead_data();
    void showsNothingOfWhatItCannotRead();
    void agreesWithPublishedSamples_data();
    void agreesWithPublishedSamples();
};

void TestEvent::readsCreateAuth()
{
    const CallbackEvent event = parseEvent(QByteArray("\xEF\xBB\xBF\n" + createAuth));
    QCOMPARE(event.kind, Kind::Command);
    QCOMPARE(event.type, QStringLiteral("create_auth"));
    QCOMPARE(event.suiteId, QStringLiteral("ww1"));
    QCOMPARE(event.authCorpId, QString());
    QCOMPARE(event.state, QStringLiteral("shop42"));
    QCOMPARE(event.timeStamp, 1718000003);
    QCOMPARE(text(event.authCode), QByteArray("ac-1"));
    QVERIFY(event.suiteTicket.isEmpty());
    QVERIFY(event.hasOpenKfIdList);
    QCOMPARE(event.openKfIds, QStringList({QStringLiteral("wkA"), QStringLiteral("wkB")}));
}

void TestEvent::readsTheHeadAlone()
{
    const CallbackEvent head = parseEventHead(createAuth);
    const CallbackEvent whole = parseEvent(createAuth);
    QVERIFY(whole.hasOpenKfIdList);
    QVERIFY(!head.hasOpenKfIdList);
    QVERIFY(head.openKfIds.isEmpty());
    QCOMPARE(head.kind, whole.kind);
    QCOMPARE(head.type, whole.type);
    QCOMPARE(head.suiteId, whole.suiteId);
    QCOMPARE(head.state, whole.state);
    QCOMPARE(head.timeStamp, whole.timeStamp);
    QVERIFY(head.authCode == whole.authCode);
}

void TestEvent::readsTheFirstOfTwoFields()
{
    const CallbackEvent event = parseEvent("<xml><a/><State>one</State><InfoType>create_auth</InfoType>"
                                           "<AuthCode>ac-1</AuthCode><State>two</State><AuthCode>ac-2</AuthCode>"
                                           "<InfoType>cancel_auth</InfoType></xml>");
    QCOMPARE(event.type, QStringLiteral("create_auth"));
    QCOMPARE(event.state, QStringLiteral("one"));
    QCOMPARE(text(event.authCode), QByteArray("ac-1"));
}

void TestEvent::readsDataEvent()
{
    const CallbackEvent event = parseEvent("<xml><ToUserName><![CDATA[wpCorp]]></ToUserName>"
                                           "<CreateTime>1718000004</CreateTime><MsgType><![CDATA[event]]></MsgType>"
                                           "<Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[ENC]]></Token>"
                                           "<OpenKfId><![CDATA[wkA]]></OpenKfId></xml>");
    QCOMPARE(event.kind, Kind::Data);
    QCOMPARE(event.type, QStringLiteral("kf_msg_or_event"));
    QCOMPARE(event.toUserName, QStringLiteral("wpCorp"));
    QCOMPARE(event.authCorpId, QStringLiteral("wpCorp"));
    QCOMPARE(event.timeStamp, 1718000004);
    QCOMPARE(event.openKfIds, QStringList(QStringLiteral("wkA")));
    QVERIFY(!event.hasOpenKfIdList);
}

void TestEvent::readsJson_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QStringList>("ids");

    const QStringList two{QStringLiteral("wkA"), QStringLiteral("wkB")};
    const QStringList one{QStringLiteral("wkA")};
    QTest::newRow("array") << QByteArray(R"({"OpenKfId":["wkA","wkB"]})") << two;
    QTest::newRow("single value") << QByteArray(R"({"OpenKfId":"wkA"})") << one;
    QTest::newRow("array in place of the wrapper") << QByteArray(R"(["wkA","wkB"])") << two;
    QTest::newRow("empty") << QByteArray(R"({"OpenKfId":[]})") << QStringList();
    QTest::newRow("empty wrapper") << QByteArray("{}") << QStringList();
    QTest::newRow("odd types inside") << QByteArray(R"({"OpenKfId":["wkA",null,{},""]})") << one;
}

void TestEvent::readsJson()
{
    QFETCH(QByteArray, list);
    QFETCH(QStringList, ids);
    const QByteArray json = R"({"SuiteId":"ww1","InfoType":" change_auth ","TimeStamp":"1718000103",)"
                            R"("AuthCorpId":"wpCorp","State":42,"ExtraInfo":{"AuthOpenKfIdList":)" +
                            list + "}}";
    const CallbackEvent event = parseEvent(json);
    QCOMPARE(event.kind, Kind::Command);
    QCOMPARE(event.type, QStringLiteral("change_auth"));
    QCOMPARE(event.authCorpId, QStringLiteral("wpCorp"));
    QCOMPARE(event.state, QStringLiteral("42"));
    QCOMPARE(event.timeStamp, 1718000103);
    QVERIFY(event.hasOpenKfIdList);
    QCOMPARE(event.openKfIds, ids);
}

void TestEvent::readsKfIdLists_data()
{
    QTest::addColumn<QByteArray>("extraInfo");
    QTest::addColumn<bool>("hasList");
    QTest::addColumn<int>("count");

    QTest::newRow("absent") << QByteArray() << false << 0;
    QTest::newRow("empty ExtraInfo") << QByteArray("<ExtraInfo></ExtraInfo>") << false << 0;
    QTest::newRow("other child") << QByteArray("<ExtraInfo><Other>1</Other></ExtraInfo>") << false << 0;
    QTest::newRow("self-closed list") << QByteArray("<ExtraInfo><AuthOpenKfIdList/></ExtraInfo>") << true << 0;
    QTest::newRow("empty and repeated ids")
        << QByteArray("<ExtraInfo><AuthOpenKfIdList><OpenKfId/><OpenKfId> wkA </OpenKfId><x/>"
                      "<OpenKfId><![CDATA[wkA]]></OpenKfId></AuthOpenKfIdList></ExtraInfo>")
        << true << 1;
    QByteArray many = "<ExtraInfo><AuthOpenKfIdList>";
    for (int i = 0; i < 5000; ++i)
        many += "<OpenKfId>wk" + QByteArray::number(i) + "</OpenKfId>";
    QTest::newRow("5000 accounts") << many + "</AuthOpenKfIdList></ExtraInfo>" << true << 5000;
}

void TestEvent::readsKfIdLists()
{
    QFETCH(QByteArray, extraInfo);
    QFETCH(bool, hasList);
    QFETCH(int, count);
    const CallbackEvent event = parseEvent(QByteArray("<xml><InfoType>create_auth</InfoType>" + extraInfo + "</xml>"));
    QCOMPARE(event.hasOpenKfIdList, hasList);
    QCOMPARE(event.openKfIds.size(), count);
}

void TestEvent::readsTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds");

    QTest::newRow("usual") << QByteArray(" 1718000003 ") << qint64(1718000003);
    QTest::newRow("largest") << QByteArray("4294967295") << qint64(4294967295);
    QTest::newRow("too large") << QByteArray("4294967296") << qint64(0);
    QTest::newRow("negative") << QByteArray("-5") << qint64(0);
    QTest::newRow("not a number") << QByteArray("soon") << qint64(0);
    QTest::newRow("empty") << QByteArray() << qint64(0);
}

void TestEvent::readsTimes()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seconds);
    const QByteArray xml = "<xml><InfoType>x</InfoType><TimeStamp>" + text + "</TimeStamp></xml>";
    QCOMPARE(parseEvent(xml).timeStamp, seconds);
}

void TestEvent::leavesUnreadable_data()
{
    QTest::addColumn<QByteArray>("plaintext");

    QTest::newRow("no type") << QByteArray("<xml><SuiteId>ww1</SuiteId></xml>");
    QTest::newRow("event without a name") << QByteArray("<xml><MsgType>event</MsgType></xml>");
    QTest::newRow("type one level down") << QByteArray("<xml><a><InfoType>create_auth</InfoType></a></xml>");
    QTest::newRow("entity bomb") << QByteArray("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                                               "<xml><InfoType>create_auth</InfoType><State>&b;</State></xml>");
    QTest::newRow("DOCTYPE after a comment") << QByteArray("<!-- c --><!DOCTYPE xml><xml><InfoType>x</InfoType></xml>");
    QTest::newRow("JSON array") << QByteArray("[1]");
    QTest::newRow("JSON without a type") << QByteArray("{}");
    QTest::newRow("JSON type is an object") << QByteArray(R"({"InfoType":{"a":1}})");
    QTest::newRow("two bytes of a character") << QByteArray("<xml><InfoType>\xE5\xBA</InfoType></xml>");
    QTest::newRow("larger than anything WeCom sends")
        << "<xml><InfoType>x</InfoType><a>" + QByteArray(1024 * 1024, 'a') + "</a></xml>";
}

void TestEvent::leavesUnreadable()
{
    QFETCH(QByteArray, plaintext);
    const CallbackEvent event = parseEvent(plaintext);
    QCOMPARE(event.kind, Kind::Unreadable);
    QCOMPARE(event.type, QString());
    QCOMPARE(event.state, QString());
}

void TestEvent::survivesDeepNesting_data()
{
    QTest::addColumn<QByteArray>("plaintext");
    QTest::addColumn<bool>("readable");

    const int depth = 100'000;
    QTest::newRow("XML") << "<xml><InfoType>x</InfoType>" + QByteArray("<a>").repeated(depth) +
                                QByteArray("</a>").repeated(depth) + "</xml>"
                         << true;
    QTest::newRow("JSON") << QByteArray("{\"InfoType\":\"x\",\"a\":") + QByteArray("[").repeated(depth) +
                                 QByteArray("]").repeated(depth) + "}"
                          << false;
    QTest::newRow("JSON, less") << QByteArray("{\"InfoType\":\"x\",\"a\":") + QByteArray("[").repeated(500) +
                                       QByteArray("]").repeated(500) + "}"
                                << true;
}

void TestEvent::survivesDeepNesting()
{
    QFETCH(QByteArray, plaintext);
    QFETCH(bool, readable);
    QCOMPARE(parseEvent(plaintext).kind, readable ? Kind::Command : Kind::Unreadable);
    const QString shown = maskedPlaintext(plaintext);
    QVERIFY(shown.size() < 20'000);
    QCOMPARE(shown.contains(u'…'), readable);
}

void TestEvent::masksLikeThePage()
{
    QCOMPARE(maskedPlaintext(createAuth), QStringLiteral("<xml>\n"
                                                         "  <SuiteId>ww1</SuiteId>\n"
                                                         "  <AuthCode>••••••••</AuthCode>\n"
                                                         "  <InfoType>create_auth</InfoType>\n"
                                                         "  <TimeStamp>1718000003</TimeStamp>\n"
                                                         "  <State>shop42</State>\n"
                                                         "  <ExtraInfo>\n"
                                                         "    <AuthOpenKfIdList>\n"
                                                         "      <OpenKfId>wkA</OpenKfId>\n"
                                                         "      <OpenKfId>wkB</OpenKfId>\n"
                                                         "    </AuthOpenKfIdList>\n"
                                                         "  </ExtraInfo>\n"
                                                         "</xml>"));
    QCOMPARE(maskedPlaintext("<xml><State><![CDATA[a&b<c>]]></State></xml>"),
             QStringLiteral("<xml>\n  <State>a&amp;b&lt;c&gt;</State>\n</xml>"));
    QCOMPARE(maskedPlaintext(R"({"InfoType":"create_auth","AuthCode":"ac-1"})"),
             QStringLiteral("{\n    \"AuthCode\": \"••••••••\",\n    \"InfoType\": \"create_auth\"\n}"));
}

void TestEvent::masksEverySecret_data()
{
    QTest::addColumn<QByteArray>("plaintext");

    for (const char* name : {"AuthCode", "SuiteTicket", "Token", "AccessToken", "PermanentCode", "WelcomeCode"}) {
        const QByteArray tag(name);
        QTest::addRow("%s in XML", name) << "<xml><InfoType>x</InfoType><" + tag + ">canary</" + tag + "></xml>";
        QTest::addRow("%s deeper", name) << "<xml><A><" + tag + "><![CDATA[canary]]></" + tag + "></A></xml>";
        QTest::addRow("%s in JSON", name) << "{\"InfoType\":\"x\",\"a\":[{\"" + tag + "\":\"canary\"}]}";
    }
    QTest::newRow("children of a secret") << QByteArray("<xml><AuthCode><x>canary</x></AuthCode></xml>");
    QTest::newRow("attribute") << QByteArray("<xml><State AuthCode=\"canary\">s</State></xml>");
    QTest::newRow("comment") << QByteArray("<xml><!-- canary --><State>s</State></xml>");
    QTest::newRow("text beside elements") << QByteArray("<xml>canary<State>s</State></xml>");
    QTest::newRow("snake case") << QByteArray(R"({"auth_code":"canary"})");
    QTest::newRow("JSON object as the secret") << QByteArray(R"({"Token":{"x":"canary"}})");
    QTest::newRow("behind the end") << QByteArray("<xml><State>s</State></xml>canary");
}

void TestEvent::masksEverySecret()
{
    QFETCH(QByteArray, plaintext);
    const QString shown = maskedPlaintext(plaintext);
    QVERIFY2(!shown.contains(u"canary"), qPrintable(shown));
    QVERIFY(shown.startsWith(u'<') || shown.startsWith(u'{'));
}

void TestEvent::showsNothingOfWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("plaintext");

    QTest::newRow("cut short") << QByteArray("<xml><AuthCode>canary");
    QTest::newRow("JSON cut short") << QByteArray("{\"AuthCode\":\"canary");
    QTest::newRow("DOCTYPE") << QByteArray("<!DOCTYPE canary><xml><InfoType>canary</InfoType></xml>");
    QTest::newRow("text") << QByteArray("canary");
    QTest::newRow("NUL") << QByteArray("<xml>canary\0</xml>", 17);
    QTest::newRow("empty") << QByteArray();
}

void TestEvent::showsNothingOfWhatItCannotRead()
{
    QFETCH(QByteArray, plaintext);
    QCOMPARE(maskedPlaintext(plaintext), QStringLiteral("[%1 B]").arg(plaintext.size()));
}

void TestEvent::agreesWithPublishedSamples_data()
{
    if (!test::interopDir())
        QSKIP("KFDESK_INTEROP_DIR is not set");
    QTest::addColumn<QJsonObject>("sample");

    const QJsonArray index = test::readInteropJson(QStringLiteral("events/index.json")).array();
    QVERIFY(index.size() >= 79);
    for (const QJsonValue item : index)
        QTest::newRow(qPrintable(item.toObject().value(u"file").toString())) << item.toObject();
}

void TestEvent::agreesWithPublishedSamples()
{
    QFETCH(QJsonObject, sample);
    const QByteArray plaintext = test::readInterop(QStringLiteral("events/") + sample.value(u"file").toString());
    const CallbackEvent event = parseEvent(plaintext);
    if (sample.value(u"malformed").toBool()) {
        QCOMPARE(event.kind, Kind::Unreadable);
        return;
    }

    const QJsonObject expected = sample.value(u"expected").toObject();
    const auto field = [&expected](const char* key) { return expected.value(QLatin1String(key)).toString(); };
    const bool command = expected.contains(u"InfoType");
    const QString dataType = field("MsgType") == u"event" ? field("Event") : field("MsgType");
    QCOMPARE(event.kind, command ? Kind::Command : Kind::Data);
    QCOMPARE(event.type, command ? field("InfoType") : dataType);
    QCOMPARE(event.suiteId, field("SuiteId"));
    QCOMPARE(event.serviceCorpId, field("ServiceCorpId"));
    QCOMPARE(event.authCorpId, field(command ? "AuthCorpId" : "ToUserName"));
    QCOMPARE(event.timeStamp, field(expected.contains(u"TimeStamp") ? "TimeStamp" : "CreateTime").toLongLong());
    QCOMPARE(event.state, field("State"));
    QCOMPARE(text(event.authCode), field("AuthCode").toUtf8());
    QCOMPARE(text(event.suiteTicket), field("SuiteTicket").toUtf8());

    const QString listKey = QStringLiteral("ExtraInfo.AuthOpenKfIdList.OpenKfId");
    QCOMPARE(event.openKfIds, texts(expected.value(command ? listKey : QStringLiteral("OpenKfId"))));
    QCOMPARE(event.hasOpenKfIdList, expected.contains(listKey));

    const QString shown = maskedPlaintext(plaintext);
    for (const char* secret : {"AuthCode", "SuiteTicket", "Token", "ContactSync.AccessToken"})
        QVERIFY(field(secret).isEmpty() || !shown.contains(u'>' % field(secret) % u'<'));
}

QTEST_APPLESS_MAIN(TestEvent)
#include "test_event.moc"
