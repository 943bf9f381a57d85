#pragma once

#include "core/base/free_with.h"

#include <QtGlobal>

#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>

namespace kfdesk::crypto {

// OpenSSL objects that free (and so cleanse) themselves. Private to core/crypto.
using DigestAlgorithm = std::unique_ptr<EVP_MD, FreeWith<EVP_MD_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using CipherAlgorithm = std::unique_ptr<EVP_CIPHER, FreeWith<EVP_CIPHER_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;
using MacAlgorithm = std::unique_ptr<EVP_MAC, FreeWith<EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeWith<EVP_MAC_CTX_free>>;
using KdfAlgorithm = std::unique_ptr<EVP_KDF, FreeWith<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, FreeWith<EVP_KDF_CTX_free>>;

/// For steps that fail only without memory or with a broken OpenSSL: no input leads here, and going on with a missing
/// digest or cipher would be unsafe, so the program ends.
inline void require(bool done, const char* step)
{
    if (!done)
        qFatal("OpenSSL failed: %s", step);
}

/// `object`, or the end of the program when OpenSSL could not make it.
template <typename Handle>
Handle required(Handle object, const char* step)
{
    require(object != nullptr, step);
    return object;
}

inline const unsigned char* asBytes(const char* data)
{
    return reinterpret_cast<const unsigned char*>(data);
}

inline unsigned char* asBytes(char* data)
{
    return reinterpret_cast<unsigned char*>(data);
}

} // namespace kfdesk::crypto
