#include "core/service/purge_service.h"
#include "tests/service/shops.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// When a receipt may say that nothing is left, and when it must not.
class TestPurgeProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provesManyTogether();
    void whatOthersHoldMayStay();
    void anIdInARowIsNoProof();
    void staffMayHaveWrittenTheId();
    void tracesInOtherFilesAreNoProof();
    void dropsBackupsThatHoldIt();
    void aReaderDelaysTheProof();
    void oneInTheWayDoesNotKeepTheOthers();
};

void TestPurgeProof::provesManyTogether()
{
    Shops shops;
    PurgeService purges(*shops.rig.context);
    purges.setAttended(true);
    QStringList texts;
    constexpr int leaving = 25;
    for (int i = 0; i < 2 * leaving; ++i) {
        const QString id = u"wpMANYcorp%1x"_s.arg(i, 4, 10, QLatin1Char('0'));
        const qint64 corpId = shops.fill(id, u"连锁%1号店"_s.arg(i, 4, 10, QLatin1Char('0')));
        if (i % 2 == 0)
            continue;
        texts << id << u"连锁%1号店"_s.arg(i, 4, 10, QLatin1Char('0'));
        const auto receipt = must(purges.purge(corpId, {}));
        QVERIFY(receipt.purgedAt != 0);
        QCOMPARE(receipt.verifiedAt, 0); // somebody settles later
    }
    shops.litter(texts.at(4));
    int searches = 0;
    purges.observe([&searches](PurgeStep step) { searches += step == PurgeStep::Search ? 1 : 0; });
    QCOMPARE(must(purges.settle({})), 0);
    QCOMPARE(searches, 2); // for all of them
    QCOMPARE(must(purges.list({})).size(), size_t(leaving));
    QCOMPARE(holdersOf(shops.dir(), texts), QStringList());
    QCOMPARE(shops.number(u"SELECT count(*) FROM corp"_s), leaving + 2);
}

void TestPurgeProof::whatOthersHoldMayStay()
{
    Shops shops;
    const qint64 twin = shops.fill(u"wpTWINofIt"_s, u"金丝雀商行"_s);
    PurgeService purges(*shops.rig.context);
    QVERIFY(must(purges.purge(shops.gone, {})).verifiedAt != 0);
    QVERIFY(!holdersOf(shops.dir(), {u"金丝雀商行"_s}).isEmpty());
    QCOMPARE(holdersOf(shops.dir(), {u"wpCANARYgone"_s}), QStringList());
    QVERIFY(must(purges.purge(twin, {})).verifiedAt != 0);
    QCOMPARE(holdersOf(shops.dir(), {u"金丝雀商行"_s}), QStringList());
}

/// Should a table ever be forgotten, no receipt claims that nothing is left.
void TestPurgeProof::anIdInARowIsNoProof()
{
    Shops shops;
    shops.exec(u"CREATE TABLE forgotten (id INTEGER PRIMARY KEY, words TEXT)"_s);
    shops.exec(u"INSERT INTO forgotten (words) VALUES ('wpCANARYgone')"_s);
    PurgeService purges(*shops.rig.context);
    const auto receipt = must(purges.purge(shops.gone, {}));
    QVERIFY(receipt.purgedAt != 0);
    QCOMPARE(receipt.verifiedAt, 0);
    QCOMPARE(must(purges.settle({})), 1);
    shops.exec(u"DELETE FROM forgotten"_s);
    QCOMPARE(must(purges.settle({})), 0);
    QVERIFY(must(purges.find(receipt.id))->verifiedAt != 0);
}

void TestPurgeProof::staffMayHaveWrittenTheId()
{
    Shops shops;
    shops.exec(u"UPDATE corp SET note = '见 wpCANARYgone' WHERE id = %1"_s.arg(shops.stays));
    PurgeService purges(*shops.rig.context);
    QVERIFY(must(purges.purge(shops.gone, {})).verifiedAt != 0);
    QVERIFY(!holdersOf(shops.dir(), {u"wpCANARYgone"_s}).isEmpty());
}

void TestPurgeProof::tracesInOtherFilesAreNoProof()
{
    Shops shops;
    shops.writeFile(u"logs/kfdesk.log"_s, u"corp wpCANARYgone"_s);
    PurgeService purges(*shops.rig.context);
    const auto receipt = must(purges.purge(shops.gone, {}));
    QCOMPARE(receipt.verifiedAt, 0);
    QVERIFY(QFile::remove(shops.dir() + u"/logs/kfdesk.log"_s));
    QCOMPARE(must(purges.settle({})), 0);
}

void TestPurgeProof::dropsBackupsThatHoldIt()
{
    Shops shops;
    shops.exec(u"VACUUM INTO '%1/backups-with.sqlite'"_s.arg(shops.dir()));
    QVERIFY(QDir(shops.dir()).mkpath(u"backups"_s));
    QVERIFY(QFile::rename(shops.dir() + u"/backups-with.sqlite"_s, shops.dir() + u"/backups/with.sqlite"_s));
    shops.writeFile(u"backups/without.sqlite"_s, u"SQLite wpSTAYShere 金丝雀商行"_s);
    PurgeService purges(*shops.rig.context);
    QVERIFY(must(purges.purge(shops.gone, {})).verifiedAt != 0);
    QCOMPARE(QDir(shops.dir() + u"/backups"_s).entryList(QDir::Files), QStringList(u"without.sqlite"_s));
}

void TestPurgeProof::aReaderDelaysTheProof()
{
    Shops shops;
    PurgeService purges(*shops.rig.context);
    auto reader = must(store::Database::open(shops.databasePath()));
    qint64 receiptId = 0;
    {
        auto* db = must(reader->connection());
        const auto snapshot = must(store::ReadSnapshot::begin(*db));
        auto rows = must(db->prepare(u"SELECT auth_corpid FROM corp"_s));
        must(rows.exec());
        QVERIFY(rows.next());
        const auto receipt = must(purges.purge(shops.gone, {}));
        QVERIFY(receipt.purgedAt != 0);
        QCOMPARE(receipt.verifiedAt, 0);
        receiptId = receipt.id;
        rows.finish();
    }
    QCOMPARE(must(purges.settle({})), 0);
    QVERIFY(must(purges.find(receiptId))->verifiedAt != 0);
}

void TestPurgeProof::oneInTheWayDoesNotKeepTheOthers()
{
    Shops shops;
    PurgeService purges(*shops.rig.context);
    shops.writeFile(u"logs/kfdesk.log"_s, u"corp wpSTAYShere"_s);
    purges.setAttended(true);
    const auto first = must(purges.purge(shops.stays, {}));
    const auto second = must(purges.purge(shops.gone, {}));
    QCOMPARE(must(purges.settle({})), 1);
    QCOMPARE(must(purges.find(first.id))->verifiedAt, 0);
    QVERIFY(must(purges.find(second.id))->verifiedAt != 0);
}

QTEST_GUILESS_MAIN(TestPurgeProof)
#include "test_purge_proof.moc"
