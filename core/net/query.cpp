#include "core/net/query.h"

namespace kfdesk::net {

namespace {

constexpr qsizetype maxParameters = 64;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// None for a '%' without two hex digits behind it.
std::optional<QByteArray> percentDecoded(QByteArrayView raw)
{
    QByteArray decoded;
    decoded.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] != '%') {
            decoded.append(raw[i]);
            continue;
        }
        if (i + 2 >= raw.size())
            return std::nullopt;
        const int high = hexDigit(raw[i + 1]);
        const int low = hexDigit(raw[i + 2]);
        if (high < 0 || low < 0)
            return std::nullopt;
        decoded.append(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return decoded;
}

} // namespace

Result<Query> Query::parse(QByteArrayView raw)
{
    Query query;
    while (!raw.isEmpty()) {
        const qsizetype end = raw.indexOf('&');
        const QByteArrayView item = end < 0 ? raw : raw.first(end);
        raw = end < 0 ? QByteArrayView() : raw.sliced(end + 1);
        if (item.isEmpty())
            continue;

        const qsizetype equals = item.indexOf('=');
        const auto name = percentDecoded(equals < 0 ? item : item.first(equals));
        const auto value = percentDecoded(equals < 0 ? QByteArrayView() : item.sliced(equals + 1));
        if (!name || !value || query.m_items.size() == maxParameters)
            return fail(makeError(ErrorKind::Input, QStringLiteral("net.query")));
        query.m_items.append({*name, *value});
    }
    return query;
}

std::optional<QByteArray> Query::single(QByteArrayView name) const
{
    std::optional<QByteArray> found;
    for (const auto& [key, value] : m_items) {
        if (key != name)
            continue;
        if (found)
            return std::nullopt;
        found = value;
    }
    return found;
}

int Query::count(QByteArrayView name) const
{
    return static_cast<int>(
        std::count_if(m_items.cbegin(), m_items.cend(), [name](const auto& item) { return item.first == name; }));
}

} // namespace kfdesk::net
