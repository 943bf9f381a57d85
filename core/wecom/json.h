#pragma once

#include <QByteArrayView>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace kfdesk::wecom {

// WeCom's JSON is loose about types: numbers arrive as strings and strings as numbers, a list of one as a single value.

/// The object that `text` (without a BOM) is; none for anything else.
std::optional<QJsonObject> jsonObject(QByteArrayView text);

/// A string or a number as text, trimmed; empty for every other type.
QString jsonText(const QJsonValue& value);

/// A whole number, or a string that is one; none for everything else.
std::optional<qint64> jsonNumber(const QJsonValue& value);

/// The non-empty texts of an array, or of a single value.
QStringList jsonTexts(const QJsonValue& value);

} // namespace kfdesk::wecom
