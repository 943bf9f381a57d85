#include "core/service/host.h"

#include "core/base/descriptors.h"
#include "core/base/log.h"
#include "core/service/auth_change.h"
#include "core/service/event_processor.h"
#include "core/service/exchange.h"
#include "core/service/inbox_sink.h"
#include "core/service/listener_inbox.h"
#include "core/service/listener_record.h"
#include "core/service/purge_worker.h"
#include "core/service/self_test.h"
#include "core/service/setting_service.h"
#include "core/service/suite_directory.h"
#include "core/store/component_repository.h"
#include "core/store/lease.h"

#include <QUrl>

#include <atomic>
#include <mutex>
#include <optional>

namespace kfdesk::service {

namespace {

/// A full listener (512), three files for each thread on the store, calls going out; and as much again.
constexpr unsigned descriptorsWanted = 2048;

const QString callbackPath = QStringLiteral("/callback/");

/// An address of this machine under which a listener at `url` is reached, when it is bound to every address.
QString localUrl(const QString& url)
{
    QUrl local(url);
    if (local.host() == QLatin1String("0.0.0.0"))
        local.setHost(QStringLiteral("127.0.0.1"));
    else if (local.host() == QLatin1String("::"))
        local.setHost(QStringLiteral("::1"));
    return local.toString();
}

SelfTestResult untested(const char* why)
{
    SelfTestResult result;
    result.error = makeError(ErrorKind::Config, QLatin1String(why));
    return result;
}

} // namespace

struct Host::Private
{
    explicit Private(const Parts& given)
        : parts(given)
        , suites(given.context)
        , health(given.context.clock(), [this](const auto& trouble) { tell(trouble); })
        , inbox(given.context, health)
        , clockWatch(given.context.clock())
        , exchange(given.context, given.api, given.broker, clockWatch)
        , authChange(given.context, given.api, given.broker, given.purges)
        , processor({given.context, clockWatch, exchange, authChange, given.sync, given.purges, given.corps,
                     given.events, given.status, suites, given.networkPool})
        , purgeWorker(given.context, given.purges)
        , server(suites, inbox, given.context.clock())
        , recorder(given.context, [this] { return server.stats(); })
    {}

    Result<void> start(const QString& address, quint16 port, const QString& holderName, const net::TlsFiles& tls);
    void stop();
    void setState(ListenerState next);
    void tell(const std::optional<StoreTrouble>& trouble);
    ListenerState lastState() const;
    ListenerState failed(const Error& error) const;
    Result<std::shared_ptr<const callback::SuiteKeys>> keysOf(const QString& suiteId);

    Parts parts;
    ComponentDirectory suites;
    InboxHealth health;
    ListenerInbox inbox;
    ClockWatch clockWatch;
    Exchange exchange;
    AuthChange authChange;
    EventProcessor processor;
    PurgeWorker purgeWorker;
    callback::CallbackServer server;
    ListenerRecorder recorder;

    std::mutex running; ///< start and stop, one at a time
    std::optional<store::Lease> lease;
    std::atomic_bool holding = false; ///< the lease is ours, or about to be

    mutable std::mutex stateMutex;
    ListenerState state;
};

Result<void> Host::Private::start(const QString& address, quint16 port, const QString& holderName,
                                  const net::TlsFiles& tls)
{
    if (parts.context.database().mode() == store::OpenMode::ReadOnly)
        return fail(makeError(ErrorKind::Store, QStringLiteral("store.read_only")));
    KFDESK_CHECK(parts.context.vault());
    KFDESK_CHECK(suites.reload());
    allowDescriptors(descriptorsWanted);
    holding = true;
    KFDESK_TRY(lease, store::Lease::acquire(parts.context.directory(), holderName, parts.context.clock().nowMs()));
    health.worked(); // what was wrong before a restart is found out anew
    processor.start();
    purgeWorker.start();
    KFDESK_CHECK(server.start(address, port, tls));
    recorder.start();
    return {};
}

void Host::Private::stop()
{
    server.stop();
    recorder.stop();
    processor.stop();
    purgeWorker.stop();
    lease.reset();
    holding = false;
}

void Host::Private::setState(ListenerState next)
{
    {
        const std::lock_guard lock(stateMutex);
        state = std::move(next);
    }
    parts.context.feed().publish({{model::ChangeKind::Listener, 0}});
}

ListenerState Host::Private::lastState() const
{
    const std::lock_guard lock(stateMutex);
    return state;
}

/// On the inbox writer's thread, which lives as long as the server: the lease is there.
void Host::Private::tell(const std::optional<StoreTrouble>& trouble)
{
    if (trouble)
        qCWarning(logService, "callbacks cannot be stored: %ls %ls", qUtf16Printable(trouble->error.id),
                  qUtf16Printable(trouble->error.detail));
    else
        qCInfo(logService, "callbacks are stored again");
    lease->setNote(trouble ? toNote(*trouble) : QString());
    parts.context.feed().publish({{model::ChangeKind::Listener, 0}});
}

ListenerState Host::Private::failed(const Error& error) const
{
    ListenerState next;
    next.phase = ListenerState::Phase::Failed;
    next.error = error;
    if (error.id == QLatin1String("lease.held")) {
        next.phase = ListenerState::Phase::HeldElsewhere;
        next.holder = error.args.value(QStringLiteral("holder"));
    }
    return next;
}

Result<std::shared_ptr<const callback::SuiteKeys>> Host::Private::keysOf(const QString& suiteId)
{
    KFDESK_CHECK(suites.reload());
    auto keys = suites.find(suiteId);
    if (!keys)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("component.not_found"), {},
                              {{QStringLiteral("suite_id"), suiteId}}));
    return keys;
}

Host::Host(const Parts& parts)
    : d(std::make_unique<Private>(parts))
{}

Host::~Host()
{
    d->stop();
}

Result<void> Host::start(const QString& address, quint16 port, const QString& holderName, const net::TlsFiles& tls)
{
    const std::lock_guard lock(d->running);
    d->stop();
    auto started = d->start(address, port, holderName, tls);
    if (!started) {
        d->stop();
        d->setState(d->failed(started.error()));
        return started;
    }
    ListenerState listening;
    listening.phase = ListenerState::Phase::Listening;
    listening.url = d->server.url();
    listening.certificate = d->server.certificate();
    listening.certificateUntil = d->server.certificateUntilMs();
    d->setState(std::move(listening));
    return {};
}

void Host::stop()
{
    const std::lock_guard lock(d->running);
    d->stop();
    d->setState({});
}

ListenerState Host::state() const
{
    using Phase = ListenerState::Phase;
    ListenerState now = d->lastState();
    if (now.phase == Phase::Listening)
        now.trouble = d->health.trouble();
    if (d->holding)
        return now;
    // Others come and go without a word to us, and a killed one cannot say it.
    const auto holder = store::Lease::holder(d->parts.context.directory());
    if (!holder)
        return now.phase == Phase::HeldElsewhere ? ListenerState() : now;
    ListenerState elsewhere;
    elsewhere.phase = Phase::HeldElsewhere;
    elsewhere.holder = *holder;
    return elsewhere;
}

callback::CallbackStats Host::stats() const
{
    return d->server.stats();
}

std::vector<callback::Rejection> Host::rejections() const
{
    return d->server.rejections();
}

QString Host::callbackUrl(const QString& suiteId) const
{
    const ListenerState now = state();
    if (now.phase != ListenerState::Phase::Listening)
        return {};
    return now.url + callbackPath + suiteId;
}

Result<void> Host::reloadSuites()
{
    return d->suites.reload();
}

void Host::wake()
{
    const std::lock_guard lock(d->running);
    d->processor.wake();
    d->purgeWorker.wake();
}

Result<SelfTestResult> Host::selfTest(const QString& suiteId, std::stop_token stop)
{
    KFDESK_TRY(const auto keys, d->keysOf(suiteId));
    const ListenerState now = state();
    if (now.phase != ListenerState::Phase::Listening)
        return untested("selftest.not_listening");
    return runSelfTest(d->parts.http, d->parts.context.clock(), *keys,
                       {localUrl(now.url + callbackPath + suiteId), now.certificate}, std::move(stop));
}

Result<SelfTestResult> Host::publicSelfTest(const QString& suiteId, const QString& url, std::stop_token stop)
{
    KFDESK_TRY(const auto keys, d->keysOf(suiteId));
    QString address = url;
    if (address.isEmpty()) {
        KFDESK_TRY(const auto settings, SettingService(d->parts.context).listener());
        address = settings.publicUrl;
    }
    if (address.isEmpty())
        return untested("selftest.no_public_url");
    KFDESK_TRY(auto* db, d->parts.context.connection());
    KFDESK_TRY(const auto components, store::ComponentRepository(*db).summaries());
    QStringList known;
    for (const auto& component : components)
        known.append(component.suiteId);
    return runSelfTest(d->parts.http, d->parts.context.clock(), *keys, {publicCallbackUrl(address, suiteId, known), {}},
                       std::move(stop));
}

} // namespace kfdesk::service
