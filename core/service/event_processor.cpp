#include "core/service/event_processor.h"

#include "core/base/log.h"
#include "core/service/deafness.h"
#include "core/service/event_steps.h"
#include "core/service/event_types.h"
#include "core/service/inbox_sink.h"
#include "core/service/wake_signal.h"
#include "core/service/work_in_hand.h"
#include "core/service/work_requests.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/clock_shift.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <thread>

namespace kfdesk::service {

namespace {

constexpr int eventsAtOnce = 256;
constexpr int syncsLookedAt = 64;
constexpr int exchangeThreads = 2;
constexpr int exchangeGraceMs = 5'000;   ///< at the end, for answers that may be the only copy of a permanent code
constexpr qint64 lookAgainAfterMs = 500; ///< while something due is in hand
constexpr qint64 lookAtLeastMs = 15'000; // the clock may have been set, or the machine have slept
constexpr qint64 hourMs = 60 * 60 * 1000;
constexpr qint64 changesKept = 10'000;

enum Priority { BackgroundPriority, EventPriority };

/// Nothing could be written down, so the row says nothing about when to try again.
bool isOwnTrouble(const Error& error)
{
    return error.kind == ErrorKind::Store || error.kind == ErrorKind::Busy;
}

Result<void> pruneChanges(Context& context)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(context));
    KFDESK_CHECK(store::ChangeRepository(unit.db()).prune(changesKept));
    return unit.commit();
}

} // namespace

struct EventProcessor::Private
{
    explicit Private(const Parts& given)
        : parts(given)
        , requests(given.context, given.purges, given.events)
        , inHand(given.context.clock())
        , deafness(given.status, given.context.clock())
    {
        exchangePool.setMaxThreadCount(exchangeThreads);
        exchangePool.setExpiryTimeout(-1);
    }

    // On the dispatcher's thread
    void run();
    Result<void> look();
    Result<void> followClock();
    Result<void> takeRequests();
    Result<void> dispatchEvents(store::Connection& db);
    Result<void> dispatchSyncs(store::Connection& db);
    void dispatchMaintenance();
    qint64 msUntilNext();

    // On the pools' threads
    Result<void> handle(const model::Event& event);
    Result<void> settleOther(qint64 eventId);
    Result<void> giveUp(qint64 eventId, const Error& error);
    void maintain();

    void begin(QThreadPool& pool, int priority, std::function<void()> work);
    qint64 now() const { return parts.context.clock().nowMs(); }
    qint64 steady() const { return parts.context.clock().monotonicMs(); }

    Parts parts;
    WorkRequests requests;
    WorkInHand inHand;
    QThreadPool exchangePool;
    std::shared_ptr<WakeSignal> signal;
    QMetaObject::Connection subscription;
    std::stop_source stopping;
    std::stop_source abandoning; ///< of exchanges under way
    std::thread dispatcher;
    bool suitesStale = false; ///< the dispatcher's own, like the next three
    DeafnessWatch deafness;
    bool timesBounded = false;
    qint64 newestEvent = 0; ///< when the clock was last looked at

    std::mutex mutex; // guards everything below
    std::condition_variable idle;
    int inFlight = 0;
    qint64 maintainAt = 0; ///< by the steady clock
    bool maintaining = false;
};

void EventProcessor::Private::run()
{
    while (!stopping.stop_requested()) {
        if (auto looked = look(); !looked)
            qCWarning(logService, "processor: %ls", qUtf16Printable(looked.error().id));
        signal->wait(msUntilNext());
    }
}

/// What was written under another clock would be due too late, or be given up too early.
Result<void> EventProcessor::Private::followClock()
{
    const qint64 by = parts.clockWatch.jump();
    if (by != 0 || !timesBounded) {
        KFDESK_TRY(auto unit, UnitOfWork::begin(parts.context));
        if (timesBounded)
            KFDESK_CHECK(store::shiftTimes(unit.db(), {by, now(), newestEvent, lookAtLeastMs}));
        else
            KFDESK_CHECK(store::boundTimes(unit.db(), now()));
        if (by != 0) {
            unit.changed(model::ChangeKind::Event, 0);
            unit.changed(model::ChangeKind::Ticket, 0);
        }
        KFDESK_CHECK(unit.commit());
        parts.clockWatch.accept();
        timesBounded = true;
        if (by != 0)
            qCWarning(logService, "the clock was set by %lld s; due times follow", by / 1000);
    }
    KFDESK_TRY(auto* db, parts.context.connection());
    KFDESK_TRY(newestEvent, store::newestEventId(*db));
    return {};
}

Result<void> EventProcessor::Private::look()
{
    KFDESK_CHECK(followClock());
    const WakeSignal::Reasons reasons = signal->take();
    suitesStale = suitesStale || reasons.suites;
    if (suitesStale && parts.suites.reload()) {
        suitesStale = false;
        // Whoever waits for the listener to know the new component hears it after the fact, not before.
        parts.context.feed().publish({{model::ChangeKind::Listener, 0}});
    }
    KFDESK_CHECK(takeRequests());
    KFDESK_TRY(auto* db, parts.context.connection());
    KFDESK_CHECK(dispatchEvents(*db));
    KFDESK_CHECK(dispatchSyncs(*db));
    dispatchMaintenance();
    KFDESK_TRY(const bool hearingChanged, deafness.look());
    if (hearingChanged)
        parts.context.feed().publish({{model::ChangeKind::Listener, 0}});
    return {};
}

Result<void> EventProcessor::Private::takeRequests()
{
    KFDESK_TRY(const auto taken, requests.take());
    for (const qint64 receiptId : taken.purges) {
        begin(parts.networkPool, EventPriority, [this, receiptId] {
            if (auto erased = parts.purges.erase(receiptId, stopping.get_token()); !erased)
                qCWarning(logService, "purge %lld stopped: %ls", receiptId, qUtf16Printable(erased.error().id));
        });
    }
    if (taken.verifyPurges)
        parts.context.feed().publish({{model::ChangeKind::Purge, 0}}); // wakes whoever settles purges
    return {};
}

Result<void> EventProcessor::Private::dispatchEvents(store::Connection& db)
{
    KFDESK_TRY(const auto due, store::EventRepository(db).due(now(), eventsAtOnce));
    for (const model::Event& event : due) {
        if (!inHand.claimEvent(event))
            continue;
        QThreadPool& pool = carriesAuthCode(event.infoType) ? exchangePool : parts.networkPool;
        begin(pool, EventPriority, [this, event] {
            auto handled = handle(event);
            if (!handled)
                handled = giveUp(event.id, handled.error());
            inHand.releaseEvent(event, !handled);
        });
    }
    return {};
}

Result<void> EventProcessor::Private::dispatchSyncs(store::Connection& db)
{
    if (parts.sync.isClosed())
        return {}; // what is called off stays due, and would be begun over and over
    KFDESK_TRY(const auto due, store::CorpRepository(db).dueForSync(now(), syncsLookedAt));
    for (const auto& [corpId, dueAt] : due) {
        if (!inHand.claimSync(corpId))
            continue;
        begin(parts.networkPool, BackgroundPriority, [this, id = corpId] {
            const auto synced = parts.sync.syncCorp(id, stopping.get_token());
            if (!synced)
                qCInfo(logService, "corp %lld: sync failed: %ls", id, qUtf16Printable(synced.error().id));
            inHand.releaseSync(id, !synced && isOwnTrouble(synced.error()));
        });
    }
    return {};
}

void EventProcessor::Private::dispatchMaintenance()
{
    {
        const std::lock_guard lock(mutex);
        if (maintaining || steady() < maintainAt)
            return;
        maintaining = true;
    }
    begin(parts.networkPool, BackgroundPriority, [this] { maintain(); });
}

void EventProcessor::Private::maintain()
{
    const auto stop = stopping.get_token();
    if (auto refreshed = parts.corps.refreshKeys(stop); !refreshed)
        qCWarning(logService, "search keys: %ls", qUtf16Printable(refreshed.error().id));
    if (auto pruned = parts.events.prune(stop); !pruned)
        qCWarning(logService, "prune: %ls", qUtf16Printable(pruned.error().id));
    if (auto pruned = pruneChanges(parts.context); !pruned)
        qCWarning(logService, "prune: %ls", qUtf16Printable(pruned.error().id));
    const std::lock_guard lock(mutex);
    maintaining = false;
    maintainAt = steady() + hourMs;
}

Result<void> EventProcessor::Private::handle(const model::Event& event)
{
    if (stopping.stop_requested())
        return {};
    if (event.errorId == foreignSuiteError)
        return settleOther(event.id);
    if (carriesAuthCode(event.infoType))
        return parts.exchange.run(event.id, stopping.get_token(), abandoning.get_token());
    if (event.authCorpId.isEmpty())
        return settleOther(event.id);
    if (event.infoType == changeAuthType)
        return parts.authChange.changed(event.id);
    if (event.infoType == cancelAuthType)
        return parts.authChange.cancelled(event.id, stopping.get_token());
    return settleOther(event.id);
}

/// An event that cannot even be read would be due for ever. Trouble of the store passes: then this fails as well.
Result<void> EventProcessor::Private::giveUp(qint64 eventId, const Error& error)
{
    qCWarning(logService, "event %lld: %ls", eventId, qUtf16Printable(error.id));
    const bool sealBroken = error.id.startsWith(QLatin1String("seal."));
    if (!sealBroken && isOwnTrouble(error))
        return fail(error);
    KFDESK_TRY(auto unit, UnitOfWork::begin(parts.context));
    KFDESK_TRY(auto event, pendingEvent(unit, eventId));
    if (event)
        KFDESK_CHECK(failEvent(unit, *std::move(event), error));
    return unit.commit();
}

/// Staff asked for one more try of an event that needs no work, or that we could not read: a newer program may know it.
Result<void> EventProcessor::Private::settleOther(qint64 eventId)
{
    KFDESK_TRY(const store::Vault* vault, parts.context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(parts.context));
    KFDESK_TRY(auto event, pendingEvent(unit, eventId));
    if (!event)
        return {};
    auto status = model::EventStatus::Failed;
    if (event->errorId != foreignSuiteError) {
        KFDESK_TRY(const Secret payload, store::EventRepository(unit.db()).payload(*vault, eventId));
        status = initialStatus(wecom::parseEvent(payload.view()));
    }
    KFDESK_CHECK(finishEvent(unit, *std::move(event), status));
    return unit.commit();
}

void EventProcessor::Private::begin(QThreadPool& pool, int priority, std::function<void()> work)
{
    {
        const std::lock_guard lock(mutex);
        ++inFlight;
    }
    pool.start(
        [this, work = std::move(work)] {
            work();
            signal->wake();
            const std::lock_guard lock(mutex);
            --inFlight;
            idle.notify_all(); // under the lock: stop() may end this object as soon as it is released
        },
        priority);
}

/// Everything due that may run is in hand when this is asked: what is due all the same waits for something in hand.
qint64 EventProcessor::Private::msUntilNext()
{
    qint64 next = now() + lookAtLeastMs;
    if (const auto db = parts.context.connection()) {
        if (const auto due = store::EventRepository(**db).nextDue(); due && *due)
            next = std::min(next, **due);
        if (const auto due = store::CorpRepository(**db).nextSyncDue(); due && *due)
            next = std::min(next, **due);
    }
    const std::lock_guard lock(mutex);
    if (!maintaining)
        next = std::min(next, now() + maintainAt - steady());
    return next > now() ? next - now() : lookAgainAfterMs;
}

EventProcessor::EventProcessor(const Parts& parts)
    : d(std::make_unique<Private>(parts))
{}

EventProcessor::~EventProcessor()
{
    stop();
}

void EventProcessor::start()
{
    stop();
    d->stopping = std::stop_source();
    d->abandoning = std::stop_source();
    d->maintainAt = 0;
    d->timesBounded = false;
    d->signal = std::make_shared<WakeSignal>();
    d->subscription = QObject::connect(
        &d->parts.context.feed(), &ChangeFeed::changed,
        [signal = d->signal](const std::vector<model::Change>& changes) { signal->announce(changes); });
    d->dispatcher = std::thread([this] { d->run(); });
}

void EventProcessor::stop()
{
    if (!d->dispatcher.joinable())
        return;
    QObject::disconnect(d->subscription);
    d->stopping.request_stop();
    d->signal->wake();
    d->dispatcher.join();
    if (!d->exchangePool.waitForDone(exchangeGraceMs))
        d->abandoning.request_stop();
    d->exchangePool.waitForDone();
    std::unique_lock lock(d->mutex);
    d->idle.wait(lock, [this] { return d->inFlight == 0; });
}

void EventProcessor::wake()
{
    if (d->dispatcher.joinable())
        d->signal->wake();
}

} // namespace kfdesk::service
