#include "core/crypto/callback_cipher.h"
#include "core/service/component_service.h"
#include "core/service/event_service.h"
#include "core/service/placement_service.h"
#include "tests/service/records_rig.h"

#include <QTest>
#include <QUrl>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray authCode(64, 'c');

QByteArray createAuth()
{
    return "<xml><SuiteId><![CDATA[ww5uite0kf0demo01]]></SuiteId><InfoType><![CDATA[create_auth]]></InfoType>"
           "<TimeStamp>1795334400</TimeStamp><AuthCode><![CDATA[" +
           authCode +
           "]]></AuthCode><State><![CDATA[s1]]></State><ExtraInfo><AuthOpenKfIdList><OpenKfId><![CDATA[wk1]]></"
           "OpenKfId>"
           "</AuthOpenKfIdList></ExtraInfo></xml>";
}

/// What WeCom would post: encrypted and signed.
callback::RawRequest request(const QByteArray& plaintext, const QByteArray& receiveId = "ww5uite0kf0demo01")
{
    const auto component = RecordsRig::component();
    const auto key = must(crypto::CallbackKey::parse(component.encodingAesKey.view()));
    const QByteArray encrypted = crypto::sealCallback(key, plaintext, receiveId);
    const QByteArray signature = crypto::callbackSignature(component.token.view(), "1795334400", "n", encrypted);
    return {false, "msg_signature=" + signature + "&timestamp=1795334400&nonce=n",
            "<xml><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>"};
}

model::Event changeAuth(model::EventStatus status, qint64 receivedAt = 1000)
{
    model::Event event;
    event.suiteId = RecordsRig::suite();
    event.infoType = u"change_auth"_s;
    event.status = status;
    event.receivedAt = receivedAt;
    event.eventTime = receivedAt / 1000;
    return event;
}

} // namespace

class TestEventService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesInARawRequestOnce();
    void refusesRawRequests_data();
    void refusesRawRequests();
    void showsDetailWithoutSecrets();
    void retries_data();
    void retries();
    void prunesOldOnes();
};

void TestEventService::takesInARawRequestOnce()
{
    RecordsRig rig;
    must(ComponentService(*rig.context).add(rig.component()));
    EventService events(*rig.context);
    rig.takeAnnounced();
    QVERIFY(must(events.ingest(rig.suite(), request(createAuth()))));
    QVERIFY(!rig.takeAnnounced().empty());
    QVERIFY(!must(events.ingest(rig.suite(), request(createAuth())))); // encrypted anew, and yet the same
    QCOMPARE(must(events.ids({})).size(), size_t(1));
    QCOMPARE(errorId(events.ingest(u"wwOther"_s, request(createAuth()))), u"component.not_found"_s);
}

void TestEventService::refusesRawRequests_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("code");
    const auto good = request(createAuth());
    const auto foreign = request(createAuth(), "wwForeign");
    QTest::newRow("no query") << QByteArray() << good.body << u"callback.query"_s << 0;
    QTest::newRow("no body") << good.query << QByteArray() << u"callback.xml"_s << -40002;
    QTest::newRow("signature") << QByteArray(good.query).replace("nonce=n", "nonce=m") << good.body
                               << u"callback.signature"_s << -40001;
    QTest::newRow("receiveid") << foreign.query << foreign.body << u"callback.receive_id"_s << -40005;
}

void TestEventService::refusesRawRequests()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);
    QFETCH(QString, id);
    QFETCH(int, code);
    RecordsRig rig;
    must(ComponentService(*rig.context).add(rig.component()));
    EventService events(*rig.context);
    const auto refused = events.ingest(rig.suite(), {false, query, body});
    QCOMPARE(errorId(refused), id);
    if (code != 0)
        QCOMPARE(refused.error().code, code);
    QVERIFY(must(events.ids({})).empty());
}

void TestEventService::showsDetailWithoutSecrets()
{
    RecordsRig rig;
    must(ComponentService(*rig.context).add(rig.component()));
    must(PlacementService(*rig.context).add(rig.suite(), u"南山"_s, u"s1"_s, false));
    EventService events(*rig.context);
    must(events.ingest(rig.suite(), request(createAuth())));
    const qint64 id = must(events.ids({})).front();
    const auto detail = must(events.detail(id));
    QCOMPARE(detail.placementName, u"南山"_s);
    QCOMPARE(detail.openKfIds, QStringList{u"wk1"_s});
    QCOMPARE(detail.maskedAuthCode, u"cc••••••••ccc"_s);
    QVERIFY(detail.maskedPlaintext.contains(u"create_auth"_s));
    QVERIFY(!detail.maskedPlaintext.contains(QString::fromLatin1(authCode)));
    QVERIFY(must(events.plaintext(id)) == Secret(QByteArrayView(createAuth())));
    QCOMPARE(errorId(events.detail(99)), u"event.not_found"_s);
    QCOMPARE(errorId(events.plaintext(99)), u"event.not_found"_s);
}

void TestEventService::retries_data()
{
    QTest::addColumn<model::EventStatus>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("errorCode");
    QTest::addColumn<bool>("allowed");
    const QString change = u"change_auth"_s;
    const QString create = u"create_auth"_s;
    QTest::newRow("failed") << model::EventStatus::Failed << change << 0 << true;
    QTest::newRow("pending, waiting") << model::EventStatus::Pending << change << 0 << true;
    QTest::newRow("done") << model::EventStatus::Done << change << 0 << false;
    QTest::newRow("expired") << model::EventStatus::Expired << create << 0 << false;
    QTest::newRow("address not on the list") << model::EventStatus::Failed << create << 60020 << true;
    QTest::newRow("code used") << model::EventStatus::Failed << create << 40078 << false;
    QTest::newRow("no code") << model::EventStatus::Failed << change << 40078 << true;
}

void TestEventService::retries()
{
    QFETCH(model::EventStatus, status);
    QFETCH(QString, type);
    QFETCH(int, errorCode);
    QFETCH(bool, allowed);
    RecordsRig rig;
    EventService events(*rig.context);
    model::Event event = changeAuth(status);
    event.infoType = type;
    event.errorCode = errorCode;
    const qint64 id = rig.addEvent(event, "<xml>1</xml>");
    QCOMPARE(errorId(events.retry(id)), allowed ? QString() : u"event.not_retryable"_s);
    const auto row = must(events.rows({id})).front();
    QCOMPARE(row.status, allowed ? model::EventStatus::Pending : status);
    if (allowed)
        QCOMPARE(row.nextAttemptAt, rig.clock.nowMs());
    QCOMPARE(errorId(events.retry(99)), u"event.not_found"_s);
}

void TestEventService::prunesOldOnes()
{
    constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
    RecordsRig rig;
    EventService events(*rig.context);
    for (int i = 0; i < 5; ++i)
        rig.addEvent(changeAuth(model::EventStatus::Done, rig.clock.nowMs() - 91 * dayMs + i), QByteArray::number(i));
    const qint64 kept = rig.addEvent(changeAuth(model::EventStatus::Done, rig.clock.nowMs() - 89 * dayMs), "kept");
    std::stop_source stopped;
    stopped.request_stop();
    QCOMPARE(must(events.prune(stopped.get_token())), 0);
    QCOMPARE(must(events.prune({})), 5);
    QCOMPARE(must(events.ids({})), std::vector<qint64>{kept});
}

QTEST_GUILESS_MAIN(TestEventService)
#include "test_event_service.moc"
