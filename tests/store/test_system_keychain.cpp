#include "core/store/keychain.h"

#include <QDir>
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;

/// The keychain of the system itself. One bus a process: which one, the first argument of the test's own says
/// (KFDESK_TEST_BUS): "silent" is a bus that takes calls and never answers, "absent" none at all.
class TestSystemKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void silentBus();
    void absentBus();

private:
    QTemporaryDir m_folder;
    QString m_bus = qEnvironmentVariable("KFDESK_TEST_BUS");
    QLocalServer m_silent;
};

void TestSystemKeychain::initTestCase()
{
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

QTEST_GUILESS_MAIN(TestSystemKeychain)
#include "test_system_keychain.moc"
