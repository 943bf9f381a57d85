#include "core/callback/gathering.h"
#include "core/callback/inbox_writer.h"
#include "tests/callback/fake_ports.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace kfdesk;
using namespace kfdesk::callback;
using namespace kfdesk::test;

class TestInboxWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatWaitsAsOneGroup();
    void writesEverythingBeforeItEnds();
    void refusesBeyondItsBound();
    void takesAShortAnswerForFailure();
    void looksWhetherTroubleHasPassed();
    void waitsForAllOnASlowDisk();
    void takesHalfOnAQuickDisk();
    void leavesTheOtherHalfForTheNextGroup();
    void endsInTheMiddleOfWaiting();
};

namespace {

constexpr std::chrono::seconds lookEvery{1};

// How fast a disk is does not matter to what a test is about.
Gathering whateverWaits(size_t, size_t, const CommitTimes&)
{
    return {};
}

Gathering halfOfThem(size_t answered, size_t waiting, const CommitTimes&)
{
    const size_t half = (answered + waiting + 1) / 2;
    return {1, half, {}};
}

AcceptedCallback itemNumber(int number)
{
    AcceptedCallback item;
    item.plaintext = QByteArray::number(number);
    return item;
}

} // namespace

void TestInboxWriter::writesWhatWaitsAsOneGroup()
{
    FakeSink sink;
    std::atomic<int> stored = 0;
    const auto count = [&stored](CommitOutcome outcome) { stored += outcome == CommitOutcome::Stored ? 1 : 0; };
    {
        InboxWriter writer(sink, lookEvery, whateverWaits);
        sink.hold();
        writer.submit(itemNumber(0), count);
        sink.waitForCommits(1);
        for (int i = 1; i <= 10; ++i)
            writer.submit(itemNumber(i), count);
        QCOMPARE(stored.load(), 0);
        sink.letGo();
    }
    QCOMPARE(stored.load(), 11);
    QCOMPARE(sink.batches(), (std::vector<size_t>{1, 10}));
    for (int i = 0; i <= 10; ++i)
        QCOMPARE(sink.items().at(size_t(i)).plaintext, QByteArray::number(i));
}

void TestInboxWriter::writesEverythingBeforeItEnds()
{
    FakeSink sink;
    std::atomic<int> answered = 0;
    auto writer = std::make_unique<InboxWriter>(sink);
    for (int i = 0; i < 500; ++i)
        writer->submit(itemNumber(i), [&answered](CommitOutcome) { ++answered; });
    writer.reset();
    QCOMPARE(answered.load(), 500);
    QCOMPARE(sink.items().size(), size_t(500));
}

void TestInboxWriter::refusesBeyondItsBound()
{
    FakeSink sink;
    std::atomic<int> failed = 0;
    std::atomic<int> answered = 0;
    {
        InboxWriter writer(sink);
        sink.hold();
        writer.submit(itemNumber(-1), [](CommitOutcome) {});
        sink.waitForCommits(1);
        const auto count = [&](CommitOutcome outcome) {
            ++answered;
            failed += outcome == CommitOutcome::Failed ? 1 : 0;
        };
        for (int i = 0; i < 4097; ++i)
            writer.submit(itemNumber(i), count);
        // The one too many was told at once.
        QCOMPARE(answered.load(), 1);
        QCOMPARE(failed.load(), 1);
        sink.failFromNowOn();
        sink.letGo();
    }
    QCOMPARE(answered.load(), 4097);
}

void TestInboxWriter::takesAShortAnswerForFailure()
{
    FakeSink sink;
    std::atomic<int> failed = 0;
    {
        InboxWriter writer(sink, lookEvery, whateverWaits);
        sink.hold();
        writer.submit(itemNumber(0), [](CommitOutcome) {});
        sink.waitForCommits(1);
        for (int i = 1; i <= 3; ++i)
            writer.submit(itemNumber(i), [&](CommitOutcome outcome) { failed += outcome == CommitOutcome::Failed; });
        sink.answerAtMost(1);
        sink.letGo();
    }
    QCOMPARE(failed.load(), 2);
}

/// After a failure it looks by itself, until all is well, and takes what comes meanwhile.
void TestInboxWriter::looksWhetherTroubleHasPassed()
{
    FakeSink sink;
    sink.failFromNowOn();
    std::atomic<int> failed = 0;
    std::atomic<int> stored = 0;
    const auto count = [&](CommitOutcome outcome) { ++(outcome == CommitOutcome::Stored ? stored : failed); };
    {
        InboxWriter writer(sink, std::chrono::milliseconds(1));
        writer.submit(itemNumber(0), count);
        sink.waitForLooks(2);
        QCOMPARE(failed.load(), 1);
        sink.workAgain();
        const int looks = sink.waitForRecovery();
        writer.submit(itemNumber(1), count);
        sink.waitForCommits(2);
        QCOMPARE(sink.waitForLooks(0), looks); // and then no more
    }
    QCOMPARE(stored.load(), 1);
}

void TestInboxWriter::waitsForAllOnASlowDisk()
{
    using namespace std::chrono_literals;
    const auto after = [](size_t answered, size_t waiting) { return Gathering::after(answered, waiting, {8ms, 1ms}); };
    QCOMPARE(after(12, 4).wanted, size_t(16));
    QVERIFY(after(12, 4).most >= size_t(4096));
    QVERIFY(after(12, 4).patience <= 2ms);
    QVERIFY(after(12, 4).patience >= 1ms);
    QCOMPARE(after(1, 0).wanted, size_t(1)); // who comes alone waits for nobody
    QCOMPARE(Gathering::after(12, 4, {600ms, 1ms}).patience, Gathering::longestPatience);
}

void TestInboxWriter::takesHalfOnAQuickDisk()
{
    using namespace std::chrono_literals;
    const auto after = [](size_t answered, size_t waiting) {
        return Gathering::after(answered, waiting, {400us, 300us});
    };
    QCOMPARE(after(12, 4).wanted, size_t(8));
    QCOMPARE(after(12, 4).most, size_t(8));
    QVERIFY(after(12, 4).patience <= 100us);
    QCOMPARE(after(2, 1).most, size_t(2));
    QCOMPARE(after(1, 0).most, size_t(1));
    QCOMPARE(Gathering().wanted, size_t(1));
}

/// Of seven after one it takes four, and then the three others, oldest first.
void TestInboxWriter::leavesTheOtherHalfForTheNextGroup()
{
    FakeSink sink;
    std::atomic<int> stored = 0;
    const auto count = [&stored](CommitOutcome outcome) { stored += outcome == CommitOutcome::Stored ? 1 : 0; };
    {
        InboxWriter writer(sink, lookEvery, halfOfThem);
        sink.hold();
        writer.submit(itemNumber(0), count);
        sink.waitForCommits(1);
        for (int i = 1; i <= 7; ++i)
            writer.submit(itemNumber(i), count);
        sink.letGo();
        QTRY_COMPARE(stored.load(), 8);
    }
    QCOMPARE(sink.batches(), (std::vector<size_t>{1, 4, 3}));
    for (int i = 0; i <= 7; ++i)
        QCOMPARE(sink.items().at(size_t(i)).plaintext, QByteArray::number(i));
}

/// A group of two makes it expect two: one that comes alone is written all the same, by its patience or by its end.
void TestInboxWriter::endsInTheMiddleOfWaiting()
{
    FakeSink sink;
    std::atomic<int> stored = 0;
    const auto count = [&stored](CommitOutcome outcome) { stored += outcome == CommitOutcome::Stored ? 1 : 0; };
    {
        InboxWriter writer(sink);
        sink.hold();
        for (int i = 0; i < 3; ++i)
            writer.submit(itemNumber(i), count);
        sink.letGo();
        QTRY_COMPARE(stored.load(), 3);
        writer.submit(itemNumber(3), count);
        QTRY_COMPARE(stored.load(), 4);
        writer.submit(itemNumber(4), count);
    }
    QCOMPARE(stored.load(), 5);
}

QTEST_GUILESS_MAIN(TestInboxWriter)
#include "test_inbox_writer.moc"
