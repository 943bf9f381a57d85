#include "tests/ui/corp_steps.h"
#include "ui/page/corps/corps_page.h"
#include "ui/table/table_view.h"
#include "ui/widget/fields.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// What staff do to corps on the corps page.
class TestCorpsActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allLinksOfTheSelectionAreCopied();
    void markingAsConfiguredSettlesAChange_data();
    void markingAsConfiguredSettlesAChange();
    void strayCorpsAreAssigned();
    void assigningNeedsAPlacement();
    void onlyTheSelectionIsExported();
    void failureNamesTheAddressAndIsTriedAgain_data();
    void failureNamesTheAddressAndIsTriedAgain();
    void failedSyncIsSeenInTheTable_data();
    void failedSyncIsSeenInTheTable();
    void corpThatIsGoneIsPurgedFromThePane_data();
    void corpThatIsGoneIsPurgedFromThePane();
    void manyArePurgedAtOnce();

private:
    static CorpsPage* showCorps(PageRig& rig, int corps)
    {
        auto* page = rig.show<CorpsPage>();
        auto* table = rig.find<TableView>("corpsTable");
        if (!QTest::qWaitFor([&] { return table->model()->rowCount() == corps && table->currentId() != 0; }))
            qFatal("the corps are not shown");
        return page;
    }
    /// In the context menu.
    static QAction* action(PageRig& rig, const QString& text)
    {
        for (QAction* action : rig.find<TableView>("corpsTable")->actions()) {
            if (action->text() == text)
                return action;
        }
        qFatal("no action %s", qPrintable(text));
    }
    /// Of the one banner that offers something.
    static QPushButton* bannerButton(const QWidget& page)
    {
        for (auto* button : page.findChildren<QPushButton*>(u"bannerAction"_s)) {
            if (button->isVisible())
                return button;
        }
        qFatal("no banner offers anything");
    }
    static void select(PageRig& rig, const std::vector<model::Corp>& corps)
    {
        QSet<qint64> ids;
        for (const model::Corp& corp : corps)
            ids.insert(corp.id);
        rig.find<TableView>("corpsTable")->selectIds(ids);
    }
};

void TestCorpsActions::allLinksOfTheSelectionAreCopied()
{
    PageRig rig;
    const auto first = authorise(rig, u"A"_s);
    authorise(rig, u"B"_s);
    const auto third = authorise(rig, u"C"_s, {}, 1);
    showCorps(rig, 3);
    select(rig, {first, third});
    QGuiApplication::clipboard()->clear();
    action(rig, u"Copy all links"_s)->trigger();
    QStringList wanted;
    for (const auto& corp : {first, third}) {
        const auto stored = detail(rig, corp);
        for (const auto& link : stored.links)
            wanted << link.url;
    }
    QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    QStringList copied;
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    for (const QString& line : lines)
        copied << line.section(u'\t', 2);
    QCOMPARE(QSet<QString>(copied.begin(), copied.end()), QSet<QString>(wanted.begin(), wanted.end()));
    QVERIFY(lines.first().startsWith(u"A\t"));
    QVERIFY(lines.last().startsWith(u"C\t"));
}

void TestCorpsActions::markingAsConfiguredSettlesAChange_data()
{
    QTest::addColumn<bool>("inThePane");
    QTest::newRow("in the menu") << false;
    QTest::newRow("in the pane") << true;
}

void TestCorpsActions::markingAsConfiguredSettlesAChange()
{
    QFETCH(bool, inThePane);
    PageRig rig;
    const auto corp = authorise(rig, u"Corp"_s);
    const auto before = detail(rig, corp);
    QVERIFY(rig.service.workspace->links().setConfigured({before.links.front().id}, true));
    change(rig, corp, {before.accounts.back().openKfId});
    QVERIFY(rig.service.waitForCorp(corp.authCorpId, model::CorpStatus::Changed));
    showCorps(rig, 1);
    const auto* rows = rig.find<TableView>("corpsTable")->model();
    QCOMPARE(rows->index(0, 5).data().toString(), u"Links changed"_s);
    auto* page = rig.find<TableView>("corpsTable")->window();
    QTRY_VERIFY(visibleWords(*page).contains(u"The links have changed"));
    if (inThePane)
        bannerButton(*page)->click();
    else
        action(rig, u"Mark links as configured"_s)->trigger();
    QTRY_VERIFY(!visibleWords(*page).contains(u"The links have changed"));
    QTRY_COMPARE(rows->index(0, 5).data().toString(), u"Normal"_s);
    const auto after = detail(rig, corp);
    for (const auto& link : after.links)
        QVERIFY(link.configuredAt != 0);
}

void TestCorpsActions::strayCorpsAreAssigned()
{
    PageRig rig;
    QVERIFY(rig.service.workspace->placements().add(rig.service.suiteId(), u"Shop"_s, u"shop1"_s, false));
    QVERIFY(rig.service.workspace->placements().add(rig.service.suiteId(), u"Website"_s, u"web1"_s, false));
    authorise(rig, u"Stray"_s);
    authorise(rig, u"Strange"_s, u"unknown1"_s);
    showCorps(rig, 2);
    rig.find<TableView>("corpsTable")->selectAll();
    const auto* rows = rig.find<TableView>("corpsTable")->model();
    QCOMPARE(rows->index(0, 2).data().toString(), u"–"_s);
    rig.prompts.choice = 1; // newest first: "Shop"
    // Placements are read beside the corps.
    QTRY_VERIFY((action(rig, u"Assign to a placement…"_s)->trigger(), rows->index(0, 2).data().toString() == u"Shop"));
    QTRY_COMPARE(rows->index(1, 2).data().toString(), u"Shop"_s);
}

void TestCorpsActions::assigningNeedsAPlacement()
{
    PageRig rig;
    authorise(rig, u"Stray"_s);
    auto* page = showCorps(rig, 1);
    action(rig, u"Assign to a placement…"_s)->trigger();
    QVERIFY(rig.prompts.asked.empty());
    QVERIFY(visibleWords(*page).contains(u"There is no placement yet"));
    QSignalSpy asked(page, &Page::goRequested);
    bannerButton(*page)->click();
    QCOMPARE(asked.first().first().value<Destination>().page, PageId::Invite);
}

void TestCorpsActions::onlyTheSelectionIsExported()
{
    PageRig rig;
    const auto first = authorise(rig, u"A"_s);
    const auto second = authorise(rig, u"B"_s);
    auto* page = showCorps(rig, 2);
    select(rig, {second});
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"links.csv"_s);
    rig.prompts.files.push_back(path);
    action(rig, u"Export the links…"_s)->trigger();
    QTRY_VERIFY(visibleWords(*page).contains(u"Exported 2 links."));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count("\r\n"), 3);
    QVERIFY(text.contains(second.authCorpId.toUtf8()));
    QVERIFY(!text.contains(first.authCorpId.toUtf8()));
}

void TestCorpsActions::failureNamesTheAddressAndIsTriedAgain_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("English") << u"en"_s << u"WeCom does not accept calls from 203.0.113.7 (60020)"_s
                             << u"Add 203.0.113.7 under"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s << u"203.0.113.7"_s << u"IP白名单 加入 203.0.113.7"_s;
}

void TestCorpsActions::failureNamesTheAddressAndIsTriedAgain()
{
    QFETCH(QString, language);
    QFETCH(QString, cause);
    QFETCH(QString, remedy);
    PageRig rig(language);
    const auto corp = authorise(rig, u"Corp"_s);
    auto* page = showCorps(rig, 1);
    rig.service.fault(u"get_auth_info"_s, 60020);
    rig.find<QPushButton>("corpsSync")->click();
    const auto* failures = rig.find<QListWidget>("progressFailures");
    QTRY_COMPARE(failures->count(), 1);
    QVERIFY2(failures->item(0)->text().contains(u"203.0.113.7"), qPrintable(failures->item(0)->text()));
    // The corp keeps it, and says it in its pane.
    QTRY_VERIFY2(visibleWords(*page).contains(cause), qPrintable(visibleWords(*page)));
    QVERIFY2(visibleWords(*page).contains(remedy), qPrintable(visibleWords(*page)));
    bannerButton(*page)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"203.0.113.7"_s);

    rig.find<QPushButton>("progressRetry")->click();
    QTRY_VERIFY(!visibleWords(*page).contains(cause));
    QVERIFY(rig.service.corp(corp.authCorpId)->lastErrorId.isEmpty());
    QTRY_VERIFY(!failures->isVisible());
}

void TestCorpsActions::failedSyncIsSeenInTheTable_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("failed");
    QTest::addColumn<QString>("normal");
    QTest::newRow("English") << u"en"_s << u"Sync failed"_s << u"Normal"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s << u"同步失败"_s << u"正常"_s;
}

void TestCorpsActions::failedSyncIsSeenInTheTable()
{
    QFETCH(QString, language);
    QFETCH(QString, failed);
    QFETCH(QString, normal);
    PageRig rig(language);
    const auto corp = authorise(rig, u"A"_s);
    authorise(rig, u"B"_s);
    showCorps(rig, 2);
    const auto* rows = rig.find<TableView>("corpsTable")->model();
    const auto chip = [rows](int row) { return rows->index(row, 5).data().toString(); };
    rig.service.fault(u"get_auth_info"_s, 60020);
    QVERIFY(!rig.service.workspace->sync().syncCorp(corp.id, {}));
    QTRY_COMPARE(chip(0), failed);
    QCOMPARE(chip(1), normal);
    auto* filter = rig.find<FilterButton>("corpsStatusFilter");
    filter->choose(u"sync_failed"_s);
    QCOMPARE(rows->rowCount(), 1);
    QCOMPARE(chip(0), failed);
    filter->choose(u"active"_s);
    QCOMPARE(rows->rowCount(), 1);
    QCOMPARE(chip(0), normal);
    filter->choose({});
    rig.find<TableView>("corpsTable")->selectOnly(corp.id);
    QTRY_VERIFY(rig.find<QPushButton>("corpSyncAgain")->isVisible());
    rig.find<QPushButton>("corpSyncAgain")->click();
    QTRY_COMPARE(chip(0), normal);
    QTRY_VERIFY(!rig.find<QPushButton>("corpSyncAgain")->isVisible());
}

void TestCorpsActions::corpThatIsGoneIsPurgedFromThePane_data()
{
    QTest::addColumn<bool>("agrees");
    QTest::newRow("agreed") << true;
    QTest::newRow("thought better of") << false;
}

void TestCorpsActions::corpThatIsGoneIsPurgedFromThePane()
{
    QFETCH(bool, agrees);
    PageRig rig;
    const auto corp = authorise(rig, u"Corp"_s);
    auto* page = showCorps(rig, 1);
    QVERIFY(!rig.find<QPushButton>("corpPurge")->isVisible());
    rig.service.fault(u"get_auth_info"_s, 40084, 2);
    QVERIFY(!rig.service.workspace->sync().syncCorp(corp.id, {}));
    QVERIFY(!rig.service.workspace->sync().syncCorp(corp.id, {}));
    QTRY_VERIFY(rig.find<QPushButton>("corpPurge")->isVisible());
    rig.prompts.agrees = agrees;
    rig.find<QPushButton>("corpPurge")->click();
    QCOMPARE(rig.prompts.lastTyped.expected, u"Corp"_s);
    const auto receipts = [&] { return *rig.service.workspace->purges().list(rig.service.suiteId()); };
    if (!agrees) {
        QVERIFY(receipts().empty());
        QVERIFY(rig.service.corp(corp.authCorpId).has_value());
        return;
    }
    QTRY_COMPARE(rig.find<TableView>("corpsTable")->model()->rowCount(), 0);
    QTRY_VERIFY(visibleWords(*page).contains(u"Deleted. Receipt #1"));
    QVERIFY(visibleWords(*page).contains(u"No corp is selected"));
    QVERIFY(!rig.service.corp(corp.authCorpId).has_value());
    QCOMPARE(receipts().size(), size_t(1));
}

void TestCorpsActions::manyArePurgedAtOnce()
{
    PageRig rig;
    const auto first = authorise(rig, u"A"_s);
    const auto second = authorise(rig, u"B"_s);
    authorise(rig, u"C"_s);
    auto* page = showCorps(rig, 3);
    select(rig, {first, second});
    action(rig, u"Delete all data…"_s)->trigger();
    QCOMPARE(rig.prompts.lastTyped.expected, u"delete 2"_s);
    QTRY_COMPARE(rig.find<TableView>("corpsTable")->model()->rowCount(), 1);
    QTRY_VERIFY(visibleWords(*page).contains(u"The data of 2 corps are deleted."));
    QCOMPARE(rig.service.corps().front().name, u"C"_s);
}

QTEST_MAIN(TestCorpsActions)
#include "test_corps_actions.moc"
