#include "core/store/bookkeeping_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/file_search.h"
#include "core/store/kf_repository.h"
#include "core/store/purge_repository.h"
#include "core/store/text_holders.h"
#include "core/store/token_repository.h"
#include "tests/store/fixture.h"

#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

const QString canaryId = QStringLiteral("wwCANARYcorp");
const QString canaryName = QStringLiteral("金丝雀商行");

/// A corp with rows in every table that can hold any, beside another corp that must stay.
struct TwoCorps
{
    TwoCorps()
    {
        auto transaction = must(WriteTransaction::begin(workspace.db()));
        fill(victim);
        fill(other);
        must(tokens.put(TokenKind::SuiteTicket, QStringLiteral("s1"), {}, TokenRow()));
        must(events.insert(workspace.vault(), event(QStringLiteral("suite_ticket"), {}, 0)));
        must(transaction.commit());
    }

    static NewEvent event(const QString& type, const QString& authCorpId, qint64 corpId)
    {
        static int counter = 0;
        NewEvent item;
        item.event.suiteId = QStringLiteral("s1");
        item.event.infoType = type;
        item.event.authCorpId = authCorpId;
        item.event.corpId = corpId;
        item.event.state = corpId == 0 ? QString() : QStringLiteral("CANARYstate");
        item.event.errorDetail = QStringLiteral("detail of ") + authCorpId;
        item.event.errorArgs = QStringLiteral("{\"corp\":\"%1\"}").arg(authCorpId);
        item.plaintext = QByteArray::number(++counter);
        return item;
    }

    void fill(const model::Corp& corp)
    {
        const QString text = corp.name + corp.authCorpId;
        const auto account = workspace.addAccount(corp, text, QStringLiteral("kf") + text);
        workspace.addLink(account, QStringLiteral("scene") + text, text);
        workspace.addLink(account);
        workspace.addGrant(account, QStringLiteral("state") + text, 10);
        for (const TokenKind kind : {TokenKind::CorpToken, TokenKind::PermanentCode})
            must(tokens.put(kind, corp.suiteId, corp.authCorpId, TokenRow()));
        const auto byRow = must(events.insert(workspace.vault(), event(QStringLiteral("change_auth"), {}, corp.id)));
        const auto byId =
            must(events.insert(workspace.vault(), event(QStringLiteral("create_auth"), corp.authCorpId, 0)));
        WorkRequestRepository work(workspace.db());
        must(work.add(QStringLiteral("sync_corp"), corp.id, 1));
        must(work.add(QStringLiteral("retry_event"), *byRow, 1));
        must(work.add(QStringLiteral("retry_event"), *byId, 1));
        must(ChangeRepository(workspace.db()).append({model::ChangeKind::Corp, corp.id}));
        must(CorpRepository(workspace.db()).refreshDerived(corp.id));
    }

    QMap<QString, int> purge(const model::Corp& corp, qint64 keepEventId = 0, int limit = 100)
    {
        PurgeRepository purges(workspace.db());
        QMap<QString, int> counts;
        while (!must(purges.deleteRows(corp.id, corp.suiteId, corp.authCorpId, keepEventId, limit, counts))) {
        }
        return counts;
    }

    Workspace workspace;
    EventRepository events{workspace.db()};
    TokenRepository tokens{workspace.db(), workspace.vault()};
    model::Corp victim = workspace.addCorp(canaryName, canaryId);
    model::Corp other = workspace.addCorp(QStringLiteral("留下的商行"), QStringLiteral("wwStays"));
};

struct Column
{
    QString table;
    QString name;
    QString type;
};

std::vector<Column> columnsOf(Connection& db)
{
    auto rows = must(db.prepare(QStringLiteral("SELECT t.name, c.name, c.type FROM sqlite_schema t "
                                               "JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
                                               "AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid")));
    must(rows.exec());
    std::vector<Column> columns;
    while (rows.next())
        columns.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return columns;
}

qint64 rowsOf(Workspace& workspace, const QString& table)
{
    return workspace.number(QStringLiteral("SELECT count(*) FROM %1").arg(table));
}

model::PurgeReceipt receiptOf(const Vault& vault, const QString& corpId)
{
    model::PurgeReceipt receipt;
    receipt.suiteId = QStringLiteral("s1");
    receipt.corpDigest = vault.receiptDigest(receipt.suiteId, corpId);
    receipt.cancelTime = 1;
    receipt.startedAt = 2;
    receipt.reason = QStringLiteral("cancel_auth");
    return receipt;
}

} // namespace

class TestPurge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTableIsThoughtOf();
    void deletesAllRowsOfTheCorp();
    void leavesOtherCorpsAlone();
    void worksInChunks_data();
    void worksInChunks();
    void stripsTheEventThatStays();
    void purgesCorpsWithoutAnId();
    void purgesStrayRowsWithoutACorp();
    void findsNothingInTheFiles();
    void usesIndexes();
    void receiptsComeBackWhole();
    void subjectsAreSealedAndDropped();
    void seesTextsThatRowsHold();
};

/// A column that a later schema step adds must be decided about: either rows of a corp are deleted with it, or it holds
/// nothing of corps.
void TestPurge::everyTableIsThoughtOf()
{
    const QSet<QString> deleted{
        QStringLiteral("corp"),        QStringLiteral("kf_account"),   QStringLiteral("kf_link"),
        QStringLiteral("kf_link_key"), QStringLiteral("grant_record"), QStringLiteral("event"),
        QStringLiteral("token"),       QStringLiteral("work_request"), QStringLiteral("change")};
    const QSet<QString> nothingOfCorps{
        QStringLiteral("component"),   QStringLiteral("placement"),     QStringLiteral("setting"),
        QStringLiteral("vault_slot"),  QStringLiteral("event_seen"),    QStringLiteral("auth_code_seen"),
        QStringLiteral("event_count"), QStringLiteral("purge_receipt"), QStringLiteral("schema_version")};
    TwoCorps corps;
    QSet<QString> tables;
    for (const Column& column : columnsOf(corps.workspace.db()))
        tables.insert(column.table);
    QCOMPARE(tables, deleted + nothingOfCorps);
    // The sample has rows of the corp in each of them, or the tests below would prove nothing.
    for (const QString& table : deleted)
        QVERIFY2(rowsOf(corps.workspace, table) >= 2, qPrintable(table));
}

void TestPurge::deletesAllRowsOfTheCorp()
{
    TwoCorps corps;
    corps.purge(corps.victim);
    for (const Column& column : columnsOf(corps.workspace.db())) {
        const QString where =
            column.name == QStringLiteral("corp_id")
                ? QStringLiteral("corp_id = %1").arg(corps.victim.id)
                : QStringLiteral("instr(%1, '%2') OR instr(%1, '%3')").arg(column.name, canaryId, canaryName);
        const QString sql = QStringLiteral("SELECT count(*) FROM %1 WHERE %2").arg(column.table, where);
        QVERIFY2(corps.workspace.number(sql) == 0, qPrintable(sql));
    }
    QCOMPARE(corps.workspace.number(QStringLiteral("SELECT count(*) FROM corp WHERE id = %1").arg(corps.victim.id)), 0);
    QCOMPARE(corps.workspace.number(QStringLiteral("SELECT count(*) FROM work_request")), 3);
}

void TestPurge::leavesOtherCorpsAlone()
{
    TwoCorps corps;
    QMap<QString, qint64> before;
    for (const Column& column : columnsOf(corps.workspace.db()))
        before.insert(column.table, rowsOf(corps.workspace, column.table));
    const QMap<QString, int> counts = corps.purge(corps.victim);
    const QMap<QString, int> expected{
        {QStringLiteral("corp"), 1},        {QStringLiteral("kf_account"), 1},   {QStringLiteral("kf_link"), 2},
        {QStringLiteral("kf_link_key"), 2}, {QStringLiteral("grant_record"), 1}, {QStringLiteral("event"), 2},
        {QStringLiteral("token"), 2},       {QStringLiteral("work_request"), 3}, {QStringLiteral("change"), 1}};
    QCOMPARE(counts, expected);
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        QVERIFY2(rowsOf(corps.workspace, it.key()) == it.value() - counts.value(it.key()), qPrintable(it.key()));
    QVERIFY(must(corps.tokens.find(TokenKind::SuiteTicket, QStringLiteral("s1"), {})));
    // A corp of the same id in another suite is another corp.
    const auto twin = corps.workspace.addCorp(canaryName, canaryId, QStringLiteral("s2"));
    must(corps.tokens.put(TokenKind::CorpToken, twin.suiteId, canaryId, TokenRow()));
    corps.purge(corps.other);
    QVERIFY(must(corps.tokens.find(TokenKind::CorpToken, twin.suiteId, canaryId)));
}

void TestPurge::worksInChunks_data()
{
    QTest::addColumn<int>("limit");
    for (const int limit : {1, 2, 3, 7, 14, 15, 16})
        QTest::addRow("%d", limit) << limit;
}

void TestPurge::worksInChunks()
{
    QFETCH(int, limit);
    TwoCorps corps;
    PurgeRepository purges(corps.workspace.db());
    QMap<QString, int> counts;
    int rounds = 1;
    int before = 0;
    const auto total = [&counts] {
        int sum = 0;
        for (const int count : counts)
            sum += count;
        return sum;
    };
    while (!must(purges.deleteRows(corps.victim.id, corps.victim.suiteId, corps.victim.authCorpId, 0, limit, counts))) {
        QCOMPARE(total() - before, limit);
        before = total();
        ++rounds;
    }
    QCOMPARE(total(), 15);
    QCOMPARE(rounds, 15 / limit + 1);
    // And once more: nothing left to do.
    QVERIFY(must(purges.deleteRows(corps.victim.id, corps.victim.suiteId, corps.victim.authCorpId, 0, limit, counts)));
    QCOMPARE(total(), 15);
}

void TestPurge::stripsTheEventThatStays()
{
    TwoCorps corps;
    NewEvent cancel = TwoCorps::event(QStringLiteral("cancel_auth"), canaryId, corps.victim.id);
    cancel.event.status = model::EventStatus::Done;
    cancel.event.eventTime = 77;
    const qint64 kept = *must(corps.events.insert(corps.workspace.vault(), cancel));
    corps.purge(corps.victim, kept, 1);
    const auto event = must(corps.events.find(kept));
    QVERIFY(event);
    QCOMPARE(event->infoType, QStringLiteral("cancel_auth"));
    QCOMPARE(event->eventTime, 77);
    QCOMPARE(event->status, model::EventStatus::Done);
    QCOMPARE(event->authCorpId, QString());
    QCOMPARE(event->corpId, 0);
    QCOMPARE(event->state, QString());
    QCOMPARE(event->errorDetail, QString());
    QCOMPARE(event->errorArgs, QString());
    QVERIFY(!event->hasPayload);
}

void TestPurge::purgesCorpsWithoutAnId()
{
    TwoCorps corps;
    const auto orphan = corps.workspace.addCorp(canaryName, QString());
    const qint64 events = rowsOf(corps.workspace, QStringLiteral("event"));
    const qint64 tokens = rowsOf(corps.workspace, QStringLiteral("token"));
    corps.purge(orphan);
    QVERIFY(!must(CorpRepository(corps.workspace.db()).find(orphan.id)));
    QCOMPARE(rowsOf(corps.workspace, QStringLiteral("event")), events);
    QCOMPARE(rowsOf(corps.workspace, QStringLiteral("token")), tokens); // the suite's own have no corp id either
}

void TestPurge::purgesStrayRowsWithoutACorp()
{
    TwoCorps corps;
    model::Corp unknown;
    unknown.suiteId = QStringLiteral("s1");
    unknown.authCorpId = QStringLiteral("wwUnknown");
    must(corps.events.insert(corps.workspace.vault(),
                             TwoCorps::event(QStringLiteral("change_auth"), unknown.authCorpId, 0)));
    const QMap<QString, int> expected{{QStringLiteral("event"), 1}};
    QCOMPARE(corps.purge(unknown), expected);
}

void TestPurge::findsNothingInTheFiles()
{
    TwoCorps corps;
    const QStringList canaries{canaryId, canaryName};
    QVERIFY(must(searchFiles(corps.workspace.dir(), canaries)).size() > 10);
    corps.purge(corps.victim);
    must(corps.workspace.db().exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    must(corps.workspace.db().exec(QStringLiteral("VACUUM")));
    must(corps.workspace.db().exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    QCOMPARE(must(searchFiles(corps.workspace.dir(), canaries)).size(), size_t(0));
    QVERIFY(!must(searchFiles(corps.workspace.dir(), {QStringLiteral("wwStays")})).empty());
}

/// A scan of any of these tables would take the purge of one corp of a hundred thousand past its 10 ms.
void TestPurge::usesIndexes()
{
    Workspace workspace;
    const QStringList conditions{
        QStringLiteral("kf_link WHERE corp_id = 1"),
        QStringLiteral("grant_record WHERE corp_id = 1"),
        QStringLiteral("kf_account WHERE corp_id = 1"),
        QStringLiteral("event WHERE corp_id = 1 AND corp_id <> 0 AND id <> 2"),
        QStringLiteral("event WHERE auth_corpid = 'c' AND auth_corpid <> '' AND suite_id = 's' AND id <> 2"),
        QStringLiteral("token WHERE suite_id = 's' AND auth_corpid = 'c'"),
        QStringLiteral("work_request WHERE kind IN ('sync_corp', 'purge_corp') AND local_id = 1"),
    };
    for (const QString& condition : conditions) {
        auto plan = must(workspace.db().prepare(QStringLiteral("EXPLAIN QUERY PLAN SELECT 1 FROM ") + condition));
        must(plan.exec());
        while (plan.next())
            QVERIFY2(plan.text(3).startsWith(QStringLiteral("SEARCH")), qPrintable(condition + plan.text(3)));
    }
}

void TestPurge::receiptsComeBackWhole()
{
    Workspace workspace;
    PurgeRepository purges(workspace.db());
    model::PurgeReceipt receipt = receiptOf(workspace.vault(), canaryId);
    receipt.id = must(purges.begin(workspace.vault(), receipt, {}));
    QVERIFY(*must(purges.find(receipt.id)) == receipt);
    QVERIFY(must(purges.unverified()) == std::vector{receipt});

    receipt.purgedAt = 3;
    receipt.verifiedAt = 4;
    receipt.counts = {{QStringLiteral("corp"), 1}, {QStringLiteral("kf_link"), 12}};
    must(purges.update(receipt));
    QVERIFY(*must(purges.find(receipt.id)) == receipt);
    QVERIFY(must(purges.unverified()).empty());
    QVERIFY(*must(purges.findByDigest(receipt.suiteId, receipt.corpDigest)) == receipt);
    QVERIFY(!must(purges.findByDigest(QStringLiteral("s2"), receipt.corpDigest)));

    model::PurgeReceipt again = receiptOf(workspace.vault(), canaryId);
    again.id = must(purges.begin(workspace.vault(), again, {}));
    QVERIFY(*must(purges.findByDigest(receipt.suiteId, receipt.corpDigest)) == again); // the newest
    QVERIFY(must(purges.list(QStringLiteral("s1"))) == (std::vector{again, receipt}));
    QVERIFY(must(purges.list(QStringLiteral("s2"))).empty());
    QCOMPARE(must(purges.list({})).size(), size_t(2));
}

void TestPurge::subjectsAreSealedAndDropped()
{
    Workspace workspace;
    PurgeRepository purges(workspace.db());
    const PurgeSubject subject{QStringLiteral("s1"), canaryId, {canaryName, QStringLiteral("别名")}};
    const qint64 id = must(purges.begin(workspace.vault(), receiptOf(workspace.vault(), canaryId), subject));
    const auto read = must(purges.subject(workspace.vault(), id));
    QVERIFY(read);
    QCOMPARE(read->suiteId, subject.suiteId);
    QCOMPARE(read->authCorpId, subject.authCorpId);
    QCOMPARE(read->names, subject.names);
    QVERIFY(must(searchFiles(workspace.dir(), {canaryId, canaryName})).empty());
    must(purges.dropSubject(id));
    QVERIFY(!must(purges.subject(workspace.vault(), id)));
    QVERIFY(must(purges.find(id)));
}

void TestPurge::seesTextsThatRowsHold()
{
    TwoCorps corps;
    Connection& db = corps.workspace.db();
    QVERIFY(must(isHeldByRows(db, canaryId)));
    QVERIFY(must(isHeldByRows(db, QStringLiteral("sync_due_at")))); // in the schema itself
    corps.purge(corps.victim);
    QVERIFY(!must(isHeldByRows(db, canaryId)));
    QVERIFY(!must(isHeldByRows(db, canaryName)));
    // Every text column is looked at, also those of tables to come.
    must(db.exec(QStringLiteral("CREATE TABLE later (id INTEGER PRIMARY KEY, words TEXT)")));
    must(db.exec(QStringLiteral("INSERT INTO later (words) VALUES ('%1')").arg(canaryId)));
    QVERIFY(must(isHeldByRows(db, canaryId)));
}

QTEST_GUILESS_MAIN(TestPurge)
#include "test_purge.moc"
