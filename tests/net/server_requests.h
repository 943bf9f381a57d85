#pragma once

#include "core/net/http_server.h"

namespace kfdesk::test {

inline const QString loopback = QStringLiteral("127.0.0.1");
inline const QByteArray get = "GET / HTTP/1.1\r\n\r\n";
inline const QByteArray chunkedHead = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

inline QByteArray postOf(const QByteArray& body)
{
    return "POST / HTTP/1.1\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

inline QByteArray chunk(qsizetype size)
{
    return QByteArray::number(size, 16) + "\r\n" + QByteArray(size, 'c') + "\r\n";
}

/// No limit of time that a test could run into by accident.
inline net::HttpServerLimits patient()
{
    net::HttpServerLimits limits;
    limits.requestMs = 600'000;
    limits.keepAliveMs = 600'000;
    return limits;
}

/// A handler that tells the test what the server understood.
inline void echo(net::HttpRequest request, net::HttpReply reply)
{
    reply(net::HttpResponse::plain(200, request.method + ' ' + request.target + ' ' + request.contentType + ' ' +
                                            request.peer + ' ' + request.body));
}

/// A handler that answers at once, with the size of the body.
inline void ok(net::HttpRequest request, net::HttpReply reply)
{
    reply(net::HttpResponse::plain(200, QByteArray::number(request.body.size())));
}

} // namespace kfdesk::test
