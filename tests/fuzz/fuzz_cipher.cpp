#include "core/crypto/callback_cipher.h"

#include <QByteArray>

#include <openssl/evp.h>

#include <cstdint>
#include <cstdlib>

namespace {

const kfdesk::crypto::CallbackKey& key()
{
    static const auto parsed = kfdesk::crypto::CallbackKey::parse("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg");
    return *parsed;
}

/// Encrypts the fuzzer's bytes as they are, so that it reaches the padding and length checks.
QByteArray encryptedRaw(QByteArray plaintext)
{
    plaintext.resize((plaintext.size() + 15) / 16 * 16);
    QByteArray cipher(plaintext.size() + 16, '\0');
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    const auto* keyBytes = reinterpret_cast<const unsigned char*>(key().bytes().data());
    EVP_EncryptInit_ex(context, EVP_aes_256_cbc(), nullptr, keyBytes, keyBytes);
    EVP_CIPHER_CTX_set_padding(context, 0);
    int written = 0;
    EVP_EncryptUpdate(context, reinterpret_cast<unsigned char*>(cipher.data()), &written,
                      reinterpret_cast<const unsigned char*>(plaintext.constData()),
                      static_cast<int>(plaintext.size()));
    EVP_CIPHER_CTX_free(context);
    cipher.resize(written);
    return cipher.toBase64();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray rest(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    if (data[0] % 2 == 0) {
        (void)kfdesk::crypto::openCallback(key(), rest);
        return 0;
    }
    const auto opened = kfdesk::crypto::openCallback(key(), encryptedRaw(rest));
    if (opened && opened->message.size() + opened->receiveId.size() + 20 > rest.size() + 16)
        std::abort();
    return 0;
}
