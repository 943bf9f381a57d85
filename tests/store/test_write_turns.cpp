#include "core/store/write_turns.h"
#include "tests/store/fixture.h"

#include <QTest>

#include <future>
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
    void theMostUrgentGoesFirst();
    void nobodyComesBeforeAMoreUrgentOneThatWaits();
    void patienceEnds();
    void whoGaveUpHoldsNobodyBack();
    void aCommitEndsTheTurn();
    void aRollbackEndsTheTurn();
};

void TestWriteTurns::theMostUrgentGoesFirst()
{
    using Urgency = WriteTurns::Urgency;
    WriteTurns turns;
    std::mutex mutex;
    std::vector<Urgency> order;
    std::vector<std::jthread> others;
    auto first = turns.take(Urgency::Usual, 0ms);
    QVERIFY(first);
    for (const Urgency urgency : {Urgency::Usual, Urgency::Code, Urgency::Usual, Urgency::Answer, Urgency::Code}) {
        others.emplace_back([&turns, &mutex, &order, urgency] {
            const auto turn = turns.take(urgency, 1min);
            const std::lock_guard lock(mutex);
            if (turn)
                order.push_back(urgency);
        });
        waitUntil(turns, static_cast<int>(others.size()));
    }
    first.reset();
    others.clear();
    QCOMPARE(order, (std::vector{Urgency::Answer, Urgency::Code, Urgency::Code, Urgency::Usual, Urgency::Usual}));
}

/// Between the end of a turn and the wake-up of the next there is a gap, into which others must not step.
void TestWriteTurns::nobodyComesBeforeAMoreUrgentOneThatWaits()
{
    for (int round = 0; round < 200; ++round) {
        WriteTurns turns;
        auto first = turns.take(WriteTurns::Urgency::Usual, 0ms);
        std::promise<void> asked;
        std::jthread urgent([&turns, over = asked.get_future()] {
            const auto turn = turns.take(WriteTurns::Urgency::Answer, 1min);
            over.wait();
        });
        waitUntil(turns, 1);
        first.reset();
        const bool stepped = turns.take(WriteTurns::Urgency::Usual, 0ms).has_value();
        asked.set_value();
        QVERIFY(!stepped);
    }
}

void TestWriteTurns::patienceEnds()
{
    WriteTurns turns;
    {
        const auto first = turns.take(WriteTurns::Urgency::Usual, 0ms);
        QVERIFY(first);
        QVERIFY(!turns.take(WriteTurns::Urgency::Usual, 1ms));
        QVERIFY(!turns.take(WriteTurns::Urgency::Answer, 1ms));
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
    QVERIFY(!turns.take(WriteTurns::Urgency::Answer, 1ms));
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
