#include "core/service/corp_records.h"
#include "core/service/purge_service.h"
#include "tests/service/shops.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// What a purge takes away, and that it goes on after every stop.
class TestPurgeService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNoByteOfAnyColumn();
    void erasesResidue();
    void resumesFromEveryStep();
    void newerEventsStay();
    void messagesGoInSmallTransactions();
};

/// Canaries in every text and blob of every row of the corp, whatever columns there are.
void TestPurgeService::leavesNoByteOfAnyColumn()
{
    Shops shops;
    const QString ofCorp = u"corp_id = %1"_s.arg(shops.gone);
    const QString named = u"auth_corpid = 'wpCANARYgone'"_s;
    const QMap<QString, QString> rowsOfCorp{
        {u"corp"_s, u"id = %1"_s.arg(shops.gone)},
        {u"kf_account"_s, ofCorp},
        {u"kf_link"_s, ofCorp},
        {u"kf_link_key"_s, u"link_id IN (SELECT id FROM kf_link WHERE %1)"_s.arg(ofCorp)},
        {u"grant_record"_s, ofCorp},
        {u"event"_s, named},
        {u"token"_s, named},
        {u"work_request"_s, u"local_id = %1"_s.arg(shops.gone)},
        {u"change"_s, u"local_id = %1"_s.arg(shops.gone)}};
    // How rows are found and told apart.
    const QSet<QString> keys{u"suite_id"_s, u"auth_corpid"_s, u"kind"_s, u"status"_s};
    QStringList canaries{u"wpCANARYgone"_s};
    auto* db = must(shops.rig.database->connection());
    std::vector<std::pair<QString, QString>> planned;
    {
        auto columns =
            must(db->prepare(u"SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
                             "WHERE t.type = 'table' AND c.type IN ('TEXT', 'BLOB') ORDER BY t.name, c.cid"_s));
        must(columns.exec());
        while (columns.next()) {
            if (rowsOfCorp.contains(columns.text(0)) && !keys.contains(columns.text(1)))
                planned.emplace_back(columns.text(0), columns.text(1));
        }
    }
    for (const auto& [table, column] : planned) {
        const QString canary = u"Canary4%1~%2~"_s.arg(table, column);
        // The row's number keeps unique columns unique.
        shops.exec(u"UPDATE %1 SET %2 = '%3' || %4 WHERE %5"_s.arg(
            table, column, canary, table == "token"_L1 ? u"kind"_s : u"rowid"_s, rowsOfCorp.value(table)));
        canaries.append(canary);
    }
    QVERIFY(canaries.size() > 35);
    const QStringList before = holdersOf(shops.dir(), canaries);
    for (const QString& canary : canaries)
        QVERIFY2(before.filter(canary).size() > 0, qPrintable(canary)); // it is there, so the search sees it

    PurgeService purges(*shops.rig.context);
    const auto receipt = must(purges.purge(shops.gone, {}));
    QVERIFY(receipt.verifiedAt != 0);
    const QMap<QString, int> counts{{u"corp"_s, 1},        {u"kf_account"_s, 2},   {u"kf_link"_s, 4},
                                    {u"kf_link_key"_s, 4}, {u"grant_record"_s, 2}, {u"event"_s, 1},
                                    {u"token"_s, 2},       {u"work_request"_s, 1}};
    for (auto it = counts.begin(); it != counts.end(); ++it)
        QVERIFY2(receipt.counts.value(it.key()) == it.value(), qPrintable(it.key()));
    QCOMPARE(holdersOf(shops.dir(), canaries), QStringList());
    QVERIFY(!holdersOf(shops.dir(), {u"wpSTAYShere"_s}).isEmpty());
    QCOMPARE(shops.number(u"SELECT count(*) FROM purge_receipt WHERE sealed_subject IS NOT NULL"_s), 0);
    // Once closed, nothing more comes out of the caches.
    shops.rig.database.reset();
    QCOMPARE(holdersOf(shops.dir(), canaries), QStringList());
}

void TestPurgeService::erasesResidue()
{
    Shops shops;
    PurgeService purges(*shops.rig.context);
    int searches = 0;
    int erasures = 0;
    purges.observe([&](PurgeStep step) {
        searches += step == PurgeStep::Search ? 1 : 0;
        erasures += step == PurgeStep::Erase ? 1 : 0;
    });
    shops.litter(u"x kfcwkwpCANARYgonex1 x"_s); // of a link's code alone
    shops.litter(u"x 金丝雀商行 x"_s);
    const auto receipt = must(purges.purge(shops.gone, {}));
    QVERIFY(receipt.verifiedAt != 0);
    QCOMPARE(searches, 2);
    QCOMPARE(erasures, 1);
    QCOMPARE(holdersOf(shops.dir(), {u"wpcanarygone"_s, u"wpCANARYgone"_s, u"金丝雀商行"_s}), QStringList());
    auto check = must(must(shops.rig.database->connection())->prepare(u"PRAGMA integrity_check"_s));
    must(check.exec());
    QVERIFY(check.next() && check.text(0) == "ok"_L1);
    QCOMPARE(shops.rig.corp(shops.stays).linkCount, 4);
}

/// The program ends before each step in turn, and the next one takes up the work.
void TestPurgeService::resumesFromEveryStep()
{
    int steps = 0;
    for (int stopAt = 1;; ++stopAt) {
        Shops shops;
        shops.fill(u"wpCANARYbig"_s, u"金丝雀大商行"_s, 45); // several transactions
        const qint64 big = shops.number(u"SELECT id FROM corp WHERE auth_corpid = 'wpCANARYbig'"_s);
        shops.writeFile(u"cache/corp-%1/avatar.png"_s.arg(big), u"wpCANARYbig"_s);
        shops.writeFile(u"backups/old.sqlite"_s, u"SQLite wpCANARYbig"_s);
        shops.litter(u"wkwpCANARYbigx7"_s);
        std::stop_source stopped;
        int seen = 0;
        {
            PurgeService purges(*shops.rig.context);
            purges.observe([&](PurgeStep) {
                if (++seen == stopAt)
                    stopped.request_stop();
            });
            const auto cut = purges.purge(big, stopped.get_token());
            if (cut) {
                steps = seen;
                QVERIFY(cut->verifiedAt != 0);
                break;
            }
            QCOMPARE(cut.error().kind, ErrorKind::Cancelled);
            QCOMPARE(must(purges.unfinished()).size(), size_t(1));
        }
        // Connections and caches end with the program; only the files go on.
        shops.rig.database.reset();
        auto database = must(store::Database::open(shops.databasePath()));
        Context context(*database, shops.rig.feed, shops.rig.clock, shops.dir(), false);
        context.setVault(must(store::Vault::unlock(*must(database->connection()), shops.rig.key())));
        PurgeService again(context);
        QCOMPARE(must(again.settle({})), 0);
        const auto receipt = must(again.list({})).front();
        QVERIFY(receipt.purgedAt != 0 && receipt.verifiedAt != 0);
        QCOMPARE(receipt.counts.value(u"kf_link"_s), 90);
        QCOMPARE(receipt.counts.value(u"kf_account"_s), 45);
        QCOMPARE(receipt.counts.value(u"corp"_s), 1);
        QCOMPARE(holdersOf(shops.dir(), {u"wpCANARYbig"_s, u"金丝雀大商行"_s}), QStringList());
        QCOMPARE(must(again.settle({})), 0);
        database.reset();
    }
    QVERIFY(steps >= 10); // files, rows (2), backups, checkpoint, search, erase, checkpoint, search, stamp
}

/// The corp cancels and authorises again before the purge is done: what belongs to the new authorisation stays.
void TestPurgeService::newerEventsStay()
{
    Shops shops;
    const qint64 cancelled = shops.rig.clock.nowMs() / 1000;
    model::Event newer;
    newer.suiteId = shops.rig.suite();
    newer.infoType = u"change_auth"_s;
    newer.authCorpId = u"wpCANARYgone"_s;
    newer.status = model::EventStatus::Pending;
    newer.eventTime = cancelled + 5;
    newer.nextAttemptAt = shops.rig.clock.nowMs() + 600'000;
    const qint64 eventId = shops.rig.addEvent(newer, "again");

    PurgeService purges(*shops.rig.context);
    auto unit = must(UnitOfWork::begin(*shops.rig.context));
    const qint64 receiptId = must(purges.begin(unit, shops.gone, cancelled, 0, u"cancel_auth"_s));
    must(unit.commit());
    QVERIFY(must(purges.erase(receiptId, {})).purgedAt != 0);
    QCOMPARE(shops.number(u"SELECT count(*) FROM event WHERE id = %1"_s.arg(eventId)), 1);
    QCOMPARE(must(purges.settle({})), 1); // the id is in use

    Authorisation again;
    again.suiteId = shops.rig.suite();
    again.corp.corpId = u"wpCANARYgone"_s;
    again.corp.name = u"金丝雀商行"_s;
    again.permanentCode = Secret("new code"_L1);
    again.createTime = cancelled + 4;
    auto store = must(UnitOfWork::begin(*shops.rig.context));
    must(storeAuthorisation(store, *must(shops.rig.context->vault()), again, shops.rig.clock.nowMs()));
    must(store.commit());
    QCOMPARE(must(purges.settle({})), 0);
    QVERIFY(must(purges.find(receiptId))->verifiedAt != 0);
    QCOMPARE(shops.number(u"SELECT count(*) FROM event WHERE id = %1"_s.arg(eventId)), 1);
}

/// There may be very many: a stop between two transactions loses nothing, and what is left is found again.
void TestPurgeService::messagesGoInSmallTransactions()
{
    Shops shops;
    const auto message = [&shops](qint64 corpId, const QString& authCorpId, int number) {
        model::Event event;
        event.suiteId = shops.rig.suite();
        event.infoType = u"kf_msg_or_event"_s;
        event.authCorpId = authCorpId;
        event.corpId = corpId;
        event.status = model::EventStatus::Done;
        shops.rig.addEvent(event, authCorpId.toUtf8() + QByteArray::number(number));
    };
    for (int i = 0; i < 450; ++i)
        message(shops.gone, u"wpCANARYgone"_s, i);
    for (int i = 0; i < 3; ++i)
        message(shops.stays, u"wpSTAYShere"_s, i);
    const auto eventsOf = [&shops](qint64 corpId) {
        return shops.number(u"SELECT count(*) FROM event WHERE corp_id = %1"_s.arg(corpId));
    };

    PurgeService purges(*shops.rig.context);
    std::stop_source stopped;
    int rounds = 0;
    purges.observe([&](PurgeStep step) {
        if (step == PurgeStep::Rows && ++rounds == 2)
            stopped.request_stop();
    });
    QCOMPARE(errorId(purges.purge(shops.gone, stopped.get_token())), u"store.cancelled"_s);
    QCOMPARE(eventsOf(shops.gone), 251);
    QCOMPARE(must(purges.settle({})), 0);
    QCOMPARE(eventsOf(shops.gone), 0);
    QCOMPARE(eventsOf(shops.stays), 4);
    const auto receipt = must(purges.list({})).front();
    QVERIFY(receipt.verifiedAt != 0);
    QCOMPARE(receipt.counts.value(u"event"_s), 451);
    QCOMPARE(holdersOf(shops.dir(), {u"wpCANARYgone"_s}), QStringList());
}

QTEST_GUILESS_MAIN(TestPurgeService)
#include "test_purge_service.moc"
