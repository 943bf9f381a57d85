#include "core/crypto/digest.h"

#include "core/crypto/openssl_handles.h"

#include <openssl/core_names.h>

namespace kfdesk::crypto {

namespace {

constexpr qsizetype sha256Size = 32;

const EVP_MD* sha256Algorithm()
{
    static const auto algorithm = required(DigestAlgorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr)), "fetch SHA-256");
    return algorithm.get();
}

MacContext makeHmacContext()
{
    static const auto algorithm = required(MacAlgorithm(EVP_MAC_fetch(nullptr, "HMAC", nullptr)), "fetch HMAC");
    auto context = required(MacContext(EVP_MAC_CTX_new(algorithm.get())), "HMAC context");
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
    require(EVP_MAC_CTX_set_params(context.get(), parameters) == 1, "HMAC digest");
    return context;
}

} // namespace

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message)
{
    thread_local const MacContext context = makeHmacContext();
    // OpenSSL takes a null key for "the same as last time"; an empty key is a key too.
    const unsigned char* keyBytes = asBytes(key.isEmpty() ? "" : key.data());
    require(EVP_MAC_init(context.get(), keyBytes, static_cast<size_t>(key.size()), nullptr) == 1, "HMAC key");
    require(EVP_MAC_update(context.get(), asBytes(message.data()), static_cast<size_t>(message.size())) == 1,
            "HMAC update");
    QByteArray mac(sha256Size, Qt::Uninitialized);
    size_t written = 0;
    require(EVP_MAC_final(context.get(), asBytes(mac.data()), &written, sha256Size) == 1, "HMAC final");
    return mac;
}

QByteArray sha256(QByteArrayView message)
{
    QByteArray digest(sha256Size, Qt::Uninitialized);
    require(EVP_Digest(message.data(), static_cast<size_t>(message.size()), asBytes(digest.data()), nullptr,
                       sha256Algorithm(), nullptr) == 1,
            "SHA-256");
    return digest;
}

} // namespace kfdesk::crypto
