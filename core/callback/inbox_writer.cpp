#include "core/callback/inbox_writer.h"

#include "core/base/log.h"

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
    explicit Private(InboxSink& target)
        : sink(target)
    {}

    void run();
    void write();

    InboxSink& sink;
    std::mutex mutex;
    std::condition_variable arrived;
    // What waits; `done[i]` belongs to `items[i]`.
    std::vector<AcceptedCallback> items;
    std::vector<Done> done;
    bool closing = false;
    // The group being written: swapped with the above, so that both keep their memory.
    std::vector<AcceptedCallback> group;
    std::vector<Done> groupDone;
    std::thread thread;
};

void InboxWriter::Private::run()
{
    for (;;) {
        {
            std::unique_lock lock(mutex);
            arrived.wait(lock, [this] { return closing || !items.empty(); });
            if (items.empty())
                return;
            items.swap(group);
            done.swap(groupDone);
        }
        write();
    }
}

void InboxWriter::Private::write()
{
    const std::vector<CommitOutcome> outcomes = sink.commit(group);
    if (outcomes.size() != group.size())
        qCCritical(logCallback, "the inbox answered for %zu of %zu callbacks", outcomes.size(), group.size());
    for (size_t i = 0; i < groupDone.size(); ++i)
        groupDone[i](i < outcomes.size() ? outcomes[i] : CommitOutcome::Failed);
    group.clear();
    groupDone.clear();
}

InboxWriter::InboxWriter(InboxSink& sink)
    : d(std::make_unique<Private>(sink))
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
    {
        const std::lock_guard lock(d->mutex);
        if (d->items.size() < maxWaiting) {
            d->items.push_back(std::move(item));
            d->done.push_back(std::move(done));
            done = nullptr;
        }
    }
    if (done)
        done(CommitOutcome::Failed);
    else
        d->arrived.notify_one();
}

} // namespace kfdesk::callback
