#pragma once

#include "core/base/result.h"
#include "core/callback/callback_server.h"
#include "core/service/context.h"
#include "core/service/purge_service.h"
#include "core/service/sync_service.h"

#include <QString>
#include <QThreadPool>

#include <memory>
#include <optional>

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
    QString url;    ///< "http://127.0.0.1:8787" while listening
    QString holder; ///< HeldElsewhere: who
    Error error;    ///< Failed
};

/// Verdict of the self-test against our own listener.
struct SelfTestResult
{
    bool ok = false;
    Error error; ///< what is wrong, when not ok
    qint64 answerMs = 0;
};

/// Listener + processor of one workspace, under the lease: one process a workspace holds it.
///
/// The processor works after the answer: events due (AuthCodes first, on the exchange lane), syncs due, purges
/// unfinished, and what clients asked for. Attempts and due times are persisted, so a restart goes on.
class Host
{
public:
    struct Parts; ///< what Workspace plugs in
    explicit Host(std::unique_ptr<Parts> parts);
    ~Host(); ///< stop()

    /// Takes the lease, starts the processor, then listens. Errors: "vault.locked", "lease.held", those of
    /// CallbackServer::start. On a listener error nothing is left running.
    Result<void> start(const QString& address, quint16 port, const QString& holderName);
    /// Finishes what is being committed, cancels the rest, gives the lease back.
    void stop();

    ListenerState state() const;
    callback::CallbackStats stats() const;
    std::vector<callback::Rejection> rejections() const;
    QString callbackUrl(const QString& suiteId) const;
    /// The suites changed (component added or edited): the listener's snapshot is built anew.
    Result<void> reloadSuites();
    /// Something may be due: looks at once.
    void wake();
    /// Local GET and POST with our own signature; the POST's type is answered and not stored.
    Result<SelfTestResult> selfTest(const QString& suiteId, std::stop_token stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::service
