#include "core/callback/inbox_writer.h"

#include "core/base/log.h"
#include "core/net/answers_together.h"

#include <algorithm>
#include <condition_variable>
#include <ctime>
#include <iterator>
#include <mutex>
#include <thread>
#include <vector>

namespace kfdesk::callback {

namespace {

constexpr size_t maxWaiting = 4096;

/// Times one commit on the writer's thread.
class CommitWatch
{
public:
    CommitTimes times() const { return {std::chrono::steady_clock::now() - m_began, processorTime() - m_workedBefore}; }

private:
    static std::chrono::nanoseconds processorTime()
    {
        timespec time = {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }

    const std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    const std::chrono::nanoseconds m_workedBefore = processorTime();
};

/// Moves the first `count` of `from` to the end of `to`.
template <typename T>
void takeFirst(std::vector<T>& from, size_t count, std::vector<T>& to)
{
    const auto end = from.begin() + static_cast<std::ptrdiff_t>(count);
    std::move(from.begin(), end, std::back_inserter(to));
    from.erase(from.begin(), end);
}

} // namespace

struct InboxWriter::Private
{
    using Clock = std::chrono::steady_clock;

    Private(InboxSink& target, std::chrono::milliseconds interval, Gather rule)
        : sink(target)
        , lookEvery(interval)
        , gather(rule)
    {}

    void run();
    bool waitForGroup(bool healthy);
    void takeGroup();
    bool write();
    void expectTheSameAgain(const CommitTimes& commit);

    InboxSink& sink;
    const std::chrono::milliseconds lookEvery;
    const Gather gather;
    std::mutex mutex;
    std::condition_variable arrived;
    // What waits; `done[i]` belongs to `items[i]`.
    std::vector<AcceptedCallback> items;
    std::vector<Done> done;
    bool closing = false;
    std::size_t wanted = 1; ///< waiting items that the writer wants to hear of
    // What the last group lets expect of the next; the writer's own.
    Gathering gathering;
    Clock::time_point gatherUntil;
    // The group being written. Taken whole it is swapped with the above, so that both keep their memory.
    std::vector<AcceptedCallback> group;
    std::vector<Done> groupDone;
    std::thread thread;
};

void InboxWriter::Private::run()
{
    bool healthy = true;
    for (;;) {
        if (!waitForGroup(healthy)) {
            healthy = sink.hasRecovered();
            continue;
        }
        if (group.empty())
            return;
        healthy = write();
    }
}

/// True with the next group, an empty one at the end; false when it is time to look whether trouble has passed.
bool InboxWriter::Private::waitForGroup(bool healthy)
{
    const auto enough = [this] { return closing || items.size() >= wanted; };
    std::unique_lock lock(mutex);
    wanted = gathering.wanted;
    arrived.wait_until(lock, gatherUntil, enough);
    wanted = 1;
    if (healthy)
        arrived.wait(lock, enough);
    else if (!arrived.wait_for(lock, lookEvery, enough))
        return false;
    takeGroup();
    return true;
}

void InboxWriter::Private::takeGroup()
{
    if (items.size() <= gathering.most) {
        items.swap(group);
        done.swap(groupDone);
    } else {
        takeFirst(items, gathering.most, group);
        takeFirst(done, gathering.most, groupDone);
    }
}

void InboxWriter::Private::expectTheSameAgain(const CommitTimes& commit)
{
    const std::lock_guard lock(mutex);
    gathering = gather(group.size(), items.size(), commit);
    gatherUntil = Clock::now() + gathering.patience;
    group.clear();
    groupDone.clear();
}

/// False when the group was not stored.
bool InboxWriter::Private::write()
{
    const CommitWatch watch;
    const std::vector<CommitOutcome> outcomes = sink.commit(group);
    const CommitTimes commit = watch.times();
    if (outcomes.size() != group.size())
        qCCritical(logCallback, "the inbox answered for %zu of %zu callbacks", outcomes.size(), group.size());
    {
        const net::AnswersTogether together;
        for (size_t i = 0; i < groupDone.size(); ++i)
            groupDone[i](i < outcomes.size() ? outcomes[i] : CommitOutcome::Failed);
    }
    expectTheSameAgain(commit);
    return std::find(outcomes.begin(), outcomes.end(), CommitOutcome::Failed) == outcomes.end();
}

InboxWriter::InboxWriter(InboxSink& sink, std::chrono::milliseconds lookEvery, Gather gather)
    : d(std::make_unique<Private>(sink, lookEvery, gather))
{
    d->thread = std::thread([this] { d->run(); });
}

InboxWriter::~InboxWriter()
{
    {
        const std::lock_guard lock(d->mutex);
        d->closing = true;
    }
    d->arrived.notify_one();
    d->thread.join();
}

void InboxWriter::submit(AcceptedCallback item, Done done)
{
    bool awaited = false;
    {
        const std::lock_guard lock(d->mutex);
        if (d->items.size() < maxWaiting) {
            d->items.push_back(std::move(item));
            d->done.push_back(std::move(done));
            done = nullptr;
            awaited = d->items.size() == d->wanted;
        }
    }
    if (done)
        done(CommitOutcome::Failed);
    else if (awaited)
        d->arrived.notify_one();
}

} // namespace kfdesk::callback
