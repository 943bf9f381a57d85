#pragma once

#include <QByteArray>
#include <QString>

namespace kfdesk::sandbox {

/// WeCom's side of the callback encryption (documents 90968, 91144), written from the documents with OpenSSL alone and
/// apart from core/crypto on purpose: the two readings check each other.
class CallbackCipher
{
public:
    /// `encodingAesKey`: 43 characters. An unusable key is a defect of ours and aborts.
    CallbackCipher(QByteArray token, const QByteArray& encodingAesKey);

    /// base64 of AES-256-CBC over random[16] ‖ length ‖ message ‖ receiveId, padded to blocks of 32.
    QByteArray encrypt(const QByteArray& message, const QString& receiveId) const;
    /// SHA-1 over the sorted token, timestamp, nonce and ciphertext, in lower-case hex.
    QByteArray sign(const QByteArray& timestamp, const QByteArray& nonce, const QByteArray& encrypted) const;

private:
    QByteArray m_token;
    QByteArray m_key; ///< 32 bytes
};

} // namespace kfdesk::sandbox
