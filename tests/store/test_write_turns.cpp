#include "core/store/write_turns.h"
#include "tests/store/fixture.h"

#include <QTest>

#include <mutex>
#include <thread>
#include <vector>

using namespace kfdesk::store;
using namespace kfdesk::test;
using namespace std::chrono_literals;

namespace {

void waitUntil(const WriteTurns& turns, int waiting)
{
    while (turns.waiting() != waiting)
        std::this_thread::yield();
}

} // namespace

class TestWriteTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUrgentOneGoesFirst();
    void patienceEnds();
    void whoGaveUpHoldsNobodyBack();
    void aCommitEndsTheTurn();
    void aRollbackEndsTheTurn();
};

void TestWriteTurns::theUrgentOneGoesFirst()
{
    WriteTurns turns;
    std::mutex mutex;
    std::vector<int> order;
    const auto writer = [&](WriteTurns::Urgency urgency, int name) {
        return std::jthread([&turns, &mutex, &order, urgency, name] {
            const auto turn = turns.take(urgency, 1min);
            const std::lock_guard lock(mutex);
            order.push_back(turn ? name : -1);
        });
    };
    {
        auto first = turns.take(WriteTurns::Urgency::Usual, 0ms);
        QVERIFY(first);
        std::vector<std::jthread> others;
        others.push_back(writer(WriteTurns::Urgency::Usual, 1));
        others.push_back(writer(WriteTurns::Urgency::Usual, 1));
        waitUntil(turns, 2);
        others.push_back(writer(WriteTurns::Urgency::Urgent, 0));
        waitUntil(turns, 3);
        first.reset();
    }
    QCOMPARE(order, (std::vector<int>{0, 1, 1}));
}

void TestWriteTurns::patienceEnds()
{
    WriteTurns turns;
    {
        const auto first = turns.take(WriteTurns::Urgency::Usual, 0ms);
        QVERIFY(first);
        QVERIFY(!turns.take(WriteTurns::Urgency::Usual, 1ms));
        QVERIFY(!turns.take(WriteTurns::Urgency::Urgent, 1ms));
    }
    QVERIFY(turns.take(WriteTurns::Urgency::Usual, 0ms));
}

void TestWriteTurns::whoGaveUpHoldsNobodyBack()
{
    WriteTurns turns;
    auto first = turns.take(WriteTurns::Urgency::Usual, 0ms);
    bool had = false;
    std::jthread other([&] { had = turns.take(WriteTurns::Urgency::Usual, 1min).has_value(); });
    waitUntil(turns, 1);
    QVERIFY(!turns.take(WriteTurns::Urgency::Urgent, 1ms));
    first.reset();
    other.join();
    QVERIFY(had);
}

void TestWriteTurns::aCommitEndsTheTurn()
{
    Workspace workspace;
    must(workspace.db().setBusyTimeout(1));
    auto transaction = must(WriteTransaction::begin(workspace.db()));
    QVERIFY(!workspace.db().turnToWrite());
    must(transaction.commit());
    QVERIFY(workspace.db().turnToWrite());
}

void TestWriteTurns::aRollbackEndsTheTurn()
{
    Workspace workspace;
    {
        const auto transaction = must(WriteTransaction::begin(workspace.db()));
    }
    QVERIFY(workspace.db().turnToWrite());
}

QTEST_GUILESS_MAIN(TestWriteTurns)
#include "test_write_turns.moc"
