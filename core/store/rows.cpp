#include "core/store/rows.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace kfdesk::store {

QString jsonArray(const std::vector<qint64>& values)
{
    QString json = QStringLiteral("[");
    for (const qint64 value : values) {
        if (json.size() > 1)
            json += QLatin1Char(',');
        json += QString::number(value);
    }
    return json + QLatin1Char(']');
}

QString jsonArray(const QStringList& texts)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

QStringList textsFromJson(const QString& json)
{
    if (json.size() <= 2)
        return {};
    // Lists are read a hundred thousand times while a page opens, and next to none holds an escaped character.
    if (json.startsWith(QLatin1String("[\"")) && !json.contains(QLatin1Char('\\')))
        return json.mid(2, json.size() - 4).split(QLatin1String("\",\""));
    QStringList texts;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue& value : array)
        texts.append(value.toString());
    return texts;
}

QString likeAnywhere(const QString& text)
{
    QString pattern = QStringLiteral("%");
    for (const QChar c : text) {
        if (c == QLatin1Char('%') || c == QLatin1Char('_') || c == QLatin1Char('\\'))
            pattern += QLatin1Char('\\');
        pattern += c;
    }
    return pattern + QLatin1Char('%');
}

} // namespace kfdesk::store
