#include "core/sandbox/seeded_text.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace kfdesk::sandbox {

QByteArray SeededText::bytes(QByteArrayView label, const QString& key, int length) const
{
    QByteArray all;
    for (quint32 block = 0; all.size() < length; ++block) {
        const quint64 seed = qToBigEndian(m_seed);
        const quint32 counter = qToBigEndian(block);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(QByteArrayView(reinterpret_cast<const char*>(&seed), sizeof seed));
        hash.addData(QByteArrayView(reinterpret_cast<const char*>(&counter), sizeof counter));
        hash.addData(label);
        hash.addData(QByteArrayView("\0", 1));
        hash.addData(key.toUtf8());
        all += hash.result();
    }
    all.truncate(length);
    return all;
}

QString SeededText::drawn(QByteArrayView alphabet, QByteArrayView label, const QString& key, int length) const
{
    QString text;
    text.reserve(length);
    for (const char byte : bytes(label, key, length))
        text += QLatin1Char(alphabet[static_cast<quint8>(byte) % alphabet.size()]);
    return text;
}

QString SeededText::alphanumeric(QByteArrayView label, const QString& key, int length) const
{
    return drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", label, key, length);
}

QString SeededText::hex(QByteArrayView label, const QString& key, int length) const
{
    return drawn("0123456789abcdef", label, key, length);
}

quint32 SeededText::number(QByteArrayView label, const QString& key) const
{
    return qFromBigEndian<quint32>(bytes(label, key, 4).constData());
}

} // namespace kfdesk::sandbox
