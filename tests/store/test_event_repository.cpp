#include "core/store/event_repository.h"
#include "core/store/file_search.h"
#include "tests/store/fixture.h"

#include <QTest>

#include <functional>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

NewEvent newEvent(const QString& type, const QByteArray& plaintext, qint64 eventTime = 100)
{
    NewEvent item;
    item.event.suiteId = QStringLiteral("s1");
    item.event.receivedAt = 1000;
    item.event.eventTime = eventTime;
    item.event.infoType = type;
    item.plaintext = plaintext;
    return item;
}

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

/// A store that remembers the events put into it.
struct Inbox
{
    Workspace workspace;
    EventRepository events{workspace.db()};

    /// As work has left it: what does not come with an event is written afterwards.
    qint64 add(NewEvent item, const std::function<void(model::Event&)>& change = {})
    {
        if (change)
            change(item.event);
        item.event.id = must(events.insert(workspace.vault(), item)).value();
        must(events.update(item.event));
        return item.event.id;
    }
};

std::vector<qint64> idsOf(const std::vector<model::Event>& events)
{
    std::vector<qint64> ids;
    for (const auto& event : events)
        ids.push_back(event.id);
    return ids;
}

} // namespace

Q_DECLARE_METATYPE(EventFilter)
Q_DECLARE_METATYPE(std::vector<qint64>)

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
    void filters_data();
    void filters();
    void findsMessagesOfACorp();
    void listsNewestFirst();
    void stopsWhenAsked();
    void listsSessions();
    void keepsItsCounts();
    void countsWhoNeedsAPerson();
    void knowsTheOldest();
    void countsByStatus();
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

void TestEventRepository::filters_data()
{
    QTest::addColumn<EventFilter>("filter");
    QTest::addColumn<std::vector<qint64>>("expected");
    const auto row = [](const char* name, const std::function<void(EventFilter&)>& change,
                        const std::vector<qint64>& expected) {
        EventFilter filter;
        change(filter);
        QTest::newRow(name) << filter << expected;
    };
    row("all", [](EventFilter&) {}, {6, 5, 4, 3, 2, 1});
    row("suite", [](EventFilter& f) { f.suiteId = QStringLiteral("s2"); }, {5});
    row("status", [](EventFilter& f) { f.status = model::EventStatus::Failed; }, {3});
    row("type", [](EventFilter& f) { f.type = QStringLiteral("create_auth"); }, {3, 2});
    row("no tickets", [](EventFilter& f) { f.hideTickets = true; }, {6, 5, 4, 3, 2});
    row("needs a person", [](EventFilter& f) { f.needsPerson = true; }, {4, 3});
    row("state", [](EventFilter& f) { f.state = QStringLiteral("st_1"); }, {2});
    row("corp", [](EventFilter& f) { f.corpId = 7; }, {6, 3});
    row("corp and type",
        [](EventFilter& f) {
            f.corpId = 7;
            f.type = QStringLiteral("create_auth");
        },
        {3});
    row("text in the type", [](EventFilter& f) { f.text = QStringLiteral("TICKET"); }, {1});
    row("text in the corp id", [](EventFilter& f) { f.text = QStringLiteral("ww7"); }, {6, 3});
    row("text in the error", [](EventFilter& f) { f.text = QStringLiteral("40085"); }, {3});
    row("underscore is a character", [](EventFilter& f) { f.text = QStringLiteral("st_1"); }, {2});
    row("percent is a character", [](EventFilter& f) { f.text = QStringLiteral("%"); }, {});
    row("text or the corp it names",
        [](EventFilter& f) {
            f.text = QStringLiteral("ticket");
            f.corpIds = {7, 8};
        },
        {6, 3, 1});
    row("a corp without text is no filter", [](EventFilter& f) { f.corpIds = {7}; }, {6, 5, 4, 3, 2, 1});
}

void TestEventRepository::filters()
{
    QFETCH(EventFilter, filter);
    QFETCH(std::vector<qint64>, expected);
    Inbox inbox;
    inbox.add(newEvent(QStringLiteral("suite_ticket"), "1"));
    inbox.add(newEvent(QStringLiteral("create_auth"), "2"), [](model::Event& e) { e.state = QStringLiteral("st_1"); });
    inbox.add(newEvent(QStringLiteral("create_auth"), "3"), [](model::Event& e) {
        e.state = QStringLiteral("stx1");
        e.status = model::EventStatus::Failed;
        e.corpId = 7;
        e.authCorpId = QStringLiteral("ww7");
        e.errorId = QStringLiteral("wecom.40085");
    });
    inbox.add(newEvent(QString(), "4"), [](model::Event& e) { e.status = model::EventStatus::Unreadable; });
    inbox.add(newEvent(QStringLiteral("cancel_auth"), "5"), [](model::Event& e) { e.suiteId = QStringLiteral("s2"); });
    inbox.add(newEvent(QStringLiteral("kf_msg_or_event"), "6"), [](model::Event& e) {
        e.corpId = 7;
        e.authCorpId = QStringLiteral("ww7");
    });
    QCOMPARE(must(inbox.events.ids(filter)), expected);
}

void TestEventRepository::findsMessagesOfACorp()
{
    Inbox inbox;
    const auto ofCorp = [](qint64 id) { return [id](model::Event& e) { e.corpId = id; }; };
    const QString message = QStringLiteral("kf_msg_or_event");
    const qint64 first = inbox.add(newEvent(message, "1"), ofCorp(7));
    inbox.add(newEvent(message, "2"), ofCorp(8));
    inbox.add(newEvent(QStringLiteral("change_auth"), "3"), ofCorp(7));
    const qint64 last = inbox.add(newEvent(message, "4"), ofCorp(7));
    QCOMPARE(must(inbox.events.messagesOf(7)), (std::vector{first, last}));
}

void TestEventRepository::listsNewestFirst()
{
    Inbox inbox;
    const qint64 a = inbox.add(newEvent(QStringLiteral("a"), "1", 900));
    const qint64 b = inbox.add(newEvent(QStringLiteral("a"), "2", 1));
    QCOMPARE(must(inbox.events.ids({})), (std::vector{b, a}));
    QCOMPARE(idsOf(must(inbox.events.rows({a, 99, b}))), (std::vector{a, b}));
}

void TestEventRepository::stopsWhenAsked()
{
    Inbox inbox;
    inbox.add(newEvent(QStringLiteral("a"), "1"));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(errorId(inbox.events.ids({}, stop.get_token())), QStringLiteral("store.cancelled"));
}

void TestEventRepository::listsSessions()
{
    Inbox inbox;
    const auto withState = [](const char* state) { return [=](model::Event& e) { e.state = QLatin1String(state); }; };
    const qint64 created = inbox.add(newEvent(QStringLiteral("create_auth"), "1"), withState("x"));
    const qint64 changed = inbox.add(newEvent(QStringLiteral("change_auth"), "2"), withState("x"));
    inbox.add(newEvent(QStringLiteral("cancel_auth"), "3"), withState("x"));
    const qint64 without = inbox.add(newEvent(QStringLiteral("create_auth"), "4"));
    inbox.add(newEvent(QStringLiteral("create_auth"), "5"), withState("y"));
    const QString suite = QStringLiteral("s1");
    QCOMPARE(idsOf(must(inbox.events.sessions(suite, QStringLiteral("x"), 10))), (std::vector{changed, created}));
    QCOMPARE(idsOf(must(inbox.events.sessions(suite, QStringLiteral("x"), 1))), (std::vector{changed}));
    QCOMPARE(idsOf(must(inbox.events.sessions(suite, {}, 10))), (std::vector{without}));
    QVERIFY(must(inbox.events.sessions(QStringLiteral("s2"), QStringLiteral("x"), 10)).empty());
}

namespace {

using Counts = QMap<QString, int>; ///< "suite status" → events

/// What a scan of the events says, and what the kept counts say.
std::pair<Counts, Counts> countedTwice(Workspace& workspace)
{
    const auto read = [&](const char* sql) {
        Counts counts;
        auto rows = must(workspace.db().prepare(QLatin1String(sql)));
        must(rows.exec());
        while (rows.next())
            counts.insert(rows.text(0), static_cast<int>(rows.integer(1)));
        return counts;
    };
    return {read("SELECT suite_id || ' ' || status || ' ' || (received_at / 3600000) AS key, count(*) FROM event "
                 "GROUP BY key ORDER BY key"),
            read("SELECT suite_id || ' ' || status || ' ' || hour, events FROM event_count ORDER BY 1")};
}

} // namespace

void TestEventRepository::keepsItsCounts()
{
    Inbox inbox;
    const auto agree = [&] {
        const auto [scanned, kept] = countedTwice(inbox.workspace);
        return scanned == kept && !kept.isEmpty();
    };
    const auto at = [](qint64 hour, model::EventStatus status = model::EventStatus::Pending) {
        return [=](model::Event& e) {
            e.receivedAt = hour * 3'600'000 + 7;
            e.status = status;
        };
    };
    std::vector<NewEvent> batch;
    for (int i = 0; i < 12; ++i) {
        batch.push_back(newEvent(QStringLiteral("a"), QByteArray::number(i / 2))); // each twice
        at(i / 4, i % 3 == 0 ? model::EventStatus::Done : model::EventStatus::Pending)(batch.back().event);
        batch.back().event.suiteId = i < 8 ? QStringLiteral("s1") : QStringLiteral("s2");
    }
    const auto ids = must(inbox.events.insertAll(inbox.workspace.vault(), batch));
    QCOMPARE(std::count(ids.begin(), ids.end(), std::nullopt), 6);
    const auto [scanned, kept] = countedTwice(inbox.workspace);
    QCOMPARE(kept, scanned);

    const qint64 id = inbox.add(newEvent(QStringLiteral("b"), "b"), at(1));
    for (const auto status : {model::EventStatus::Failed, model::EventStatus::Pending, model::EventStatus::Done}) {
        auto event = must(inbox.events.find(id)).value();
        event.status = status;
        must(inbox.events.update(event));
        event.attempts += 1;
        must(inbox.events.update(event)); // the same status once more
        QVERIFY(agree());
    }
    must(inbox.events.prune(3'600'000, 2));
    QVERIFY(agree());
    must(inbox.events.prune(3'600'000, 100));
    QVERIFY(agree());
    QVERIFY(must(inbox.events.countByStatus({}, 0)) == must(inbox.events.countByStatus({}, 3'600'000)));
    {
        auto transaction = must(WriteTransaction::begin(inbox.workspace.db()));
        inbox.add(newEvent(QStringLiteral("b"), "rolled back"), at(2));
    }
    QVERIFY(agree());
}

void TestEventRepository::countsWhoNeedsAPerson()
{
    Inbox inbox;
    int number = 0;
    for (const auto status :
         {model::EventStatus::Pending, model::EventStatus::Done, model::EventStatus::Failed,
          model::EventStatus::Expired, model::EventStatus::Unreadable, model::EventStatus::Unknown}) {
        for (const int attempts : {0, 2}) {
            inbox.add(newEvent(QStringLiteral("a"), QByteArray::number(++number)), [&](model::Event& e) {
                e.status = status;
                e.attempts = attempts;
                e.errorId = attempts == 0 ? QString() : QStringLiteral("net.dns");
                e.suiteId = attempts == 0 ? QStringLiteral("s1") : QStringLiteral("s2");
            });
        }
    }
    for (const char* suite : {"", "s1", "s2"}) {
        EventFilter filter;
        filter.suiteId = QLatin1String(suite);
        filter.needsPerson = true;
        QCOMPARE(must(inbox.events.countNeedingPerson(filter.suiteId)),
                 static_cast<int>(must(inbox.events.ids(filter)).size()));
    }
    QCOMPARE(must(inbox.events.countNeedingPerson({})), 7);
}

void TestEventRepository::knowsTheOldest()
{
    Inbox inbox;
    QVERIFY(!must(inbox.events.oldestReceivedAt({})));
    const auto came = [](qint64 at, const char* suite) {
        return [=](model::Event& e) {
            e.receivedAt = at;
            e.suiteId = QLatin1String(suite);
        };
    };
    inbox.add(newEvent(QStringLiteral("a"), "1"), came(7'200'300, "s1"));
    inbox.add(newEvent(QStringLiteral("a"), "2"), came(7'200'200, "s2")); // the clock was set back
    QCOMPARE(must(inbox.events.oldestReceivedAt({})), std::optional<qint64>(7'200'200));
    QCOMPARE(must(inbox.events.oldestReceivedAt(QStringLiteral("s1"))), std::optional<qint64>(7'200'300));
    QVERIFY(!must(inbox.events.oldestReceivedAt(QStringLiteral("s3"))));
}

void TestEventRepository::countsByStatus()
{
    Inbox inbox;
    const auto add = [&](const char* text, qint64 receivedAt, const std::function<void(model::Event&)>& change = {}) {
        inbox.add(newEvent(QStringLiteral("a"), text), [&](model::Event& e) {
            e.receivedAt = receivedAt;
            if (change)
                change(e);
        });
    };
    add("1", 3'599'999);
    add("2", 3'600'000);
    add("3", 3'700'000, [](model::Event& e) { e.status = model::EventStatus::Done; });
    add("4", 3'600'000, [](model::Event& e) { e.suiteId = QStringLiteral("s2"); });
    const QMap<QString, int> expected{{QStringLiteral("pending"), 1}, {QStringLiteral("done"), 1}};
    QCOMPARE(must(inbox.events.countByStatus(QStringLiteral("s1"), 3'650'000)), expected); // the whole hour
    QCOMPARE(must(inbox.events.countByStatus({}, 0)).value(QStringLiteral("pending")), 3);
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
