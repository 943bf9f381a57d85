#include "tests/ui/sample_table.h"
#include "ui/table/record_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace kfdesk::ui;
using namespace kfdesk::ui::test;

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsWithMissingValuesLast();
    void keepsTheGivenOrderBetweenEqualRows();
    void diffsById();
    void movesARowWhoseValueChanged();
    void resetsWhenManyChange();
    void filtersByWordsAndPredicate();
    void filtersHundredThousand();
    void dropsWhatWasAskedForAndNotFound();
    void takesUpFreeSlots();
    void copiesRowsAsTsv();
    void randomChangesStayConsistent();
};

void TestModels::sortsWithMissingValuesLast()
{
    SampleModel model;
    model.setRecords({{1, u"b"_qs, 5}, {2, u"a"_qs, 0}, {3, u"c"_qs, 9}});
    const int number = model.columnOf(u"number"_qs);
    model.sort(number, Qt::AscendingOrder);
    QCOMPARE(ids(model), (Ids{1, 3, 2}));
    model.sort(number, Qt::DescendingOrder);
    QCOMPARE(ids(model), (Ids{3, 1, 2}));
}

void TestModels::keepsTheGivenOrderBetweenEqualRows()
{
    SampleModel model;
    model.setRecords({{7, u"x"_qs, 1}, {3, u"x"_qs, 1}, {5, u"x"_qs, 1}});
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        model.sort(0, order);
        QCOMPARE(ids(model), (Ids{7, 3, 5}));
    }
}

void TestModels::diffsById()
{
    SampleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(0, Qt::AscendingOrder);
    model.setRecords({{1, u"a"_qs, 1}, {2, u"b"_qs, 2}, {3, u"c"_qs, 3}});
    const QPersistentModelIndex third(model.index(2, 0));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

    model.setRecords({{1, u"a"_qs, 1}, {3, u"c"_qs, 4}, {4, u"bb"_qs, 4}});

    QCOMPARE(resets.size(), 0);
    QCOMPARE(ids(model), (Ids{1, 4, 3}));
    QCOMPARE(third.row(), 2);
    QCOMPARE(changes.size(), 1); // row 3, and neither the equal nor the new one
}

void TestModels::movesARowWhoseValueChanged()
{
    SampleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(0, Qt::AscendingOrder);
    model.setRecords({{1, u"a"_qs, 1}, {2, u"b"_qs, 2}, {3, u"c"_qs, 3}});
    const QPersistentModelIndex first(model.index(0, 0));

    model.apply({1}, {{1, u"z"_qs, 1}});

    QCOMPARE(ids(model), (Ids{2, 3, 1}));
    QCOMPARE(first.row(), 2);
    QCOMPARE(model.data(first, Qt::DisplayRole).toString(), u"z"_qs);
}

void TestModels::resetsWhenManyChange()
{
    SampleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRecords(samples(1, 500));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setRecords(samples(200, 700));
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.rowCount(), 501);
}

void TestModels::filtersByWordsAndPredicate()
{
    SampleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRecords({{1, u"alpha one"_qs, 1}, {2, u"alpha two"_qs, 2}, {3, u"beta two"_qs, 3}});
    model.setFilter({u"alpha"_qs, u"two"_qs}, {});
    QCOMPARE(ids(model), (Ids{2}));
    model.setFilter({u"two"_qs}, [](const Sample& sample) { return sample.number > 2; });
    QCOMPARE(ids(model), (Ids{3}));
    model.apply({1}, {{1, u"gamma two"_qs, 9}}); // comes into the filter
    QCOMPARE(ids(model), (Ids{1, 3}));
    model.setFilter({}, {});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.totalCount(), 3);
}

void TestModels::filtersHundredThousand()
{
    SampleModel model;
    model.setRecords(samples(1, 100'000));
    model.sort(0, Qt::AscendingOrder);
    model.setFilter({u"name 99999"_qs}, {});
    QCOMPARE(ids(model), (Ids{99'999}));
    QElapsedTimer timer;
    timer.start();
    model.setFilter({u"9"_qs}, {});
    qInfo("100 000 records filtered in %lld ms", static_cast<long long>(timer.elapsed()));
    QCOMPARE(model.rowCount(), 40'951);
}

void TestModels::dropsWhatWasAskedForAndNotFound()
{
    SampleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRecords(samples(1, 3));
    model.apply({2, 9}, {});
    QCOMPARE(ids(model), (Ids{1, 3}));
    QVERIFY(!model.recordById(2));
}

void TestModels::takesUpFreeSlots()
{
    SampleModel model;
    model.setRecords(samples(1, 3));
    model.apply({2}, {});
    model.apply({8}, {{8, u"eight"_qs, 8}});
    QCOMPARE(ids(model), (Ids{1, 3, 8}));
    model.setFilter({u"eight"_qs}, {});
    QCOMPARE(ids(model), (Ids{8}));
    model.setFilter({u"name 2"_qs}, {});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::copiesRowsAsTsv()
{
    SampleModel model;
    model.setRecords({{1, u"a\tb\nc"_qs, 1}, {2, u"d"_qs, 2}});
    QString copied;
    model.rowsAsTsv({0, 1}, {1, 0}, [&copied](const QString& text) { copied = text; });
    QCOMPARE(copied, u"1\ta b c\n2\td\n"_qs);
}

void TestModels::randomChangesStayConsistent()
{
    SampleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(1, Qt::DescendingOrder);
    std::map<qint64, Sample> truth;
    quint32 random = 7;
    const auto next = [&random](quint32 bound) { return (random = random * 1664525 + 1013904223) / 65536 % bound; };
    for (int step = 0; step < 150; ++step) {
        QSet<qint64> asked;
        std::vector<Sample> found;
        for (quint32 i = 0; i < 1 + next(6); ++i) {
            const qint64 id = 1 + next(40);
            if (asked.contains(id))
                continue;
            asked.insert(id);
            truth.erase(id);
            if (next(3) > 0) {
                const Sample sample{id, u"n%1"_qs.arg(next(9)), int(next(9))};
                truth.emplace(id, sample);
                found.push_back(sample);
            }
        }
        model.apply(asked, found);
        QCOMPARE(model.rowCount(), int(truth.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(*model.record(row), truth.at(model.idAt(row)));
            if (row > 0) // 0 counts as missing: last
                QVERIFY(model.record(row - 1)->number >= model.record(row)->number);
        }
    }
}

QTEST_GUILESS_MAIN(TestModels)
#include "test_models.moc"
