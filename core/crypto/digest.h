#pragma once

#include <QByteArray>

namespace kfdesk::crypto {

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message); ///< 32 bytes
QByteArray sha256(QByteArrayView message);                         ///< 32 bytes

} // namespace kfdesk::crypto
