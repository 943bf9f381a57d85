#include "core/store/database.h"
#include "tests/ui/support/accessibility.h"
#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/window_rig.h"
#include "ui/window/shell.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using Phase = AppController::Phase;

/// Workspaces that cannot be opened as they are: each is a sentence with a way on, nothing in the folder is lost, and
/// the window goes on once the cause is gone.
class TestBadWorkspaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreadableWorkspaceIsSaidAndKept_data();
    void unreadableWorkspaceIsSaidAndKept();
    void keyThatDoesNotFitIsSaid_data();
    void keyThatDoesNotFitIsSaid();
    void keyFileThatWasPointedAtIsRemembered();
    void wrongPassphraseIsSaid_data();
    void wrongPassphraseIsSaid();
    void givenKeyThatDoesNotFitLeavesTheOtherWays();
    void anotherWorkspaceCanBeOpened();
    void folderWithoutAWorkspaceIsSaid();
    void firstStartOpensWhatIsElsewhere();

private:
    using Act = std::function<void(WindowRig&)>;
    static void write(const QString& path, const QByteArray& content, qint64 offset = 0)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(offset));
        QCOMPARE(file.write(content), content.size());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    static QString store(const WindowRig& rig) { return rig.workspaceDir() + u"/kfdesk.sqlite"_s; }
    static QMap<QString, QByteArray> files(const WindowRig& rig)
    {
        QMap<QString, QByteArray> all;
        for (const QFileInfo& info : QDir(rig.workspaceDir()).entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            // Shared memory and empty logs come and go with readers.
            if (file.open(QIODevice::ReadOnly) && file.size() > 0 && !info.fileName().endsWith(u"-shm"))
                all[info.fileName()] = file.readAll();
        }
        return all;
    }
    static void run(const WindowRig& rig, const QString& sql)
    {
        const auto database = store::Database::open(store(rig));
        QVERIFY(database);
        QVERIFY((*(*database)->connection())->exec(sql));
    }
    /// Both languages; `zh` and `en` stand in the banner's sentence.
    static void row(const char* name, const Act& spoil, const QString& en, const QString& zh, const Act& mend = {})
    {
        QTest::addRow("%s, en", name) << u"en"_s << spoil << en << mend;
        QTest::addRow("%s, zh", name) << u"zh_CN"_s << spoil << zh << mend;
    }
    static void columns()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<Act>("spoil");
        QTest::addColumn<QString>("says");
        QTest::addColumn<Act>("mend");
    }
    static void verifySays(WindowRig& rig, const QString& says)
    {
        const QString read = visibleWords(*rig.window().centralWidget());
        QVERIFY2(read.contains(says), qPrintable(read));
        QVERIFY(read.count(u'\n') >= 3); // title, folder, cause, remedy
        static const QRegularExpression number(u"[(（]\\d+[)）]"_s);
        QVERIFY2(!read.contains(number), qPrintable(read)); // a library's number helps nobody who reads
        QVERIFY(rig.window().isVisible());
        QCOMPARE(withoutName(rig.window()), QStringList());
        QCOMPARE(withoutDescription(rig.window()), QStringList());
        QCOMPARE(unreachableByTab(rig.window()), QStringList());
    }
};

void TestBadWorkspaces::unreadableWorkspaceIsSaidAndKept_data()
{
    columns();
    row(
        "newer", [](WindowRig& rig) { run(rig, u"UPDATE schema_version SET version = 900 WHERE version = 1"_s); },
        u"A newer KfDesk has written this workspace"_s, u"更新版本的 KfDesk"_s,
        [](WindowRig& rig) { run(rig, u"UPDATE schema_version SET version = 1 WHERE version = 900"_s); });
    row(
        "damaged", [](WindowRig& rig) { write(store(rig), QByteArray(3000, '\xff'), 100); },
        u"The database of the workspace is damaged"_s, u"数据库已损坏"_s);
    row(
        "no database", [](WindowRig& rig) { write(store(rig), QByteArray(8192, 't')); },
        u"is not a database of KfDesk"_s, u"不是 KfDesk 的数据库"_s);
    row(
        "database gone", [](WindowRig& rig) { QVERIFY(QFile::rename(store(rig), rig.folder.filePath(u"moved"_s))); },
        u"cannot be opened"_s, u"无法打开"_s,
        [](WindowRig& rig) { QVERIFY(QFile::rename(rig.folder.filePath(u"moved"_s), store(rig))); });
    row(
        "keys gone", [](WindowRig& rig) { run(rig, u"DELETE FROM vault_slot"_s); }, u"This workspace has no keys yet"_s,
        u"还没有密钥"_s);
}

void TestBadWorkspaces::unreadableWorkspaceIsSaidAndKept()
{
    QFETCH(QString, language);
    QFETCH(Act, spoil);
    QFETCH(QString, says);
    QFETCH(Act, mend);
    WindowRig rig(language);
    rig.makeWorkspace();
    spoil(rig);
    const auto before = files(rig);
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_COMPARE(rig.controller().phase(), Phase::Failed);
    verifySays(rig, says);
    QVERIFY(rig.shows("unlockAnother"));
    QVERIFY(rig.find<QPushButton>("unlockRetry")->hasFocus());
    rig.find<QPushButton>("unlockRetry")->click();
    QTRY_COMPARE(rig.controller().phase(), Phase::Failed);
    verifySays(rig, says);
    QCOMPARE(files(rig), before);
    if (!mend)
        return;
    mend(rig);
    rig.find<QPushButton>("unlockRetry")->click();
    QTRY_VERIFY(rig.window().shell());
}

void TestBadWorkspaces::keyThatDoesNotFitIsSaid_data()
{
    columns();
    row(
        "gone", [](WindowRig& rig) { QFile::remove(rig.keyFile()); }, u"does not exist"_s, u"不存在"_s);
    row(
        "of another workspace", [](WindowRig& rig) { write(rig.keyFile(), QByteArray(32, 'k').toBase64() + '\n'); },
        u"The key file does not belong to this workspace"_s, u"密钥文件不属于此工作区"_s);
    row(
        "something else",
        [](WindowRig& rig) {
            QFile::remove(rig.keyFile());
            write(rig.keyFile(), "my password");
        },
        u"is not a key file"_s, u"不是密钥文件"_s);
    row(
        "readable by others",
        [](WindowRig& rig) {
            QFile::setPermissions(rig.keyFile(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        },
        u"Other users can read the key file"_s, u"其他用户可以读取密钥文件"_s);
}

void TestBadWorkspaces::keyThatDoesNotFitIsSaid()
{
    QFETCH(QString, language);
    QFETCH(Act, spoil);
    QFETCH(QString, says);
    WindowRig rig(language);
    rig.makeWorkspace();
    const QString kept = rig.folder.filePath(u"kept"_s);
    QVERIFY(QFile::copy(rig.keyFile(), kept));
    const auto before = files(rig);
    spoil(rig);
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_COMPARE(rig.controller().phase(), Phase::Locked);
    verifySays(rig, says);
    QVERIFY(!rig.shows("passphrase")); // there is none that would open it
    QVERIFY(rig.shows("unlockAnother"));
    QCOMPARE(files(rig), before);

    rig.prompts.files.push_back(rig.folder.filePath(u"nowhere"_s));
    rig.find<QPushButton>("unlockKeyFile")->click();
    QTRY_VERIFY(visibleWords(rig.window()).contains(u"nowhere"));
    rig.prompts.files.push_back(kept);
    rig.find<QPushButton>("unlockKeyFile")->click();
    QTRY_VERIFY(rig.window().shell());
}

void TestBadWorkspaces::keyFileThatWasPointedAtIsRemembered()
{
    WindowRig rig;
    rig.makeWorkspace();
    const QString moved = rig.folder.filePath(u"on a stick.key"_s);
    QVERIFY(QFile::rename(rig.keyFile(), moved));
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_COMPARE(rig.controller().phase(), Phase::Locked);
    rig.prompts.files.push_back(moved);
    rig.find<QPushButton>("unlockKeyFile")->click();
    QTRY_VERIFY(rig.window().shell());
    rig.controller().open(rig.workspaceDir(), {}); // the next start
    QTRY_VERIFY(rig.controller().phase() == Phase::Ready && rig.window().shell());

    // Gone from there as well: that is the place which is named.
    QVERIFY(QFile::remove(moved));
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_COMPARE(rig.controller().phase(), Phase::Locked);
    verifySays(rig, u"on a stick.key"_s);
}

void TestBadWorkspaces::wrongPassphraseIsSaid_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("says");
    QTest::newRow("en") << u"en"_s << u"The passphrase is wrong"_s;
    QTest::newRow("zh") << u"zh_CN"_s << u"口令"_s;
}

void TestBadWorkspaces::wrongPassphraseIsSaid()
{
    QFETCH(QString, language);
    QFETCH(QString, says);
    WindowRig rig(language);
    rig.makeWorkspace(store::Passphrase{Secret(u"correct horse"_s)});
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_COMPARE(rig.controller().phase(), Phase::Locked);
    QVERIFY(!rig.shows("unlockKeyFile"));
    auto* passphrase = rig.find<QLineEdit>("passphrase");
    QTRY_VERIFY(passphrase->hasFocus());
    QTest::keyClicks(passphrase, u"wrong horse"_s);
    QTest::keyClick(passphrase, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(rig.find<QPushButton>("unlock")->isEnabled(), 20'000);
    verifySays(rig, says);
    QVERIFY(!visibleWords(rig.window()).contains(u"wrong horse"));
    passphrase->setText(u"correct horse"_s);
    rig.find<QPushButton>("unlock")->click();
    QTRY_VERIFY_WITH_TIMEOUT(rig.window().shell(), 20'000);
}

void TestBadWorkspaces::givenKeyThatDoesNotFitLeavesTheOtherWays()
{
    WindowRig rig;
    rig.makeWorkspace();
    rig.controller().open(rig.workspaceDir(), store::KeyFile{rig.folder.filePath(u"typo"_s)}); // --key-file
    QTRY_COMPARE(rig.controller().phase(), Phase::Locked);
    verifySays(rig, u"typo"_s);
    rig.prompts.files.push_back(rig.keyFile());
    rig.find<QPushButton>("unlockKeyFile")->click();
    QTRY_VERIFY(rig.window().shell());
}

void TestBadWorkspaces::anotherWorkspaceCanBeOpened()
{
    WindowRig rig;
    rig.makeWorkspace();
    const QString spoilt = rig.folder.filePath(u"spoilt"_s);
    QVERIFY(QDir().mkpath(spoilt));
    QVERIFY(QFile::copy(rig.workspaceDir() + u"/workspace.ini"_s, spoilt + u"/workspace.ini"_s));
    rig.controller().open(spoilt, {});
    QTRY_COMPARE(rig.controller().phase(), Phase::Failed);
    rig.prompts.files.push_back(rig.workspaceDir());
    rig.find<QPushButton>("unlockAnother")->click();
    QTRY_VERIFY(rig.window().shell());
    QCOMPARE(rig.controller().directory(), rig.workspaceDir());
}

void TestBadWorkspaces::folderWithoutAWorkspaceIsSaid()
{
    WindowRig rig;
    rig.controller().openChosen(rig.folder.path());
    QTRY_COMPARE(rig.controller().phase(), Phase::Failed);
    verifySays(rig, u"There is no workspace in"_s);
    QVERIFY(!QFile::exists(rig.folder.filePath(u"kfdesk.sqlite"_s)));
}

void TestBadWorkspaces::firstStartOpensWhatIsElsewhere()
{
    WindowRig rig;
    rig.makeWorkspace();
    const QString none = rig.folder.filePath(u"none"_s);
    rig.controller().open(none, {});
    QTRY_COMPARE(rig.controller().phase(), Phase::NoWorkspace);
    rig.prompts.files = {rig.folder.path(), rig.workspaceDir()};
    rig.find<QPushButton>("startOpen")->click();
    QTRY_VERIFY(visibleWords(rig.window()).contains(u"There is no workspace in"));
    QVERIFY(rig.shows("startConnect"));
    QCOMPARE(rig.controller().directory(), none); // where one would be founded
    rig.find<QPushButton>("startOpen")->click();
    QTRY_VERIFY(rig.window().shell());
}

QTEST_MAIN(TestBadWorkspaces)
#include "test_bad_workspaces.moc"
