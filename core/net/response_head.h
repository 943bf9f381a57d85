#pragma once

#include "core/net/http_server.h"

namespace kfdesk::net {

/// What the connection has to say beside the response.
struct ConnectionTerms
{
    bool keepAlive = true;
    bool http10 = false; ///< the client must be told that the connection stays open
};

/// True for the statuses that never carry a body (1xx, 204, 304).
bool isBodyless(int status);

/// Status line and header with the blank line. Neither Server nor Date: replies carry no version or detail.
QByteArray responseHead(const HttpResponse& response, ConnectionTerms terms);

} // namespace kfdesk::net
