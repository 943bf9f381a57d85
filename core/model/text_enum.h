#pragma once

#include <QString>

#include <array>
#include <utility>

namespace kfdesk::model {

/// The stored words of an enum, one table for both directions.
template <typename E, size_t N>
using TextEnum = std::array<std::pair<E, const char*>, N>;

template <typename E, size_t N>
QString textOf(const TextEnum<E, N>& names, E value)
{
    for (const auto& [candidate, text] : names) {
        if (candidate == value)
            return QString::fromLatin1(text);
    }
    return {};
}

template <typename E, size_t N>
E valueOf(const TextEnum<E, N>& names, const QString& text, E fallback)
{
    for (const auto& [candidate, name] : names) {
        if (text == QLatin1String(name))
            return candidate;
    }
    return fallback;
}

} // namespace kfdesk::model
