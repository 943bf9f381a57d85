#include "core/crypto/key_derivation.h"

#include "core/crypto/openssl_handles.h"

#include <openssl/core_names.h>

#include <bit>

namespace kfdesk::crypto {

namespace {

constexpr qsizetype scryptKeySize = 32;
constexpr quint64 maxN = 1ULL << 20;
constexpr quint32 maxR = 16;
constexpr quint32 maxP = 4;

bool costIsAcceptable(const ScryptParameters& parameters)
{
    return parameters.n >= 2 && parameters.n <= maxN && std::has_single_bit(parameters.n) && parameters.r >= 1 &&
           parameters.r <= maxR && parameters.p >= 1 && parameters.p <= maxP;
}

/// What OpenSSL's scrypt allocates, with room for its own working blocks; its default limit of 32 MiB is too low.
quint64 memoryLimit(const ScryptParameters& parameters)
{
    return 128ULL * parameters.r * (parameters.n + parameters.p + 4);
}

OSSL_PARAM octets(const char* name, QByteArrayView bytes)
{
    // OSSL_PARAM has no const form; a derivation only reads its input. An empty view may hold null, which it refuses.
    const char* data = bytes.isEmpty() ? "" : bytes.data();
    return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(data), static_cast<size_t>(bytes.size()));
}

} // namespace

Secret hkdf(const Secret& key, QByteArrayView info, qsizetype size)
{
    static const auto algorithm = required(KdfAlgorithm(EVP_KDF_fetch(nullptr, "HKDF", nullptr)), "fetch HKDF");
    const auto context = required(KdfContext(EVP_KDF_CTX_new(algorithm.get())), "HKDF context");
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                     octets(OSSL_KDF_PARAM_KEY, key.view()), octets(OSSL_KDF_PARAM_INFO, info),
                                     OSSL_PARAM_construct_end()};
    Secret derived = Secret::ofSize(size);
    require(EVP_KDF_derive(context.get(), asBytes(derived.data()), static_cast<size_t>(size), parameters) == 1, "HKDF");
    return derived;
}

Result<Secret> scrypt(const Secret& passphrase, const ScryptParameters& parameters)
{
    if (!costIsAcceptable(parameters))
        return fail(makeError(ErrorKind::Input, QStringLiteral("vault.cost")));
    Secret key = Secret::ofSize(scryptKeySize);
    const char* pass = passphrase.isEmpty() ? "" : passphrase.view().data();
    const int derived =
        EVP_PBE_scrypt(pass, static_cast<size_t>(passphrase.size()), asBytes(parameters.salt.constData()),
                       static_cast<size_t>(parameters.salt.size()), parameters.n, parameters.r, parameters.p,
                       memoryLimit(parameters), asBytes(key.data()), static_cast<size_t>(scryptKeySize));
    if (derived != 1)
        return fail(makeError(ErrorKind::Internal, QStringLiteral("vault.cost"), QStringLiteral("not enough memory")));
    return key;
}

} // namespace kfdesk::crypto
