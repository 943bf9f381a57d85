#include "core/net/response_head.h"

#include <boost/beast/http/status.hpp>

namespace kfdesk::net {

namespace {

/// A value with a line break would become a header of its own: such a field is left out.
void appendField(QByteArray& head, QByteArrayView name, const QByteArray& value)
{
    if (value.isEmpty() || value.contains('\r') || value.contains('\n'))
        return;
    head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool isBodyless(int status)
{
    return status < 200 || status == 204 || status == 304;
}

QByteArray responseHead(const HttpResponse& response, ConnectionTerms terms)
{
    const auto reason =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(response.status)));
    QByteArray head;
    head.reserve(192);
    head.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    head.append(reason.data(), static_cast<qsizetype>(reason.size())).append("\r\n");
    if (!isBodyless(response.status)) {
        appendField(head, "Content-Type", response.contentType);
        appendField(head, "Content-Length", QByteArray::number(response.body.size()));
    }
    appendField(head, "Location", response.location);
    if (!terms.keepAlive)
        appendField(head, "Connection", "close");
    else if (terms.http10)
        appendField(head, "Connection", "keep-alive");
    head.append("\r\n");
    return head;
}

} // namespace kfdesk::net
