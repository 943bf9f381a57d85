#pragma once

#include "core/wecom/token_broker.h"
#include "tests/support/fake_clock.h"
#include "tests/wecom/scripted_server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace kfdesk::test {

using namespace kfdesk::wecom;

inline Secret secret(const QByteArray& bytes)
{
    return Secret(QByteArrayView(bytes));
}

/// A store in memory. `beforeSwap` runs before each compare-and-swap, as another process would.
class MemoryStore final : public TokenStore
{
public:
    Result<Suite> suite(const QString& id) override
    {
        Suite suite;
        suite.suiteId = id;
        suite.suiteSecret = secret("s");
        suite.apiBase = apiBase;
        return suite;
    }

    Result<Secret> suiteTicket(const QString&) override
    {
        if (!hasTicket)
            return fail(makeError(ErrorKind::Config, QStringLiteral("ticket.none")));
        return secret("ticket");
    }

    Result<Secret> permanentCode(const TokenKey&) override { return secret("pc"); }

    Result<std::optional<StoredToken>> load(const TokenKey& key) override
    {
        const std::scoped_lock lock(m_mutex);
        ++loads;
        const auto found = m_rows.find(name(key));
        return found == m_rows.end() ? std::nullopt : std::optional(found->second);
    }

    Result<StoredToken> compareAndSwap(const TokenKey& key, qint64 expectedVersion, const StoredToken& next) override
    {
        if (beforeSwap)
            beforeSwap();
        const std::scoped_lock lock(m_mutex);
        StoredToken& row = m_rows[name(key)];
        if (row.version == expectedVersion) {
            row = next;
            row.version = expectedVersion + 1;
        }
        return row;
    }

    void put(const TokenKey& key, const QByteArray& token, qint64 expiresAt)
    {
        const std::scoped_lock lock(m_mutex);
        StoredToken& row = m_rows[name(key)];
        row = {secret(token), expiresAt, row.version + 1};
    }

    std::optional<StoredToken> row(const TokenKey& key) { return *load(key); }

    QString apiBase;
    bool hasTicket = true;
    std::function<void()> beforeSwap;
    std::atomic<int> loads = 0;

private:
    static QString name(const TokenKey& key) { return key.suiteId + u'|' + key.authCorpId; }

    std::mutex m_mutex;
    std::map<QString, StoredToken> m_rows;
};

/// WeCom's token endpoints: numbered tokens, or what `refuse` says. With `hold` answers wait for release().
class TokenServer
{
public:
    QString url() const { return m_server.url(); }
    int suiteCalls() const { return countOf("get_suite_token"); }
    int corpCalls() const { return countOf("get_corp_token"); }
    QByteArray lastQuery() const { return m_server.requests().back().query(); }

    /// Answers everything that waits, and whatever comes from now on.
    void release()
    {
        const std::scoped_lock lock(m_mutex);
        hold = false;
        for (const auto& answer : m_held)
            answer();
        m_held.clear();
    }

    /// Waits until a request is held back.
    void awaitRequest()
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, [this] { return !m_held.empty(); });
    }

    std::atomic<bool> hold = false;
    std::atomic<int> expiresIn = 7200;
    /// Body of an error for a request, or nothing.
    std::function<QByteArray(const net::HttpRequest&)> refuse;

private:
    int countOf(QByteArrayView endpoint) const
    {
        const auto requests = m_server.requests();
        return int(std::count_if(requests.begin(), requests.end(), [endpoint](const net::HttpRequest& request) {
            return request.path().endsWith(endpoint);
        }));
    }

    QByteArray answerTo(const net::HttpRequest& request)
    {
        const QByteArray refusal = refuse ? refuse(request) : QByteArray();
        if (!refusal.isEmpty())
            return refusal;
        const bool forSuite = request.path().endsWith("get_suite_token");
        const QByteArray kind = forSuite ? "suite" : "corp";
        const QByteArray number = QByteArray::number(forSuite ? ++m_suiteTokens : ++m_corpTokens);
        return QByteArray("{\"") + (forSuite ? "suite_access_token" : "access_token") + "\":\"" + kind + number +
               "\",\"expires_in\":" + QByteArray::number(int(expiresIn)) + "}";
    }

    void serve(const net::HttpRequest& request, const net::HttpReply& reply)
    {
        const auto answer = [this, request, reply] { reply(jsonAnswer(answerTo(request))); };
        const std::scoped_lock lock(m_mutex);
        if (!hold)
            return answer();
        m_held.push_back(answer);
        m_arrived.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<std::function<void()>> m_held;
    int m_suiteTokens = 0;
    int m_corpTokens = 0;
    ScriptedServer m_server{
        [this](const net::HttpRequest& request, const net::HttpReply& reply) { serve(request, reply); }};
};

/// A broker with everything it needs, over real HTTP.
struct BrokerBench
{
    BrokerBench() { store.apiBase = server.url(); }

    TokenServer server;
    FakeClock clock;
    net::HttpClient http;
    RateLimiter limiter{clock};
    ApiClient api{http, limiter};
    MemoryStore store;
    TokenBroker broker{api, store, clock};
};

} // namespace kfdesk::test
