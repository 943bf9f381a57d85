#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

namespace kfdesk::crypto {

/// Return values of WeCom's official callback library (documents 90968, 91144); Error::code carries them.
enum class CallbackCode : int {
    Ok = 0,
    Signature = -40001,
    Parse = -40002,
    KeyIllegal = -40004,
    ReceiveId = -40005,
    Decrypt = -40007,
    Buffer = -40008,
    Base64 = -40010,
};

/// EncodingAESKey (43 characters [A-Za-z0-9]) decoded to its 32 key bytes.
///
/// Real keys often have non-zero unused bits in the last character, so decoding is lenient about those and about
/// nothing else. The bytes are zeroed on destruction.
class CallbackKey
{
public:
    /// Error "callback.key_illegal" (−40004) unless 43 characters of the alphabet.
    static Result<CallbackKey> parse(QByteArrayView encodingAesKey);

    QByteArrayView bytes() const { return m_bytes.view(); } ///< 32 bytes; the IV is the first 16
    friend bool operator==(const CallbackKey& a, const CallbackKey& b) { return a.m_bytes == b.m_bytes; }

private:
    explicit CallbackKey(Secret bytes)
        : m_bytes(std::move(bytes))
    {}
    Secret m_bytes;
};

/// What a callback's ciphertext held.
struct OpenedCallback
{
    QByteArray message;   ///< the plaintext: XML or JSON, or the echo string of a verification
    QByteArray receiveId; ///< the trailer: provider corpid, suite_id or auth_corpid; the caller compares it
};

/// msg_signature: lower-case hex SHA-1 over the four strings, sorted as bytes and joined (document 90968). 40 bytes.
QByteArray callbackSignature(QByteArrayView token, QByteArrayView timestamp, QByteArrayView nonce,
                             QByteArrayView encrypt);

/// Compares in constant time; an upper-case signature does not match.
bool callbackSignatureMatches(QByteArrayView token, QByteArrayView timestamp, QByteArrayView nonce,
                              QByteArrayView encrypt, QByteArrayView signature);

/// Opens base64 AES-256-CBC with PKCS#7 padding of block 32: every pad byte and the length field are checked.
///
/// Errors, in the order of the checks: "callback.base64" (−40010), "callback.decrypt" (−40007: not a positive multiple
/// of 16 bytes), "callback.padding" (−40007), "callback.length" (−40008). Thread-safe; contexts are kept per thread.
Result<OpenedCallback> openCallback(const CallbackKey& key, QByteArrayView encrypt);

/// The reverse, with 16 random bytes in front: for our own self-test. Returns base64.
QByteArray sealCallback(const CallbackKey& key, QByteArrayView message, QByteArrayView receiveId);

/// The same with a given 16-byte prefix, so that published vectors can be checked.
QByteArray sealCallback(const CallbackKey& key, QByteArrayView message, QByteArrayView receiveId,
                        QByteArrayView random16);

} // namespace kfdesk::crypto
