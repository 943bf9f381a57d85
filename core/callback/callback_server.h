#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/callback/ports.h"
#include "core/callback/request_check.h"
#include "core/net/http_server.h"
#include "core/net/tls_identity.h"

#include <QString>

#include <memory>
#include <vector>

namespace kfdesk::callback {

/// InfoType of the self-test's POST: verified and answered like any other, but neither stored nor counted.
inline constexpr char selfTestType[] = "kfdesk_self_test";

/// One refused request, sampled: what staff see in the rejection list. Holds nothing of the body.
struct Rejection
{
    qint64 at = 0;   ///< UTC ms
    QString suiteId; ///< as in the path, when it is a known suite
    Step step = Step::Query;
    int code = 0; ///< −400xx
    int httpStatus = 0;

    friend bool operator==(const Rejection&, const Rejection&) = default;
};

/// Counters since start; any thread.
struct CallbackStats
{
    quint64 accepted = 0; ///< stored or duplicate, answered success
    quint64 duplicates = 0;
    quint64 verifications = 0; ///< GET echostr answered
    quint64 refused[8] = {};   ///< by Step
    quint64 unknownPath = 0;   ///< 404
    quint64 wrongMethod = 0;   ///< 405
    quint64 notStored = 0;     ///< 503: the store did not take it
    qint64 slowestMs = 0;      ///< slowest answer of the last 24 h, ms
    net::HttpServerStats http; ///< among it what was refused before it was a request

    /// Everything that was not answered as its sender wished, by reason; what did not happen is left out. Reasons:
    /// those of toText(Step); "path", "method"; "malformed", "too_large", "too_slow", "over_budget", "tls" (before a
    /// request was whole); "not_stored".
    std::vector<std::pair<QString, quint64>> refusals() const;
};

/// The HTTP contract of the listener (§5.2): /callback/{suite_id}[/…], /healthz.
///
/// Checks on the server's thread, commits through the inbox writer, answers `success` only after the commit.
/// start(), stop() and the URLs belong to one thread at a time; stats() and rejections() to any.
class CallbackServer
{
public:
    CallbackServer(const SuiteDirectory& suites, InboxSink& sink, const Clock& clock,
                   net::HttpServerLimits limits = {});
    ~CallbackServer();

    /// Without files plain HTTP, with them TLS and nothing else. Errors of net::TlsIdentity::load and
    /// net::HttpServer::start.
    Result<void> start(const QString& address, quint16 port, const net::TlsFiles& tls = {});
    void stop(); ///< requests whose commit is under way are answered first

    bool isRunning() const;
    QString url() const;                               ///< "http://127.0.0.1:8787" or https
    QByteArray certificate() const;                    ///< the one it proves itself with, DER; empty in the clear
    qint64 certificateUntilMs() const;                 ///< UTC; 0 in the clear
    QString callbackUrl(const QString& suiteId) const; ///< "http://127.0.0.1:8787/callback/{suite_id}"
    CallbackStats stats() const;
    /// Of the requests that failed a check: newest first, at most 200, at most 10 a second kept.
    std::vector<Rejection> rejections() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::callback
