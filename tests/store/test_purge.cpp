#include "core/store/file_search.h"
#include "tests/store/two_corps.h"

#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

class TestPurge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsThoughtOf();
    void deletesAllRowsOfTheCorp();
    void leavesOtherCorpsAlone();
    void worksInChunks_data();
    void worksInChunks();
    void leavesNewerEvents();
    void purgesCorpsWithoutAnId();
    void purgesStrayRowsWithoutACorp();
    void findsNothingInTheFiles();
    void usesIndexes();
    void receiptsComeBackWhole();
};

/// A table or column that a later schema step adds must be decided about: either its rows are deleted with the corp
/// (then purgePlaces() and this list know the table), or it holds nothing of corps (then its columns are listed here).
void TestPurge::everyColumnIsThoughtOf()
{
    const QSet<QString> deleted{
        QStringLiteral("corp"),        QStringLiteral("kf_account"),   QStringLiteral("kf_link"),
        QStringLiteral("kf_link_key"), QStringLiteral("grant_record"), QStringLiteral("event"),
        QStringLiteral("token"),       QStringLiteral("work_request"), QStringLiteral("change")};
    const QMap<QString, QString> nothingOfCorps{
        {QStringLiteral("component"), QStringLiteral("id suite_id name row_key sealed_config created_at updated_at")},
        {QStringLiteral("placement"), QStringLiteral("id suite_id name state single note created_at archived_at")},
        {QStringLiteral("setting"), QStringLiteral("key value")},
        {QStringLiteral("vault_slot"), QStringLiteral("id kind label parameters row_key sealed_data_key created_at")},
        {QStringLiteral("event_seen"), QStringLiteral("event_time digest")}, // HMACs
        {QStringLiteral("auth_code_seen"), QStringLiteral("digest")},
        {QStringLiteral("event_count"), QStringLiteral("hour suite_id status events")},
        {QStringLiteral("purge_receipt"), // the subject is sealed, and dropped once verified
         QStringLiteral("id suite_id corp_digest cancel_time started_at purged_at verified_at reason counts row_key "
                        "sealed_subject")},
        {QStringLiteral("schema_version"), QStringLiteral("version name applied_at")}};
    TwoCorps corps;
    QMap<QString, QStringList> tables;
    for (const Column& column : columnsOf(corps.workspace.db()))
        tables[column.table].append(column.name);
    QSet<QString> ofPlaces;
    for (const PurgePlace& place : purgePlaces(TwoCorps::scopeOf(corps.victim)))
        ofPlaces.insert(place.table);
    QCOMPARE(ofPlaces, deleted);
    for (auto table = tables.cbegin(); table != tables.cend(); ++table) {
        if (!deleted.contains(table.key()))
            QCOMPARE(table.value().join(QLatin1Char(' ')), nothingOfCorps.value(table.key(), QStringLiteral("?")));
    }
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
        {QStringLiteral("kf_link_key"), 2}, {QStringLiteral("grant_record"), 1}, {QStringLiteral("event"), 3},
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
    while (!must(purges.deleteRows(TwoCorps::scopeOf(corps.victim), limit, counts))) {
        QCOMPARE(total() - before, limit);
        before = total();
        ++rounds;
    }
    QCOMPARE(total(), 15);
    QCOMPARE(rounds, 15 / limit + 1);
    // And once more: nothing left to do.
    QVERIFY(must(purges.deleteRows(TwoCorps::scopeOf(corps.victim), limit, counts)));
    QCOMPARE(total(), 15);
}

/// The corp may have authorised again: what names it and happened after the end is not the purge's.
void TestPurge::leavesNewerEvents()
{
    TwoCorps corps;
    NewEvent newer = TwoCorps::event(QStringLiteral("change_auth"), canaryId, 0);
    newer.event.eventTime = cancelTime + 1;
    NewEvent last = TwoCorps::event(QStringLiteral("change_auth"), canaryId, 0);
    last.event.eventTime = cancelTime;
    const qint64 stays = *must(corps.events.insert(corps.workspace.vault(), newer));
    const qint64 goes = *must(corps.events.insert(corps.workspace.vault(), last));
    corps.purge(corps.victim);
    QVERIFY(must(corps.events.find(stays)));
    QVERIFY(!must(corps.events.find(goes)));
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
    must(ChangeRepository(corps.workspace.db()).append({model::ChangeKind::Corp, 0})); // "any corp" is none of its rows
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

/// A scan of a large table would take the purge of one corp of a hundred thousand past its 10 ms. These are the very
/// conditions that the purge uses; work_request and change are short, since they are worked off and pruned.
void TestPurge::usesIndexes()
{
    TwoCorps corps;
    Connection& db = corps.workspace.db();
    int looked = 0;
    for (const PurgePlace& place : purgePlaces(TwoCorps::scopeOf(corps.victim))) {
        auto plan = must(db.prepare(QStringLiteral("EXPLAIN QUERY PLAN DELETE FROM %1 WHERE (%2) IN (SELECT %2 FROM %1 "
                                                   "WHERE %3 LIMIT 100)")
                                        .arg(place.table, place.key, place.condition)));
        for (const QVariant& value : place.values)
            plan.bind(value);
        must(plan.exec());
        while (plan.next()) {
            const QString step = plan.text(3);
            const bool small = step.contains(QStringLiteral("change")) || step.contains(QStringLiteral("work_request"));
            QVERIFY2(small || !step.startsWith(QStringLiteral("SCAN")),
                     qPrintable(place.table + QStringLiteral(": ") + step));
            ++looked;
        }
    }
    QVERIFY(looked > 20);
    // What SQLite itself looks up when a referenced row goes.
    auto children = must(db.prepare(QStringLiteral("SELECT m.name, f.\"from\" FROM sqlite_schema m JOIN "
                                                   "pragma_foreign_key_list(m.name) f WHERE m.type = 'table'")));
    must(children.exec());
    int references = 0;
    while (children.next()) {
        auto plan = must(db.prepare(QStringLiteral("EXPLAIN QUERY PLAN SELECT 1 FROM %1 WHERE %2 = 1")
                                        .arg(children.text(0), children.text(1))));
        must(plan.exec());
        QVERIFY(plan.next());
        QVERIFY2(plan.text(3).startsWith(QStringLiteral("SEARCH")), qPrintable(children.text(0) + plan.text(3)));
        ++references;
    }
    QCOMPARE(references, 5);
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

QTEST_GUILESS_MAIN(TestPurge)
#include "test_purge.moc"
