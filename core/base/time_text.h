#pragma once

#include <QString>

#include <optional>

namespace kfdesk {

/// "2026-11-22T08:15:30Z" (UTC, whole seconds; milliseconds are kept when there are any); empty for 0.
QString isoUtc(qint64 utcMs);

/// Reads what isoUtc() writes, and ISO 8601 with an offset. Empty optional for anything else.
std::optional<qint64> parseIso(const QString& text);

} // namespace kfdesk
