#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace kfdesk::net {

class TlsIdentity;

/// Limits of one server (defaults: the callback listener's).
struct HttpServerLimits
{
    int headerBytes = 8 * 1024;
    int bodyBytes = 256 * 1024;
    int requestMs = 5000; ///< from the first byte of a request to its last; the same again for a handshake
    int keepAliveMs = 30'000;
    int connections =
        512; ///< with TLS 256 at most; at the cap the oldest one without a complete request is closed, idle ones first
    /// All request bodies held at one time. Beyond, the oldest connection in the middle of a body is closed for another
    /// one; 503 when there is none.
    qint64 allBodiesBytes = 8 * 1024 * 1024;
};

/// One complete request. `target` is the raw request target (path and query, still percent-encoded).
struct HttpRequest
{
    QByteArray method;
    QByteArray target;
    QByteArray body;
    QByteArray contentType;
    QByteArray peer; ///< address of the TCP peer; behind a reverse proxy always 127.0.0.1, so nothing rests on it

    QByteArray path() const;  ///< before '?'
    QByteArray query() const; ///< after '?', raw; empty when there is none
};

struct HttpResponse
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray location; ///< for redirects

    static HttpResponse plain(int status, QByteArray body = {});
};

/// Answers one request: call it once, from any thread. Dropping it without a call closes the connection unanswered.
using HttpReply = std::function<void(HttpResponse)>;

/// Runs on the server's thread for each complete request and must not block: answer now, or keep `reply` and answer
/// later from another thread.
using HttpHandler = std::function<void(HttpRequest request, HttpReply reply)>;

/// Counters since start; readable from any thread.
struct HttpServerStats
{
    quint64 accepted = 0;
    quint64 requests = 0;
    quint64 tooLarge = 0;   ///< 413 and 431
    quint64 tooSlow = 0;    ///< 408
    quint64 malformed = 0;  ///< 400 before the handler
    quint64 overBudget = 0; ///< 503 before the handler, or closed because all bodies together were too many
    quint64 tlsFailed = 0;  ///< handshakes that came to nothing
    quint64 evicted = 0;    ///< closed at the connection cap
    int connections = 0;    ///< open now

    HttpServerStats& operator+=(const HttpServerStats& other);
};

/// A bounded HTTP/1.1 server (Boost.Beast) on one thread of its own. Knows nothing of WeCom.
///
/// Answers 431, 413, 408, 400 and 503 itself; replies carry no version and no detail. Pipelined requests are answered
/// in order. SO_REUSEADDR is set. Every answer waits for nothing but the handler.
class HttpServer
{
public:
    HttpServer(HttpHandler handler, HttpServerLimits limits = {});
    ~HttpServer(); ///< stops

    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Binds and starts the thread. `address` is numeric (127.0.0.1, ::1, 0.0.0.0); port 0 picks a free one. With an
    /// identity only TLS is spoken, without one only plain HTTP.
    /// Errors: "net.address" (not an address), "net.port_in_use", "net.port_denied", "net.bind" (detail: errno text),
    /// each with args address and port.
    Result<void> start(const QString& address, quint16 port, std::shared_ptr<const TlsIdentity> identity = nullptr);

    /// Stops accepting, closes every connection and joins the thread. Replies that come later are dropped. Idempotent.
    void stop();

    bool isRunning() const;
    quint16 port() const; ///< the real one after start()
    QString url() const;  ///< "http://127.0.0.1:8787", https with an identity; IPv6 in brackets
    HttpServerStats stats() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace kfdesk::net
