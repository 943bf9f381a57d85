#include "core/store/vault.h"
#include "tests/store/fixture.h"
#include "tests/store/memory_keeper.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

/// A workspace that opens with the session of its user.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensByTheKeychain();
    void everySlotHasAnEntryOfItsOwn();
    void removingTheSlotRemovesTheEntry();
    void aLostEntryIsSaid();
    void aForeignEntryOpensNothing();
    void passesOnWhatTheKeychainSays_data();
    void passesOnWhatTheKeychainSays();
    void aForgetfulKeychainMakesNoSlot();
    void aSlotThatCannotBeStoredLeavesNoEntry();
    void probesByUse();
};

namespace {

/// A workspace with a keychain slot beside its key file.
struct Chained
{
    Chained()
    {
        vault = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
        must(vault->addSlot(workspace.db(), Keychain{keeper}, workspace.dir(), workspace.clock));
    }

    SlotInfo slot() { return must(Vault::listSlots(workspace.db())).back(); }
    QString unlockError() { return errorId(Vault::unlock(workspace.db(), Keychain{keeper})); }

    Workspace workspace;
    std::shared_ptr<MemoryKeeper> keeper = std::make_shared<MemoryKeeper>();
    std::unique_ptr<Vault> vault;
};

Error trouble(const char* id)
{
    return makeError(ErrorKind::Config, QLatin1String(id));
}

} // namespace

void TestKeychain::opensByTheKeychain()
{
    Chained chained;
    QCOMPARE(chained.slot().kind, QStringLiteral("keychain"));
    QCOMPARE(chained.keeper->entries.size(), size_t(1));
    const auto& [name, secret] = *chained.keeper->entries.begin();
    QCOMPARE(chained.slot().label, name);
    QCOMPARE(QByteArray::fromBase64(secret.view().toByteArray()).size(), 32);

    const QByteArray rowKey = Vault::newRowKey();
    const QByteArray sealed = chained.vault->seal(Seal::CorpToken, rowKey, "value");
    const auto again = must(Vault::unlock(chained.workspace.db(), Keychain{chained.keeper}));
    QCOMPARE(must(again->open(Seal::CorpToken, rowKey, sealed)).view(), QByteArrayView("value"));
    // Nothing of the entry is in the store.
    QCOMPARE(chained.workspace.number(
                 QStringLiteral("SELECT count(*) FROM vault_slot WHERE instr(parameters || label, '%1')")
                     .arg(QString::fromLatin1(secret.view()))),
             qint64(0));
}

void TestKeychain::everySlotHasAnEntryOfItsOwn()
{
    Chained first;
    must(first.vault->addSlot(first.workspace.db(), Keychain{first.keeper}, first.workspace.dir(),
                              first.workspace.clock));
    QCOMPARE(first.keeper->entries.size(), size_t(2));
    first.keeper->entries.erase(first.keeper->entries.begin()); // one is enough
    QCOMPARE(first.unlockError(), QString());
}

void TestKeychain::removingTheSlotRemovesTheEntry()
{
    Chained chained;
    must(chained.vault->removeSlot(chained.workspace.db(), chained.slot().id, chained.keeper.get()));
    QVERIFY(chained.keeper->entries.empty());
    QCOMPARE(chained.unlockError(), QStringLiteral("vault.no_slot"));

    Chained silent;
    silent.keeper->refusal = trouble("vault.keychain_timeout");
    must(silent.vault->removeSlot(silent.workspace.db(), silent.slot().id, silent.keeper.get())); // goes all the same
    QCOMPARE(silent.unlockError(), QStringLiteral("vault.no_slot"));
}

void TestKeychain::aLostEntryIsSaid()
{
    Chained chained;
    chained.keeper->entries.clear();
    QCOMPARE(chained.unlockError(), QStringLiteral("vault.keychain_missing"));
}

void TestKeychain::aForeignEntryOpensNothing()
{
    Chained chained;
    chained.keeper->entries.begin()->second = Secret(QByteArrayView("c29tZWJvZHkgZWxzZSdzIHNlY3JldCBvZiAzMiBieXRl"));
    QCOMPARE(chained.unlockError(), QStringLiteral("vault.keychain_missing"));
}

void TestKeychain::passesOnWhatTheKeychainSays_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id :
         {"vault.keychain_none", "vault.keychain_timeout", "vault.keychain_denied", "vault.keychain_failed"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestKeychain::passesOnWhatTheKeychainSays()
{
    QFETCH(QString, id);
    Chained chained;
    chained.keeper->refusal = makeError(ErrorKind::Config, id);
    QCOMPARE(chained.unlockError(), id);
    QCOMPARE(errorId(chained.vault->addSlot(chained.workspace.db(), Keychain{chained.keeper}, chained.workspace.dir(),
                                            chained.workspace.clock)),
             id);
    QCOMPARE(errorId(probeKeychain(*chained.keeper)), id);
    QCOMPARE(must(Vault::listSlots(chained.workspace.db())).size(), size_t(2));
}

void TestKeychain::aForgetfulKeychainMakesNoSlot()
{
    Chained chained;
    chained.keeper->forgetful = true;
    QCOMPARE(errorId(chained.vault->addSlot(chained.workspace.db(), Keychain{chained.keeper}, chained.workspace.dir(),
                                            chained.workspace.clock)),
             QStringLiteral("vault.keychain_failed"));
    QCOMPARE(must(Vault::listSlots(chained.workspace.db())).size(), size_t(2));
    QCOMPARE(errorId(probeKeychain(*chained.keeper)), QStringLiteral("vault.keychain_failed"));
}

void TestKeychain::aSlotThatCannotBeStoredLeavesNoEntry()
{
    Chained chained;
    const size_t before = chained.keeper->entries.size();
    QCOMPARE(errorId(Vault::found(chained.workspace.db(), Keychain{chained.keeper}, chained.workspace.dir(),
                                  chained.workspace.clock)),
             QStringLiteral("vault.exists"));
    must(chained.workspace.db().exec(QStringLiteral("CREATE TRIGGER full BEFORE INSERT ON vault_slot "
                                                    "BEGIN SELECT RAISE(ABORT, 'full'); END")));
    QVERIFY(!chained.vault->addSlot(chained.workspace.db(), Keychain{chained.keeper}, chained.workspace.dir(),
                                    chained.workspace.clock));
    QCOMPARE(chained.keeper->entries.size(), before);
}

void TestKeychain::probesByUse()
{
    MemoryKeeper keeper;
    must(probeKeychain(keeper));
    QVERIFY(keeper.entries.empty());
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "test_keychain.moc"
