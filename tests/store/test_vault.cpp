#include "core/store/vault.h"
#include "tests/store/fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

Passphrase passphrase(const char* text)
{
    return {Secret(QByteArrayView(text))};
}

void writeFile(const QString& path, const QByteArray& bytes, mode_t mode = 0600)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    file.close();
    ::chmod(QFile::encodeName(path).constData(), mode);
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A sealed value that any vault with the same data key opens.
struct Sample
{
    explicit Sample(const Vault& vault)
        : rowKey(Vault::newRowKey())
        , sealed(vault.seal(Seal::CorpToken, rowKey, "value"))
    {}
    bool opensWith(const Vault& vault) const
    {
        const auto opened = vault.open(Seal::CorpToken, rowKey, sealed);
        return opened && opened->view() == QByteArrayView("value");
    }
    QByteArray rowKey;
    QByteArray sealed;
};

} // namespace

class TestVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foundsAndUnlocksByKeyFile();
    void makesThePrivateKeyFileItself();
    void sharesOneKeyBetweenSlots();
    void refusesKeyFiles_data();
    void refusesKeyFiles();
    void refusesKeysInsideTheWorkspace_data();
    void refusesKeysInsideTheWorkspace();
    void neverReplacesAFile();
    void refusesOtherKeys();
    void refusesASecondFounding();
    void saysWhatIsMissing();
    void wantsALongPassphrase();
    void keepsTheLastSlot();
    void boundsTheCostItReads_data();
    void boundsTheCostItReads();
    void bindsASlotToItsRow();
    void separatesWhatItSeals();
    void digestsCoverTheSuite();
};

void TestVault::foundsAndUnlocksByKeyFile()
{
    Workspace workspace;
    const Sample sample(workspace.vault());
    const auto again = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
    QVERIFY(sample.opensWith(*again));
    const auto listed = must(Vault::listSlots(workspace.db()));
    QCOMPARE(listed.size(), size_t(1));
    QCOMPARE(listed[0].kind, QStringLiteral("key_file"));
    QCOMPARE(listed[0].label, workspace.keyFile());
    QCOMPARE(listed[0].createdAt, workspace.clock.nowMs());
}

void TestVault::makesThePrivateKeyFileItself()
{
    Workspace workspace;
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(workspace.keyFile()).constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 0777), 0600);
    QCOMPARE(QByteArray::fromBase64(readFile(workspace.keyFile()).trimmed()).size(), 32);
    // Only founding makes one; opening does not.
    const QString absent = workspace.keyFile() + QStringLiteral("-absent");
    QCOMPARE(errorId(Vault::unlock(workspace.db(), KeyFile{absent})), QStringLiteral("vault.key_missing"));
    QVERIFY(!QFile::exists(absent));
}

void TestVault::sharesOneKeyBetweenSlots()
{
    Workspace workspace;
    const Sample sample(workspace.vault());
    auto vault = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
    must(vault->addSlot(workspace.db(), passphrase("correct horse"), workspace.dir(), workspace.clock));
    const QString second = workspace.keyFile() + QStringLiteral("-2");
    must(vault->addSlot(workspace.db(), KeyFile{second}, workspace.dir(), workspace.clock));

    QVERIFY(sample.opensWith(*must(Vault::unlock(workspace.db(), passphrase("correct horse")))));
    QVERIFY(sample.opensWith(*must(Vault::unlock(workspace.db(), KeyFile{second}))));
    QVERIFY(sample.opensWith(*must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}))));
    QCOMPARE(errorId(Vault::unlock(workspace.db(), passphrase("wrong horse"))),
             QStringLiteral("vault.wrong_passphrase"));

    must(vault->removeSlot(workspace.db(), must(Vault::listSlots(workspace.db())).front().id));
    QCOMPARE(errorId(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()})), QStringLiteral("vault.wrong_key"));
    QVERIFY(sample.opensWith(*must(Vault::unlock(workspace.db(), KeyFile{second}))));
}

void TestVault::refusesKeyFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("id");
    const QByteArray good = QByteArray(32, 'k').toBase64();
    QTest::newRow("group may read") << good << 0640 << QStringLiteral("vault.key_permissions");
    QTest::newRow("others may read") << good << 0604 << QStringLiteral("vault.key_permissions");
    QTest::newRow("others may write") << good << 0602 << QStringLiteral("vault.key_permissions");
    QTest::newRow("empty") << QByteArray() << 0600 << QStringLiteral("vault.key_format");
    QTest::newRow("not base64") << QByteArray("!" + good.mid(1)) << 0600 << QStringLiteral("vault.key_format");
    QTest::newRow("31 bytes") << QByteArray(31, 'k').toBase64() << 0600 << QStringLiteral("vault.key_format");
    QTest::newRow("33 bytes") << QByteArray(33, 'k').toBase64() << 0600 << QStringLiteral("vault.key_format");
    QTest::newRow("two keys") << QByteArray(good + '\n' + good) << 0600 << QStringLiteral("vault.key_format");
    QTest::newRow("large") << QByteArray(100'000, 'A') << 0600 << QStringLiteral("vault.key_format");
    QTest::newRow("fits, but is another")
        << QByteArray('\n' + good + "\r\n") << 0600 << QStringLiteral("vault.wrong_key");
}

void TestVault::refusesKeyFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(int, mode);
    QFETCH(QString, id);
    Workspace workspace;
    writeFile(workspace.keyFile(), content, static_cast<mode_t>(mode));
    const auto result = Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()});
    QCOMPARE(errorId(result), id);
    QCOMPARE(result.error().args.value(QStringLiteral("path")), workspace.keyFile());
}

void TestVault::refusesKeysInsideTheWorkspace_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("in it") << QStringLiteral("workspace/key");
    QTest::newRow("below it") << QStringLiteral("workspace/logs/key");
    QTest::newRow("by a detour") << QStringLiteral("workspace/../workspace/key");
    QTest::newRow("through a link to the folder") << QStringLiteral("link/key");
    QTest::newRow("a link to a file in it") << QStringLiteral("keylink");
}

void TestVault::refusesKeysInsideTheWorkspace()
{
    QFETCH(QString, path);
    Workspace workspace;
    const QDir outside(QFileInfo(workspace.dir()).path());
    QVERIFY(QDir(workspace.dir()).mkdir(QStringLiteral("logs")));
    QVERIFY(QFile::link(workspace.dir(), outside.filePath(QStringLiteral("link"))));
    writeFile(workspace.dir() + QStringLiteral("/inside"), QByteArray(32, 'k').toBase64());
    QVERIFY(QFile::link(workspace.dir() + QStringLiteral("/inside"), outside.filePath(QStringLiteral("keylink"))));

    auto vault = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
    QCOMPARE(errorId(vault->addSlot(workspace.db(), KeyFile{outside.filePath(path)}, workspace.dir(), workspace.clock)),
             QStringLiteral("vault.key_inside"));
    // A folder whose name only begins alike is another folder.
    QVERIFY(outside.mkdir(QStringLiteral("workspace-keys")));
    must(vault->addSlot(workspace.db(), KeyFile{outside.filePath(QStringLiteral("workspace-keys/key"))},
                        workspace.dir(), workspace.clock));
}

void TestVault::neverReplacesAFile()
{
    Workspace workspace;
    auto vault = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
    const QString taken = workspace.keyFile() + QStringLiteral("-taken");
    writeFile(taken, "something else");
    QCOMPARE(errorId(vault->addSlot(workspace.db(), KeyFile{taken}, workspace.dir(), workspace.clock)),
             QStringLiteral("vault.key_format"));
    QCOMPARE(readFile(taken), QByteArray("something else"));

    const QString dangling = workspace.keyFile() + QStringLiteral("-dangling");
    QVERIFY(QFile::link(workspace.dir() + QStringLiteral("/planted"), dangling));
    QCOMPARE(errorId(vault->addSlot(workspace.db(), KeyFile{dangling}, workspace.dir(), workspace.clock)),
             QStringLiteral("vault.key_write"));
    QVERIFY(!QFile::exists(workspace.dir() + QStringLiteral("/planted")));
    QCOMPARE(errorId(vault->addSlot(workspace.db(), KeyFile{workspace.keyFile() + QStringLiteral("/none/key")},
                                    workspace.dir(), workspace.clock)),
             QStringLiteral("vault.key_write"));
    QCOMPARE(must(Vault::listSlots(workspace.db())).size(), size_t(1));
}

void TestVault::refusesOtherKeys()
{
    Workspace mine;
    Workspace theirs;
    QCOMPARE(errorId(Vault::unlock(mine.db(), KeyFile{theirs.keyFile()})), QStringLiteral("vault.wrong_key"));
    const Sample sample(mine.vault());
    QCOMPARE(errorId(theirs.vault().open(Seal::CorpToken, sample.rowKey, sample.sealed)),
             QStringLiteral("seal.other_key"));
}

void TestVault::refusesASecondFounding()
{
    Workspace workspace;
    const QString other = workspace.keyFile() + QStringLiteral("-other");
    QCOMPARE(errorId(Vault::found(workspace.db(), KeyFile{other}, workspace.dir(), workspace.clock)),
             QStringLiteral("vault.exists"));
    QVERIFY(!QFile::exists(other));
    QCOMPARE(must(Vault::listSlots(workspace.db())).size(), size_t(1));
}

void TestVault::saysWhatIsMissing()
{
    Workspace workspace;
    QCOMPARE(errorId(Vault::unlock(workspace.db(), passphrase("never set"))), QStringLiteral("vault.no_slot"));
    must(workspace.db().exec(QStringLiteral("DELETE FROM vault_slot")));
    QCOMPARE(errorId(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()})), QStringLiteral("vault.none"));
}

void TestVault::wantsALongPassphrase()
{
    Workspace workspace;
    auto vault = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
    for (const char* weak : {"", "1234567", "七个汉字不够长"})
        QCOMPARE(errorId(vault->addSlot(workspace.db(), passphrase(weak), workspace.dir(), workspace.clock)),
                 QStringLiteral("vault.weak_passphrase"));
    must(vault->addSlot(workspace.db(), passphrase("八个汉字就足够了"), workspace.dir(), workspace.clock));
}

void TestVault::keepsTheLastSlot()
{
    Workspace workspace;
    auto vault = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
    const qint64 only = must(Vault::listSlots(workspace.db())).front().id;
    QCOMPARE(errorId(vault->removeSlot(workspace.db(), only)), QStringLiteral("vault.last_slot"));
    QCOMPARE(errorId(vault->removeSlot(workspace.db(), only + 1)), QStringLiteral("vault.no_slot"));
    QCOMPARE(must(Vault::listSlots(workspace.db())).size(), size_t(1));
}

void TestVault::boundsTheCostItReads_data()
{
    QTest::addColumn<QString>("parameters");
    QTest::addColumn<QString>("id");
    const QString salt = QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA==");
    const auto json = [](qint64 n, qint64 r, qint64 p, const QString& s) {
        return QStringLiteral("{\"n\":%1,\"r\":%2,\"p\":%3,\"salt\":\"%4\"}").arg(n).arg(r).arg(p).arg(s);
    };
    QTest::newRow("not JSON") << QStringLiteral("n=1") << QStringLiteral("store.corrupt");
    QTest::newRow("short salt") << json(131072, 8, 1, QStringLiteral("AAAA")) << QStringLiteral("store.corrupt");
    QTest::newRow("no cost") << json(0, 0, 0, salt) << QStringLiteral("vault.cost");
    QTest::newRow("all the memory") << json(1LL << 40, 8, 1, salt) << QStringLiteral("vault.cost");
    QTest::newRow("many rounds") << json(131072, 8, 100'000, salt) << QStringLiteral("vault.cost");
    QTest::newRow("negative") << json(-131072, 8, 1, salt) << QStringLiteral("vault.cost");
    QTest::newRow("other than it was") << json(1024, 8, 1, salt) << QStringLiteral("vault.wrong_passphrase");
}

void TestVault::boundsTheCostItReads()
{
    QFETCH(QString, parameters);
    QFETCH(QString, id);
    Workspace workspace;
    must(workspace.db().exec(QStringLiteral("UPDATE vault_slot SET kind = 'passphrase'")));
    auto change = must(workspace.db().prepare(QStringLiteral("UPDATE vault_slot SET parameters = ?")));
    must(change.bind(parameters).exec());
    QCOMPARE(errorId(Vault::unlock(workspace.db(), passphrase("whatever it is"))), id);
}

void TestVault::bindsASlotToItsRow()
{
    Workspace workspace;
    must(workspace.db().exec(QStringLiteral("UPDATE vault_slot SET row_key = randomblob(16)")));
    QCOMPARE(errorId(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()})), QStringLiteral("vault.wrong_key"));
}

void TestVault::separatesWhatItSeals()
{
    Workspace workspace;
    const QByteArray rowKey = Vault::newRowKey();
    const QByteArray sealed = workspace.vault().seal(Seal::CorpToken, rowKey, "value");
    for (const Seal other :
         {Seal::Component, Seal::Ticket, Seal::SuiteToken, Seal::PermanentCode, Seal::EventPayload, Seal::PurgeSubject})
        QCOMPARE(errorId(workspace.vault().open(other, rowKey, sealed)), QStringLiteral("seal.tampered"));
    QCOMPARE(errorId(workspace.vault().open(Seal::CorpToken, Vault::newRowKey(), sealed)),
             QStringLiteral("seal.tampered"));
    QVERIFY(Vault::newRowKey() != Vault::newRowKey());
    QCOMPARE(Vault::newRowKey().size(), 16);
}

void TestVault::digestsCoverTheSuite()
{
    Workspace workspace;
    const Vault& vault = workspace.vault();
    const QString s1 = QStringLiteral("s1");
    const QByteArray digest = vault.dedupeDigest(s1, "x");
    QCOMPARE(digest.size(), 32);
    QCOMPARE(vault.dedupeDigest(s1, "x"), digest);
    const QList<QByteArray> others{vault.dedupeDigest(s1, "y"), vault.dedupeDigest(QStringLiteral("s"), "1x"),
                                   vault.authCodeDigest(s1, "x"), vault.receiptDigest(s1, QStringLiteral("x")),
                                   Workspace().vault().dedupeDigest(s1, "x")};
    for (const QByteArray& other : others)
        QVERIFY(other != digest);
}

QTEST_GUILESS_MAIN(TestVault)
#include "test_vault.moc"
