#include "tests/ui/sample_table.h"
#include "ui/support/clipboard.h"
#include "ui/support/ui_settings.h"
#include "ui/table/delegates.h"
#include "ui/table/table_view.h"

#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;

class TestTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void selectionAndScrollSurviveAFilter();
    void selectionSurvivesARefresh();
    void scrollStaysWithItsRow();
    void tellsWhenSelectedRowsAreGone();
    void headerComesBack();
    void headerOfOtherColumnsIsIgnored();
    void copiesCellAndRows();
    void statesStandInPlaceOfRows();
    void buttonInACell();
    void unsortableColumnsKeepTheSort();
    void spareWidthIsShared();
    void shortageIsBorneByTheLargestShare();
    void sizedColumnsTakeNoShare();

private:
    std::unique_ptr<TableView> makeView();
    /// Three columns of 120, 200 and 120 px: the first two share what is left, the second gets twice as much of it.
    std::unique_ptr<RecordModel<Sample>> sharingModel();
    QString noticeTitle() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<UiSettings> m_settings;
    std::unique_ptr<Clipboard> m_clipboard;
    std::unique_ptr<SampleModel> m_model;
    std::unique_ptr<TableView> m_view;
};

void TestTableView::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<UiSettings>(m_folder->path());
    m_clipboard = std::make_unique<Clipboard>(*QGuiApplication::clipboard());
    m_model = std::make_unique<SampleModel>();
    m_model->setRecords(samples(1, 200));
    m_view = makeView();
}

void TestTableView::cleanup()
{
    m_view.reset();
    m_model.reset();
    m_clipboard.reset();
}

std::unique_ptr<TableView> TestTableView::makeView()
{
    auto view = std::make_unique<TableView>(u"samples"_qs, *m_settings, *m_clipboard);
    view->setTable(*m_model, u"number"_qs);
    view->resize(600, 435);
    view->show();
    [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(view.get());
    return view;
}

QString TestTableView::noticeTitle() const
{
    for (const QLabel* words : m_view->viewport()->findChildren<QLabel*>()) {
        if (words->isVisible() && words->property("kind").toString() == u"subtitle")
            return words->text();
    }
    return {};
}

void TestTableView::selectionAndScrollSurviveAFilter()
{
    m_view->selectIds({150, 151, 7});
    m_view->selectIds({150, 151, 7});
    m_view->verticalScrollBar()->setValue(40 * 100 + 15);
    m_model->setFilter({}, [](const Sample& sample) { return sample.id % 2 == 0 || sample.id > 90; });
    QCOMPARE(m_view->selectedIds(), (Ids{150, 151}));
    QCOMPARE(m_view->currentId(), 0);
    const int top = m_view->rowAt(0);
    QCOMPARE(m_model->idAt(top), 101);
    QCOMPARE(m_view->rowViewportPosition(top), -15);
}

void TestTableView::selectionSurvivesARefresh()
{
    m_view->selectOnly(20);
    QSignalSpy selections(m_view.get(), &TableView::selectionChangedIds);
    auto changed = samples(1, 200);
    for (Sample& sample : changed)
        sample.name += u" changed"_qs;
    m_model->setRecords(changed);
    QCOMPARE(m_view->selectedIds(), Ids{20});
    QCOMPARE(m_view->currentId(), 20);
    QCOMPARE(selections.size(), 0);
    m_model->setRecords(samples(20, 500)); // many: a reset
    QCOMPARE(m_view->selectedIds(), Ids{20});
    QCOMPARE(m_view->currentId(), 20);
}

void TestTableView::scrollStaysWithItsRow()
{
    m_view->verticalScrollBar()->setValue(40 * 100);
    m_model->apply({1, 2}, {});
    QCOMPARE(m_model->idAt(m_view->rowAt(0)), 101);
    m_view->verticalScrollBar()->setValue(0);
    m_model->apply({1}, {{1, u"back"_qs, 1}});
    QCOMPARE(m_view->verticalScrollBar()->value(), 0); // at the top one sees what is new
}

void TestTableView::tellsWhenSelectedRowsAreGone()
{
    m_view->selectOnly(5);
    QSignalSpy selections(m_view.get(), &TableView::selectionChangedIds);
    QSignalSpy currents(m_view.get(), &TableView::currentIdChanged);
    m_model->setFilter({}, [](const Sample& sample) { return sample.id > 10; });
    QCOMPARE(selections.size(), 1);
    QCOMPARE(currents.size(), 1);
    QCOMPARE(currents.first().first().toLongLong(), 0);
}

void TestTableView::headerComesBack()
{
    m_view->horizontalHeader()->moveSection(0, 1);
    m_view->setColumnWidth(1, 222);
    m_view->horizontalHeader()->setSortIndicator(0, Qt::DescendingOrder);
    QTRY_VERIFY(!m_settings->headerState(u"samples"_qs).isEmpty());
    const Ids order = ids(*m_model);
    QCOMPARE(order.front(), 99); // "name 99": by text
    m_view = makeView();
    QCOMPARE(m_view->horizontalHeader()->logicalIndex(0), 1);
    QCOMPARE(m_view->columnWidth(1), 222);
    QCOMPARE(m_view->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(ids(*m_model), order);
}

void TestTableView::headerOfOtherColumnsIsIgnored()
{
    m_settings->setHeaderState(u"samples"_qs, "of an older program");
    m_view = makeView();
    QCOMPARE(m_view->horizontalHeader()->logicalIndex(0), 0);
    QCOMPARE(ids(*m_model).front(), 1);
}

void TestTableView::copiesCellAndRows()
{
    const QClipboard* system = QGuiApplication::clipboard();
    m_view->selectIds({2, 1});
    m_view->copyCell();
    QCOMPARE(system->text(), u"name 1"_qs);
    m_view->copyRows();
    QCOMPARE(system->text(), u"Name\tNumber\nname 1\t1\nname 2\t2\n"_qs);
    m_view->setColumnHidden(0, true);
    m_view->copyRows();
    QCOMPARE(system->text(), u"Number\n1\n2\n"_qs);
    m_view->setFocus();
    m_view->setCurrentIndex(m_model->index(4, 1));
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(system->text(), u"5"_qs);
}

void TestTableView::statesStandInPlaceOfRows()
{
    m_view->setEmptyNotice({Glyph::Building, u"nothing yet"_qs, {}, u"begin"_qs});
    m_view->setNothingFoundNotice({Glyph::Search, u"nothing found"_qs, {}, {}});
    QCOMPARE(noticeTitle(), QString());
    m_view->showError({u"broken"_qs, u"try"_qs, {}, {}, {}}, u"again"_qs);
    QCOMPARE(noticeTitle(), u"broken"_qs);
    QSignalSpy errors(m_view.get(), &TableView::errorActionTriggered);
    m_view->viewport()->findChild<QPushButton*>(u"noticeAction"_qs)->click();
    QCOMPARE(errors.size(), 1);
    m_view->showLoading(u"loading"_qs);
    QCOMPARE(noticeTitle(), QString()); // there are rows to look at meanwhile
    m_model->setRecords({});
    QCOMPARE(noticeTitle(), u"loading"_qs);
    m_view->showRows();
    QCOMPARE(noticeTitle(), u"nothing yet"_qs);
    QSignalSpy begins(m_view.get(), &TableView::noticeActionTriggered);
    m_view->viewport()->findChild<QPushButton*>(u"noticeAction"_qs)->click();
    QCOMPARE(begins.size(), 1);
    m_view->setFiltered(true);
    QCOMPARE(noticeTitle(), u"nothing found"_qs);
    m_model->setRecords(samples(1, 2));
    QCOMPARE(noticeTitle(), QString());
}

void TestTableView::buttonInACell()
{
    m_view->setColumnDelegate(u"number"_qs, new ButtonDelegate([] { return u"Copy"_qs; }));
    QSignalSpy presses(m_view.get(), &TableView::cellButtonTriggered);
    const QRect cell = m_view->visualRect(m_model->index(3, 1));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 20, cell.center().y()));
    QCOMPARE(presses.size(), 1);
    QCOMPARE(presses.first().at(0).toLongLong(), 4);
    QCOMPARE(presses.first().at(1).toString(), u"number"_qs);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 5, cell.center().y()));
    QCOMPARE(presses.size(), 1);
    m_view->setFocus();
    m_view->setCurrentIndex(m_model->index(6, 1));
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QCOMPARE(presses.size(), 2);
    QCOMPARE(presses.last().at(0).toLongLong(), 7);
}

void TestTableView::unsortableColumnsKeepTheSort()
{
    auto columns = sampleColumns();
    columns[0].sortable = false;
    RecordModel<Sample> model(columns, [](const Sample& sample) { return sample.id; });
    model.setRecords(samples(1, 3));
    TableView view(u"other"_qs, *m_settings, *m_clipboard);
    view.setTable(model, u"number"_qs, Qt::DescendingOrder);
    view.horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    QCOMPARE(view.horizontalHeader()->sortIndicatorSection(), 1);
    QCOMPARE(ids(model), (Ids{3, 2, 1}));
}

std::unique_ptr<RecordModel<Sample>> TestTableView::sharingModel()
{
    auto columns = sampleColumns();
    columns.push_back(columns[1]);
    columns[1].id = u"share"_qs;
    columns[1].stretch = 2;
    columns[1].width = 200;
    return std::make_unique<RecordModel<Sample>>(columns, [](const Sample& sample) { return sample.id; });
}

void TestTableView::spareWidthIsShared()
{
    const auto model = sharingModel();
    TableView view(u"sharing"_qs, *m_settings, *m_clipboard);
    view.setTable(*model);
    view.resize(440 + 300, 200);
    view.show();
    QCOMPARE(view.columnWidth(0), 120 + 100);
    QCOMPARE(view.columnWidth(1), 200 + 200);
    QCOMPARE(view.columnWidth(2), 120);
    view.resize(440 + 301, 200); // what cannot be divided goes to one of them: the columns end where the view ends
    QCOMPARE(view.columnWidth(0), 120 + 100);
    QCOMPARE(view.columnWidth(1), 200 + 201);
}

void TestTableView::shortageIsBorneByTheLargestShare()
{
    const auto model = sharingModel();
    TableView view(u"sharing"_qs, *m_settings, *m_clipboard);
    view.setTable(*model);
    view.resize(440 - 40, 200);
    view.show();
    QCOMPARE(view.columnWidth(0), 120);
    QCOMPARE(view.columnWidth(1), 160);
    view.resize(300, 200);
    QCOMPARE(view.columnWidth(0), 120);
    QCOMPARE(view.columnWidth(1), 140); // no less
}

void TestTableView::sizedColumnsTakeNoShare()
{
    const auto model = sharingModel();
    TableView view(u"sharing"_qs, *m_settings, *m_clipboard);
    view.setTable(*model);
    view.resize(740, 200);
    view.show();
    view.setColumnWidth(0, 150);
    QCOMPARE(view.columnWidth(0), 150);
    QCOMPARE(view.columnWidth(1), 740 - 150 - 120);
    view.resize(840, 200);
    QCOMPARE(view.columnWidth(0), 150);
    QCOMPARE(view.columnWidth(1), 840 - 150 - 120);
}

QTEST_MAIN(TestTableView)
#include "test_table_view.moc"
