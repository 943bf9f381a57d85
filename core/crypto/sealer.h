#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

namespace kfdesk::crypto {

/// AES-256-GCM for single values of the store.
///
/// Format: version (1 byte, 1) | key id (4 bytes) | nonce (12) | ciphertext | tag (16).
/// The additional data is `label` + 0x00 + `rowKey`, so a sealed value cannot be moved to another column or row.
/// Thread-safe.
class Sealer
{
public:
    /// `key`: 32 bytes. The key id is derived from it, so that a value sealed under another key is told apart.
    explicit Sealer(Secret key);

    QByteArray seal(QByteArrayView label, QByteArrayView rowKey, QByteArrayView plaintext) const;

    /// Errors: "seal.format" (not ours, or truncated), "seal.other_key", "seal.tampered".
    Result<Secret> open(QByteArrayView label, QByteArrayView rowKey, QByteArrayView sealed) const;

private:
    Secret m_key;
    QByteArray m_keyId;
};

} // namespace kfdesk::crypto
