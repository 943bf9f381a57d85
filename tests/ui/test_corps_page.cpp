#include "tests/ui/corp_steps.h"
#include "tests/ui/support/accessibility.h"
#include "ui/page/corps/corps_page.h"
#include "ui/page/corps/grant_list.h"
#include "ui/table/table_view.h"
#include "ui/widget/fields.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// What the corps page shows: rows, filters, the corp that is selected.
class TestCorpsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPageLeadsToTheInvitation();
    void filtersFindCorps_data();
    void filtersFindCorps();
    void changesArriveInRowAndPaneAndNothingMoves();
    void noteIsKeptWhileChangesArrive();
    void idsAndLinksAreCopiedWhole();
    void authorisationsAreListedNewestFirst();
    void authorisationsOfOneMomentStayApart();
    void everyControlSpeaksAndIsReached_data();
    void everyControlSpeaksAndIsReached();

private:
    static QStringList shownNames(PageRig& rig)
    {
        QStringList names;
        const auto* rows = rig.find<TableView>("corpsTable")->model();
        for (int row = 0; row < rows->rowCount(); ++row)
            names << rows->index(row, 0).data().toString();
        return names;
    }
};

void TestCorpsPage::emptyPageLeadsToTheInvitation()
{
    PageRig rig;
    auto* page = rig.show<CorpsPage>();
    auto* action = rig.find<TableView>("corpsTable")->findChild<QPushButton*>(u"noticeAction"_s);
    QTRY_VERIFY(action->isVisible());
    QTRY_VERIFY(visibleWords(*page).contains(u"No corp has authorised yet"));
    QVERIFY(visibleWords(*page).contains(u"No corp is selected"));
    QVERIFY(!visibleWords(*page).contains(u"Do not change the parameters")); // nothing of a corp shows through
    QVERIFY(!rig.find<QPushButton>("corpsExport")->isEnabled());
    QSignalSpy asked(page, &Page::goRequested);
    action->click();
    QCOMPARE(asked.first().first().value<Destination>().page, PageId::Invite);
}

void TestCorpsPage::filtersFindCorps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("placement");
    QTest::addColumn<QStringList>("names");
    const QString shenzhen = u"深圳市晨光文具有限公司"_s;
    const QString changsha = u"长沙味道餐饮"_s;
    const QString stray = u"Stray Ltd"_s;
    const auto row = [](const char* name, const QString& text, const QString& status, const QString& placement,
                        const QStringList& names) { QTest::newRow(name) << text << status << placement << names; };
    row("nothing", {}, {}, {}, {changsha, shenzhen, stray});
    row("characters", u"晨光"_s, {}, {}, {shenzhen});
    row("initials", u"cgwj"_s, {}, {}, {shenzhen});
    row("spelling", u"chenguang"_s, {}, {}, {shenzhen});
    row("a reading of several", u"changsha"_s, {}, {}, {changsha});
    row("note", u"vip"_s, {}, {}, {changsha});
    row("another case", u"STRAY"_s, {}, {}, {stray});
    row("status", {}, u"changed"_s, {}, {changsha});
    row("placement", {}, {}, u"state:shop1"_s, {changsha, shenzhen});
    row("unassigned", {}, {}, u"unassigned"_s, {stray});
    row("all of them", u"changsha"_s, u"changed"_s, u"state:shop1"_s, {changsha});
    row("none left", u"cgwj"_s, u"changed"_s, {}, {});
}

void TestCorpsPage::filtersFindCorps()
{
    QFETCH(QString, text);
    QFETCH(QString, status);
    QFETCH(QString, placement);
    QFETCH(QStringList, names);
    PageRig rig;
    QVERIFY(rig.service.workspace->placements().add(rig.service.suiteId(), u"Shop"_s, u"shop1"_s, false));
    authorise(rig, u"深圳市晨光文具有限公司"_s, u"shop1"_s);
    authorise(rig, u"Stray Ltd"_s, u"unknown1"_s);
    const auto corp = authorise(rig, u"长沙味道餐饮"_s, u"shop1"_s);
    QVERIFY(rig.service.workspace->corps().setNote(corp.id, u"VIP"_s));
    const auto before = detail(rig, corp);
    QVERIFY(rig.service.workspace->links().setConfigured({before.links.at(0).id, before.links.at(1).id}, true));
    change(rig, corp, {before.accounts.front().openKfId}, u"shop1"_s);
    QVERIFY(rig.service.waitForCorp(corp.authCorpId, model::CorpStatus::Changed));

    rig.show<CorpsPage>();
    QTRY_COMPARE(shownNames(rig).size(), 3);
    auto* search = rig.find<SearchField>("search");
    search->setText(text);
    search->flush();
    rig.find<FilterButton>("corpsStatusFilter")->choose(status);
    rig.find<FilterButton>("corpsPlacementFilter")->choose(placement);
    QTRY_COMPARE(shownNames(rig), names);
    if (!names.isEmpty())
        return;
    rig.find<TableView>("corpsTable")->findChild<QPushButton*>(u"noticeAction"_s)->click(); // clear the filters
    QTRY_COMPARE(shownNames(rig).size(), 3);
}

void TestCorpsPage::changesArriveInRowAndPaneAndNothingMoves()
{
    PageRig rig(u"en"_s, {.corps = 30, .accounts = 3});
    std::vector<model::Corp> corps;
    for (int i = 0; i < 30; ++i)
        corps.push_back(authorise(rig, u"Corp %1"_s.arg(i, 2, 10, QLatin1Char('0')), {}, i == 20 ? 3 : 1));
    auto* page = rig.show<CorpsPage>();
    auto* table = rig.find<TableView>("corpsTable");
    QTRY_COMPARE(table->model()->rowCount(), 30);
    const model::Corp& watched = corps.at(20);
    table->selectIds({watched.id, corps.at(21).id});
    table->verticalScrollBar()->setValue(300);
    const auto* tabs = rig.find<QTabWidget>("corpTabs");
    QTRY_COMPARE(tabs->tabText(0), u"Accounts 3"_s);

    change(rig, watched, {detail(rig, watched).accounts.front().openKfId});
    authorise(rig, u"A newcomer above them all"_s);
    QTRY_COMPARE(table->model()->rowCount(), 31);
    const int row = qobject_cast<TableModel*>(table->model())->rowOf(watched.id);
    QTRY_COMPARE(table->model()->index(row, 1).data().toString(), u"1"_s);
    QTRY_VERIFY(visibleWords(*page).contains(u"No longer authorised by the corp"));
    QCOMPARE(table->currentId(), watched.id);
    QCOMPARE(table->selectedIds(), (std::vector<qint64>{watched.id, corps.at(21).id}));
    QCOMPARE(table->verticalScrollBar()->value(), 340); // the same rows are on screen, one place further down
}

void TestCorpsPage::noteIsKeptWhileChangesArrive()
{
    PageRig rig;
    const auto corp = authorise(rig, u"Corp"_s);
    rig.show<CorpsPage>();
    const auto* tabs = rig.find<QTabWidget>("corpTabs");
    QTRY_COMPARE(tabs->tabText(0), u"Accounts 2"_s);
    rig.find<QTabWidget>("corpTabs")->setCurrentIndex(2);
    auto* note = rig.find<QPlainTextEdit>("corpNote");
    note->setFocus();
    QTest::keyClicks(note, u"asked for an inv"_s);
    change(rig, corp, {detail(rig, corp).accounts.front().openKfId});
    QTRY_COMPARE(rig.find<TableView>("corpsTable")->model()->index(0, 1).data().toString(), u"1"_s);
    QTest::keyClicks(note, u"oice"_s);
    QCOMPARE(note->toPlainText(), u"asked for an invoice"_s);
    QVERIFY(note->hasFocus());
    QTRY_COMPARE(detail(rig, corp).corp.note, u"asked for an invoice"_s);
}

void TestCorpsPage::idsAndLinksAreCopiedWhole()
{
    PageRig rig;
    const auto corp = authorise(rig, u"Corp"_s, {}, 1);
    rig.show<CorpsPage>();
    QTRY_COMPARE(rig.find<QTabWidget>("corpTabs")->tabText(0), u"Accounts 1"_s);
    QStringList copied;
    for (auto* button : QApplication::activeWindow()->findChildren<QToolButton*>(u"idLineCopy"_s)) {
        button->click();
        copied << QGuiApplication::clipboard()->text();
    }
    const auto stored = detail(rig, corp);
    QCOMPARE(copied, (QStringList{corp.authCorpId, stored.accounts.front().openKfId}));
    rig.find<QPushButton>("copyFieldButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), stored.links.front().url);
}

void TestCorpsPage::authorisationsAreListedNewestFirst()
{
    PageRig rig;
    QVERIFY(rig.service.workspace->placements().add(rig.service.suiteId(), u"Flagship store"_s, u"shop1"_s, false));
    const auto corp = authorise(rig, u"Corp"_s, u"shop1"_s);
    const auto accounts = detail(rig, corp).accounts;
    rig.service.clock.advance(3'600'000);
    change(rig, corp, {accounts.at(1).openKfId}, u"other9"_s);
    QVERIFY(rig.service.waitFor([&] { return rig.service.corp(corp.authCorpId)->states.size() == 2; }));
    rig.show<CorpsPage>();
    QTRY_COMPARE(rig.find<QTabWidget>("corpTabs")->tabText(0), u"Accounts 2"_s);
    rig.find<QTabWidget>("corpTabs")->setCurrentIndex(1);
    QStringList cards;
    QTRY_VERIFY(visibleWords(*rig.find<QWidget>("corpGrants")).contains(u"Flagship store"));
    for (const auto* card : rig.find<QWidget>("corpGrants")->findChildren<QFrame*>(u"grant"_s)) {
        if (card->isVisible())
            cards << visibleWords(*card);
    }
    QCOMPARE(cards.size(), 2);
    QVERIFY2(cards.first().contains(u"Unknown state other9"), qPrintable(cards.first()));
    QVERIFY2(cards.first().contains(u"Authorisation changed"), qPrintable(cards.first()));
    QVERIFY(cards.first().contains(accounts.at(1).name) && !cards.first().contains(accounts.at(0).name));
    QVERIFY2(cards.last().contains(u"First authorisation"), qPrintable(cards.last()));
    QVERIFY(cards.last().contains(accounts.at(0).name) && cards.last().contains(accounts.at(1).name));
}

void TestCorpsPage::authorisationsOfOneMomentStayApart()
{
    const kfdesk::test::FakeClock clock;
    const PlacementNames names;
    GrantList list(names, clock);
    model::Grant grant;
    grant.grantedAt = clock.nowMs();
    grant.source = u"create_auth"_s;
    service::CorpDetail detail;
    for (const QString& state : {u"shop1"_s, u"shop1"_s, u"shop2"_s}) {
        grant.state = state;
        detail.grants.push_back(grant);
    }
    list.set(detail);
    list.show();
    QTRY_COMPARE(visibleWords(list).count(u"Unknown state"_s), 2);
    QCOMPARE(visibleWords(list).count(u"First authorisation"_s), 2);
}

void TestCorpsPage::everyControlSpeaksAndIsReached_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("tab");
    for (int tab = 0; tab < 4; ++tab) {
        QTest::addRow("English, tab %d", tab) << u"en"_s << tab;
        QTest::addRow("Chinese, tab %d", tab) << u"zh_CN"_s << tab;
    }
}

void TestCorpsPage::everyControlSpeaksAndIsReached()
{
    QFETCH(QString, language);
    QFETCH(int, tab);
    PageRig rig(language);
    authorise(rig, u"Corp"_s, {}, 1);
    auto* page = rig.show<CorpsPage>();
    QTRY_VERIFY(page->findChild<QPushButton*>(u"accountQr"_s));
    QTRY_VERIFY(rig.find<QPushButton>("accountQr")->isVisible());
    rig.find<QTabWidget>("corpTabs")->setCurrentIndex(tab);
    QCOMPARE(withoutName(*page).join(u'\n'), QString());
    QCOMPARE(withoutDescription(*page).join(u'\n'), QString());
    QCOMPARE(unreachableByTab(*page).join(u'\n'), QString());
    if (tab != 0)
        return;
    page->focusSearch();
    const QStringList wanted{u"search"_s,         u"corpsStatusFilter"_s, u"corpsPlacementFilter"_s, u"corpsPane"_s,
                             u"corpsSync"_s,      u"corpsExport"_s,       u"corpsInvite"_s,          u"corpsTable"_s,
                             u"idLineCopy"_s,     u"QTabBar"_s,           u"idLineCopy"_s,           u"accountQr"_s,
                             u"accountNewLink"_s, u"copyFieldText"_s,     u"copyFieldButton"_s};
    QCOMPARE(tabOrder(*page).join(u' '), wanted.join(u' '));
}

QTEST_MAIN(TestCorpsPage)
#include "test_corps_page.moc"
