#include "core/net/proxy_setting.h"

#include "core/net/http_client.h"

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

/// What RFC 1929 and Qt's use of it can carry: both or neither, up to 255 bytes of Latin-1 each.
bool fitsSocks(const QNetworkProxy& proxy)
{
    const auto fits = [](const QString& text) {
        const bool isLatin1 = QString::fromLatin1(text.toLatin1()) == text;
        return isLatin1 && !text.isEmpty() && text.size() <= 255;
    };
    return (proxy.user().isEmpty() && proxy.password().isEmpty()) || (fits(proxy.user()) && fits(proxy.password()));
}

} // namespace

bool isProxySetting(const QString& setting)
{
    return parseProxySetting(setting).has_value();
}

Result<QNetworkProxy> parseProxySetting(const QString& setting)
{
    if (setting.isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const QUrl url(setting, QUrl::StrictMode);
    const auto type = proxyType(url.scheme());
    const bool hasMore =
        !(url.path().isEmpty() || url.path() == QLatin1String("/")) || url.hasQuery() || url.hasFragment();
    const auto refused = [&url] {
        return fail(
            makeError(ErrorKind::Config, QStringLiteral("net.proxy"), {}, {{QStringLiteral("host"), url.host()}}));
    };
    if (!type || url.host().isEmpty() || url.port() <= 0 || hasMore)
        return refused();
    const QNetworkProxy proxy(*type, url.host(), static_cast<quint16>(url.port()), url.userName(QUrl::FullyDecoded),
                              url.password(QUrl::FullyDecoded));
    if (*type == QNetworkProxy::Socks5Proxy && !fitsSocks(proxy))
        return refused();
    return proxy;
}

} // namespace kfdesk::net
