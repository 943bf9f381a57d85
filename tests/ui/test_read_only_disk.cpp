#include "core/service/placement_service.h"
#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/window_rig.h"
#include "ui/window/listener_control.h"
#include "ui/window/shell.h"

#include <QPushButton>
#include <QTest>

#include <cstdio>
#include <unistd.h>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using Phase = AppController::Phase;

/// The window on a disk that was mounted read-only, before the start or under it. tests/system/failing_disk.cpp is in
/// this program and plays the disk, since permissions hold nobody back who is root.
class TestReadOnlyDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workspaceThatCannotBeWrittenIsSaid_data();
    void workspaceThatCannotBeWrittenIsSaid();
    void diskThatTurnsReadOnlyIsSaidAndGoneOnFrom_data();
    void diskThatTurnsReadOnlyIsSaidAndGoneOnFrom();

private:
    static void columns()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("remedy");
    }
    /// The disk of the rig's workspace, writable until makeReadOnly().
    class Disk
    {
    public:
        explicit Disk(const WindowRig& rig)
            : m_link(QFile::encodeName(rig.folder.filePath(u"failing"_s)))
        {
            qputenv("KFDESK_FAILING_FILES", QFile::encodeName(rig.workspaceDir()));
            qputenv("KFDESK_FAILING_CALLS", m_link);
        }
        ~Disk()
        {
            makeWritable();
            qunsetenv("KFDESK_FAILING_FILES");
            qunsetenv("KFDESK_FAILING_CALLS");
        }
        void makeReadOnly() const
        {
            if (::symlink("write:30 sync:30 update:30", m_link.constData()) != 0) // EROFS
                qFatal("no plan of failures");
        }
        void makeWritable() const { ::unlink(m_link.constData()); }

    private:
        QByteArray m_link;
    };
};

void TestReadOnlyDisk::workspaceThatCannotBeWrittenIsSaid_data()
{
    columns();
    QTest::newRow("en") << u"en"_s << u"The database cannot be written"_s << u"mounted read-only"_s;
    QTest::newRow("zh") << u"zh_CN"_s << u"数据库无法写入"_s << u"只读"_s;
}

void TestReadOnlyDisk::workspaceThatCannotBeWrittenIsSaid()
{
    QFETCH(QString, language);
    QFETCH(QString, cause);
    QFETCH(QString, remedy);
    WindowRig rig(language);
    rig.makeWorkspace();
    const Disk disk(rig);
    disk.makeReadOnly();
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_COMPARE(rig.controller().phase(), Phase::Failed);
    QVERIFY2(visibleWords(rig.window()).contains(cause), qPrintable(visibleWords(rig.window())));
    QVERIFY2(visibleWords(rig.window()).contains(remedy), qPrintable(visibleWords(rig.window())));
    QVERIFY(rig.shows("unlockAnother"));
    disk.makeWritable();
    rig.find<QPushButton>("unlockRetry")->click();
    QTRY_VERIFY(rig.window().shell());
}

void TestReadOnlyDisk::diskThatTurnsReadOnlyIsSaidAndGoneOnFrom_data()
{
    columns(); // files that are open already fail as those of a broken disk do
    QTest::newRow("en") << u"en"_s << u"Reading or writing the disk failed"_s << u"mount"_s;
    QTest::newRow("zh") << u"zh_CN"_s << u"磁盘读写失败"_s << u"挂载"_s;
}

void TestReadOnlyDisk::diskThatTurnsReadOnlyIsSaidAndGoneOnFrom()
{
    QFETCH(QString, language);
    QFETCH(QString, cause);
    QFETCH(QString, remedy);
    WindowRig rig(language);
    rig.makeWorkspace();
    const Disk disk(rig);
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_VERIFY(rig.window().shell() && rig.window().shell()->currentPage());
    rig.window().shell()->showPage(PageId::Invite);
    const auto placements = [&rig] {
        return rig.controller().workspace()->placements().list(rig.window().shell()->suiteId())->size();
    };
    auto* add = rig.find<QPushButton>("inviteNew");
    QTRY_VERIFY(add->isEnabled());
    rig.prompts.texts = {u"Shop"_s, u"Shop"_s};
    disk.makeReadOnly();
    add->click();
    QTRY_VERIFY2(visibleWords(rig.window()).contains(cause), qPrintable(visibleWords(rig.window())));
    QVERIFY2(visibleWords(rig.window()).contains(remedy), qPrintable(visibleWords(rig.window())));
    QCOMPARE(placements(), size_t(0));
    savePicture(rig.window());
    disk.makeWritable();
    add->click();
    QTRY_COMPARE(placements(), size_t(1));
    QVERIFY(!visibleWords(rig.window()).contains(cause));
}

QTEST_MAIN(TestReadOnlyDisk)
#include "test_read_only_disk.moc"
