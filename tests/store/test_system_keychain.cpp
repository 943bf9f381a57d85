#include "core/store/keychain.h"
#include "core/store/vault.h"
#include "tests/store/fixture.h"

#include <QDir>
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

/// The keychain of the system itself. One bus a process, named by KFDESK_TEST_BUS: "silent" takes calls and never
/// answers, "absent" is none at all, "keyring" is the one of with_keyring.sh.
class TestSystemKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void silentBus();
    void absentBus();
    void opensAWorkspace();

private:
    QTemporaryDir m_folder;
    QString m_bus = qEnvironmentVariable("KFDESK_TEST_BUS");
    QLocalServer m_silent;
};

void TestSystemKeychain::initTestCase()
{
    if (m_bus == u"keyring")
        return;
    qputenv("XDG_CURRENT_DESKTOP", "GNOME");
    qputenv("HOME", QFile::encodeName(m_folder.path()));
    qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.filePath(QStringLiteral("data"))));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder.path()));
    const QString socket = m_folder.filePath(QStringLiteral("bus"));
    if (m_bus == u"silent")
        QVERIFY(m_silent.listen(socket));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QFile::encodeName(socket));
}

void TestSystemKeychain::silentBus()
{
    if (m_bus != u"silent")
        QSKIP("another bus");
    const auto keychain = makeSystemKeychain(200);
    QCOMPARE(probeKeychain(*keychain).error().id, QStringLiteral("vault.keychain_timeout"));
    QCOMPARE(keychain->read(QStringLiteral("a")).error().id, QStringLiteral("vault.keychain_timeout"));
}

void TestSystemKeychain::absentBus()
{
    if (m_bus != u"absent")
        QSKIP("another bus");
    const auto keychain = makeSystemKeychain(60'000);
    const auto probed = probeKeychain(*keychain);
    QVERIFY(!probed);
    QVERIFY2(probed.error().id == u"vault.keychain_failed" || probed.error().id == u"vault.keychain_none",
             qPrintable(probed.error().id));
}

void TestSystemKeychain::opensAWorkspace()
{
    if (m_bus != u"keyring")
        QSKIP("another bus");
    const std::shared_ptr<SecretKeeper> keychain = makeSystemKeychain(60'000);
    must(probeKeychain(*keychain));
    Workspace workspace;
    auto vault = must(Vault::unlock(workspace.db(), KeyFile{workspace.keyFile()}));
    must(vault->addSlot(workspace.db(), Keychain{keychain}, workspace.dir(), workspace.clock));
    const QByteArray sealed = vault->seal(Seal::EventPayload, "row", "plain");

    const auto reopened = must(Vault::unlock(workspace.db(), Keychain{keychain}));
    QCOMPARE(must(reopened->open(Seal::EventPayload, "row", sealed)).view(), QByteArrayView("plain"));
    must(vault->removeSlot(workspace.db(), must(Vault::listSlots(workspace.db())).back().id, keychain.get()));
    QVERIFY(!Vault::unlock(workspace.db(), Keychain{keychain}));
}

QTEST_GUILESS_MAIN(TestSystemKeychain)
#include "test_system_keychain.moc"
