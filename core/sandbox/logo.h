#pragma once

#include "core/net/http_server.h"

#include <QString>

namespace kfdesk::sandbox {

class World;

/// GET /logo/corp/{corpid}.svg and /logo/kf/{open_kfid}.svg: a coloured tile with one character of the name.
net::HttpResponse logo(const World& world, const QString& path);

} // namespace kfdesk::sandbox
