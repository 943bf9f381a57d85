#include "core/service/listener_inbox.h"
#include "core/service/purge_service.h"
#include "core/store/rows.h"
#include "tests/service/records_rig.h"

#include <QSqlDatabase>
#include <QTest>

#include <thread>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using callback::AcceptedCallback;
using callback::CommitOutcome;

namespace {

/// An inbox over a real store, and what it tells about itself.
struct Inbox
{
    RecordsRig rig;
    std::vector<QString> told; ///< ids of troubles, "" for their end
    InboxHealth health{rig.clock,
                       [this](const auto& trouble) { told.push_back(trouble ? trouble->error.id : QString()); }};
    ListenerInbox inbox{*rig.context, health};

    AcceptedCallback itemOf(const QByteArray& plaintext) const
    {
        AcceptedCallback item;
        item.suiteId = RecordsRig::suite();
        item.receivedAt = rig.clock.nowMs();
        item.plaintext = plaintext;
        item.event = wecom::parseEvent(item.plaintext);
        return item;
    }
    AcceptedCallback item(const QByteArray& text) const
    {
        return itemOf("<xml><InfoType>made_up</InfoType><a>" + text + "</a></xml>");
    }
    AcceptedCallback message(const QByteArray& authCorpId, const QByteArray& time) const
    {
        return itemOf("<xml><ToUserName>" + authCorpId + "</ToUserName><CreateTime>" + time +
                      "</CreateTime><MsgType>event</MsgType><Event>kf_msg_or_event</Event></xml>");
    }
    store::Connection& db() const { return *must(rig.database->connection()); }
    qint64 eventCount(const QString& where = u"true"_s) const
    {
        auto* rows = must(store::run(db(), u"SELECT count(*) FROM event WHERE "_s + where));
        return must(store::readOne(*rows, store::firstInteger)).value_or(-1);
    }
};

/// The write lock in other hands.
struct OtherWriter
{
    explicit OtherWriter(const Inbox& inbox)
        : database(must(store::Database::open(inbox.rig.database->path())))
        , transaction(must(store::WriteTransaction::begin(*must(database->connection()))))
    {}
    std::unique_ptr<store::Database> database;
    store::WriteTransaction transaction;
};

const std::vector<CommitOutcome> stored{CommitOutcome::Stored};
const std::vector<CommitOutcome> failed{CommitOutcome::Failed};

} // namespace

/// What the listener's inbox does beside storing: it keeps to the time there is, and says when it cannot.
class TestListenerInbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsToTheTimeOfTheOldest_data();
    void keepsToTheTimeOfTheOldest();
    void saysWhatIsWrongAndThatItIsOver();
    void noticesTheEndByItself();
    void storesNothingOfABatchThatFails();
    void opensANewConnectionAfterTroubleWithTheDisk();
    void aLateMessageOfAPurgedCorpNamesNobody_data();
    void aLateMessageOfAPurgedCorpNamesNobody();
    void notesTravel();
};

void TestListenerInbox::keepsToTheTimeOfTheOldest_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<int>("wait");
    QTest::newRow("fresh") << 0 << 600;
    QTest::newRow("waited for the batch before") << 450 << 150;
    QTest::newRow("waited too long") << 5000 << 20;
    QTest::newRow("from the future: the clock was set back") << -5000 << 600;
}

void TestListenerInbox::keepsToTheTimeOfTheOldest()
{
    QFETCH(int, age);
    QFETCH(int, wait);
    Inbox inbox;
    AcceptedCallback oldest = inbox.item("oldest");
    oldest.receivedAt -= age;
    inbox.inbox.commit({oldest, inbox.item("newest")});
    QCOMPARE(inbox.db().busyTimeout(), wait);
}

void TestListenerInbox::saysWhatIsWrongAndThatItIsOver()
{
    Inbox inbox;
    AcceptedCallback item = inbox.item("1");
    item.receivedAt -= 600;
    {
        const OtherWriter other(inbox);
        QCOMPARE(inbox.inbox.commit({item}), failed);
        inbox.rig.clock.advance(5000);
        QCOMPARE(inbox.inbox.commit({item}), failed);
        QCOMPARE(inbox.health.trouble()->error.id, u"store.busy"_s);
        QCOMPARE(inbox.health.trouble()->since, inbox.rig.clock.nowMs() - 5000); // since it began
    }
    QCOMPARE(inbox.inbox.commit({item}), stored);
    QVERIFY(!inbox.health.trouble());
    QCOMPARE(inbox.told, (std::vector<QString>{u"store.busy"_s, QString()})); // once each, however many batches
}

void TestListenerInbox::noticesTheEndByItself()
{
    Inbox inbox;
    {
        const OtherWriter other(inbox);
        AcceptedCallback item = inbox.item("1");
        item.receivedAt -= 600;
        QCOMPARE(inbox.inbox.commit({item}), failed);
        QVERIFY(!inbox.inbox.hasRecovered());
    }
    QVERIFY(inbox.health.trouble());
    QVERIFY(inbox.inbox.hasRecovered());
    QVERIFY(!inbox.health.trouble());
}

void TestListenerInbox::storesNothingOfABatchThatFails()
{
    Inbox inbox;
    must(inbox.db().exec(u"CREATE TRIGGER full BEFORE INSERT ON event WHEN new.event_time = 7 "
                         "BEGIN SELECT raise(ABORT, 'no'); END"_s));
    AcceptedCallback bad = inbox.item("bad");
    bad.event.timeStamp = 7;
    QCOMPARE(inbox.inbox.commit({inbox.item("good"), bad}), (std::vector<CommitOutcome>(2, CommitOutcome::Failed)));
    QCOMPARE(inbox.eventCount(), 0);
    QCOMPARE(inbox.inbox.commit({inbox.item("good")}), stored); // the connection is usable, and nothing is known yet
    QCOMPARE(inbox.eventCount(), 1);
}

void TestListenerInbox::opensANewConnectionAfterTroubleWithTheDisk()
{
    Inbox inbox;
    must(inbox.db().exec(u"PRAGMA query_only = ON"_s)); // of this connection alone
    QCOMPARE(inbox.inbox.commit({inbox.item("1")}), failed);
    QCOMPARE(inbox.told, std::vector<QString>{u"store.read_only"_s});
    QCOMPARE(inbox.inbox.commit({inbox.item("1")}), stored);
}

void TestListenerInbox::aLateMessageOfAPurgedCorpNamesNobody_data()
{
    QTest::addColumn<bool>("elsewhere");
    QTest::newRow("purged by another thread") << true;
    QTest::newRow("purged by the inbox's own thread") << false;
}

/// The inbox keeps the corps it has seen in memory.
void TestListenerInbox::aLateMessageOfAPurgedCorpNamesNobody()
{
    QFETCH(bool, elsewhere);
    Inbox inbox;
    const qint64 gone = inbox.rig.addCorp(u"wpGone"_s, u"晨光文具"_s);
    const qint64 stays = inbox.rig.addCorp(u"wpStays"_s, u"远山文具"_s);
    QCOMPARE(inbox.inbox.commit({inbox.message("wpGone", "1"), inbox.message("wpStays", "2")}),
             (std::vector<CommitOutcome>(2, CommitOutcome::Stored)));
    QCOMPARE(inbox.eventCount(u"corp_id = %1"_s.arg(gone)), 1);

    const auto purge = [&] { must(PurgeService(*inbox.rig.context).purge(gone, {})); };
    if (elsewhere)
        std::thread(purge).join();
    else
        purge();
    QCOMPARE(inbox.inbox.commit({inbox.message("wpGone", "3"), inbox.message("wpStays", "4")}),
             (std::vector<CommitOutcome>(2, CommitOutcome::Stored)));
    QCOMPARE(inbox.eventCount(u"auth_corpid = 'wpGone' OR corp_id = %1"_s.arg(gone)), 0);
    QCOMPARE(inbox.eventCount(u"receipt_id <> 0 AND sealed_payload IS NULL"_s), 1);
    QCOMPARE(inbox.eventCount(u"corp_id = %1"_s.arg(stays)), 2);
}

void TestListenerInbox::notesTravel()
{
    const StoreTrouble trouble{makeError(ErrorKind::Store, u"store.disk_full"_s, u"database or disk is full"_s), 1234};
    const auto read = troubleFromNote(toNote(trouble), u"/w/kfdesk.sqlite"_s);
    QVERIFY(read);
    QCOMPARE(read->error.id, trouble.error.id);
    QCOMPARE(read->error.args.value(u"path"_s), u"/w/kfdesk.sqlite"_s);
    QCOMPARE(read->since, trouble.since);
    for (const char* note : {"", "1234", "1234 ", "store.io", "x store.io", "1 other.id", "1 store.io more"})
        QVERIFY2(!troubleFromNote(QLatin1String(note), {}), note);
}

QTEST_GUILESS_MAIN(TestListenerInbox)
#include "test_listener_inbox.moc"
