#include "core/service/purge_worker.h"

#include "core/base/log.h"
#include "core/service/wake_signal.h"

#include <algorithm>
#include <thread>

namespace kfdesk::service {

namespace {

constexpr qint64 firstPauseMs = 1'000; ///< what is in the way is mostly a page that reads
constexpr qint64 longestPauseMs = 60'000;
constexpr qint64 restFactor = 4;
constexpr qint64 longestRestMs = 10 * 60'000;
constexpr qint64 longestSleepMs = 60'000; ///< the machine may have slept as well

} // namespace

struct PurgeWorker::Private
{
    Private(Context& inContext, PurgeService& service)
        : context(inContext)
        , purges(service)
    {}

    void run();
    void settle();
    qint64 now() const { return context.clock().monotonicMs(); }

    Context& context;
    PurgeService& purges;
    std::shared_ptr<WakeSignal> signal;
    QMetaObject::Connection subscription;
    std::stop_source stopping;
    std::thread thread;

    // The thread's own
    bool wanted = true;            ///< a purge was announced since the last round
    qint64 againAt = 0;            ///< for those that are left
    qint64 pauseMs = firstPauseMs; ///< before they are tried again
    qint64 restUntil = 0;
};

void PurgeWorker::Private::run()
{
    wanted = true;
    againAt = 0;
    pauseMs = firstPauseMs;
    restUntil = 0;
    while (!stopping.stop_requested()) {
        wanted = signal->take().purges || wanted;
        if (wanted)
            pauseMs = firstPauseMs;
        const bool due = wanted || (againAt != 0 && now() >= againAt);
        if (due && now() >= restUntil)
            settle();
        const qint64 next = wanted ? restUntil : againAt;
        const qint64 wait = next == 0 ? longestSleepMs : std::clamp<qint64>(next - now(), 1, longestSleepMs);
        signal->wait(wait);
    }
}

void PurgeWorker::Private::settle()
{
    const qint64 began = now();
    wanted = false;
    const auto left = purges.settle(stopping.get_token());
    if (!left && left.error().kind != ErrorKind::Cancelled)
        qCWarning(logService, "purges are not finished: %ls", qUtf16Printable(left.error().id));
    againAt = !left || *left > 0 ? now() + pauseMs : 0;
    pauseMs = std::min(longestPauseMs, 2 * pauseMs);
    restUntil = now() + std::min(longestRestMs, restFactor * (now() - began));
}

PurgeWorker::PurgeWorker(Context& context, PurgeService& purges)
    : d(std::make_unique<Private>(context, purges))
{}

PurgeWorker::~PurgeWorker()
{
    stop();
}

void PurgeWorker::start()
{
    stop();
    d->stopping = std::stop_source();
    d->signal = std::make_shared<WakeSignal>();
    d->subscription = QObject::connect(
        &d->context.feed(), &ChangeFeed::changed, [signal = d->signal](const std::vector<model::Change>& changes) {
            const bool purge = std::any_of(changes.begin(), changes.end(), [](const model::Change& change) {
                return change.kind == model::ChangeKind::Purge;
            });
            if (purge)
                signal->announce(changes);
        });
    d->purges.setAttended(true);
    d->thread = std::thread([this] { d->run(); });
}

void PurgeWorker::stop()
{
    if (!d->thread.joinable())
        return;
    QObject::disconnect(d->subscription);
    d->stopping.request_stop();
    d->signal->wake();
    d->thread.join();
    d->purges.setAttended(false);
}

void PurgeWorker::wake()
{
    if (d->thread.joinable())
        d->signal->announce({{model::ChangeKind::Purge, 0}});
}

} // namespace kfdesk::service
