#include "core/net/http_server.h"

#include "core/net/http_listener.h"

#include <thread>

namespace kfdesk::net {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

struct HttpServer::Private
{
    HttpHandler handler;
    HttpServerLimits limits;
    Tcp::endpoint endpoint;
    std::shared_ptr<HttpListener> listener; ///< of the last run; kept after stop() for its counters
    std::thread thread;
};

namespace {

QString urlOf(const Tcp::endpoint& endpoint, bool secure)
{
    const QString address = QString::fromStdString(endpoint.address().to_string());
    const QString host = endpoint.address().is_v6() ? QLatin1Char('[') + address + QLatin1Char(']') : address;
    return QStringLiteral("%1://%2:%3")
        .arg(secure ? QStringLiteral("https") : QStringLiteral("http"), host)
        .arg(endpoint.port());
}

QString startErrorId(const boost::system::error_code& ec)
{
    if (ec == asio::error::address_in_use)
        return QStringLiteral("net.port_in_use");
    if (ec == asio::error::access_denied)
        return QStringLiteral("net.port_denied");
    return QStringLiteral("net.bind");
}

} // namespace

HttpServer::HttpServer(HttpHandler handler, HttpServerLimits limits)
    : d(std::make_shared<Private>())
{
    d->handler = std::move(handler);
    d->limits = limits;
}

HttpServer::~HttpServer()
{
    stop();
}

Result<void> HttpServer::start(const QString& address, quint16 port, std::shared_ptr<const TlsIdentity> identity)
{
    Q_ASSERT(!isRunning());
    const QHash<QString, QString> args{{QStringLiteral("address"), address},
                                       {QStringLiteral("port"), QString::number(port)}};
    boost::system::error_code ec;
    const auto numeric = asio::ip::make_address(address.toStdString(), ec);
    if (ec)
        return fail(makeError(ErrorKind::Config, QStringLiteral("net.address"), {}, args));
    try {
        auto listener = std::make_shared<HttpListener>(d->handler, d->limits, std::move(identity));
        ec = listener->open({numeric, port});
        if (!ec) {
            d->thread = std::thread([listener] { listener->run(); });
            d->endpoint = {numeric, listener->port()};
            d->listener = std::move(listener);
            return {};
        }
    } catch (const boost::system::system_error& error) { // the event loop found no descriptors
        ec = error.code();
    } catch (const std::system_error& error) { // no thread
        ec = error.code();
    }
    Error error = makeError(ErrorKind::Config, startErrorId(ec), QString::fromStdString(ec.message()), args);
    error.code = ec.value();
    return fail(std::move(error));
}

void HttpServer::stop()
{
    if (!isRunning())
        return;
    Q_ASSERT(d->thread.get_id() != std::this_thread::get_id());
    d->listener->shutDown();
    d->thread.join();
}

bool HttpServer::isRunning() const
{
    return d->thread.joinable();
}

quint16 HttpServer::port() const
{
    return d->endpoint.port();
}

QString HttpServer::url() const
{
    return urlOf(d->endpoint, d->listener && d->listener->identity);
}

HttpServerStats HttpServer::stats() const
{
    HttpServerStats stats;
    if (!d->listener)
        return stats;
    const HttpCounters& counters = d->listener->counters;
    stats.accepted = counters.accepted;
    stats.requests = counters.requests;
    stats.tooLarge = counters.tooLarge;
    stats.tooSlow = counters.tooSlow;
    stats.malformed = counters.malformed;
    stats.overBudget = counters.overBudget;
    stats.tlsFailed = counters.tlsFailed;
    stats.evicted = counters.evicted;
    stats.connections = counters.connections;
    return stats;
}

} // namespace kfdesk::net
