#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/window_rig.h"
#include "ui/widget/fields.h"
#include "ui/window/page.h"
#include "ui/window/shell.h"

#include <QLineEdit>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// The window by keyboard alone, with the pages it has.
class TestWindowKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersGoToThePages();
    void searchOfThePageIsOneKeyAway();
    void thePageHasTheKeyboard();
    void theSidebarKeepsTheKeyboard();
    void corpsAreOneKeyAway();
    void windowIsLockedByKeyAndOpenedByTyping();
    void lockWithoutAPassphraseSaysWhatIsMissing();

private:
    static void open(WindowRig& rig, const store::SlotKey& key)
    {
        rig.makeWorkspace(key);
        rig.controller().open(rig.workspaceDir(), key);
        QTRY_VERIFY_WITH_TIMEOUT(rig.window().shell() && rig.window().shell()->currentPage(), 20'000);
    }
    static void press(WindowRig& rig, Qt::Key key, Qt::KeyboardModifiers with = Qt::ControlModifier)
    {
        QTest::keyClick(&rig.window(), key, with);
    }
    static PageId current(WindowRig& rig) { return rig.window().shell()->currentPage()->id(); }
};

void TestWindowKeys::numbersGoToThePages()
{
    WindowRig rig;
    open(rig, store::KeyFile{rig.keyFile()});
    const PageId pages[] = {PageId::Corps, PageId::Invite, PageId::Links, PageId::Callbacks, PageId::Settings};
    for (int i = 4; i >= 0; --i) {
        press(rig, static_cast<Qt::Key>(Qt::Key_1 + i));
        QCOMPARE(current(rig), pages[i]);
        press(rig, Qt::Key_F5, Qt::NoModifier); // of every page, also without data
        QCOMPARE(current(rig), pages[i]);
    }
}

void TestWindowKeys::searchOfThePageIsOneKeyAway()
{
    WindowRig rig;
    open(rig, store::KeyFile{rig.keyFile()});
    for (const Qt::Key page : {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4}) {
        press(rig, page);
        press(rig, Qt::Key_F);
        auto* search = rig.window().shell()->currentPage()->findChild<SearchField*>();
        QVERIFY(search);
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, u"abc"_s);
        QCOMPARE(search->text(), u"abc"_s);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty());
    }
}

void TestWindowKeys::thePageHasTheKeyboard()
{
    WindowRig rig;
    open(rig, store::KeyFile{rig.keyFile()});
    QVERIFY(QTest::qWaitForWindowActive(&rig.window()));
    const auto pageOfFocus = [&rig] {
        return rig.window().shell()->currentPage()->isAncestorOf(rig.window().focusWidget());
    };
    QVERIFY(pageOfFocus());
    press(rig, Qt::Key_F);
    QWidget* search = rig.window().focusWidget();
    for (const auto id : {PageId::Links, PageId::Settings, PageId::Callbacks, PageId::Invite}) {
        QTest::mouseClick(rig.find<QWidget>(qPrintable(u"navigation%1"_s.arg(int(id)))), Qt::LeftButton);
        QCOMPARE(current(rig), id);
        QVERIFY2(pageOfFocus(), qPrintable(rig.window().focusWidget()->objectName()));
    }
    press(rig, Qt::Key_1);
    QCOMPARE(rig.window().focusWidget(), search); // where it was
}

void TestWindowKeys::theSidebarKeepsTheKeyboard()
{
    WindowRig rig;
    open(rig, store::KeyFile{rig.keyFile()});
    QVERIFY(QTest::qWaitForWindowActive(&rig.window()));
    auto* links = rig.find<QWidget>(qPrintable(u"navigation%1"_s.arg(int(PageId::Links))));
    links->setFocus(Qt::TabFocusReason);
    QTest::keyClick(links, Qt::Key_Space);
    QCOMPARE(current(rig), PageId::Links);
    QVERIFY(links->hasFocus());
}

void TestWindowKeys::corpsAreOneKeyAway()
{
    WindowRig rig;
    open(rig, store::KeyFile{rig.keyFile()});
    press(rig, Qt::Key_K);
    auto* switcher = rig.find<QWidget>("quickSwitcher");
    QVERIFY(switcher->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(switcher));
    QTest::keyClick(switcher, Qt::Key_Escape);
    QVERIFY(!switcher->isVisible());
}

void TestWindowKeys::windowIsLockedByKeyAndOpenedByTyping()
{
    WindowRig rig;
    open(rig, store::Passphrase{Secret(u"correct horse"_s)});
    press(rig, Qt::Key_L);
    QTRY_VERIFY(!rig.window().shell());
    auto* passphrase = rig.find<QLineEdit>("passphrase");
    QTRY_VERIFY(passphrase->hasFocus());
    QTest::keyClicks(passphrase, u"correct horse"_s);
    QTest::keyClick(passphrase, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(rig.window().shell(), 20'000);
}

void TestWindowKeys::lockWithoutAPassphraseSaysWhatIsMissing()
{
    WindowRig rig(u"zh_CN"_s);
    open(rig, store::KeyFile{rig.keyFile()});
    press(rig, Qt::Key_L);
    QTRY_VERIFY2(visibleWords(rig.window()).contains(u"请先添加口令"), qPrintable(visibleWords(rig.window())));
    QVERIFY(rig.window().shell());
}

QTEST_MAIN(TestWindowKeys)
#include "test_window_keys.moc"
