#include "core/sandbox/logo.h"

#include "core/sandbox/world.h"

#include <QCryptographicHash>

#include <optional>

namespace kfdesk::sandbox {

using namespace Qt::StringLiterals;

namespace {

/// What stands between `prefix` and ".svg"; none for another path.
std::optional<QString> idIn(const QString& path, QLatin1String prefix)
{
    constexpr QLatin1String suffix(".svg");
    if (!path.startsWith(prefix) || !path.endsWith(suffix) || path.size() < prefix.size() + suffix.size())
        return std::nullopt;
    return path.mid(prefix.size(), path.size() - prefix.size() - suffix.size());
}

/// A merchant is told by its brand, which follows the city.
QString corpInitial(const QString& name)
{
    const qsizetype city = name.indexOf(u'市');
    return city > 0 && city + 1 < name.size() ? name.mid(city + 1, 1) : name.left(1);
}

net::HttpResponse tile(const QString& id, const QString& initial, int radius)
{
    const auto hash = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256);
    const int hue = (static_cast<quint8>(hash[0]) * 256 + static_cast<quint8>(hash[1])) % 360;
    const QString svg = u"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"96\" viewBox=\"0 0 96 96\">"
                        "<rect width=\"96\" height=\"96\" rx=\"%1\" fill=\"hsl(%2,52%,42%)\"/>"
                        "<text x=\"48\" y=\"48\" dy=\"0.36em\" text-anchor=\"middle\" font-size=\"48\" "
                        "font-family=\"sans-serif\" fill=\"#ffffff\">%3</text></svg>"_s.arg(
                            QString::number(radius), QString::number(hue), initial.toHtmlEscaped());
    net::HttpResponse response;
    response.body = svg.toUtf8();
    response.contentType = "image/svg+xml";
    return response;
}

} // namespace

net::HttpResponse logo(const World& world, const QString& path)
{
    if (const auto corpId = idIn(path, "/logo/corp/"_L1)) {
        if (const auto merchant = world.find(*corpId))
            return tile(*corpId, corpInitial(merchant->name), 20);
    }
    if (const auto openKfId = idIn(path, "/logo/kf/"_L1)) {
        if (const auto merchant = world.findByAccount(*openKfId))
            return tile(*openKfId, merchant->account(*openKfId)->name.left(1), 48);
    }
    return net::HttpResponse::plain(404, "not found");
}

} // namespace kfdesk::sandbox
