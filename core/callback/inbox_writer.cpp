#include "core/callback/inbox_writer.h"

#include "core/base/log.h"
#include "core/callback/gathering.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace kfdesk::callback {

namespace {

constexpr size_t maxWaiting = 4096;

} // namespace

struct InboxWriter::Private
{
    using Clock = std::chrono::steady_clock;

    Private(InboxSink& target, std::chrono::milliseconds interval)
        : sink(target)
        , lookEvery(interval)
    {}

    void run();
    bool waitForGroup(bool healthy);
    bool write();
    void expectTheSameAgain(Clock::time_point began);

    InboxSink& sink;
    const std::chrono::milliseconds lookEvery;
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
    // The group being written: swapped with the above, so that both keep their memory.
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
        const auto began = Clock::now();
        healthy = write();
        expectTheSameAgain(began);
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
    items.swap(group);
    done.swap(groupDone);
    return true;
}

void InboxWriter::Private::expectTheSameAgain(Clock::time_point began)
{
    const auto now = Clock::now();
    const std::lock_guard lock(mutex);
    gathering = Gathering::after(group.size(), items.size(), now - began);
    gatherUntil = now + gathering.patience;
    group.clear();
    groupDone.clear();
}

/// False when the group was not stored.
bool InboxWriter::Private::write()
{
    const std::vector<CommitOutcome> outcomes = sink.commit(group);
    if (outcomes.size() != group.size())
        qCCritical(logCallback, "the inbox answered for %zu of %zu callbacks", outcomes.size(), group.size());
    for (size_t i = 0; i < groupDone.size(); ++i)
        groupDone[i](i < outcomes.size() ? outcomes[i] : CommitOutcome::Failed);
    return std::find(outcomes.begin(), outcomes.end(), CommitOutcome::Failed) == outcomes.end();
}

InboxWriter::InboxWriter(InboxSink& sink, std::chrono::milliseconds lookEvery)
    : d(std::make_unique<Private>(sink, lookEvery))
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
