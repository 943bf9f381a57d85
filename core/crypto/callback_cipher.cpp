#include "core/crypto/callback_cipher.h"

#include "core/crypto/openssl_handles.h"
#include "core/crypto/random.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>

namespace kfdesk::crypto {

namespace {

constexpr qsizetype encodedKeySize = 43;
constexpr qsizetype keySize = 32;
constexpr qsizetype cipherBlock = 16;
constexpr qsizetype paddingBlock = 32;
constexpr qsizetype randomSize = 16;
constexpr qsizetype lengthSize = 4;
constexpr qsizetype messageOffset = randomSize + lengthSize;
constexpr qsizetype sha1Size = 20;

using HexSignature = std::array<char, 2 * sha1Size>;

const EVP_MD* sha1Algorithm()
{
    static const auto algorithm = required(DigestAlgorithm(EVP_MD_fetch(nullptr, "SHA1", nullptr)), "fetch SHA-1");
    return algorithm.get();
}

const EVP_CIPHER* cbcAlgorithm()
{
    static const auto algorithm =
        required(CipherAlgorithm(EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr)), "fetch AES-256-CBC");
    return algorithm.get();
}

/// The decryption context of one thread. Most callbacks come for the same suite, so the key schedule is kept and only
/// the IV set back.
class Decryptor
{
public:
    /// Decrypts whole blocks in place.
    void run(QByteArrayView key, char* data, qsizetype size)
    {
        if (constantTimeEquals(m_key.view(), key))
            reset(nullptr, nullptr, key);
        else
            take(key);
        int written = 0;
        require(EVP_DecryptUpdate(m_context.get(), asBytes(data), &written, asBytes(data), static_cast<int>(size)) == 1,
                "CBC decrypt");
    }

private:
    void take(QByteArrayView key)
    {
        reset(cbcAlgorithm(), asBytes(key.data()), key);
        // OpenSSL would check PKCS#7 with a block of 16; WeCom pads to 32.
        EVP_CIPHER_CTX_set_padding(m_context.get(), 0);
        m_key = Secret(key);
    }

    void reset(const EVP_CIPHER* algorithm, const unsigned char* key, QByteArrayView iv)
    {
        require(EVP_DecryptInit_ex2(m_context.get(), algorithm, key, asBytes(iv.data()), nullptr) == 1, "CBC key");
    }

    CipherContext m_context = required(CipherContext(EVP_CIPHER_CTX_new()), "CBC context");
    Secret m_key;
};

Error callbackError(CallbackCode code, const QString& id)
{
    Error error = makeError(ErrorKind::Input, id);
    error.code = static_cast<int>(code);
    return error;
}

/// Memory for one use on this thread, kept for the next one and wiped in between: it holds the Token or a plaintext.
/// One at a time: two on a thread would share it.
class Scratch
{
public:
    explicit Scratch(qsizetype size)
        : m_size(size)
    {
        thread_local Secret kept = Secret::ofSize(4096);
        if (kept.size() < size)
            kept = Secret::ofSize(size);
        m_data = kept.data();
    }
    ~Scratch() { explicit_bzero(m_data, static_cast<size_t>(m_size)); }
    Q_DISABLE_COPY_MOVE(Scratch)

    char* data() { return m_data; }
    QByteArrayView first(qsizetype size) const { return {m_data, size}; }

private:
    const qsizetype m_size;
    char* m_data = nullptr;
};

HexSignature hexSignature(QByteArrayView token, QByteArrayView timestamp, QByteArrayView nonce, QByteArrayView encrypt)
{
    thread_local const DigestContext context = required(DigestContext(EVP_MD_CTX_new()), "SHA-1 context");

    std::array<QByteArrayView, 4> parts{token, timestamp, nonce, encrypt};
    std::sort(parts.begin(), parts.end(), [](QByteArrayView a, QByteArrayView b) { return a.compare(b) < 0; });
    // Joined first: one update of whole blocks is cheaper than four that end inside of blocks.
    Scratch joined(token.size() + timestamp.size() + nonce.size() + encrypt.size());
    char* end = joined.data();
    for (const QByteArrayView part : parts)
        end = std::copy(part.begin(), part.end(), end);
    require(EVP_DigestInit_ex2(context.get(), sha1Algorithm(), nullptr) == 1, "SHA-1 start");
    require(EVP_DigestUpdate(context.get(), joined.data(), static_cast<size_t>(end - joined.data())) == 1,
            "SHA-1 update");
    std::array<unsigned char, sha1Size> digest;
    require(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1, "SHA-1 final");

    constexpr const char* digits = "0123456789abcdef";
    HexSignature hex;
    for (size_t i = 0; i < digest.size(); ++i) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 0x0f];
    }
    return hex;
}

/// Number of '=' at the end of `text`, or −1 when one stands anywhere else or there are more than two.
qsizetype base64PaddingSize(QByteArrayView text)
{
    const qsizetype first = text.indexOf('=');
    if (first < 0)
        return 0;
    const qsizetype count = text.size() - first;
    return count == 1 || (count == 2 && text.back() == '=') ? count : -1;
}

/// Strict standard base64 into `out`, which has room for three bytes each four characters. Returns the decoded size, or
/// −1.
///
/// EVP_DecodeBlock refuses what is foreign inside the text, but trims blanks, line ends and '-' at both ends (then it
/// returns less than we expect), reads '=' anywhere as zero bits, and ignores unused bits (they land in the surplus).
qsizetype decodeBase64(QByteArrayView text, char* out)
{
    const qsizetype padding = base64PaddingSize(text);
    if (text.size() % 4 != 0 || text.size() > INT_MAX || padding < 0)
        return -1;
    const qsizetype padded = text.size() / 4 * 3;
    if (EVP_DecodeBlock(asBytes(out), asBytes(text.data()), static_cast<int>(text.size())) != padded)
        return -1;
    const qsizetype size = padded - padding;
    const bool canonical = std::all_of(out + size, out + padded, [](char surplus) { return surplus == 0; });
    return canonical ? size : -1;
}

/// Size without the padding, or −1 when a pad byte is wrong. The signature has been checked before, so this is no
/// oracle.
qsizetype unpaddedSize(QByteArrayView padded)
{
    const qsizetype pad = static_cast<unsigned char>(padded.back());
    if (pad < 1 || pad > paddingBlock || pad > padded.size())
        return -1;
    const QByteArrayView tail = padded.last(pad);
    const bool uniform = std::all_of(tail.begin(), tail.end(), [&](char c) { return c == padded.back(); });
    return uniform ? padded.size() - pad : -1;
}

bool isKeyCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

Result<CallbackKey> CallbackKey::parse(QByteArrayView encodingAesKey)
{
    if (encodingAesKey.size() != encodedKeySize ||
        !std::all_of(encodingAesKey.begin(), encodingAesKey.end(), isKeyCharacter))
        return fail(callbackError(CallbackCode::KeyIllegal, QStringLiteral("callback.key_illegal")));

    Secret encoded = Secret::ofSize(encodedKeySize + 1);
    std::memcpy(encoded.data(), encodingAesKey.data(), static_cast<size_t>(encodedKeySize));
    encoded.data()[encodedKeySize] = '=';
    Secret decoded = Secret::ofSize(keySize + 1); // EVP_DecodeBlock writes the unused bits as one more byte
    EVP_DecodeBlock(asBytes(decoded.data()), asBytes(encoded.data()), static_cast<int>(encoded.size()));
    return CallbackKey(Secret(decoded.view().first(keySize)));
}

QByteArray callbackSignature(QByteArrayView token, QByteArrayView timestamp, QByteArrayView nonce,
                             QByteArrayView encrypt)
{
    const HexSignature hex = hexSignature(token, timestamp, nonce, encrypt);
    return QByteArray(hex.data(), hex.size());
}

bool callbackSignatureMatches(QByteArrayView token, QByteArrayView timestamp, QByteArrayView nonce,
                              QByteArrayView encrypt, QByteArrayView signature)
{
    const HexSignature hex = hexSignature(token, timestamp, nonce, encrypt);
    return constantTimeEquals(QByteArrayView(hex.data(), hex.size()), signature);
}

Result<OpenedCallback> openCallback(const CallbackKey& key, QByteArrayView encrypt)
{
    thread_local Decryptor decryptor;

    Scratch buffer(encrypt.size() / 4 * 3);
    const qsizetype size = decodeBase64(encrypt, buffer.data());
    if (size < 0)
        return fail(callbackError(CallbackCode::Base64, QStringLiteral("callback.base64")));
    if (size == 0 || size % cipherBlock != 0)
        return fail(callbackError(CallbackCode::Decrypt, QStringLiteral("callback.decrypt")));

    decryptor.run(key.bytes(), buffer.data(), size);
    const qsizetype plainSize = unpaddedSize(buffer.first(size));
    if (plainSize < 0)
        return fail(callbackError(CallbackCode::Decrypt, QStringLiteral("callback.padding")));

    const QByteArrayView plain = buffer.first(plainSize);
    const qsizetype room = plainSize - messageOffset;
    const qsizetype messageSize = room < 0 ? 0 : qFromBigEndian<quint32>(plain.data() + randomSize);
    if (room < 0 || messageSize > room)
        return fail(callbackError(CallbackCode::Buffer, QStringLiteral("callback.length")));
    return OpenedCallback{plain.sliced(messageOffset, messageSize).toByteArray(),
                          plain.sliced(messageOffset + messageSize).toByteArray()};
}

QByteArray sealCallback(const CallbackKey& key, QByteArrayView message, QByteArrayView receiveId)
{
    return sealCallback(key, message, receiveId, randomBytes(randomSize));
}

QByteArray sealCallback(const CallbackKey& key, QByteArrayView message, QByteArrayView receiveId,
                        QByteArrayView random16)
{
    Q_ASSERT(random16.size() == randomSize);
    std::array<char, lengthSize> length;
    qToBigEndian(static_cast<quint32>(message.size()), length.data());
    QByteArray text = random16.toByteArray();
    text.append(length.data(), lengthSize).append(message).append(receiveId);
    const qsizetype pad = paddingBlock - text.size() % paddingBlock;
    text.append(pad, static_cast<char>(pad));

    const auto context = required(CipherContext(EVP_CIPHER_CTX_new()), "CBC context");
    const unsigned char* keyBytes = asBytes(key.bytes().data());
    require(EVP_EncryptInit_ex2(context.get(), cbcAlgorithm(), keyBytes, keyBytes, nullptr) == 1, "CBC key");
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    int written = 0;
    require(EVP_EncryptUpdate(context.get(), asBytes(text.data()), &written, asBytes(text.data()),
                              static_cast<int>(text.size())) == 1,
            "CBC encrypt");
    return text.toBase64();
}

} // namespace kfdesk::crypto
