#include "core/store/file_search.h"
#include "tests/store/fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

constexpr qsizetype block = 1024 * 1024; ///< what the search reads at a time

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

QStringList shown(const std::vector<FileHit>& hits)
{
    QStringList lines;
    for (const FileHit& hit : hits)
        lines.append(QStringLiteral("%1:%2:%3").arg(hit.file).arg(hit.offset).arg(hit.needle));
    return lines;
}

} // namespace

class TestFileSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEncodings_data();
    void findsEncodings();
    void findsFoldedTexts();
    void canBeCalledOff();
    void findsAcrossBlocks_data();
    void findsAcrossBlocks();
    void findsRepeatedAndOverlapping();
    void looksIntoEveryFile();
    void ignoresWhatIsNoFile();
    void ignoresEmptyTexts();
    void saysWhatItCannotRead();
    void keepsTheLocksOfSqlite();
};

void TestFileSearch::findsEncodings_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("hits");
    QTest::newRow("UTF-8") << QByteArray("x晨光x") << 1;
    QTest::newRow("UTF-16LE") << QByteArray("\x68\x66\x49\x51", 4) << 1;
    QTest::newRow("JSON, small digits") << QByteArray("\"\\u6668\\u5149\"") << 1;
    QTest::newRow("JSON, capital digits") << QByteArray("\"\\u6668\\u5149\"").toUpper().replace("\\U", "\\u") << 1;
    QTest::newRow("percent-encoded, capital digits") << QByteArray("?p=%E6%99%A8%E5%85%89&") << 1;
    QTest::newRow("percent-encoded, small digits") << QByteArray("?p=%e6%99%a8%e5%85%89&") << 1;
    QTest::newRow("half of it") << QByteArray("晨") << 0;
    QTest::newRow("empty") << QByteArray() << 0;
}

void TestFileSearch::findsEncodings()
{
    QFETCH(QByteArray, content);
    QFETCH(int, hits);
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("f")), content);
    QCOMPARE(int(must(searchFiles(folder.path(), {QStringLiteral("晨光")})).size()), hits);
}

/// Search keys hold texts folded, and nothing else of them may be left.
void TestFileSearch::findsFoldedTexts()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("f")), "wwcanaryid abc");
    const QStringList texts{QStringLiteral("wwCanaryId"), QStringLiteral("ＡＢＣ"), QStringLiteral("WWC4NARY")};
    QCOMPARE(shown(must(searchFiles(folder.path(), texts))),
             (QStringList{QStringLiteral("f:0:0"), QStringLiteral("f:11:1")}));
}

void TestFileSearch::canBeCalledOff()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("f")), QByteArray(3 * block, 'x'));
    std::stop_source stopped;
    int hits = 0;
    const auto result = searchFiles(
        folder.path(), {QStringLiteral("xx")},
        [&](const FileHit&) {
            ++hits;
            stopped.request_stop();
        },
        stopped.get_token());
    QCOMPARE(errorId(result), QStringLiteral("store.cancelled"));
    QVERIFY(hits < block + 10); // not beyond the block it was in
}

void TestFileSearch::findsAcrossBlocks_data()
{
    QTest::addColumn<qsizetype>("offset");
    for (const qsizetype offset :
         {qsizetype(0), block - 7, block - 6, block - 5, block - 1, block, block + 1, 2 * block - 3, 2 * block})
        QTest::addRow("%lld", static_cast<long long>(offset)) << offset;
}

void TestFileSearch::findsAcrossBlocks()
{
    QFETCH(qsizetype, offset);
    QTemporaryDir folder;
    QByteArray content(2 * block + 100, '.');
    content.replace(offset, 6, "needle");
    write(folder.filePath(QStringLiteral("f")), content);
    QCOMPARE(shown(must(searchFiles(folder.path(), {QStringLiteral("needle")}))),
             QStringList{QStringLiteral("f:%1:0").arg(offset)}); // once, not once a block
}

void TestFileSearch::findsRepeatedAndOverlapping()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("f")), "aaa ab");
    QCOMPARE(shown(must(searchFiles(folder.path(), {QStringLiteral("aa"), QStringLiteral("b")}))),
             (QStringList{QStringLiteral("f:0:0"), QStringLiteral("f:1:0"), QStringLiteral("f:5:1")}));
}

void TestFileSearch::looksIntoEveryFile()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("cache/.hidden")));
    for (const char* name : {"a", ".b", "kfdesk.sqlite-wal", "cache/c", "cache/.hidden/.d"})
        write(folder.filePath(QLatin1String(name)), "needle");
    QCOMPARE(must(searchFiles(folder.path(), {QStringLiteral("needle")})).size(), size_t(5));
}

void TestFileSearch::ignoresWhatIsNoFile()
{
    QTemporaryDir folder;
    QTemporaryDir outside;
    write(outside.filePath(QStringLiteral("f")), "needle");
    QVERIFY(QFile::link(outside.filePath(QStringLiteral("f")), folder.filePath(QStringLiteral("link"))));
    QVERIFY(QFile::link(outside.path(), folder.filePath(QStringLiteral("folder"))));
    // Opening this one would wait for a writer.
    QCOMPARE(::mkfifo(QFile::encodeName(folder.filePath(QStringLiteral("pipe"))).constData(), 0600), 0);
    QVERIFY(must(searchFiles(folder.path(), {QStringLiteral("needle")})).empty());
}

void TestFileSearch::ignoresEmptyTexts()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("f")), "b");
    QCOMPARE(shown(must(searchFiles(folder.path(), {QString(), QStringLiteral("b")}))),
             QStringList{QStringLiteral("f:0:1")});
    QVERIFY(must(searchFiles(folder.path(), {QString()})).empty());
}

void TestFileSearch::saysWhatItCannotRead()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("f"));
    write(path, "needle");
    QCOMPARE(::chmod(QFile::encodeName(folder.path()).constData(), 0755), 0);
    QVERIFY(QFile::setPermissions(path, {}));
    const WithoutPrivileges dropped;
    const auto result = searchFiles(folder.path(), {QStringLiteral("needle")});
    QCOMPARE(errorId(result), QStringLiteral("store.io"));
    QCOMPARE(result.error().args.value(QStringLiteral("path")), path);
}

/// Another process asks for a lock that this one's connection holds, before and after the search. Had the search closed
/// the file, POSIX would have dropped the lock.
void TestFileSearch::keepsTheLocksOfSqlite()
{
    Workspace workspace;
    auto transaction = must(WriteTransaction::begin(workspace.db()));
    const QByteArray shm = QFile::encodeName(workspace.databasePath() + QStringLiteral("-shm"));
    const auto lockedForOthers = [&shm] {
        const pid_t child = ::fork();
        if (child == 0) {
            struct flock lock = {};
            lock.l_type = F_WRLCK;
            lock.l_whence = SEEK_SET;
            const int descriptor = ::open(shm.constData(), O_RDWR);
            const bool held = ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
            ::_exit(held ? 1 : 0);
        }
        int status = 0;
        return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 1;
    };
    QVERIFY(lockedForOthers());
    must(searchFiles(workspace.dir(), {QStringLiteral("needle")}));
    QVERIFY(lockedForOthers());
    must(searchFiles(workspace.dir(), {QStringLiteral("needle")}));
    QVERIFY(lockedForOthers());
    must(transaction.commit());
}

QTEST_GUILESS_MAIN(TestFileSearch)
#include "test_file_search.moc"
