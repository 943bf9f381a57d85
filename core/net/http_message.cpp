#include "core/net/http_server.h"

namespace kfdesk::net {

QByteArray HttpRequest::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.first(mark);
}

QByteArray HttpRequest::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.sliced(mark + 1);
}

HttpServerStats& HttpServerStats::operator+=(const HttpServerStats& other)
{
    accepted += other.accepted;
    requests += other.requests;
    tooLarge += other.tooLarge;
    tooSlow += other.tooSlow;
    malformed += other.malformed;
    overBudget += other.overBudget;
    tlsFailed += other.tlsFailed;
    evicted += other.evicted;
    connections += other.connections;
    return *this;
}

HttpResponse HttpResponse::plain(int status, QByteArray body)
{
    HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

} // namespace kfdesk::net
