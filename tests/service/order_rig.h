#pragma once

#include "core/callback/ports.h"
#include "core/model/corp.h"
#include "core/model/event.h"
#include "core/net/http_client.h"
#include "core/sandbox/api.h"
#include "core/sandbox/credentials.h"
#include "core/sandbox/world.h"
#include "core/service/auth_change.h"
#include "core/service/exchange.h"
#include "core/service/inbox_sink.h"
#include "core/service/purge_service.h"
#include "core/service/sync_service.h"
#include "core/service/token_store.h"
#include "core/service/work_in_hand.h"
#include "core/wecom/api_client.h"
#include "core/wecom/rate_limiter.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>

namespace kfdesk::test {

/// What becomes of one call.
enum class Fate {
    Answered,
    Unreachable, ///< certainly not executed
    LostBefore,  ///< not executed, and nobody can know
    LostAfter,   ///< executed, and nobody can know
    Crash,       ///< executed, and our process dies before the answer
};

/// Our process died: unwinds everything that was under way.
struct Crashed
{};

/// The simulated WeCom without a network: calls are answered on the caller's thread, and while a call is on its way,
/// something else may happen.
class DirectWecom final : public net::HttpSender
{
public:
    DirectWecom(sandbox::World& world, sandbox::Credentials& credentials, const sandbox::SeededText& seeded,
                const Clock& clock);

    struct Call
    {
        QString endpoint; ///< "get_permanent_code", "account/list" …
        QByteArray body;
    };
    /// On its way to WeCom: its body may be changed, as a relay in between may do.
    std::function<Fate(Call&)> before = [](Call&) { return Fate::Answered; };
    /// Executed; the answer is on its way.
    std::function<void(const Call&, const QByteArray& answer)> after = [](const Call&, const QByteArray&) {};
    /// Handed to the caller.
    std::function<void(const Call&, const QByteArray& answer)> received = [](const Call&, const QByteArray&) {};

    Result<net::HttpClientAnswer> send(const net::HttpClientRequest& request, std::stop_token stop) override;

private:
    QString m_baseUrl = QStringLiteral("http://127.0.0.1:1");
    sandbox::FaultPlan m_faults;
    sandbox::Api m_api;
};

/// Everything that works on a workspace, without threads: the test says what runs when. Time stands still unless moved.
/// One rig is one workspace; restart() is the death of the process and the next one.
class OrderRig
{
public:
    explicit OrderRig(quint64 seed, int merchants = 4);

    FakeClock clock;
    sandbox::SeededText seeded;
    sandbox::World world;
    sandbox::Credentials credentials;
    DirectWecom wecom;

    QString suiteId() const { return credentials.suite.suiteId; }
    qint64 seconds() const { return clock.nowMs() / 1000; }
    void restart();

    /// As the listener does it. False = duplicate.
    bool deliver(const QByteArray& xml);
    void pushTicket();

    /// Events and syncs that the processor would hand out now.
    std::vector<model::Event> dueEvents();
    std::vector<qint64> dueSyncs();
    /// Runs it as the processor does; false when it may not run now (one event a corp).
    bool run(const model::Event& event);
    bool runSync(qint64 corpId);
    /// Runs the purges that are not finished, until one is left for others.
    void runPurges();
    /// Everything due, and what becomes due, until nothing is left to do. False when it does not come to an end.
    bool settle();

    std::optional<model::Corp> corp(const QString& authCorpId);
    std::vector<model::Corp> corps();
    std::optional<QByteArray> permanentCode(const QString& authCorpId);
    std::vector<model::Event> events(const QString& type);
    std::vector<model::KfAccount> accounts(qint64 corpId);
    std::vector<model::Grant> grants(qint64 corpId);
    std::vector<model::KfLink> links(qint64 corpId);
    std::vector<model::PurgeReceipt> receipts();
    /// Where files of the workspace hold one of these texts.
    QStringList traces(const QStringList& texts);

private:
    struct Process;

    QTemporaryDir m_folder;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Process> m_process;

public:
    ~OrderRig();
};

} // namespace kfdesk::test
