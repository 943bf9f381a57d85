#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/wecom/api_client.h"
#include "core/wecom/suite.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace kfdesk::wecom {

/// Whose token: the suite's (authCorpId empty) or one corp's.
struct TokenKey
{
    QString suiteId;
    QString authCorpId;

    friend bool operator==(const TokenKey&, const TokenKey&) = default;
};

struct StoredToken
{
    Secret token;
    qint64 expiresAt = 0; ///< UTC ms
    qint64 version = 0;   ///< of the stored row; 0 = never stored
};

/// Port: what the broker needs kept. Implemented over the store by core/service; every call may block.
class TokenStore
{
public:
    virtual ~TokenStore() = default;
    virtual Result<Suite> suite(const QString& suiteId) = 0;
    /// The newest suite_ticket. Errors "ticket.none", "ticket.expired" (older than 30 minutes).
    virtual Result<Secret> suiteTicket(const QString& suiteId) = 0;
    virtual Result<Secret> permanentCode(const TokenKey& corp) = 0;
    virtual Result<std::optional<StoredToken>> load(const TokenKey& key) = 0;
    /// Stores `next` if the row still has `expectedVersion`; otherwise changes nothing and returns what is stored now.
    virtual Result<StoredToken> compareAndSwap(const TokenKey& key, qint64 expectedVersion,
                                               const StoredToken& next) = 0;
};

/// Hands out tokens; one refresh a key in flight, everybody else waits for it. Thread-safe, blocking.
///
/// Refreshes 180 s before the end. Before it calls WeCom it reads the stored row again: another process may have been
/// faster. A failed refresh is given to all who waited, and is not repeated for them. A waiter whose `stop` fires gets
/// "net.cancelled" (kind Cancelled); when the one who refreshes is called off, a waiter takes over. No lock is held
/// during calls of the store and the network. Failing calls are kept few (FailureBudget).
class TokenBroker
{
public:
    TokenBroker(ApiClient& api, TokenStore& store, const Clock& clock);
    ~TokenBroker();

    Result<Secret> suiteToken(const QString& suiteId, std::stop_token stop = {});
    Result<Secret> corpToken(const TokenKey& corp, std::stop_token stop = {});

    /// Stores a token that came with another answer (get_permanent_code v1); an empty one is nothing to store.
    Result<void> adopt(const TokenKey& key, const TokenAnswer& answer);

    /// Calls `use` with a token; when it fails with a token code (40014, 42001, 40082, 42009), refreshes once and calls
    /// it a second and last time.
    template <typename T>
    Result<T> withSuiteToken(const QString& suiteId, std::stop_token stop,
                             const std::function<Result<T>(const Suite&, const Secret&)>& use);
    template <typename T>
    Result<T> withCorpToken(const TokenKey& corp, std::stop_token stop,
                            const std::function<Result<T>(const Suite&, const Secret&)>& use);

    /// How many threads wait for another one's look-up or refresh now.
    int waiting() const;

private:
    Result<StoredToken> current(const TokenKey& key, qint64 rejectedVersion, std::stop_token stop);
    Result<Suite> suite(const QString& suiteId);
    static bool isTokenRejected(const Error& error);

    template <typename T>
    Result<T> withToken(const TokenKey& key, std::stop_token stop,
                        const std::function<Result<T>(const Suite&, const Secret&)>& use);

    struct Private;
    std::unique_ptr<Private> d;
};

template <typename T>
Result<T> TokenBroker::withToken(const TokenKey& key, std::stop_token stop,
                                 const std::function<Result<T>(const Suite&, const Secret&)>& use)
{
    KFDESK_TRY(const Suite owner, suite(key.suiteId));
    KFDESK_TRY(const StoredToken first, current(key, 0, stop));
    auto answer = use(owner, first.token);
    if (answer || !isTokenRejected(answer.error()))
        return answer;
    KFDESK_TRY(const StoredToken second, current(key, first.version, stop));
    return use(owner, second.token);
}

template <typename T>
Result<T> TokenBroker::withSuiteToken(const QString& suiteId, std::stop_token stop,
                                      const std::function<Result<T>(const Suite&, const Secret&)>& use)
{
    return withToken<T>(TokenKey{suiteId, {}}, std::move(stop), use);
}

template <typename T>
Result<T> TokenBroker::withCorpToken(const TokenKey& corp, std::stop_token stop,
                                     const std::function<Result<T>(const Suite&, const Secret&)>& use)
{
    return withToken<T>(corp, std::move(stop), use);
}

} // namespace kfdesk::wecom
