#include "core/format/csv.h"
#include "tests/ui/corp_steps.h"
#include "tests/ui/support/accessibility.h"
#include "ui/page/links/links_page.h"
#include "ui/table/table_view.h"
#include "ui/widget/fields.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// The links page on real services.
class TestLinksPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPageLeadsToTheInvitation();
    void marksInBulkAndFiltersByTheMark();
    void copiesCellAndSelection();
    void exportsWhatWasAskedFor_data();
    void exportsWhatWasAskedFor();
    void fileThatCannotBeWrittenIsSaid();
    void everyControlSpeaksAndIsReached_data();
    void everyControlSpeaksAndIsReached();

private:
    static TableView* showLinks(PageRig& rig, int links)
    {
        rig.show<LinksPage>();
        auto* table = rig.find<TableView>("linksTable");
        if (!QTest::qWaitFor([&] { return table->model()->rowCount() == links; }))
            qFatal("the links are not shown");
        return table;
    }
    static QAction* action(PageRig& rig, const QString& text)
    {
        for (QAction* action : rig.find<TableView>("linksTable")->actions()) {
            if (action->text() == text)
                return action;
        }
        qFatal("no action %s", qPrintable(text));
    }
    static std::vector<qint64> ids(const TableView* table)
    {
        std::vector<qint64> all;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            all.push_back(qobject_cast<TableModel*>(table->model())->idAt(row));
        return all;
    }
    static std::vector<QStringList> readCsv(const QByteArray& text)
    {
        std::vector<QStringList> rows;
        format::CsvReader reader(text);
        for (auto row = reader.next(); row && !row->isEmpty(); row = reader.next())
            rows.push_back(*row);
        return rows;
    }
};

void TestLinksPage::emptyPageLeadsToTheInvitation()
{
    PageRig rig;
    auto* page = rig.show<LinksPage>();
    auto* action = rig.find<TableView>("linksTable")->findChild<QPushButton*>(u"noticeAction"_s);
    QTRY_VERIFY(action->isVisible());
    QVERIFY(visibleWords(*page).contains(u"No kf links yet"));
    QVERIFY(!rig.find<QPushButton>("linksExport")->isEnabled());
    QSignalSpy asked(page, &Page::goRequested);
    action->click();
    QCOMPARE(asked.first().first().value<Destination>().page, PageId::Invite);
}

void TestLinksPage::marksInBulkAndFiltersByTheMark()
{
    PageRig rig;
    authorise(rig, u"A"_s);
    authorise(rig, u"B"_s, {}, 3);
    auto* table = showLinks(rig, 5);
    const auto all = ids(table);
    table->selectIds({all.at(0), all.at(1), all.at(4)});
    action(rig, u"Mark as configured"_s)->trigger();
    QTRY_COMPARE(table->model()->index(4, 5).data().toString(), u"Configured"_s);
    auto* filter = rig.find<FilterButton>("linksConfiguredFilter");
    filter->choose(u"done"_s);
    QTRY_COMPARE(ids(table), (std::vector<qint64>{all.at(0), all.at(1), all.at(4)}));
    QTRY_COMPARE(table->model()->index(0, 5).data().toString(), u"Configured"_s);
    QTRY_COMPARE(rig.find<QLabel>("footerLeft")->text(), u"3 of 5 links · 3 selected"_s);
    filter->choose(u"pending"_s);
    QTRY_COMPARE(ids(table), (std::vector<qint64>{all.at(2), all.at(3)}));
    QTRY_COMPARE(table->model()->index(0, 5).data().toString(), u"To configure"_s);
    table->selectAll();
    action(rig, u"Mark as configured"_s)->trigger();
    QTRY_COMPARE(table->model()->rowCount(), 0);
    table->findChild<QPushButton*>(u"noticeAction"_s)->click(); // clear the filters
    QTRY_COMPARE(ids(table), all);
    table->selectIds({all.at(2)});
    action(rig, u"Mark as to be configured"_s)->trigger();
    QTRY_COMPARE(table->model()->index(2, 5).data().toString(), u"To configure"_s);
}

void TestLinksPage::copiesCellAndSelection()
{
    PageRig rig;
    const auto corp = authorise(rig, u"A"_s);
    auto* table = showLinks(rig, 2);
    const auto urlOf = [&](qint64 id) { return rig.service.workspace->links().rows({id})->front().link.url; };
    const auto all = ids(table);
    QTRY_VERIFY(table->model()->index(1, 0).data(TableModel::LoadedRole).toBool());
    table->setCurrentIndex(table->model()->index(1, 7)); // the button in the last column
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), urlOf(all.at(1)));
    table->selectAll();
    QCOMPARE(table->selectedIds().size(), size_t(2));
    action(rig, u"Copy links"_s)->trigger();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), urlOf(all.at(0)) + u'\n' + urlOf(all.at(1)));
}

void TestLinksPage::exportsWhatWasAskedFor_data()
{
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<QStringList>("corps");
    QTest::newRow("selected") << QByteArray("exportSelected") << QStringList{u"Bravo"_s};
    QTest::newRow("filtered") << QByteArray("exportFiltered") << QStringList{u"Bravo"_s, u"Bravo"_s};
    QTest::newRow("all") << QByteArray("exportAll") << QStringList{u"=A()"_s, u"=A()"_s, u"Bravo"_s, u"Bravo"_s};
}

void TestLinksPage::exportsWhatWasAskedFor()
{
    QFETCH(QByteArray, scope);
    QFETCH(QStringList, corps);
    PageRig rig;
    QVERIFY(rig.service.workspace->placements().add(rig.service.suiteId(), u"Shop"_s, u"shop1"_s, false));
    authorise(rig, u"=A()"_s, u"shop1"_s);
    const auto corp = authorise(rig, u"Bravo"_s, u"shop1"_s);
    auto* table = showLinks(rig, 4);
    rig.find<SearchField>("search")->setText(u"bravo"_s);
    rig.find<SearchField>("search")->flush();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->selectOnly(ids(table).front());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"links.csv"_s);
    rig.prompts.files.push_back(path);
    rig.find<QPushButton>("linksExport")->click();
    QTRY_VERIFY(QApplication::activeWindow()->findChild<QRadioButton*>(QString::fromLatin1(scope)));
    auto* choice = rig.find<QRadioButton>(scope.constData());
    QVERIFY2(choice->text().contains(QString::number(corps.size())), qPrintable(choice->text()));
    choice->click();
    rig.find<QPushButton>("exportChooseFile")->click();
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("\xef\xbb\xbf"));
    QVERIFY(!text.contains("\r\n=A()")); // no spreadsheet runs it

    const auto rows = readCsv(text);
    QCOMPARE(rows.front(), service::LinkService::csvColumns(true));
    QStringList exported;
    for (size_t i = 1; i < rows.size(); ++i)
        exported << rows[i].front();
    QCOMPARE(exported, corps);
    const auto stored = detail(rig, corp);
    QVERIFY(text.contains(stored.links.front().url.toUtf8()) || text.contains(stored.links.back().url.toUtf8()));
    QVERIFY(text.contains("Shop"));
    const auto& identity = rig.service.identity();
    for (const Secret& secret : {identity.suiteSecret, identity.token, identity.encodingAesKey})
        QVERIFY(!secret.isEmpty() && !text.contains(secret.view().toByteArray()));
}

void TestLinksPage::fileThatCannotBeWrittenIsSaid()
{
    PageRig rig;
    authorise(rig, u"A"_s);
    showLinks(rig, 2);
    auto* page = QApplication::activeWindow();
    rig.prompts.files.push_back(u"/nowhere/at/all.csv"_s);
    rig.find<QPushButton>("linksExport")->click();
    rig.find<QPushButton>("exportChooseFile")->click();
    QTRY_VERIFY(visibleWords(*page).contains(u"/nowhere/at/all.csv"));
    QTRY_VERIFY(rig.find<QPushButton>("linksExport")->isEnabled());
}

void TestLinksPage::everyControlSpeaksAndIsReached_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestLinksPage::everyControlSpeaksAndIsReached()
{
    QFETCH(QString, language);
    PageRig rig(language);
    const auto corp = authorise(rig, u"A"_s);
    showLinks(rig, 2);
    auto* page = static_cast<LinksPage*>(QApplication::activeWindow());
    page->go({PageId::Links, corp.id}); // one more filter
    QTRY_COMPARE(rig.find<TableView>("linksTable")->model()->rowCount(), 2);
    QCOMPARE(withoutName(*page).join(u'\n'), QString());
    QCOMPARE(withoutDescription(*page).join(u'\n'), QString());
    QCOMPARE(unreachableByTab(*page).join(u'\n'), QString());
    page->focusSearch();
    QCOMPARE(tabOrder(*page).join(u' '),
             (QStringList{u"search"_s, u"linksPlacementFilter"_s, u"linksConfiguredFilter"_s, u"linksCorpFilter"_s,
                          u"linksExport"_s, u"linksTable"_s})
                 .join(u' '));
}

QTEST_MAIN(TestLinksPage)
#include "test_links_page.moc"
