#include "tests/ui/sample_table.h"
#include "ui/table/windowed_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <mutex>
#include <numeric>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;

namespace {

/// The store behind the model: answers with what is in it, and counts.
struct Shelf
{
    std::mutex mutex;
    std::map<qint64, Sample> rows;
    std::atomic<int> fetches = 0;
    std::atomic<bool> broken = false;

    Result<std::vector<Sample>> fetch(const std::vector<qint64>& wanted)
    {
        ++fetches;
        if (broken)
            return fail(makeError(ErrorKind::Store, u"store.busy"_qs));
        const std::lock_guard lock(mutex);
        std::vector<Sample> found;
        for (const qint64 id : wanted) {
            if (const auto row = rows.find(id); row != rows.end())
                found.push_back(row->second);
        }
        return found;
    }
};

std::vector<qint64> idsUpTo(qint64 last)
{
    std::vector<qint64> all(static_cast<size_t>(last));
    std::iota(all.begin(), all.end(), 1);
    return all;
}

} // namespace

class TestWindowedModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fetchesOnlyWhatIsLookedAt();
    void readsAgainWhenInvalid();
    void doesNotAskAgainForRowsThatAreGone();
    void tellsWhenItCannotRead();
    void keepsRowsAcrossAReset();
    void passesSortingOn();
    void copiesRowsThatAreNotLoaded();
    void passesTheModelTester();

private:
    QString text(int row) { return m_model->index(row, 0).data().toString(); }

    QThreadPool m_pool;
    std::unique_ptr<Shelf> m_shelf;
    std::unique_ptr<WindowedModel<Sample>> m_model;
};

void TestWindowedModel::init()
{
    m_shelf = std::make_unique<Shelf>();
    for (Sample& sample : samples(1, 1000))
        m_shelf->rows.emplace(sample.id, sample);
    m_model = std::make_unique<WindowedModel<Sample>>(
        sampleColumns(), [](const Sample& sample) { return sample.id; }, m_pool,
        [shelf = m_shelf.get()](const std::vector<qint64>& wanted) { return shelf->fetch(wanted); });
}

void TestWindowedModel::cleanup()
{
    m_model.reset();
    m_pool.waitForDone();
}

void TestWindowedModel::fetchesOnlyWhatIsLookedAt()
{
    m_model->setIds(idsUpTo(1'000'000));
    QCOMPARE(m_model->rowCount(), 1'000'000);
    QCOMPARE(text(70), u"\u2026"_qs);
    QVERIFY(!m_model->index(70, 0).data(TableModel::LoadedRole).toBool());
    QTRY_COMPARE(text(70), u"name 71"_qs);
    QCOMPARE(m_shelf->fetches.load(), 1);
    QVERIFY(!m_model->record(0));
    QVERIFY(m_model->record(64));
}

void TestWindowedModel::readsAgainWhenInvalid()
{
    m_model->setIds(idsUpTo(10));
    text(0);
    QTRY_COMPARE(text(0), u"name 1"_qs);
    m_shelf->rows[1].name = u"new"_qs;
    m_model->invalidate({1});
    QCOMPARE(text(0), u"name 1"_qs); // until the new one is there
    QTRY_COMPARE(text(0), u"new"_qs);
}

void TestWindowedModel::doesNotAskAgainForRowsThatAreGone()
{
    m_shelf->rows.erase(5);
    m_model->setIds(idsUpTo(10));
    text(4);
    QTRY_COMPARE(text(0), u"name 1"_qs);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    QCOMPARE(text(4), u"\u2026"_qs);
    QCoreApplication::processEvents();
    m_pool.waitForDone();
    QCOMPARE(m_shelf->fetches.load(), 1);
}

void TestWindowedModel::tellsWhenItCannotRead()
{
    m_shelf->broken = true;
    QSignalSpy failures(m_model.get(), &WindowedModelBase::fetchFailed);
    m_model->setIds(idsUpTo(10));
    text(0);
    QTRY_COMPARE(failures.size(), 1);
    m_shelf->broken = false;
    m_model->invalidate({});
    text(0);
    QTRY_COMPARE(text(0), u"name 1"_qs);
}

void TestWindowedModel::keepsRowsAcrossAReset()
{
    m_model->setIds(idsUpTo(10));
    text(0);
    QTRY_COMPARE(text(0), u"name 1"_qs);
    m_model->setIds({3, 1});
    QCOMPARE(text(1), u"name 1"_qs); // at once, from the cache
    QCOMPARE(m_model->rowsOf({1, 3, 7}), (std::vector<int>{0, 1}));
}

void TestWindowedModel::passesSortingOn()
{
    QSignalSpy sorted(m_model.get(), &WindowedModelBase::sortRequested);
    m_model->sort(1, Qt::DescendingOrder);
    QCOMPARE(sorted.size(), 1);
    QCOMPARE(sorted.first().first().toString(), u"number"_qs);
}

void TestWindowedModel::copiesRowsThatAreNotLoaded()
{
    m_shelf->rows.erase(2);
    m_model->setIds(idsUpTo(3));
    QString copied;
    m_model->rowsAsTsv({0, 1, 2}, {0}, [&copied](const QString& text) { copied = text; });
    QTRY_COMPARE(copied, u"name 1\nname 3\n"_qs);
}

void TestWindowedModel::passesTheModelTester()
{
    const QAbstractItemModelTester tester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setIds(idsUpTo(200));
    text(0);
    QTRY_COMPARE(text(0), u"name 1"_qs);
    m_model->invalidate({});
    m_model->setIds({4, 2});
    QTRY_COMPARE(text(0), u"name 4"_qs);
}

QTEST_GUILESS_MAIN(TestWindowedModel)
#include "test_windowed_model.moc"
