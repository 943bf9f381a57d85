#include "core/wecom/token_broker.h"

#include "core/wecom/error_codes.h"
#include "core/wecom/failure_budget.h"

#include <condition_variable>
#include <mutex>
#include <unordered_map>

namespace kfdesk::wecom {

namespace {

constexpr qint64 earlyMs = 180'000;

struct TokenKeyHash
{
    size_t operator()(const TokenKey& key) const { return qHashMulti(0, key.suiteId, key.authCorpId); }
};

/// One look-up (and, if need be, refresh) of one token under way: the thread that began it leads, others wait for it.
struct Flight
{
    std::optional<Result<StoredToken>> outcome; ///< guarded by the broker's mutex
};

StoredToken toStored(const TokenAnswer& answer, qint64 requestedAt)
{
    return {answer.token, requestedAt + answer.expiresIn * 1000LL, 0};
}

} // namespace

struct TokenBroker::Private
{
    Private(ApiClient& apiClient, TokenStore& tokenStore, const Clock& source)
        : api(apiClient)
        , store(tokenStore)
        , clock(source)
        , failures(source)
    {}

    bool isUsable(const TokenKey& key, const StoredToken& row, qint64 rejectedVersion);
    template <typename Call>
    Result<TokenAnswer> callWithinBudget(const QString& suiteId, Call call);
    Result<TokenAnswer> fetch(TokenBroker& broker, const TokenKey& key, std::stop_token stop);
    Result<StoredToken> lead(TokenBroker& broker, const TokenKey& key, qint64 rejectedVersion, std::stop_token stop);
    void rememberLife(const TokenKey& key, const StoredToken& row, int expiresIn);

    ApiClient& api;
    TokenStore& store;
    const Clock& clock;
    FailureBudget failures;

    std::mutex mutex; // guards everything below; never held during a call of the store or the network
    std::condition_variable_any landed;
    std::unordered_map<TokenKey, std::shared_ptr<Flight>, TokenKeyHash> flights;
    int waiting = 0;
    /// Versions that WeCom gave with less life than the early margin: it repeats a token until that one ends, so asking
    /// again would bring the same one. They are used to their end.
    std::unordered_map<TokenKey, qint64, TokenKeyHash> shortLived;
};

bool TokenBroker::Private::isUsable(const TokenKey& key, const StoredToken& row, qint64 rejectedVersion)
{
    if (rejectedVersion != 0 && row.version == rejectedVersion)
        return false;
    const qint64 left = row.expiresAt - clock.nowMs();
    if (left <= 0 || left > earlyMs)
        return left > 0;
    const std::scoped_lock lock(mutex);
    const auto found = shortLived.find(key);
    return found != shortLived.end() && found->second == row.version;
}

void TokenBroker::Private::rememberLife(const TokenKey& key, const StoredToken& row, int expiresIn)
{
    const std::scoped_lock lock(mutex);
    if (expiresIn * 1000LL <= earlyMs)
        shortLived[key] = row.version;
    else
        shortLived.erase(key);
}

template <typename Call>
Result<TokenAnswer> TokenBroker::Private::callWithinBudget(const QString& suiteId, Call call)
{
    if (auto refusal = failures.refusal(suiteId))
        return fail(*std::move(refusal));
    Result<TokenAnswer> answer = call();
    if (answer)
        failures.succeeded(suiteId);
    else
        failures.failed(suiteId, answer.error());
    return answer;
}

Result<TokenAnswer> TokenBroker::Private::fetch(TokenBroker& broker, const TokenKey& key, std::stop_token stop)
{
    if (key.authCorpId.isEmpty()) {
        KFDESK_TRY(const Suite owner, store.suite(key.suiteId));
        KFDESK_TRY(const Secret ticket, store.suiteTicket(key.suiteId));
        return callWithinBudget(key.suiteId, [&] { return api.getSuiteToken(owner, ticket, stop); });
    }
    KFDESK_TRY(const Secret permanentCode, store.permanentCode(key));
    return broker.withSuiteToken<TokenAnswer>(key.suiteId, stop, [&](const Suite& owner, const Secret& suiteToken) {
        return callWithinBudget(
            key.suiteId, [&] { return api.getCorpToken(owner, suiteToken, key.authCorpId, permanentCode, stop); });
    });
}

Result<StoredToken> TokenBroker::Private::lead(TokenBroker& broker, const TokenKey& key, qint64 rejectedVersion,
                                               std::stop_token stop)
{
    KFDESK_TRY(const std::optional<StoredToken> row, store.load(key));
    if (row && isUsable(key, *row, rejectedVersion))
        return *row;
    const qint64 requestedAt = clock.nowMs();
    KFDESK_TRY(const TokenAnswer answer, fetch(broker, key, std::move(stop)));
    KFDESK_TRY(const StoredToken kept,
               store.compareAndSwap(key, row ? row->version : 0, toStored(answer, requestedAt)));
    rememberLife(key, kept, answer.expiresIn);
    return kept;
}

TokenBroker::TokenBroker(ApiClient& api, TokenStore& store, const Clock& clock)
    : d(std::make_unique<Private>(api, store, clock))
{}

TokenBroker::~TokenBroker() = default;

Result<Secret> TokenBroker::suiteToken(const QString& suiteId, std::stop_token stop)
{
    KFDESK_TRY(const StoredToken row, current(TokenKey{suiteId, {}}, 0, std::move(stop)));
    return row.token;
}

Result<Secret> TokenBroker::corpToken(const TokenKey& corp, std::stop_token stop)
{
    KFDESK_TRY(const StoredToken row, current(corp, 0, std::move(stop)));
    return row.token;
}

Result<void> TokenBroker::adopt(const TokenKey& key, const TokenAnswer& answer)
{
    if (answer.token.isEmpty())
        return {};
    const qint64 receivedAt = d->clock.nowMs();
    KFDESK_TRY(const std::optional<StoredToken> row, d->store.load(key));
    KFDESK_CHECK(d->store.compareAndSwap(key, row ? row->version : 0, toStored(answer, receivedAt)));
    return {};
}

int TokenBroker::waiting() const
{
    const std::scoped_lock lock(d->mutex);
    return d->waiting;
}

Result<StoredToken> TokenBroker::current(const TokenKey& key, qint64 rejectedVersion, std::stop_token stop)
{
    std::unique_lock lock(d->mutex);
    while (true) {
        const auto found = d->flights.find(key);
        if (found == d->flights.end())
            break;
        const std::shared_ptr<Flight> flight = found->second;
        ++d->waiting;
        const bool landed = d->landed.wait(lock, stop, [&flight] { return flight->outcome.has_value(); });
        --d->waiting;
        if (!landed)
            return fail(makeError(ErrorKind::Cancelled, QStringLiteral("net.cancelled")));
        const Result<StoredToken>& outcome = *flight->outcome;
        // Neither concerns us: the leader was called off, or it did not know that this token was rejected.
        const bool leaderCalledOff = !outcome && outcome.error().kind == ErrorKind::Cancelled;
        const bool alreadyRejected = outcome && rejectedVersion != 0 && outcome->version == rejectedVersion;
        if (!leaderCalledOff && !alreadyRejected)
            return outcome;
    }

    const auto flight = std::make_shared<Flight>();
    d->flights.emplace(key, flight);
    lock.unlock();
    Result<StoredToken> outcome = d->lead(*this, key, rejectedVersion, std::move(stop));
    lock.lock();
    flight->outcome = outcome;
    d->flights.erase(key);
    d->landed.notify_all();
    return outcome;
}

Result<Suite> TokenBroker::suite(const QString& suiteId)
{
    return d->store.suite(suiteId);
}

bool TokenBroker::isTokenRejected(const Error& error)
{
    return error.id.startsWith(QLatin1String("wecom.")) && codeClass(error.code) == CodeClass::Token;
}

} // namespace kfdesk::wecom
