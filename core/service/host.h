#pragma once

#include "core/base/result.h"
#include "core/callback/callback_server.h"
#include "core/net/http_client.h"
#include "core/service/context.h"
#include "core/service/corp_service.h"
#include "core/service/event_service.h"
#include "core/service/inbox_health.h"
#include "core/service/purge_service.h"
#include "core/service/status_service.h"
#include "core/service/sync_service.h"
#include "core/wecom/api_client.h"
#include "core/wecom/token_broker.h"

#include <QString>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <stop_token>

namespace kfdesk::service {

/// The listener as staff see it.
struct ListenerState
{
    enum class Phase {
        Stopped,
        Listening,
        Failed,        ///< `error` says why and what to try
        HeldElsewhere, ///< another process listens and processes; this one is its client
    };

    Phase phase = Phase::Stopped;
    QString url;                 ///< "http://127.0.0.1:8787" while listening; https with TLS
    QByteArray certificate;      ///< what it proves itself with then, DER
    qint64 certificateUntil = 0; ///< UTC ms
    QString holder;              ///< HeldElsewhere: who
    Error error;                 ///< Failed
    std::optional<StoreTrouble>
        trouble; ///< Listening, but callbacks cannot be stored, so that WeCom is told to try again
};

/// Verdict of a self-test.
struct SelfTestResult
{
    bool ok = false;
    QString url; ///< what was tested; empty while nothing listens
    Error error; ///< what is wrong, when not ok
    qint64 answerMs = 0;
};

/// Listener + processor of one workspace, under the lease: one process a workspace holds it.
///
/// Thread-safe. A changed component is taken up by itself, also when another process changed it. Every change of the
/// listener's state is announced (ChangeKind::Listener).
///
/// The processor works after the answer: events due (AuthCodes first, on the exchange lane), syncs due, and what
/// clients asked for; purges are proven on a thread of their own. Attempts and due times are persisted, so a restart
/// goes on.
class Host
{
public:
    /// What Workspace plugs in; everything outlives the host.
    struct Parts
    {
        Context& context;
        net::HttpClient& http;
        wecom::ApiClient& api;
        wecom::TokenBroker& broker;
        SyncService& sync;
        PurgeService& purges;
        CorpService& corps;
        EventService& events;
        StatusService& status;
        QThreadPool& networkPool;
    };

    explicit Host(const Parts& parts);
    ~Host(); ///< stop()

    /// Takes the lease, starts the processor, then listens. Errors: "vault.locked", "store.read_only" (opened
    /// read-only), "lease.held", "lease.io", those of CallbackServer::start. On an error nothing is left running.
    /// Without `tls` the listener speaks plain HTTP, with it TLS or, when the files are not in order, nothing.
    Result<void> start(const QString& address, quint16 port, const QString& holderName, const net::TlsFiles& tls = {});
    /// Finishes what is being committed, cancels the rest, gives the lease back.
    void stop();

    /// Who else holds the lease is looked up anew each time; that another took it or let it go is announced
    /// (ChangeKind::Listener) within a second.
    ListenerState state() const;
    callback::CallbackStats stats() const;
    std::vector<callback::Rejection> rejections() const;
    QString callbackUrl(const QString& suiteId) const;
    /// The suites changed (component added or edited): the listener's snapshot is built anew.
    Result<void> reloadSuites();
    /// Something may be due: looks at once.
    void wake();
    /// GET and POST at our own address with our own signature; the POST's type is answered and not stored. The
    /// verdict's error ids (arg url):
    ///   nobody there        "selftest.not_listening", "selftest.host" (name unknown), "selftest.port" (refused),
    ///                       "selftest.tls", "selftest.silence", "selftest.dropped", "selftest.unreachable"; detail:
    ///                       why
    ///   another one there   "selftest.redirect", "selftest.path", "selftest.gateway", "selftest.size",
    ///                       "selftest.status"; "selftest.answer" (another body than WeCom expects); code: HTTP status
    ///   other keys there    "selftest.token", "selftest.encoding_aes_key", "selftest.provider_corpid",
    ///                       "selftest.suite_id"
    ///   damage on the way   "selftest.relay_plus", "selftest.relay_query", "selftest.relay_body",
    ///                       "selftest.answer_altered"
    ///   too slow            "selftest.slow" (arg ms: more than 1000, WeCom's limit)
    /// The call itself fails with "component.not_found", "vault.locked", "net.cancelled".
    Result<SelfTestResult> selfTest(const QString& suiteId, std::stop_token stop);
    /// The same through the public address, as WeCom comes; also while another process listens, or none does. `url`
    /// empty: that of the settings ("selftest.no_public_url" when there is none).
    Result<SelfTestResult> publicSelfTest(const QString& suiteId, const QString& url, std::stop_token stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::service
