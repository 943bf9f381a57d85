#include "tests/system/programs.h"
#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/window_rig.h"
#include "ui/window/listener_control.h"
#include "ui/window/shell.h"

#include <QAbstractButton>
#include <QJsonObject>
#include <QPushButton>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using ListenerPhase = service::ListenerState::Phase;

/// The window beside a running `kfdeskctl serve`: its client while that lives, and who takes over when it is gone.
class TestSecondHolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holderIsNamedAndItsEndOffersToTakeOver_data();
    void holderIsNamedAndItsEndOffersToTakeOver();
    void holderThatComesBackIsLeftItsPlace();

private:
    static std::unique_ptr<kfdesk::test::RunningProgram> serve(WindowRig& rig)
    {
        auto program = std::make_unique<kfdesk::test::RunningProgram>(u"kfdeskctl"_s,
                                                                      QStringList{u"--workspace"_s, rig.workspaceDir(),
                                                                                  u"--key-file"_s, rig.keyFile(),
                                                                                  u"serve"_s, u"--port"_s, u"0"_s},
                                                                      rig.folder.filePath(u"serve.log"_s));
        program->firstLine();
        return program;
    }
    static ListenerPhase phase(WindowRig& rig) { return rig.controller().listener()->state().phase; }
};

void TestSecondHolder::holderIsNamedAndItsEndOffersToTakeOver_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("killed");
    QTest::addColumn<QString>("says");
    QTest::newRow("stops, en") << u"en"_s << false << u"Nobody receives authorisations: kfdeskctl"_s;
    QTest::newRow("is killed, zh") << u"zh_CN"_s << true << u"无人接收授权"_s;
}

void TestSecondHolder::holderIsNamedAndItsEndOffersToTakeOver()
{
    QFETCH(QString, language);
    QFETCH(bool, killed);
    QFETCH(QString, says);
    WindowRig rig(language);
    rig.makeWorkspace();
    auto holder = serve(rig);
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_VERIFY(rig.window().shell() && rig.window().shell()->currentPage());
    QTRY_COMPARE(phase(rig), ListenerPhase::HeldElsewhere);
    QVERIFY(rig.controller().listener()->state().holder.contains(QString::number(holder->pid())));
    QVERIFY(!rig.shows("takeOver"));
    rig.window().shell()->showPage(PageId::Callbacks);
    auto* toggle = rig.find<QPushButton>("listenToggle");
    QVERIFY(!toggle->isEnabled());
    QVERIFY2(visibleWords(rig.window()).contains(u"kfdeskctl"), qPrintable(visibleWords(rig.window())));

    if (killed)
        holder->kill();
    else
        QCOMPARE(holder->stop().exitCode, 0);
    QTRY_VERIFY(rig.shows("takeOver"));
    QVERIFY2(visibleWords(rig.window()).contains(says), qPrintable(visibleWords(rig.window())));
    QVERIFY(toggle->isEnabled());
    rig.find<QWidget>("takeOver")->findChild<QPushButton*>(u"bannerAction"_s)->click();
    QTRY_COMPARE(phase(rig), ListenerPhase::Listening);
    QVERIFY(!rig.shows("takeOver"));
}

void TestSecondHolder::holderThatComesBackIsLeftItsPlace()
{
    WindowRig rig;
    rig.makeWorkspace();
    auto holder = serve(rig);
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_VERIFY(rig.window().shell());
    QTRY_COMPARE(phase(rig), ListenerPhase::HeldElsewhere);
    holder->kill();
    QTRY_VERIFY(rig.shows("takeOver"));
    holder = serve(rig);
    QTRY_COMPARE(phase(rig), ListenerPhase::HeldElsewhere);
    QVERIFY(!rig.shows("takeOver"));
}

QTEST_MAIN(TestSecondHolder)
#include "test_second_holder.moc"
