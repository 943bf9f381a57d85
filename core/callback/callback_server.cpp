#include "core/callback/callback_server.h"

#include "core/callback/callback_stats.h"
#include "core/callback/inbox_writer.h"

#include <mutex>
#include <optional>

namespace kfdesk::callback {

namespace {

constexpr QByteArrayView prefix("/callback/");

int httpStatusOf(Step step)
{
    return step == Step::Signature || step == Step::ReceiveId ? 403 : 400;
}

/// The suite of /callback/{suite_id}, with or without a slash and anything behind it; none for any other path.
std::optional<QString> suiteOfPath(const QByteArray& path)
{
    if (!path.startsWith(prefix))
        return std::nullopt;
    const QByteArray rest = path.mid(prefix.size());
    const qsizetype slash = rest.indexOf('/');
    const QByteArray suite = slash < 0 ? rest : rest.left(slash);
    if (suite.isEmpty())
        return std::nullopt;
    return QString::fromUtf8(suite);
}

} // namespace

struct CallbackServer::Private
{
    Private(const SuiteDirectory& directory, InboxSink& inbox, const Clock& time, net::HttpServerLimits bounds)
        : suites(directory)
        , sink(inbox)
        , clock(time)
        , limits(bounds)
        , recorder(time)
    {}

    void handle(net::HttpRequest request, net::HttpReply reply);
    void refuseMethod(const net::HttpReply& reply);
    void handleCallback(const SuiteKeys& keys, net::HttpRequest request, net::HttpReply reply);
    void store(AcceptedCallback item, qint64 startedMs, net::HttpReply reply);

    const SuiteDirectory& suites;
    InboxSink& sink;
    const Clock& clock;
    net::HttpServerLimits limits;
    StatsRecorder recorder;
    std::mutex writerMutex; ///< stop() takes the writer away while requests may still come in
    std::unique_ptr<InboxWriter> writer;
    std::shared_ptr<const net::TlsIdentity> identity; ///< none: plain HTTP
    mutable std::mutex serverMutex;                   ///< stats() may be asked while start() and stop() are at work
    std::unique_ptr<net::HttpServer> server;
    net::HttpServerStats earlier; ///< of servers that have been stopped
};

void CallbackServer::Private::handle(net::HttpRequest request, net::HttpReply reply)
{
    const QByteArray path = request.path();
    if (path == "/healthz") {
        if (request.method != "GET")
            return refuseMethod(reply);
        reply(net::HttpResponse::plain(200, "ok"));
        return;
    }
    const auto suiteId = suiteOfPath(path);
    const auto keys = suiteId ? suites.find(*suiteId) : nullptr;
    if (!keys) {
        recorder.unknownPath();
        reply(net::HttpResponse::plain(404));
    } else if (request.method != "GET" && request.method != "POST") {
        refuseMethod(reply);
    } else {
        handleCallback(*keys, std::move(request), std::move(reply));
    }
}

void CallbackServer::Private::refuseMethod(const net::HttpReply& reply)
{
    recorder.wrongMethod();
    reply(net::HttpResponse::plain(405));
}

void CallbackServer::Private::handleCallback(const SuiteKeys& keys, net::HttpRequest request, net::HttpReply reply)
{
    const qint64 startedMs = clock.monotonicMs();
    const bool verification = request.method == "GET";
    CheckedRequest checked = checkRequest(keys, {verification, request.query(), std::move(request.body)});
    if (!checked.ok()) {
        const int status = httpStatusOf(checked.step);
        recorder.refused(keys.suiteId, checked.step, checked.code, status);
        reply(net::HttpResponse::plain(status));
        return;
    }
    if (verification) {
        recorder.verified(startedMs);
        reply(net::HttpResponse::plain(200, std::move(checked.message)));
        return;
    }
    if (checked.event.kind == wecom::CallbackEvent::Kind::Command &&
        checked.event.type == QLatin1String(selfTestType)) {
        reply(net::HttpResponse::plain(200, "success"));
        return;
    }
    store({keys.suiteId, clock.nowMs(), std::move(checked.message), std::move(checked.event)}, startedMs,
          std::move(reply));
}

void CallbackServer::Private::store(AcceptedCallback item, qint64 startedMs, net::HttpReply reply)
{
    const auto answer = [this, startedMs, reply = std::move(reply)](CommitOutcome outcome) {
        recorder.stored(outcome, startedMs);
        reply(outcome == CommitOutcome::Failed ? net::HttpResponse::plain(503)
                                               : net::HttpResponse::plain(200, "success"));
    };
    const std::lock_guard lock(writerMutex);
    if (writer)
        writer->submit(std::move(item), answer);
    else
        answer(CommitOutcome::Failed);
}

CallbackServer::CallbackServer(const SuiteDirectory& suites, InboxSink& sink, const Clock& clock,
                               net::HttpServerLimits limits)
    : d(std::make_unique<Private>(suites, sink, clock, limits))
{}

CallbackServer::~CallbackServer()
{
    stop();
}

Result<void> CallbackServer::start(const QString& address, quint16 port, const net::TlsFiles& tls)
{
    stop();
    d->identity.reset();
    if (!tls.isEmpty()) {
        KFDESK_TRY(d->identity, net::TlsIdentity::load(tls, d->clock.nowMs()));
    }
    d->writer = std::make_unique<InboxWriter>(d->sink);
    auto server = std::make_unique<net::HttpServer>(
        [this](net::HttpRequest request, net::HttpReply reply) { d->handle(std::move(request), std::move(reply)); },
        d->limits);
    auto started = server->start(address, port, d->identity);
    {
        const std::lock_guard lock(d->serverMutex);
        d->server = std::move(server);
    }
    if (!started)
        stop();
    return started;
}

void CallbackServer::stop()
{
    std::unique_ptr<InboxWriter> writer;
    {
        const std::lock_guard lock(d->writerMutex);
        writer = std::move(d->writer);
    }
    writer.reset(); // writes and answers what it was given, while the server can still send
    const std::lock_guard lock(d->serverMutex);
    if (!d->server)
        return;
    d->server->stop();
    d->earlier += d->server->stats();
    d->earlier.connections = 0;
    d->server.reset();
}

bool CallbackServer::isRunning() const
{
    return d->server && d->server->isRunning();
}

QString CallbackServer::url() const
{
    return d->server ? d->server->url() : QString();
}

QByteArray CallbackServer::certificate() const
{
    return d->identity ? d->identity->certificate() : QByteArray();
}

qint64 CallbackServer::certificateUntilMs() const
{
    return d->identity ? d->identity->validUntilMs() : 0;
}

QString CallbackServer::callbackUrl(const QString& suiteId) const
{
    return isRunning() ? url() + QLatin1String(prefix.data(), prefix.size()) + suiteId : QString();
}

CallbackStats CallbackServer::stats() const
{
    CallbackStats stats = d->recorder.stats();
    const std::lock_guard lock(d->serverMutex);
    stats.http = d->earlier;
    if (d->server)
        stats.http += d->server->stats();
    return stats;
}

std::vector<Rejection> CallbackServer::rejections() const
{
    return d->recorder.rejections();
}

} // namespace kfdesk::callback
