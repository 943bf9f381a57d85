#include "core/crypto/sealer.h"

#include "core/crypto/key_derivation.h"
#include "core/crypto/openssl_handles.h"
#include "core/crypto/random.h"

namespace kfdesk::crypto {

namespace {

constexpr char formatVersion = 1;
constexpr qsizetype sealKeySize = 32;
constexpr qsizetype keyIdSize = 4;
constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = 16;
constexpr qsizetype headerSize = 1 + keyIdSize + nonceSize;

const EVP_CIPHER* gcmAlgorithm()
{
    static const auto algorithm =
        required(CipherAlgorithm(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)), "fetch AES-256-GCM");
    return algorithm.get();
}

enum class Direction { Decrypt = 0, Encrypt = 1 };

/// A context that has taken key, nonce and additional data: what remains is the text and the tag.
CipherContext startGcm(Direction direction, const Secret& key, QByteArrayView nonce, QByteArrayView label,
                       QByteArrayView rowKey)
{
    auto context = required(CipherContext(EVP_CIPHER_CTX_new()), "GCM context");
    require(EVP_CipherInit_ex2(context.get(), gcmAlgorithm(), asBytes(key.view().data()), asBytes(nonce.data()),
                               static_cast<int>(direction), nullptr) == 1,
            "GCM key");
    const QByteArray additional = label.toByteArray() + '\0' + rowKey.toByteArray();
    int written = 0;
    require(EVP_CipherUpdate(context.get(), nullptr, &written, asBytes(additional.constData()),
                             static_cast<int>(additional.size())) == 1,
            "GCM additional data");
    return context;
}

} // namespace

Sealer::Sealer(Secret key)
    : m_key(std::move(key))
    , m_keyId(hkdf(m_key, "kfdesk sealer key id", keyIdSize).view().toByteArray())
{
    Q_ASSERT(m_key.size() == sealKeySize);
}

QByteArray Sealer::seal(QByteArrayView label, QByteArrayView rowKey, QByteArrayView plaintext) const
{
    const QByteArray nonce = randomBytes(nonceSize);
    const CipherContext context = startGcm(Direction::Encrypt, m_key, nonce, label, rowKey);

    QByteArray sealed(headerSize + plaintext.size() + tagSize, Qt::Uninitialized);
    sealed[0] = formatVersion;
    sealed.replace(1, keyIdSize, m_keyId);
    sealed.replace(1 + keyIdSize, nonceSize, nonce);
    unsigned char* text = asBytes(sealed.data() + headerSize);
    unsigned char* tag = text + plaintext.size();
    int written = 0;
    require(EVP_EncryptUpdate(context.get(), text, &written, asBytes(plaintext.data()),
                              static_cast<int>(plaintext.size())) == 1,
            "GCM encrypt");
    require(EVP_EncryptFinal_ex(context.get(), tag, &written) == 1, "GCM final");
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tagSize, tag) == 1, "GCM tag");
    return sealed;
}

Result<Secret> Sealer::open(QByteArrayView label, QByteArrayView rowKey, QByteArrayView sealed) const
{
    if (sealed.size() < headerSize + tagSize || sealed.front() != formatVersion)
        return fail(makeError(ErrorKind::Store, QStringLiteral("seal.format")));
    if (sealed.sliced(1, keyIdSize) != m_keyId)
        return fail(makeError(ErrorKind::Config, QStringLiteral("seal.other_key")));

    const QByteArrayView text = sealed.sliced(headerSize, sealed.size() - headerSize - tagSize);
    QByteArray tag = sealed.last(tagSize).toByteArray();
    const CipherContext context =
        startGcm(Direction::Decrypt, m_key, sealed.sliced(1 + keyIdSize, nonceSize), label, rowKey);

    Secret plaintext = Secret::ofSize(text.size());
    int written = 0;
    unsigned char none[1];
    const bool authentic = EVP_DecryptUpdate(context.get(), asBytes(plaintext.data()), &written, asBytes(text.data()),
                                             static_cast<int>(text.size())) == 1 &&
                           EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tagSize, tag.data()) == 1 &&
                           EVP_DecryptFinal_ex(context.get(), none, &written) == 1;
    if (!authentic)
        return fail(makeError(ErrorKind::Store, QStringLiteral("seal.tampered")));
    return plaintext;
}

} // namespace kfdesk::crypto
