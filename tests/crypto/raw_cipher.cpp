#include "tests/crypto/raw_cipher.h"

#include <openssl/evp.h>

#include <memory>

namespace kfdesk::test {

QByteArray encryptRaw(QByteArrayView key, QByteArrayView plain)
{
    const auto bytes = [](const char* data) { return reinterpret_cast<const unsigned char*>(data); };
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    QByteArray out(plain.size(), Qt::Uninitialized);
    int written = 0;
    EVP_EncryptInit_ex2(context.get(), EVP_aes_256_cbc(), bytes(key.data()), bytes(key.data()), nullptr);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(out.data()), &written, bytes(plain.data()),
                      static_cast<int>(plain.size()));
    Q_ASSERT(written == plain.size());
    return out.toBase64();
}

} // namespace kfdesk::test
