#include "core/store/file_search.h"
#include "tests/store/inbox.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

/// Every field differs from its default and from every other.
model::Event fullEvent()
{
    model::Event event;
    event.suiteId = QStringLiteral("s1");
    event.receivedAt = 1;
    event.eventTime = 2;
    event.infoType = QStringLiteral("change_auth");
    event.authCorpId = QStringLiteral("ww1");
    event.corpId = 3;
    event.state = QStringLiteral("st");
    event.status = model::EventStatus::Expired;
    event.attempts = 4;
    event.nextAttemptAt = 5;
    event.deadlineAt = 6;
    event.errorId = QStringLiteral("wecom.40078");
    event.errorCode = 40078;
    event.errorDetail = QStringLiteral("detail");
    event.errorArgs = QStringLiteral("{\"a\":\"b\"}");
    event.exchangedAt = 7;
    event.accountsAt = 8;
    event.linksAt = 9;
    event.accountCount = 10;
    event.accountsAdded = 11;
    event.accountsRemoved = 12;
    event.receiptId = 13;
    event.hasPayload = true;
    return event;
}

} // namespace

class TestEventRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWhole();
    void arrivesWithoutALifeBehindIt();
    void knowsDuplicates();
    void duplicatesChangeNothing();
    void keepsThePayloadSealed();
    void dropsPayloads();
    void ordersWhatIsDue();
    void findsPendingOfAKind();
    void prunesTheOldest();
};

void TestEventRepository::comesBackWhole()
{
    Inbox inbox;
    NewEvent item;
    item.event = fullEvent();
    item.plaintext = "<xml/>";
    model::Event expected = fullEvent();
    expected.id = inbox.add(item);
    QVERIFY(*must(inbox.events.find(expected.id)) == expected);

    model::Event changed = fullEvent();
    changed.id = expected.id;
    changed.status = model::EventStatus::Done;
    changed.attempts = 40;
    changed.linksAt = 90;
    changed.errorId.clear();
    changed.hasPayload = false; // says nothing: update() leaves the payload alone
    must(inbox.events.update(changed));
    changed.hasPayload = true;
    QVERIFY(*must(inbox.events.find(expected.id)) == changed);
    QVERIFY(must(inbox.events.payload(inbox.workspace.vault(), expected.id)).view() == QByteArrayView("<xml/>"));
    QVERIFY(!must(inbox.events.find(999)));
}

void TestEventRepository::arrivesWithoutALifeBehindIt()
{
    Inbox inbox;
    NewEvent item;
    item.event = fullEvent();
    item.plaintext = "<xml/>";
    const qint64 id = must(inbox.events.insert(inbox.workspace.vault(), item)).value();
    model::Event expected = fullEvent();
    expected.id = id;
    expected.attempts = expected.errorCode = 0;
    expected.errorDetail.clear();
    expected.errorArgs.clear();
    expected.exchangedAt = expected.accountsAt = expected.linksAt = 0;
    expected.accountCount = expected.accountsAdded = expected.accountsRemoved = 0;
    QVERIFY(*must(inbox.events.find(id)) == expected);
}

void TestEventRepository::knowsDuplicates()
{
    Inbox inbox;
    const Vault& vault = inbox.workspace.vault();
    const auto isNew = [&](const NewEvent& item) { return must(inbox.events.insert(vault, item)).has_value(); };
    const NewEvent first = newEvent(QStringLiteral("change_auth"), "<a/>");
    QVERIFY(isNew(first));
    QVERIFY(!isNew(first));
    QVERIFY(isNew(newEvent(QStringLiteral("change_auth"), "<b/>"))); // same type and second, another event
    QVERIFY(isNew(newEvent(QStringLiteral("change_auth"), "<a/>", 101)));
    NewEvent elsewhere = first;
    elsewhere.event.suiteId = QStringLiteral("s2");
    QVERIFY(isNew(elsewhere));

    NewEvent code = newEvent(QStringLiteral("create_auth"), "<c/>");
    code.authCode = "the-code";
    QVERIFY(isNew(code));
    code.plaintext = "<c again/>";
    QVERIFY(!isNew(code)); // one code is one event, whatever is around it
    code.event.suiteId = QStringLiteral("s2");
    QVERIFY(isNew(code));
}

void TestEventRepository::duplicatesChangeNothing()
{
    Inbox inbox;
    const Vault& vault = inbox.workspace.vault();
    const auto rows = [&] {
        return std::vector{inbox.workspace.number(QStringLiteral("SELECT count(*) FROM event")),
                           inbox.workspace.number(QStringLiteral("SELECT count(*) FROM event_seen")),
                           inbox.workspace.number(QStringLiteral("SELECT count(*) FROM auth_code_seen"))};
    };
    NewEvent item = newEvent(QStringLiteral("create_auth"), "<a/>");
    item.authCode = "code-1";
    must(inbox.events.insert(vault, item));
    const auto before = rows();
    QCOMPARE(before, (std::vector<qint64>{1, 1, 1}));
    must(inbox.events.insert(vault, item));
    NewEvent sameCode = item;
    sameCode.plaintext = "<b/>";
    must(inbox.events.insert(vault, sameCode));
    NewEvent samePlaintext = item;
    samePlaintext.authCode = "code-2";
    must(inbox.events.insert(vault, samePlaintext));
    QCOMPARE(rows(), before);
}

void TestEventRepository::keepsThePayloadSealed()
{
    Inbox inbox;
    NewEvent item = newEvent(QStringLiteral("create_auth"), "<xml>canary-plaintext</xml>");
    item.authCode = "canary-auth-code";
    const qint64 first = inbox.add(item);
    const qint64 second = inbox.add(newEvent(QStringLiteral("suite_ticket"), "canary-ticket"));
    QVERIFY(must(searchFiles(inbox.workspace.dir(), {QStringLiteral("canary")})).empty());
    QVERIFY(!must(searchFiles(inbox.workspace.dir(), {QStringLiteral("suite_ticket")})).empty());
    // A payload cannot pass for another event's.
    must(inbox.workspace.db().exec(
        QStringLiteral("UPDATE event SET sealed_payload = (SELECT sealed_payload FROM event WHERE id = %1) "
                       "WHERE id = %2")
            .arg(first)
            .arg(second)));
    QCOMPARE(errorId(inbox.events.payload(inbox.workspace.vault(), second)), QStringLiteral("seal.tampered"));
}

void TestEventRepository::dropsPayloads()
{
    Inbox inbox;
    const qint64 id = inbox.add(newEvent(QStringLiteral("suite_ticket"), "<t/>"));
    must(inbox.events.dropPayload(id));
    QVERIFY(!must(inbox.events.find(id))->hasPayload);
    const auto payload = inbox.events.payload(inbox.workspace.vault(), id);
    QCOMPARE(errorId(payload), QStringLiteral("event.no_payload"));
    QCOMPARE(payload.error().kind, ErrorKind::NotFound);
    // An empty plaintext is a payload.
    const qint64 empty = inbox.add(newEvent(QStringLiteral("x"), ""));
    QVERIFY(must(inbox.events.find(empty))->hasPayload);
    QVERIFY(must(inbox.events.payload(inbox.workspace.vault(), empty)).isEmpty());
}

void TestEventRepository::ordersWhatIsDue()
{
    Inbox inbox;
    QVERIFY(!must(inbox.events.nextDue()));
    const auto at = [](qint64 next, qint64 deadline = 0) {
        return [=](model::Event& e) {
            e.nextAttemptAt = next;
            e.deadlineAt = deadline;
        };
    };
    const qint64 later = inbox.add(newEvent(QStringLiteral("a"), "1", 50), at(10));
    const qint64 earlier = inbox.add(newEvent(QStringLiteral("a"), "2", 40), at(20));
    const qint64 code = inbox.add(newEvent(QStringLiteral("create_auth"), "3", 60), at(20, 900));
    const qint64 tie = inbox.add(newEvent(QStringLiteral("a"), "4", 50), at(0));
    inbox.add(newEvent(QStringLiteral("a"), "5", 1), at(21));
    inbox.add(newEvent(QStringLiteral("a"), "6", 1), [](model::Event& e) { e.status = model::EventStatus::Done; });
    QCOMPARE(idsOf(must(inbox.events.due(20, 10))), (std::vector{code, earlier, later, tie}));
    QCOMPARE(idsOf(must(inbox.events.due(20, 2))), (std::vector{code, earlier}));
    QCOMPARE(must(inbox.events.nextDue()), std::optional<qint64>(0));
}

void TestEventRepository::findsPendingOfAKind()
{
    Inbox inbox;
    const qint64 b = inbox.add(newEvent(QStringLiteral("create_auth"), "1", 50));
    const qint64 a = inbox.add(newEvent(QStringLiteral("reset_permanent_code"), "2", 40));
    inbox.add(newEvent(QStringLiteral("suite_ticket"), "3"));
    inbox.add(newEvent(QStringLiteral("create_auth"), "4"),
              [](model::Event& e) { e.status = model::EventStatus::Failed; });
    inbox.add(newEvent(QStringLiteral("create_auth"), "5"), [](model::Event& e) { e.suiteId = QStringLiteral("s2"); });
    const QStringList types{QStringLiteral("create_auth"), QStringLiteral("reset_permanent_code")};
    QCOMPARE(idsOf(must(inbox.events.pending(QStringLiteral("s1"), types))), (std::vector{a, b}));
    QVERIFY(must(inbox.events.pending(QStringLiteral("s1"), {})).empty());
}

void TestEventRepository::prunesTheOldest()
{
    Inbox inbox;
    std::vector<qint64> ids;
    const auto received = {30, 10, 20, 40};
    for (const qint64 at : received)
        ids.push_back(inbox.add(newEvent(QStringLiteral("a"), QByteArray::number(at)),
                                [at](model::Event& e) { e.receivedAt = at; }));
    QCOMPARE(must(inbox.events.prune(40, 2)), 2);
    QCOMPARE(must(inbox.events.ids({})), (std::vector{ids[3], ids[0]}));
    QCOMPARE(must(inbox.events.prune(40, 2)), 1);
    QCOMPARE(must(inbox.events.prune(40, 2)), 0);
    // Seen once is seen for ever.
    QVERIFY(!must(inbox.events.insert(inbox.workspace.vault(), newEvent(QStringLiteral("a"), "10"))));
}

QTEST_GUILESS_MAIN(TestEventRepository)
#include "test_event_repository.moc"
