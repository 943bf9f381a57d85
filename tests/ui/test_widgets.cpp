#include "ui/support/clipboard.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/banner.h"
#include "ui/widget/fields.h"
#include "ui/widget/navigation_list.h"
#include "ui/widget/pane_splitter.h"
#include "ui/widget/progress_strip.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace kfdesk;
using namespace kfdesk::ui;

namespace {

/// Turns every text of ours into upper case: another language without a file.
class Shouting final : public QTranslator
{
public:
    QString translate(const char*, const char* text, const char*, int) const override
    {
        return QString::fromUtf8(text).toUpper();
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bannerOffersTheAction();
    void bannerFollowsTheLanguage();
    void stripNamesFailuresAndRetriesThem();
    void stripGoesWhenAllIsWell();
    void searchTellsOnceAndAtOnceOnReturn();
    void filterKeepsItsChoice();
    void maskedFieldHidesAgain();
    void copyFieldCopies();
    void navigationItemSaysItsCount();
    void splitterStaysWhereItWasPut();
};

void TestWidgets::bannerOffersTheAction()
{
    Clipboard clipboard(*QGuiApplication::clipboard());
    Banner banner(clipboard);
    QVERIFY(banner.isHidden());
    service::ErrorText error;
    error.title = u"IP not allowed (60020)"_qs;
    error.code = u"60020"_qs;
    error.hint = u"hint: [1]"_qs;
    error.action = service::ErrorAction::Retry;
    banner.showError(error);
    QVERIFY(!banner.isHidden());
    QCOMPARE(banner.accessibleName(), error.title);
    QSignalSpy actions(&banner, &Banner::actionTriggered);
    banner.findChild<QPushButton*>(u"bannerAction"_qs)->click();
    QCOMPARE(actions.first().first().value<service::ErrorAction>(), service::ErrorAction::Retry);
    banner.findChild<QPushButton*>(u"bannerCopy"_qs)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"60020 hint: [1]"_qs);
    banner.showMessage(Tone::Warn, u"quiet"_qs, {});
    QVERIFY(banner.findChild<QPushButton*>(u"bannerAction"_qs)->isHidden());
    banner.clear();
    QVERIFY(banner.isHidden());
}

void TestWidgets::bannerFollowsTheLanguage()
{
    Clipboard clipboard(*QGuiApplication::clipboard());
    Banner banner(clipboard);
    service::ErrorText error;
    error.title = u"title"_qs;
    error.action = service::ErrorAction::Retry;
    banner.showError(error);
    const auto* button = banner.findChild<QPushButton*>(u"bannerAction"_qs);
    QCOMPARE(button->text(), u"Try again"_qs);
    Shouting language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(button->text(), u"TRY AGAIN"_qs);
    QCoreApplication::removeTranslator(&language);
}

void TestWidgets::stripNamesFailuresAndRetriesThem()
{
    ProgressStrip strip;
    QVERIFY(strip.isHidden());
    strip.start(u"Synchronising"_qs);
    QVERIFY(!strip.isHidden() && strip.isRunning());
    QSignalSpy cancels(&strip, &ProgressStrip::cancelRequested);
    strip.findChild<QPushButton*>(u"progressCancel"_qs)->click();
    QCOMPARE(cancels.size(), 1);
    service::Progress progress{3, 3, {{7, u"Corp seven"_qs, makeError(ErrorKind::Network, u"net.refused"_qs)}}};
    strip.finish(progress);
    QVERIFY(!strip.isHidden() && !strip.isRunning());
    const auto* list = strip.findChild<QListWidget*>(u"progressFailures"_qs);
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().startsWith(u"Corp seven"));
    QSignalSpy retries(&strip, &ProgressStrip::retryRequested);
    strip.findChild<QPushButton*>(u"progressRetry"_qs)->click();
    QCOMPARE(retries.first().first().value<std::vector<qint64>>(), std::vector<qint64>{7});
    QVERIFY(strip.isHidden());
}

void TestWidgets::stripGoesWhenAllIsWell()
{
    ProgressStrip strip;
    strip.start(u"Synchronising"_qs);
    strip.finish({3, 3, {}});
    QVERIFY(strip.isHidden());
    strip.start(u"Synchronising"_qs);
    strip.finish({3, 1, {}}, true);
    QVERIFY(!strip.isHidden()); // says that it was cancelled
}

void TestWidgets::searchTellsOnceAndAtOnceOnReturn()
{
    SearchField field;
    QSignalSpy searches(&field, &SearchField::searchChanged);
    QTest::keyClicks(&field, u"abc"_qs);
    QCOMPARE(searches.size(), 0);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(searches.size(), 1);
    QCOMPARE(searches.first().first().toString(), u"abc"_qs);
    field.setText(u"abc "_qs);
    field.flush();
    QCOMPARE(searches.size(), 1);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(searches.last().first().toString(), QString());
    field.setText(u"later"_qs);
    QTRY_COMPARE(searches.last().first().toString(), u"later"_qs); // by itself
}

void TestWidgets::filterKeepsItsChoice()
{
    FilterButton filter;
    QSignalSpy changes(&filter, &FilterButton::chosenChanged);
    filter.setChoices(u"Status"_qs, {{{}, u"All"_qs}, {u"active"_qs, u"Normal"_qs}});
    QCOMPARE(changes.size(), 0);
    filter.choose(u"active"_qs);
    QCOMPARE(changes.size(), 1);
    QVERIFY(filter.text().startsWith(u"Status: Normal"));
    filter.setChoices(u"STATUS"_qs, {{{}, u"ALL"_qs}, {u"active"_qs, u"NORMAL"_qs}});
    QCOMPARE(filter.chosen(), u"active"_qs);
    QVERIFY(filter.accessibleName().startsWith(u"STATUS: NORMAL"));
    filter.setChoices(u"Status"_qs, {{{}, u"All"_qs}});
    QCOMPARE(filter.chosen(), QString());
    QCOMPARE(changes.size(), 2);
}

void TestWidgets::maskedFieldHidesAgain()
{
    MaskedField field;
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    field.actions().constFirst()->trigger();
    QCOMPARE(field.echoMode(), QLineEdit::Normal);
    QFocusEvent leaving(QEvent::FocusOut, Qt::TabFocusReason);
    QCoreApplication::sendEvent(&field, &leaving);
    QCOMPARE(field.echoMode(), QLineEdit::Password);
}

void TestWidgets::copyFieldCopies()
{
    Clipboard clipboard(*QGuiApplication::clipboard());
    QSignalSpy copied(&clipboard, &Clipboard::copied);
    CopyField field(clipboard);
    field.setText({});
    auto* button = field.findChild<QPushButton*>();
    QVERIFY(!button->isEnabled());
    field.setText(u"https://work.weixin.qq.com/kfid/kfcDEMO"_qs);
    field.setAccessibleLabel(u"Link"_qs);
    button->click();
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), field.text());
    QCOMPARE(button->accessibleName(), u"Copy: Link"_qs);
}

void TestWidgets::navigationItemSaysItsCount()
{
    NavigationItem item(Glyph::Inbox);
    item.setLabel(u"Events"_qs);
    QCOMPARE(item.accessibleName(), u"Events"_qs);
    item.setCount(2, true);
    QCOMPARE(item.accessibleName(), u"Events, 2 need attention"_qs);
    item.setCount(0);
    QCOMPARE(item.accessibleName(), u"Events"_qs);
}

void TestWidgets::splitterStaysWhereItWasPut()
{
    const QTemporaryDir folder;
    UiSettings settings(folder.path());
    const auto widths = [&](int dragBy) {
        PaneSplitter splitter(u"demo"_qs, settings, nullptr);
        splitter.resize(601, 200);
        splitter.setPanes(new QWidget, new QWidget, {400, 200});
        splitter.show();
        if (dragBy) {
            QSplitterHandle* handle = splitter.handle(1);
            QTest::mousePress(handle, Qt::LeftButton, {}, {0, 50});
            QTest::mouseMove(handle, {dragBy, 50});
            QTest::mouseRelease(handle, Qt::LeftButton, {}, {dragBy, 50});
        }
        return std::pair(splitter.isMoved(), splitter.sizes());
    };
    QCOMPARE(widths(0), std::pair(false, QList<int>{400, 200}));
    const auto [moved, put] = widths(-100);
    QVERIFY(moved);
    QVERIFY2(put[0] < 310, "it follows the mouse, but for some pixels where it was grasped");
    QCOMPARE(widths(0), std::pair(true, put));
}

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"
