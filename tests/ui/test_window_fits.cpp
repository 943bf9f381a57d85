#include "tests/ui/support/window_rig.h"
#include "ui/window/page.h"
#include "ui/window/shell.h"

#include <QScreen>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// The window on the smallest screen it is made for.
class TestWindowFits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noPageNeedsMoreThanASmallScreen_data();
    void noPageNeedsMoreThanASmallScreen();
    void firstSizeIsWithinTheScreen();
};

void TestWindowFits::noPageNeedsMoreThanASmallScreen_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestWindowFits::noPageNeedsMoreThanASmallScreen()
{
    QFETCH(QString, language);
    WindowRig rig(language);
    rig.makeWorkspace();
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_VERIFY(rig.window().shell() && rig.window().shell()->currentPage());
    for (const PageId page : {PageId::Corps, PageId::Invite, PageId::Links, PageId::Callbacks, PageId::Settings}) {
        rig.window().shell()->showPage(page);
        const QSize needed = rig.window().shell()->minimumSizeHint();
        QVERIFY2(needed.width() <= 960 && needed.height() <= 540, // 1920x1080 at 200 %
                 qPrintable(u"page %1 needs %2 x %3"_s.arg(int(page)).arg(needed.width()).arg(needed.height())));
    }
}

void TestWindowFits::firstSizeIsWithinTheScreen()
{
    WindowRig rig(u"en"_s, std::nullopt);
    const QSize screen = rig.window().screen()->availableSize();
    QVERIFY(screen.width() < 1280); // or it shows nothing
    QCOMPARE(rig.window().size().boundedTo(screen), rig.window().size());
}

QTEST_MAIN(TestWindowFits)
#include "test_window_fits.moc"
