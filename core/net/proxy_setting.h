#pragma once

#include "core/base/result.h"

#include <QNetworkProxy>

namespace kfdesk::net {

/// "" = direct (never the system's proxy); http://… or socks5://[user:password@]host:port.
/// Error "net.proxy", kind Config; it does not repeat the text, which may hold a password.
Result<QNetworkProxy> parseProxySetting(const QString& setting);

} // namespace kfdesk::net
