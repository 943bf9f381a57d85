#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace kfdesk::crypto {

/// HKDF-SHA256 (RFC 5869) without salt: `size` bytes for the purpose named by `info`.
Secret hkdf(const Secret& key, QByteArrayView info, qsizetype size = 32);

/// Cost of scrypt (RFC 7914), stored beside what it protects so that it can be raised later.
struct ScryptParameters
{
    quint64 n = 1ULL << 17;
    quint32 r = 8;
    quint32 p = 1;
    QByteArray salt; ///< 16 bytes

    friend bool operator==(const ScryptParameters&, const ScryptParameters&) = default;
};

/// 32 bytes; 0.3 s and 134 MB at the default cost. Refuses parameters above N=2^20, r=16, p=4 ("vault.cost").
Result<Secret> scrypt(const Secret& passphrase, const ScryptParameters& parameters);

} // namespace kfdesk::crypto
