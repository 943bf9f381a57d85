#include "core/net/http_client.h"

#include "core/base/blocking.h"
#include "core/net/http_call.h"
#include "core/net/proxy_setting.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QThread>

#include <openssl/crypto.h>

#include <algorithm>
#include <vector>

namespace kfdesk::net {

namespace {

/// Qt's own limit of connections a manager opens to one host (no setting before 6.5).
constexpr int connectionsPerManager = 6;

/// OpenSSL is not to clean up when the program ends. A manager speaks TLS on a thread of its own, and QThread::wait()
/// returns before such a thread has given back what OpenSSL keeps for it: the clean-up would pull that from under it.
/// The first call into OpenSSL decides, hence before main().
[[maybe_unused]] const bool openSslStays = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr) == 1;

/// Lives on the network thread; so do all its methods.
class Dispatcher final : public QObject
{
public:
    explicit Dispatcher(int managersPerProxy)
        : m_managersPerProxy(managersPerProxy)
    {}

    void start(const HttpClientRequest& request, const QNetworkProxy& proxy, QDeadlineTimer deadline,
               const std::shared_ptr<Exchange>& exchange)
    {
        auto* call = new HttpCall(request, deadline, exchange, this);
        m_calls.insert(exchange.get(), call);
        QNetworkAccessManager* manager = leastBusy(request.proxy, proxy);
        ++m_load[manager];
        connect(call, &QObject::destroyed, this, [this, manager, key = exchange.get()] {
            m_calls.remove(key);
            --m_load[manager];
        });
        call->start(*manager);
    }

    void cancel(const Exchange* exchange)
    {
        if (auto* call = m_calls.value(exchange))
            call->cancel();
    }

    void cancelAll()
    {
        for (auto* call : std::as_const(m_calls))
            call->cancel();
    }

private:
    /// A manager queues what its connections cannot take: slow calls that gathered on one would hold up a fast one,
    /// although another manager is free.
    QNetworkAccessManager* leastBusy(const QString& setting, const QNetworkProxy& proxy)
    {
        std::vector<QNetworkAccessManager*>& managers = m_managers[setting];
        const auto found = std::min_element(managers.begin(), managers.end(),
                                            [this](auto* a, auto* b) { return m_load.value(a) < m_load.value(b); });
        const bool wanted = found == managers.end() || m_load.value(*found) > 0;
        if (!wanted || managers.size() == static_cast<std::size_t>(m_managersPerProxy))
            return *found;
        managers.push_back(new QNetworkAccessManager(this));
        managers.back()->setProxy(proxy);
        return managers.back();
    }

    const int m_managersPerProxy;
    QHash<QString, std::vector<QNetworkAccessManager*>> m_managers; ///< by proxy setting
    QHash<const QNetworkAccessManager*, int> m_load;                ///< calls under way
    QHash<const Exchange*, HttpCall*> m_calls;
};

Error cancelled(const HttpClientRequest& request)
{
    return makeError(ErrorKind::Cancelled, QStringLiteral("net.cancelled"), {},
                     {{QStringLiteral("host"), request.url.host()}});
}

} // namespace

struct HttpClient::Private
{
    QThread thread;
    Dispatcher* dispatcher = nullptr; ///< deleted by its thread
    std::mutex mutex;
    std::condition_variable left;
    int inFlight = 0;
    bool closing = false;

    bool enter()
    {
        const std::scoped_lock lock(mutex);
        if (closing)
            return false;
        ++inFlight;
        return true;
    }

    void leave()
    {
        const std::scoped_lock lock(mutex);
        --inFlight;
        left.notify_all();
    }

    /// Until nobody is inside send() any more: those who are use the dispatcher.
    void close()
    {
        std::unique_lock lock(mutex);
        closing = true;
        if (inFlight > 0)
            QMetaObject::invokeMethod(dispatcher, [this] { dispatcher->cancelAll(); });
        left.wait(lock, [this] { return inFlight == 0; });
    }
};

HttpClient::HttpClient(int maxInFlight)
    : d(std::make_unique<Private>())
{
    d->dispatcher = new Dispatcher((maxInFlight + connectionsPerManager - 1) / connectionsPerManager);
    d->dispatcher->moveToThread(&d->thread);
    QObject::connect(&d->thread, &QThread::finished, d->dispatcher, &QObject::deleteLater);
    d->thread.setObjectName(QStringLiteral("http-client"));
    d->thread.start();
}

HttpClient::~HttpClient()
{
    d->close();
    d->thread.quit();
    d->thread.wait();
}

Result<HttpClientAnswer> HttpClient::send(const HttpClientRequest& request, std::stop_token stop)
{
    Q_ASSERT(mayBlock());
    Q_ASSERT(request.method == "POST" || (request.method == "GET" && request.body.isEmpty()));
    const QDeadlineTimer deadline(request.deadlineMs, Qt::PreciseTimer);
    KFDESK_TRY(const QNetworkProxy proxy, parseProxySetting(request.proxy));
    if (stop.stop_requested() || !d->enter())
        return fail(cancelled(request));

    const auto exchange = std::make_shared<Exchange>();
    Dispatcher* dispatcher = d->dispatcher;
    QMetaObject::invokeMethod(dispatcher, [=] { dispatcher->start(request, proxy, deadline, exchange); });
    auto result = [&] {
        const std::stop_callback onStop(
            stop, [&] { QMetaObject::invokeMethod(dispatcher, [=] { dispatcher->cancel(exchange.get()); }); });
        return exchange->wait();
    }();
    d->leave();
    return result;
}

} // namespace kfdesk::net
