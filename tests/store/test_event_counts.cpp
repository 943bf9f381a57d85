#include "tests/store/inbox.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

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

class TestEventCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsCounts();
    void countsWhoNeedsAPerson();
    void knowsTheOldest();
    void countsByStatus();
};

void TestEventCounts::keepsItsCounts()
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

void TestEventCounts::countsWhoNeedsAPerson()
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

void TestEventCounts::knowsTheOldest()
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

void TestEventCounts::countsByStatus()
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

QTEST_GUILESS_MAIN(TestEventCounts)
#include "test_event_counts.moc"
