#include "core/service/inbox_sink.h"
#include "tests/service/service_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::EventStatus;

Q_DECLARE_METATYPE(kfdesk::model::EventStatus)

/// What becomes of a callback the moment it is stored.
class TestInboxSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void givesEachTypeItsStatus_data();
    void givesEachTypeItsStatus();
    void anAuthCodeHasADeadline();
    void onlyANewerTicketReplacesTheOld();
    void knowsDuplicates();
    void keepsManyOfOneSecondApart();

private:
    std::unique_ptr<ServiceRig> m_rig;
};

void TestInboxSink::init()
{
    m_rig = std::make_unique<ServiceRig>(RigOptions{.ticket = false});
    m_rig->workspace->host().stop(); // nobody works: the rows stay as they were stored
}

void TestInboxSink::cleanup()
{
    m_rig.reset();
}

void TestInboxSink::givesEachTypeItsStatus_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<EventStatus>("status");
    const auto command = [](const char* type) -> QByteArray {
        return QByteArray("<xml><InfoType>") + type +
               "</InfoType><AuthCode>c</AuthCode><AuthCorpId>wpA</AuthCorpId></xml>";
    };
    QTest::newRow("create_auth") << command("create_auth") << EventStatus::Pending;
    QTest::newRow("reset_permanent_code") << command("reset_permanent_code") << EventStatus::Pending;
    QTest::newRow("change_auth") << command("change_auth") << EventStatus::Pending;
    QTest::newRow("cancel_auth") << command("cancel_auth") << EventStatus::Pending;
    QTest::newRow("cancel_auth of nobody")
        << QByteArray("<xml><InfoType>cancel_auth</InfoType></xml>") << EventStatus::Unreadable;
    QTest::newRow("change_contact") << command("change_contact") << EventStatus::Done;
    QTest::newRow("a type of tomorrow") << command("made_up") << EventStatus::Unknown;
    QTest::newRow("not xml") << QByteArray("hello") << EventStatus::Unreadable;
    QTest::newRow("no type") << QByteArray("<xml><A>1</A></xml>") << EventStatus::Unreadable;
}

void TestInboxSink::givesEachTypeItsStatus()
{
    QFETCH(QByteArray, xml);
    QFETCH(EventStatus, status);
    QVERIFY(m_rig->ingest(xml));
    const auto events = m_rig->events();
    QCOMPARE(events.size(), size_t(1));
    QCOMPARE(events[0].status, status);
    QVERIFY(events[0].hasPayload);
    QCOMPARE(m_rig->workspace->events().plaintext(events[0].id)->view().toByteArray(), xml);
}

void TestInboxSink::anAuthCodeHasADeadline()
{
    QVERIFY(m_rig->ingest(m_rig->eventXml("create_auth", 7, "<AuthCode>a</AuthCode><State>s1</State>")));
    QVERIFY(m_rig->ingest(m_rig->eventXml("change_auth", 8, "<AuthCorpId>wpA</AuthCorpId>")));
    const auto create = m_rig->onlyEvent(u"create_auth"_s);
    QCOMPARE(create.receivedAt, m_rig->clock.nowMs());
    QCOMPARE(create.deadlineAt, m_rig->clock.nowMs() + 600'000);
    QCOMPARE(create.nextAttemptAt, m_rig->clock.nowMs());
    QCOMPARE(create.eventTime, qint64(7));
    QCOMPARE(create.state, u"s1"_s);
    const auto change = m_rig->onlyEvent(u"change_auth"_s);
    QCOMPARE(change.deadlineAt, qint64(0));
    QCOMPARE(change.authCorpId, u"wpA"_s);
}

void TestInboxSink::onlyANewerTicketReplacesTheOld()
{
    auto& components = m_rig->workspace->components();
    const auto push = [this](qint64 time, const QByteArray& ticket) {
        m_rig->clock.advance(1000);
        return m_rig->ingest(m_rig->eventXml("suite_ticket", time, "<SuiteTicket>" + ticket + "</SuiteTicket>"));
    };
    QVERIFY(push(100, "first"));
    const qint64 firstAt = m_rig->clock.nowMs();
    QCOMPARE(components.ticket(m_rig->suiteId())->receivedAt, firstAt);
    QCOMPARE(components.ticket(m_rig->suiteId())->validUntil, firstAt + 30 * 60 * 1000);
    QVERIFY(push(99, "older"));
    QCOMPARE(components.ticket(m_rig->suiteId())->receivedAt, firstAt);
    QVERIFY(push(101, "newer"));
    QCOMPARE(components.ticket(m_rig->suiteId())->receivedAt, m_rig->clock.nowMs());
    QVERIFY(m_rig->ingest("<xml><SuiteId>wwOther</SuiteId><InfoType>suite_ticket</InfoType>"
                          "<TimeStamp>200</TimeStamp><SuiteTicket>foreign</SuiteTicket></xml>"));

    store::EventFilter filter;
    filter.type = u"suite_ticket"_s;
    const auto events = *m_rig->workspace->events().rows(*m_rig->workspace->events().ids(filter));
    QCOMPARE(events.size(), size_t(4)); // newest first
    QCOMPARE(events[0].status, EventStatus::Failed);
    QCOMPARE(events[0].errorId, u"event.foreign_suite"_s);
    QVERIFY(events[1].hasPayload);
    QVERIFY(!events[2].hasPayload);
    QVERIFY(!events[3].hasPayload);
    QCOMPARE(events[1].status, EventStatus::Done);
}

void TestInboxSink::knowsDuplicates()
{
    const QByteArray change = m_rig->eventXml("change_auth", 8, "<AuthCorpId>wpA</AuthCorpId>");
    QVERIFY(m_rig->ingest(change));
    QVERIFY(!m_rig->ingest(change));
    QVERIFY(m_rig->ingest(m_rig->eventXml("change_auth", 8, "<AuthCorpId>wpB</AuthCorpId>")));
    QVERIFY(m_rig->ingest(m_rig->eventXml("create_auth", 8, "<AuthCode>a</AuthCode>")));
    QVERIFY(!m_rig->ingest(m_rig->eventXml("create_auth", 9, "<AuthCode>a</AuthCode>")));
    QCOMPARE(m_rig->events().size(), size_t(3));
}

void TestInboxSink::keepsManyOfOneSecondApart()
{
    for (int i = 0; i < 500; ++i)
        QVERIFY(
            m_rig->ingest(m_rig->eventXml("create_auth", 8, "<AuthCode>code" + QByteArray::number(i) + "</AuthCode>")));
    QCOMPARE(m_rig->events().size(), size_t(500));
}

QTEST_GUILESS_MAIN(TestInboxSink)
#include "test_inbox_sink.moc"
