#include "core/wecom/rate_limiter.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace kfdesk::wecom {

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;

constexpr int apiPerMinute = 40'000;
constexpr int apiPerHour = 1'200'000;

constexpr int corpPerMinute = 10'000;
constexpr int corpPerHour = 150'000;
constexpr int corpInFlight = 4;
constexpr qint64 corpIntervalMs = 200; // 5 a second
constexpr int corpBurst = 20;

// The pace of a corp keeps it far below WeCom's own limits for it, so those need no counters.
static_assert(corpBurst + minuteMs / corpIntervalMs <= corpPerMinute);
static_assert(corpBurst + hourMs / corpIntervalMs <= corpPerHour);

constexpr std::array<qint64, 3> frequencyPausesMs{minuteMs, 10 * minuteMs,
                                                  hourMs}; // after the first, second, third 45009
constexpr std::array<qint64, 3> concurrencyPausesMs{secondMs, 2 * secondMs, 3 * secondMs};
constexpr qint64 forgetPauseAfterMs = hourMs;
constexpr qint64 halvedForMs = minuteMs;

constexpr size_t sweepFloor = 1024;

/// Calls of the last `Slots` slots of `slotMs`, for a limit on any stretch of that length. One slot more than the
/// stretch is counted, so that no stretch that begins inside a slot can hold more than the limit.
template <int Slots>
class SlidingCount
{
public:
    explicit SlidingCount(qint64 slotMs)
        : m_slotMs(slotMs)
    {}

    void advance(qint64 now)
    {
        const qint64 slot = now / m_slotMs;
        for (qint64 step = std::max(m_slot + 1, slot - Slots); step <= slot; ++step)
            m_total -= std::exchange(countAt(step), 0);
        m_slot = std::max(m_slot, slot);
    }

    void add()
    {
        ++countAt(m_slot);
        ++m_total;
    }

    int total() const { return m_total; }

    /// Milliseconds after `now` until fewer than `limit` calls count.
    qint64 waitFor(int limit, qint64 now)
    {
        int left = m_total;
        for (qint64 slot = m_slot - Slots; slot <= m_slot; ++slot) {
            if (left < limit)
                return std::max<qint64>(0, (slot + Slots) * m_slotMs - now);
            left -= countAt(slot);
        }
        return std::max<qint64>(0, (m_slot + 1 + Slots) * m_slotMs - now);
    }

private:
    int& countAt(qint64 slot) { return m_counts[static_cast<size_t>((slot + Slots + 1) % (Slots + 1))]; }

    std::array<int, Slots + 1> m_counts{};
    qint64 m_slotMs;
    qint64 m_slot = 0;
    int m_total = 0;
};

/// All calls of one API, whichever the corp.
struct ApiBudget
{
    SlidingCount<60> minute{secondMs};
    SlidingCount<60> hour{minuteMs};

    void advance(qint64 now)
    {
        minute.advance(now);
        hour.advance(now);
    }

    qint64 waitMs(qint64 now)
    {
        qint64 wait = 0;
        if (minute.total() >= apiPerMinute)
            wait = minute.waitFor(apiPerMinute, now);
        if (hour.total() >= apiPerHour)
            wait = std::max(wait, hour.waitFor(apiPerHour, now));
        return wait;
    }

    void add()
    {
        minute.add();
        hour.add();
    }
};

/// A pause that WeCom's answers impose; each repetition is longer, until a call succeeds.
struct Pause
{
    qint64 until = 0;
    size_t hits = 0;

    /// Calls that were under way when a pause began tell nothing new, so only the first answer counts.
    bool begin(const std::array<qint64, 3>& lengths, qint64 now)
    {
        if (now < until)
            return false;
        until = now + lengths[std::min(hits, lengths.size() - 1)];
        ++hits;
        return true;
    }

    void succeeded(qint64 now)
    {
        if (now >= until)
            hits = 0;
    }

    bool isForgettable(qint64 now) const { return hits == 0 ? now >= until : now >= until + forgetPauseAfterMs; }
};

/// One corp's calls of one API.
struct CallState
{
    Pause frequency;
    Pause concurrency;
    int inFlight = 0;
    int halvedCap = corpInFlight;
    qint64 halvedUntil = 0;

    int cap(qint64 now) const { return now < halvedUntil ? halvedCap : corpInFlight; }
    qint64 pausedUntil() const { return std::max(frequency.until, concurrency.until); }
    bool isForgettable(qint64 now) const
    {
        return inFlight == 0 && now >= halvedUntil && frequency.isForgettable(now) && concurrency.isForgettable(now);
    }
};

struct CorpBudget
{
    qint64 nextDueMs = 0; ///< pace: when the bucket would be full again
    int inFlight = 0;
    std::unordered_map<QString, CallState> apis;

    bool isIdle(qint64 now) const
    {
        return inFlight == 0 && nextDueMs <= now &&
               std::all_of(apis.begin(), apis.end(), [now](const auto& api) { return api.second.isForgettable(now); });
    }

    qint64 paceWaitMs(qint64 now) const
    {
        return std::max<qint64>(0, nextDueMs - (corpBurst - 1) * corpIntervalMs - now);
    }
};

tl::unexpected<Error> overBudget(const QString& api, qint64 waitMs)
{
    Error error = makeError(ErrorKind::Limit, QStringLiteral("wecom.budget"), {}, {{QStringLiteral("endpoint"), api}});
    error.retryAfterMs = waitMs;
    return fail(std::move(error));
}

} // namespace

struct RateLimiter::Private
{
    explicit Private(const Clock& source)
        : clock(source)
    {}

    void sweep(qint64 now)
    {
        if (corps.size() < sweepAt)
            return;
        std::erase_if(corps, [now](const auto& corp) { return corp.second.isIdle(now); });
        sweepAt = std::max(sweepFloor, 2 * corps.size());
    }

    const Clock& clock;
    mutable std::mutex mutex; // guards everything below
    std::unordered_map<QString, CorpBudget> corps;
    std::unordered_map<QString, ApiBudget> apis;
    size_t sweepAt = sweepFloor;
};

RateLimiter::RateLimiter(const Clock& clock)
    : d(std::make_unique<Private>(clock))
{}

RateLimiter::~RateLimiter() = default;

RateLimiter::Permit::Permit(RateLimiter& owner, QString corp, QString api)
    : m_owner(&owner)
    , m_corp(std::move(corp))
    , m_api(std::move(api))
{}

RateLimiter::Permit::Permit(Permit&& other) noexcept
    : m_owner(std::exchange(other.m_owner, nullptr))
    , m_corp(std::move(other.m_corp))
    , m_api(std::move(other.m_api))
{}

RateLimiter::Permit::~Permit()
{
    if (m_owner)
        m_owner->release(m_corp, m_api);
}

Result<RateLimiter::Permit> RateLimiter::acquire(const QString& corp, const QString& api)
{
    const std::scoped_lock lock(d->mutex);
    const qint64 now = d->clock.monotonicMs();
    d->sweep(now);
    CorpBudget& budget = d->corps[corp];
    CallState& calls = budget.apis[api];
    ApiBudget& total = d->apis[api];
    total.advance(now);

    qint64 wait = std::max(calls.pausedUntil() - now, total.waitMs(now));
    if (!corp.isEmpty()) {
        wait = std::max(wait, budget.paceWaitMs(now));
        if (budget.inFlight >= corpInFlight || calls.inFlight >= calls.cap(now))
            wait = std::max(wait, corpIntervalMs);
    }
    if (wait > 0)
        return overBudget(api, wait);

    budget.nextDueMs = std::max(budget.nextDueMs, now) + (corp.isEmpty() ? 0 : corpIntervalMs);
    ++budget.inFlight;
    ++calls.inFlight;
    total.add();
    return Permit(*this, corp, api);
}

void RateLimiter::release(const QString& corp, const QString& api)
{
    const std::scoped_lock lock(d->mutex);
    CorpBudget& budget = d->corps[corp];
    --budget.inFlight;
    --budget.apis[api].inFlight;
}

qint64 RateLimiter::report(const QString& corp, const QString& api, int errcode)
{
    if (errcode != 0 && errcode != 45009 && errcode != 45033)
        return 0;
    const std::scoped_lock lock(d->mutex);
    const qint64 now = d->clock.monotonicMs();
    CallState& calls = d->corps[corp].apis[api];
    if (errcode == 0) {
        calls.frequency.succeeded(now);
        calls.concurrency.succeeded(now);
        return 0;
    }
    if (errcode == 45009) {
        calls.frequency.begin(frequencyPausesMs, now);
    } else if (calls.concurrency.begin(concurrencyPausesMs, now)) {
        calls.halvedCap = std::max(1, calls.cap(now) / 2);
        calls.halvedUntil = now + halvedForMs;
    }
    return calls.pausedUntil() - now;
}

double RateLimiter::usage() const
{
    const std::scoped_lock lock(d->mutex);
    const qint64 now = d->clock.monotonicMs();
    int busiest = 0;
    for (auto& [api, budget] : d->apis) {
        budget.advance(now);
        busiest = std::max(busiest, budget.minute.total());
    }
    return std::min(1.0, static_cast<double>(busiest) / apiPerMinute);
}

size_t RateLimiter::trackedCorps() const
{
    const std::scoped_lock lock(d->mutex);
    return d->corps.size();
}

} // namespace kfdesk::wecom
