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
constexpr qint64 cancelTime = 1000; ///< seconds

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
        must(events.insert(workspace.vault(), event(QStringLiteral("kf_msg_or_event"), corp.authCorpId, corp.id)));
        WorkRequestRepository work(workspace.db());
        must(work.add(QStringLiteral("sync_corp"), corp.id, 1));
        must(work.add(QStringLiteral("retry_event"), *byRow, 1));
        must(work.add(QStringLiteral("retry_event"), *byId, 1));
        must(ChangeRepository(workspace.db()).append({model::ChangeKind::Corp, corp.id}));
        must(CorpRepository(workspace.db()).refreshDerived(corp.id));
    }

    PurgeScope scopeOf(const model::Corp& corp)
    {
        return {corp.id, corp.suiteId, corp.authCorpId, cancelTime, must(events.messagesOf(corp.id))};
    }

    QMap<QString, int> purge(const model::Corp& corp, int limit = 100)
    {
        PurgeRepository purges(workspace.db());
        QMap<QString, int> counts;
        while (!must(purges.deleteRows(scopeOf(corp), limit, counts))) {
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
    void subjectsAreSealedAndDropped();
    void subjectsHoldEveryColumn();
    void subjectsTakeLinksApart();
    void seesTextsThatRowsHold();
    void seesTextsThatStaffWrote();
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
    for (const PurgePlace& place : purgePlaces(corps.scopeOf(corps.victim)))
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
    for (const int limit : {1, 2, 3, 7, 15, 16, 17})
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
    while (!must(purges.deleteRows(corps.scopeOf(corps.victim), limit, counts))) {
        QCOMPARE(total() - before, limit);
        before = total();
        ++rounds;
    }
    QCOMPARE(total(), 16);
    QCOMPARE(rounds, 16 / limit + 1);
    // And once more: nothing left to do.
    QVERIFY(must(purges.deleteRows(corps.scopeOf(corps.victim), limit, counts)));
    QCOMPARE(total(), 16);
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
    for (const PurgePlace& place : purgePlaces(corps.scopeOf(corps.victim))) {
        auto plan = must(db.prepare(QStringLiteral("EXPLAIN QUERY PLAN DELETE FROM %1 WHERE (%2) IN (SELECT %2 FROM %1 "
                                                   "WHERE %3 LIMIT 100)")
                                        .arg(place.table, place.key, place.condition)));
        for (const QVariant& value : place.values)
            plan.bind(value);
        must(plan.exec());
        while (plan.next()) {
            const QString step = plan.text(3);
            const bool small = step.contains(QStringLiteral("change")) ||
                               step.contains(QStringLiteral("work_request")) ||
                               step.contains(QStringLiteral("json_each"));
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

void TestPurge::subjectsAreSealedAndDropped()
{
    Workspace workspace;
    PurgeRepository purges(workspace.db());
    const PurgeSubject subject{QStringLiteral("s1"), canaryId, 7, {canaryId}, {canaryName, QStringLiteral("别名")}};
    const qint64 id = must(purges.begin(workspace.vault(), receiptOf(workspace.vault(), canaryId), subject));
    const auto read = must(purges.subject(workspace.vault(), id));
    QVERIFY(read);
    QVERIFY(*read == subject);
    QVERIFY(must(searchFiles(workspace.dir(), {canaryId, canaryName})).empty());
    must(purges.dropSubject(id));
    QVERIFY(!must(purges.subject(workspace.vault(), id)));
    QVERIFY(must(purges.find(id)));
}

/// A text in any column of any of the corp's rows is part of the subject, unless the column is known to tell nobody.
void TestPurge::subjectsHoldEveryColumn()
{
    const QSet<QString> telling{QStringLiteral("corp.auth_corpid"),
                                QStringLiteral("corp.name"),
                                QStringLiteral("corp.full_name"),
                                QStringLiteral("corp.logo_url"),
                                QStringLiteral("corp.corp_type"),
                                QStringLiteral("corp.industry"),
                                QStringLiteral("corp.scale"),
                                QStringLiteral("corp.states"),
                                QStringLiteral("corp.note"),
                                QStringLiteral("corp.search_key"),
                                QStringLiteral("corp.sort_key"),
                                QStringLiteral("kf_account.open_kfid"),
                                QStringLiteral("kf_account.name"),
                                QStringLiteral("kf_account.avatar_url"),
                                QStringLiteral("kf_link.url"),
                                QStringLiteral("kf_link.scene"),
                                QStringLiteral("kf_link.scene_param"),
                                QStringLiteral("kf_link_key.search_key"),
                                QStringLiteral("kf_link_key.corp_sort"),
                                QStringLiteral("kf_link_key.account_sort"),
                                QStringLiteral("kf_link_key.placement_sort"),
                                QStringLiteral("grant_record.open_kfid"),
                                QStringLiteral("grant_record.state"),
                                QStringLiteral("event.auth_corpid"),
                                QStringLiteral("event.state"),
                                QStringLiteral("token.auth_corpid")};
    TwoCorps corps;
    Connection& db = corps.workspace.db();
    const auto subject = [&] {
        const auto read = must(readPurgeSubject(db, corps.scopeOf(corps.victim)));
        return QStringList(read.ids + read.names);
    };
    QVERIFY(subject().contains(canaryId) && subject().contains(canaryName));
    QSet<QString> found;
    const QSet<QString> ofRows{QStringLiteral("corp"),        QStringLiteral("kf_account"),   QStringLiteral("kf_link"),
                               QStringLiteral("kf_link_key"), QStringLiteral("grant_record"), QStringLiteral("event"),
                               QStringLiteral("token"),       QStringLiteral("work_request"), QStringLiteral("change")};
    for (const Column& column : columnsOf(db)) {
        if (!ofRows.contains(column.table) || column.type != QStringLiteral("TEXT"))
            continue;
        const QString name = column.table + QLatin1Char('.') + column.name;
        const QString text = QStringLiteral("Planted%1x%2").arg(column.table, column.name);
        auto transaction = must(WriteTransaction::begin(db));
        must(db.exec(QStringLiteral("PRAGMA ignore_check_constraints = ON")));
        auto planted =
            must(db.prepare(QStringLiteral("UPDATE OR REPLACE %1 SET %2 = ?").arg(column.table, column.name)));
        const bool key = column.name == QStringLiteral("auth_corpid");
        // Ids are how the rows are found, so they stay; they are the subject's first text anyway.
        if (!key)
            must(planted.bind(text).exec());
        if (subject().contains(key ? canaryId : text))
            found.insert(name);
        planted.finish();
    }
    QCOMPARE(found - telling, QSet<QString>());
    QCOMPARE(telling - found, QSet<QString>());
}

void TestPurge::subjectsTakeLinksApart()
{
    TwoCorps corps;
    must(corps.workspace.db().exec(
        QStringLiteral("UPDATE kf_link SET url = 'https://work.weixin.qq.com/kfid/kfcCANARY01?enc_scene=ENCcanary02&"
                       "scene_param=a%3Db%20long' WHERE corp_id = %1 AND scene <> ''")
            .arg(corps.victim.id)));
    must(corps.workspace.db().exec(
        QStringLiteral(
            "UPDATE corp SET logo_url = 'https://p.qlogo.cn/bizmail/aVeryLongNameOfALogo/0', note = '一行\n第二行'"
            " WHERE id = %1")
            .arg(corps.victim.id)));
    const auto subject = must(readPurgeSubject(corps.workspace.db(), corps.scopeOf(corps.victim)));
    for (const char* id : {"kfcCANARY01", "ENCcanary02"})
        QVERIFY2(subject.ids.contains(QLatin1String(id)), id);
    QVERIFY(!subject.ids.contains(QStringLiteral("a%3Db%20long")));
    QVERIFY(!subject.ids.contains(QStringLiteral("work.weixin.qq.com")));
    for (const char* name : {"aVeryLongNameOfALogo", "一行", "第二行"})
        QVERIFY2(subject.names.contains(QString::fromUtf8(name)), name);
    QVERIFY(!subject.names.contains(QStringLiteral("p.qlogo.cn")));
    // Nothing of the other corp.
    for (const QString& text : QStringList(subject.ids + subject.names))
        QVERIFY2(!text.contains(QStringLiteral("wwStays")), qPrintable(text));
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

void TestPurge::seesTextsThatStaffWrote()
{
    TwoCorps corps;
    Connection& db = corps.workspace.db();
    QVERIFY(!must(isWrittenByStaff(db, canaryId)));
    must(db.exec(QStringLiteral("UPDATE corp SET note = '见 %1' WHERE id = %2").arg(canaryId).arg(corps.other.id)));
    QVERIFY(must(isWrittenByStaff(db, canaryId)));
    corps.workspace.addPlacement(canaryName, QStringLiteral("shop"));
    QVERIFY(must(isWrittenByStaff(db, canaryName)));
}

QTEST_GUILESS_MAIN(TestPurge)
#include "test_purge.moc"
