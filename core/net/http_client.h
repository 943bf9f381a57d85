#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QUrl>

#include <memory>
#include <stop_token>

namespace kfdesk::net {

/// True for what HttpClientRequest::proxy may be.
bool isProxySetting(const QString& setting);

struct HttpClientRequest
{
    QByteArray method = "POST"; ///< GET or POST
    QUrl url;                   ///< http or https; may hold tokens, so it is never logged and never in an Error
    QByteArray body;
    QByteArray contentType = "application/json; charset=utf-8";
    /// The request must not reach the server twice: Qt sends a POST again, silently, when a kept-alive connection
    /// drops before the answer. True sends the body from a device that cannot be rewound, which stops that.
    bool singleUse = false;
    int deadlineMs = 15'000; ///< for the whole exchange, name look-up to last byte
    qint64 maxAnswerBytes = 8 * 1024 * 1024;
    QString proxy; ///< "" = direct; http://… or socks5://[user:password@]host:port
    /// DER. A server that proves itself with exactly this certificate is trusted, whatever name or issuer it has.
    QByteArray knownCertificate;
};

/// An answer shorter than its Content-Length is an error. Qt does not tell when a chunked one was cut, so its reader
/// must be able to: half a JSON text is none.
struct HttpClientAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray contentType;
};

/// Port: sends one request and waits for its answer. What clients of an API rest on, so that tests can answer without a
/// network.
class HttpSender
{
public:
    virtual ~HttpSender() = default;

    /// Any HTTP status is an answer, but for a proxy's 407. Errors: kind Network when the request certainly did not
    /// execute ("net.dns", "net.refused", "net.tls", "net.proxy", "net.proxy_auth", "net.unreachable": also when the
    /// deadline came before the body was asked for); Ambiguous when it may have ("net.timeout", "net.dropped");
    /// Cancelled ("net.cancelled"); Remote ("net.too_large"); Config ("net.proxy": not a proxy setting).
    /// args: host. Nothing of the URL but its host is ever in an error.
    virtual Result<HttpClientAnswer> send(const HttpClientRequest& request, std::stop_token stop) = 0;
};

/// Blocking HTTP for worker threads, on QNetworkAccessManagers that live on one thread of their own.
///
/// send() may be called from any number of threads at once, never from the GUI thread (asserted through mayBlock()).
/// Redirects are not followed, cookies are neither kept nor sent, caches, compression and HTTP/2 are off. Needs a
/// QCoreApplication, but no event loop of the caller's. A manager opens at most 6
/// connections a host, so ⌈maxInFlight / 6⌉ managers per proxy are used in turn.
class HttpClient final : public HttpSender
{
public:
    explicit HttpClient(int maxInFlight = 16);
    ~HttpClient() override; ///< cancels what is under way ("net.cancelled") and joins the thread

    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    Result<HttpClientAnswer> send(const HttpClientRequest& request, std::stop_token stop = {}) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::net
