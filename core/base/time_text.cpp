#include "core/base/time_text.h"

#include <QDateTime>

namespace kfdesk {

QString isoUtc(qint64 utcMs)
{
    if (utcMs == 0)
        return {};
    const auto time = QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC);
    return time.toString(utcMs % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

std::optional<qint64> parseIso(const QString& text)
{
    const auto time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

} // namespace kfdesk
