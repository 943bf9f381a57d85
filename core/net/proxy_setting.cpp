#include "core/net/proxy_setting.h"

#include <QUrl>

#include <optional>

namespace kfdesk::net {

namespace {

std::optional<QNetworkProxy::ProxyType> proxyType(const QString& scheme)
{
    if (scheme == QLatin1String("http"))
        return QNetworkProxy::HttpProxy;
    if (scheme == QLatin1String("socks5"))
        return QNetworkProxy::Socks5Proxy;
    return std::nullopt;
}

} // namespace

Result<QNetworkProxy> parseProxySetting(const QString& setting)
{
    if (setting.isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const QUrl url(setting, QUrl::StrictMode);
    const auto type = proxyType(url.scheme());
    const bool hasMore =
        !(url.path().isEmpty() || url.path() == QLatin1String("/")) || url.hasQuery() || url.hasFragment();
    if (!type || url.host().isEmpty() || url.port() <= 0 || hasMore)
        return fail(
            makeError(ErrorKind::Config, QStringLiteral("net.proxy"), {}, {{QStringLiteral("host"), url.host()}}));
    return QNetworkProxy(*type, url.host(), static_cast<quint16>(url.port()), url.userName(QUrl::FullyDecoded),
                         url.password(QUrl::FullyDecoded));
}

} // namespace kfdesk::net
