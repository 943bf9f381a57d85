#pragma once

#include <QByteArrayView>
#include <QString>

namespace kfdesk::sandbox {

/// Ids and numbers that depend on nothing but seed, label and key: the same seed builds the same world, and any part of
/// it can be made alone, in any order.
class SeededText
{
public:
    explicit SeededText(quint64 seed)
        : m_seed(seed)
    {}

    QString alphanumeric(QByteArrayView label, const QString& key, int length) const;
    QString hex(QByteArrayView label, const QString& key, int length) const;
    quint32 number(QByteArrayView label, const QString& key) const;

private:
    QByteArray bytes(QByteArrayView label, const QString& key, int length) const;
    QString drawn(QByteArrayView alphabet, QByteArrayView label, const QString& key, int length) const;

    quint64 m_seed;
};

} // namespace kfdesk::sandbox
