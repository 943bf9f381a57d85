#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace kfdesk::store {

/// The bytes under which a text can lie in a file: UTF-8; folded, as search keys hold it; percent-encoded, as links
/// hold it; UTF-16; and escaped, as JSON writers that keep to ASCII put it. Each once; none for an empty text.
QList<QByteArray> formsOf(const QString& text);

} // namespace kfdesk::store
