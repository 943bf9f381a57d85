#include "core/sandbox/callback_cipher.h"

#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <memory>

namespace kfdesk::sandbox {

namespace {

constexpr int keyBytes = 32;
constexpr int randomBytes = 16;
constexpr int padBlock = 32;

const unsigned char* unsignedBytes(const QByteArray& bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

QByteArray padded(QByteArray plain)
{
    const auto pad = static_cast<char>(padBlock - plain.size() % padBlock);
    plain.append(pad, pad);
    return plain;
}

} // namespace

CallbackCipher::CallbackCipher(QByteArray token, const QByteArray& encodingAesKey)
    : m_token(std::move(token))
    , m_key(QByteArray::fromBase64(encodingAesKey + '='))
{
    if (m_key.size() != keyBytes)
        qFatal("the sandbox's EncodingAESKey does not decode to 32 bytes");
}

QByteArray CallbackCipher::encrypt(const QByteArray& message, const QString& receiveId) const
{
    QByteArray plain(randomBytes + 4, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char*>(plain.data()), randomBytes) != 1)
        qFatal("no random bytes from the system");
    qToBigEndian(static_cast<quint32>(message.size()), plain.data() + randomBytes);
    plain = padded(plain + message + receiveId.toUtf8());

    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    QByteArray sealed(plain.size(), Qt::Uninitialized);
    int written = 0;
    const bool ok = context &&
                    EVP_EncryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, unsignedBytes(m_key),
                                       unsignedBytes(m_key)) == 1 &&
                    EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
                    EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(sealed.data()), &written,
                                      unsignedBytes(plain), static_cast<int>(plain.size())) == 1;
    if (!ok || written != plain.size())
        qFatal("AES-256-CBC is not available");
    return sealed.toBase64();
}

QByteArray CallbackCipher::sign(const QByteArray& timestamp, const QByteArray& nonce, const QByteArray& encrypted) const
{
    std::array parts = {m_token, timestamp, nonce, encrypted};
    std::sort(parts.begin(), parts.end());
    const QByteArray all = parts[0] + parts[1] + parts[2] + parts[3];

    std::array<char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(all.constData(), static_cast<size_t>(all.size()), reinterpret_cast<unsigned char*>(digest.data()),
                   &size, EVP_sha1(), nullptr) != 1)
        qFatal("SHA-1 is not available");
    return QByteArray(digest.data(), static_cast<qsizetype>(size)).toHex();
}

} // namespace kfdesk::sandbox
