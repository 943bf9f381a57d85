#include "core/wecom/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QVariant>

namespace kfdesk::wecom {

std::optional<QJsonObject> jsonObject(QByteArrayView text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    return document.object();
}

QString jsonText(const QJsonValue& value)
{
    // Through QVariant a number keeps all its digits: ids of 19 digits do not fit a double.
    return value.isString() || value.isDouble() ? value.toVariant().toString().trimmed() : QString();
}

std::optional<qint64> jsonNumber(const QJsonValue& value)
{
    bool ok = false;
    const qint64 number = jsonText(value).toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

QStringList jsonTexts(const QJsonValue& value)
{
    const QJsonArray items = value.isArray() ? value.toArray() : QJsonArray{value};
    QStringList texts;
    for (const QJsonValue item : items) {
        if (const QString text = jsonText(item); !text.isEmpty())
            texts.append(text);
    }
    return texts;
}

} // namespace kfdesk::wecom
