#include "core/store/corp_repository.h"
#include "core/store/database_pages.h"
#include "core/store/file_search.h"
#include "core/store/kept_descriptors.h"
#include "core/store/text_traces.h"
#include "tests/store/fixture.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <thread>
#include <unistd.h>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

constexpr int pageSize = 4096;
const QString canary = QStringLiteral("wpCANARYofAPage");

/// A leaf page: three cells of ten bytes at its end, a free block of twenty before them.
QByteArray leafPage()
{
    QByteArray page(pageSize, '\0');
    page[0] = 0x0d;
    const auto put16 = [&page](int at, int value) {
        page[at] = char(value >> 8);
        page[at + 1] = char(value & 0xff);
    };
    const int block = pageSize - 50;
    put16(1, block);
    put16(3, 3);
    put16(5, block);
    for (int cell = 0; cell < 3; ++cell)
        put16(8 + 2 * cell, pageSize - 10 * (cell + 1));
    put16(block + 2, 20);
    return page;
}

QByteArray changed(QByteArray page, int at, int value)
{
    page[at] = char(value >> 8);
    page[at + 1] = char(value & 0xff);
    return page;
}

/// A store of some hundred corps, all in the database file, and one page of corp rows with the canary in its gap.
struct Littered
{
    Littered()
    {
        for (int i = 0; i < 300; ++i)
            workspace.addCorp(QStringLiteral("店%1").arg(i), QStringLiteral("wpShop%1").arg(i));
        // Rows of different size leave gaps of different size.
        must(workspace.db().exec(QStringLiteral("DELETE FROM corp WHERE id % 3 = 0")));
        truncate();
        page = litter();
    }

    void truncate() { must(workspace.db().exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"))); }

    quint32 litter()
    {
        const QByteArray text = canary.toUtf8();
        const int descriptor = keptDescriptor(QFile::encodeName(workspace.databasePath()), FileAccess::ReadWrite);
        QByteArray bytes(pageSize, Qt::Uninitialized);
        const auto pages = quint32(QFile(workspace.databasePath()).size() / pageSize);
        for (quint32 number = 2; number <= pages; ++number) {
            if (::pread(descriptor, bytes.data(), pageSize, off_t(number - 1) * pageSize) != pageSize)
                qFatal("cannot read");
            const auto unused = unusedSpace(bytes, number);
            const bool ofCorps = bytes.contains("wpShop") && bytes[0] == 0x0d;
            if (!unused || !ofCorps || unused->front().end - unused->front().begin < text.size() + 2)
                continue;
            const off_t at = off_t(number - 1) * pageSize + unused->front().end - text.size() - 1;
            if (::pwrite(descriptor, text.constData(), size_t(text.size()), at) != text.size())
                qFatal("cannot write");
            // Our connection has the page as it was.
            auto transaction = must(WriteTransaction::begin(*must(other->connection())));
            must(dropCachedPages(*must(other->connection())));
            must(transaction.commit());
            truncate();
            return number;
        }
        qFatal("no page has room");
    }

    TextTraces traces()
    {
        return must(traceTexts(workspace.dir(), workspace.databasePath(), {{canary, true}}, {})).front();
    }

    QStringList rows()
    {
        auto all = must(workspace.db().prepare(QStringLiteral("SELECT id, auth_corpid, name FROM corp ORDER BY id")));
        must(all.exec());
        QStringList lines;
        while (all.next())
            lines.append(all.text(0) + all.text(1) + all.text(2));
        return lines;
    }

    QString integrity()
    {
        auto check = must(workspace.db().prepare(QStringLiteral("PRAGMA integrity_check")));
        must(check.exec());
        return check.next() ? check.text(0) : QString();
    }

    Workspace workspace;
    std::unique_ptr<Database> other = must(Database::open(workspace.databasePath()));
    quint32 page = 0;
};

} // namespace

class TestDatabasePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsUnusedSpace();
    void refusesWhatIsNoPage_data();
    void refusesWhatIsNoPage();
    void findsRowsOutsideOfUnusedSpace();
    void tellsRowsFromResidue();
    void erasesResidue();
    void leavesPagesThatTheWalHas();
    void waitsForNobody();
    void cachesDoNotBringItBack();
    void erasesBesideWriters();
};

void TestDatabasePages::knowsUnusedSpace()
{
    const int block = pageSize - 50;
    const std::vector<PageRange> expected{{8 + 6, block}, {block + 4, block + 20}};
    const auto ranges = unusedSpace(leafPage(), 2);
    QVERIFY(ranges);
    QVERIFY(*ranges == expected);
}

void TestDatabasePages::refusesWhatIsNoPage_data()
{
    QTest::addColumn<QByteArray>("page");
    const QByteArray good = leafPage();
    const int block = pageSize - 50;
    QTest::newRow("zeros") << QByteArray(pageSize, '\0');
    QTest::newRow("overflow page") << changed(good, 0, 0x0000);
    QTest::newRow("too short") << good.left(100);
    QTest::newRow("more cells than fit") << changed(good, 3, 2100);
    QTest::newRow("cells before the content") << changed(good, 8, 100);
    QTest::newRow("a cell beyond the page") << changed(good, 8, pageSize);
    QTest::newRow("content beyond the page") << changed(good, 5, pageSize + 1);
    QTest::newRow("content within the pointers") << changed(good, 5, 9);
    QTest::newRow("a free block beyond the page") << changed(good, block + 2, 60);
    QTest::newRow("a free block too small") << changed(good, block + 2, 3);
    QTest::newRow("free blocks in a circle") << changed(good, block, block);
    QTest::newRow("a free block before the content") << changed(good, 1, 30);
}

void TestDatabasePages::refusesWhatIsNoPage()
{
    QFETCH(QByteArray, page);
    QVERIFY(!unusedSpace(page, 2));
}

/// Every row of a real store, whatever has been inserted and deleted, lies outside of what is called unused.
void TestDatabasePages::findsRowsOutsideOfUnusedSpace()
{
    Littered store;
    QStringList texts;
    for (int i = 0; i < 300; ++i) {
        if ((i + 1) % 3 != 0)
            texts.append(QStringLiteral("wpShop%1").arg(i));
    }
    auto pages = must(DatabasePages::open(store.workspace.databasePath()));
    for (const FileHit& hit : must(searchFiles(store.workspace.dir(), texts))) {
        if (hit.file != QStringLiteral("kfdesk.sqlite"))
            continue;
        const auto place = pages.placeInDatabase(hit.offset, hit.size);
        QVERIFY(place.readable);
    }
    // With all of it gone, the rows are still whole.
    std::set<quint32> all;
    const auto count = quint32(QFile(store.workspace.databasePath()).size() / pageSize);
    for (quint32 number = 1; number <= count; ++number)
        all.insert(number);
    const QStringList before = store.rows();
    const auto erased = must(eraseUnusedSpace(store.workspace.databasePath(), all));
    QVERIFY(erased.erased > 20);
    QCOMPARE(store.integrity(), QStringLiteral("ok"));
    QCOMPARE(store.rows(), before);
    const QByteArray content = [&] {
        QByteArray bytes(qsizetype(count) * pageSize, Qt::Uninitialized);
        const int descriptor = keptDescriptor(QFile::encodeName(store.workspace.databasePath()));
        return ::pread(descriptor, bytes.data(), size_t(bytes.size()), 0) == bytes.size() ? bytes : QByteArray();
    }();
    for (const QString& text : texts)
        QVERIFY2(content.contains(text.toUtf8()), qPrintable(text));
}

void TestDatabasePages::tellsRowsFromResidue()
{
    Littered store;
    const TextTraces residue = store.traces();
    QVERIFY(residue.inUnusedSpace);
    QVERIFY(!residue.inRows && !residue.inOtherFiles && !residue.onOtherPages);
    QCOMPARE(residue.pages, std::set<quint32>{store.page});
    QCOMPARE(residue.file, QStringLiteral("kfdesk.sqlite"));

    const std::vector<TracedText> texts{{QStringLiteral("wpShop1"), true}, {QStringLiteral("wpNobody"), true}};
    const auto traces = must(traceTexts(store.workspace.dir(), store.workspace.databasePath(), texts, {}));
    QVERIFY(traces[0].inRows);
    QVERIFY(!traces[1].inRows && !traces[1].inUnusedSpace);
    // The same in the WAL.
    store.workspace.addCorp(QStringLiteral("新店"), canary);
    QVERIFY(store.traces().inRows);
    store.workspace.addCorp(QStringLiteral("新店"), QStringLiteral("wpOnlyInTheWal"));
    const auto inWal = must(traceTexts(store.workspace.dir(), store.workspace.databasePath(),
                                       {{QStringLiteral("wpOnlyInTheWal"), true}}, {}));
    QVERIFY(inWal[0].inRows && !inWal[0].inUnusedSpace);

    QFile log(store.workspace.dir() + QStringLiteral("/kfdesk.log"));
    QVERIFY(log.open(QFile::WriteOnly) && log.write(canary.toUtf8()) > 0);
    log.close();
    QVERIFY(store.traces().inOtherFiles);
}

void TestDatabasePages::erasesResidue()
{
    Littered store;
    const QStringList before = store.rows();
    const auto erased = must(eraseUnusedSpace(store.workspace.databasePath(), {store.page}));
    QCOMPARE(erased.erased, 1);
    QCOMPARE(erased.postponed + erased.unreadable, 0);
    const TextTraces traces = store.traces();
    QVERIFY(!traces.inUnusedSpace && !traces.inRows);
    QCOMPARE(store.rows(), before);
    QCOMPARE(store.integrity(), QStringLiteral("ok"));
}

void TestDatabasePages::leavesPagesThatTheWalHas()
{
    Littered store;
    // A row of that page changes: its newest version, with the residue, is in the WAL now.
    must(store.workspace.db().exec(QStringLiteral("UPDATE corp SET updated_at = updated_at + 1")));
    const auto outcome = must(eraseUnusedSpace(store.workspace.databasePath(), {store.page}));
    QCOMPARE(outcome.postponed, 1);
    QCOMPARE(outcome.erased, 0);
    store.truncate();
    QVERIFY(store.traces().inUnusedSpace);
    QCOMPARE(must(eraseUnusedSpace(store.workspace.databasePath(), {store.page})).erased, 1);
    store.truncate();
    QVERIFY(!store.traces().inUnusedSpace);
}

void TestDatabasePages::waitsForNobody()
{
    Littered store;
    auto writer = must(WriteTransaction::begin(store.workspace.db()));
    QCOMPARE(errorId(eraseUnusedSpace(store.workspace.databasePath(), {store.page})), QStringLiteral("store.busy"));
    QVERIFY(store.traces().inUnusedSpace);
}

/// A connection that has the page in its cache writes it anew, residue included, unless it is made to read it again.
void TestDatabasePages::cachesDoNotBringItBack()
{
    Littered store;
    QVERIFY(!store.rows().isEmpty()); // now they are cached
    must(eraseUnusedSpace(store.workspace.databasePath(), {store.page}));
    must(store.workspace.db().exec(QStringLiteral("UPDATE corp SET updated_at = updated_at + 1")));
    store.truncate();
    const TextTraces traces = store.traces();
    QVERIFY(!traces.inUnusedSpace && !traces.inRows);
}

/// Two threads write and checkpoint while residue is erased again and again: no row is hurt.
void TestDatabasePages::erasesBesideWriters()
{
    Littered store;
    std::atomic<bool> done = false;
    std::atomic<int> written = 0;
    const auto write = [&store, &done, &written](int by) {
        auto* db = must(store.workspace.database().connection());
        for (int i = 0; !done || i < 20; ++i) {
            auto transaction = must(WriteTransaction::begin(*db));
            must(
                db->exec(QStringLiteral("UPDATE corp SET account_count = account_count + 1, note = '%1' WHERE id % 7 = "
                                        "%2")
                             .arg(QString(i % 40, QLatin1Char('n')))
                             .arg((i + by) % 7)));
            must(transaction.commit());
            if (i % 5 == 0)
                must(db->exec(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")));
            ++written;
        }
    };
    std::thread first(write, 0);
    std::thread second(write, 3);
    std::set<quint32> all;
    for (quint32 number = 1; number <= quint32(QFile(store.workspace.databasePath()).size() / pageSize); ++number)
        all.insert(number);
    int erased = 0;
    for (int round = 0; round < 30 || written < 40; ++round) {
        const auto outcome = eraseUnusedSpace(store.workspace.databasePath(), all);
        if (outcome)
            erased += outcome->erased;
        else if (outcome.error().id != QLatin1String("store.busy"))
            qFatal("%s", qPrintable(outcome.error().id));
    }
    done = true;
    first.join();
    second.join();
    QVERIFY(erased > 0);
    QCOMPARE(store.rows().size(), 200);
    QCOMPARE(store.integrity(), QStringLiteral("ok"));
    store.truncate();
    QVERIFY(must(eraseUnusedSpace(store.workspace.databasePath(), all)).erased > 0);
    QCOMPARE(store.integrity(), QStringLiteral("ok"));
}

QTEST_GUILESS_MAIN(TestDatabasePages)
#include "test_database_pages.moc"
