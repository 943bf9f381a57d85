#include "tests/store/inbox.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

Q_DECLARE_METATYPE(EventFilter)
Q_DECLARE_METATYPE(std::vector<qint64>)

class TestEventQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void findsMessagesOfACorp();
    void listsNewestFirst();
    void listsFromANarrowIndex();
    void stopsWhenAsked();
    void listsSessions();
};

void TestEventQuery::filters_data()
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

void TestEventQuery::filters()
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

void TestEventQuery::findsMessagesOfACorp()
{
    Inbox inbox;
    const auto ofCorp = [](qint64 id) { return [id](model::Event& e) { e.corpId = id; }; };
    const QString message = QStringLiteral("kf_msg_or_event");
    const qint64 first = inbox.add(newEvent(message, "1"), ofCorp(7));
    inbox.add(newEvent(message, "2"), ofCorp(8));
    inbox.add(newEvent(QStringLiteral("change_auth"), "3"), ofCorp(7));
    const qint64 second = inbox.add(newEvent(message, "4"), ofCorp(7));
    // Far behind: the index is by blocks of ids, of which some are empty and one has only others.
    const auto goOnAt = [&inbox](qint64 id) {
        must(inbox.workspace.db().exec(
            QStringLiteral("UPDATE sqlite_sequence SET seq = %1 WHERE name = 'event'").arg(id - 1)));
    };
    goOnAt(3000);
    inbox.add(newEvent(message, "5"), ofCorp(8));
    goOnAt(5119); // the last of its block, and the first of the next
    const qint64 third = inbox.add(newEvent(message, "6"), ofCorp(7));
    const qint64 fourth = inbox.add(newEvent(message, "7"), ofCorp(7));
    QCOMPARE(fourth, 5120);
    QCOMPARE(must(inbox.events.messagesOf(7)), (std::vector{first, second, third, fourth}));
    QVERIFY(must(inbox.events.messagesOf(9)).empty());
    QVERIFY(must(Inbox().events.messagesOf(7)).empty());
}

void TestEventQuery::listsNewestFirst()
{
    Inbox inbox;
    const qint64 a = inbox.add(newEvent(QStringLiteral("a"), "1", 900));
    const qint64 b = inbox.add(newEvent(QStringLiteral("a"), "2", 1));
    QCOMPARE(must(inbox.events.ids({})), (std::vector{b, a}));
    QCOMPARE(idsOf(must(inbox.events.rows({a, 99, b}))), (std::vector{a, b}));
}

/// The table with its sealed payloads is nine times as large.
void TestEventQuery::listsFromANarrowIndex()
{
    Workspace workspace;
    EventFilter ofSuite;
    ofSuite.suiteId = QStringLiteral("s");
    EventFilter usual = ofSuite;
    usual.hideTickets = true;
    EventFilter done = usual;
    done.status = model::EventStatus::Done;
    EventFilter ofType;
    ofType.type = QStringLiteral("create_auth");
    for (const EventFilter& filter : {EventFilter{}, ofSuite, usual, done, ofType}) {
        const QString sql = EventRepository::idsSql(filter);
        auto plan = must(workspace.db().prepare(QStringLiteral("EXPLAIN QUERY PLAN ") % sql));
        for (qsizetype i = sql.count(u'?'); i > 0; --i)
            plan.bind(QStringLiteral("x"));
        must(plan.exec());
        QVERIFY(plan.next());
        QCOMPARE(plan.text(3), QStringLiteral("SCAN event USING COVERING INDEX event_received"));
        plan.finish();
    }
}

void TestEventQuery::stopsWhenAsked()
{
    Inbox inbox;
    inbox.add(newEvent(QStringLiteral("a"), "1"));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(errorId(inbox.events.ids({}, stop.get_token())), QStringLiteral("store.cancelled"));
}

void TestEventQuery::listsSessions()
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

QTEST_GUILESS_MAIN(TestEventQuery)
#include "test_event_query.moc"
