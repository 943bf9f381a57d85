#include "tests/ui/event_words.h"
#include "tests/ui/support/accessibility.h"
#include "ui/page/callbacks/callbacks_page.h"
#include "ui/widget/fields.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// The callbacks page as a whole: finding events, staying put, languages, keyboard.
class TestCallbacksPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersAndSearchFindEvents();
    void eventsThatArriveKeepSelectionAndScroll();
    void timesAreShortWithTheWholeInTheTip();
    void pageSpeaksTheOtherLanguageAtOnce();
    void everyControlSpeaksAndIsReached_data();
    void everyControlSpeaksAndIsReached();
};

void TestCallbacksPage::filtersAndSearchFindEvents()
{
    PageRig rig;
    auto* page = rig.show<CallbacksPage>();
    const QString first = authorise(rig, u"alpha1"_s);
    QVERIFY(rig.service.waitForCorp(first, model::CorpStatus::Active));
    rig.service.clock.advance(1000);
    rig.service.fault(u"get_permanent_code"_s, 40078);
    authorise(rig, u"beta2"_s);
    QVERIFY(rig.service.waitFor([&] { return rig.service.events(u"create_auth"_s).size() == 2; }));
    auto* table = rig.find<TableView>("eventTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto* search = rig.find<SearchField>("search");
    const auto find = [&](const QString& text) {
        search->setText(text);
        search->flush();
    };
    for (const QString& text : {u"alpha1"_s, rig.service.corp(first)->name, first}) {
        find(text);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"alpha1"_s);
    }
    find(u"40078"_s);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"beta2"_s);
    find(u"nobody"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    auto* clear = table->findChild<QPushButton*>(u"noticeAction"_s);
    QTRY_VERIFY(clear->isVisible());
    clear->click();
    QTRY_COMPARE(table->model()->rowCount(), 2);

    rig.find<QPushButton>("eventsNeedPerson")->click(); // the card leads to what is to be done
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"beta2"_s);
    rig.find<FilterButton>("eventStatusFilter")->choose(u"done"_s);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"alpha1"_s);

    page->go({PageId::Callbacks, rig.service.corp(first)->id});
    QVERIFY(rig.find<QPushButton>("eventsCorpFilter")->isVisible());
    rig.find<QPushButton>("eventsCorpFilter")->click();
    QVERIFY(!rig.find<QPushButton>("eventsCorpFilter")->isVisible());
}

void TestCallbacksPage::eventsThatArriveKeepSelectionAndScroll()
{
    PageRig rig;
    for (int i = 0; i < 60; ++i)
        QVERIFY(rig.service.ingest(rig.service.eventXml("moon_rose", i, {})));
    rig.show<CallbacksPage>();
    auto* table = rig.find<TableView>("eventTable");
    QTRY_COMPARE(table->model()->rowCount(), 60);
    const qint64 chosen = qobject_cast<TableModel*>(table->model())->idAt(30);
    table->selectOnly(chosen);
    const int before = table->rowViewportPosition(30);
    QVERIFY(table->verticalScrollBar()->value() > 0);
    authorise(rig);
    QTRY_COMPARE(table->model()->rowCount(), 61);
    QCOMPARE(table->currentId(), chosen);
    QCOMPARE(table->selectedIds(), std::vector<qint64>{chosen});
    QCOMPARE(table->rowViewportPosition(31), before);
}

void TestCallbacksPage::timesAreShortWithTheWholeInTheTip()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    authorise(rig);
    QTRY_VERIFY(!fact("factReceived").isEmpty());
    QVERIFY(fact("factReceived").startsWith(u"Today "));
    static const QRegularExpression whole(u"^2026-11-22 \\d\\d:\\d\\d:\\d\\d UTC"_s);
    QVERIFY(rig.find<QLabel>("factReceived")->toolTip().contains(whole));
    const QModelIndex time = rig.find<TableView>("eventTable")->model()->index(0, 0);
    QTRY_COMPARE(time.data().toString().size(), 8);
    QVERIFY(time.data(Qt::ToolTipRole).toString().contains(whole));
}

void TestCallbacksPage::pageSpeaksTheOtherLanguageAtOnce()
{
    PageRig rig;
    auto* page = rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 100);
    authorise(rig);
    auto* detail = rig.find<QWidget>("eventDetail");
    QTRY_VERIFY(visibleWords(*detail).contains(u"60020"));
    rig.language().set(u"zh_CN"_s);
    QTRY_VERIFY(visibleWords(*detail).contains(u"首次授权"));
    QVERIFY(visibleWords(*detail).contains(u"白名单"));
    static const QRegularExpression english(u"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}"_s); // three words of a sentence
    QVERIFY2(!visibleWords(*page).contains(english), qPrintable(visibleWords(*page)));
}

void TestCallbacksPage::everyControlSpeaksAndIsReached_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestCallbacksPage::everyControlSpeaksAndIsReached()
{
    QFETCH(QString, language);
    PageRig rig(language);
    auto* page = rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 1000);
    authorise(rig);
    QTRY_VERIFY(rig.find<QPushButton>("eventRetry")->isVisible());
    QTRY_VERIFY(rig.find<QPushButton>("listenToggle")->isEnabled());
    QCOMPARE(withoutName(*page), QStringList());
    QCOMPARE(withoutDescription(*page), QStringList());
    QCOMPARE(unreachableByTab(*page), QStringList());
    page->focusSearch();
    const QStringList order = tabOrder(*page);
    const QStringList wanted{u"search"_s,       u"eventStatusFilter"_s, u"eventTypeFilter"_s,
                             u"selfTest"_s,     u"checkRawRequest"_s,   u"pasteTicket"_s,
                             u"listenToggle"_s, u"copyFieldText"_s,     u"copyFieldButton"_s};
    QCOMPARE(order.first(wanted.size()), wanted);
    QVERIFY(order.indexOf(u"eventTable"_s) < order.indexOf(u"eventRetry"_s));
    QVERIFY(order.indexOf(u"eventRetry"_s) < order.indexOf(u"bannerAction"_s));
    QVERIFY(order.indexOf(u"bannerAction"_s) < order.indexOf(u"factStateCopy"_s));
    QVERIFY(order.indexOf(u"factStateCopy"_s) < order.indexOf(u"eventReveal"_s));
    QVERIFY(order.indexOf(u"eventReveal"_s) < order.indexOf(u"eventPlaintext"_s));
}

QTEST_MAIN(TestCallbacksPage)
#include "test_callbacks_page.moc"
