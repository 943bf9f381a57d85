#pragma once

#include <QByteArray>

namespace kfdesk::test {

/// AES-256-CBC without padding under a callback key, as base64: makes plaintexts that sealCallback() never would.
/// `plain` is a multiple of 16 bytes. Straight on OpenSSL, not on our code.
QByteArray encryptRaw(QByteArrayView key, QByteArrayView plain);

} // namespace kfdesk::test
