#include "core/sandbox/form_data.h"

namespace kfdesk::sandbox {

FormData FormData::fromQuery(const QByteArray& raw)
{
    FormData data;
    for (const QByteArray& item : raw.split('&')) {
        const qsizetype equals = item.indexOf('=');
        const QByteArray name = equals < 0 ? item : item.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : item.mid(equals + 1);
        data.m_items.append({QByteArray::fromPercentEncoding(name), QByteArray::fromPercentEncoding(value)});
    }
    return data;
}

FormData FormData::fromForm(QByteArray raw)
{
    return fromQuery(raw.replace('+', ' '));
}

QByteArray FormData::value(const QByteArray& name) const
{
    for (const auto& [itemName, itemValue] : m_items) {
        if (itemName == name)
            return itemValue;
    }
    return {};
}

QStringList FormData::texts(const QByteArray& name) const
{
    QStringList all;
    for (const auto& [itemName, itemValue] : m_items) {
        if (itemName == name)
            all << QString::fromUtf8(itemValue);
    }
    return all;
}

} // namespace kfdesk::sandbox
