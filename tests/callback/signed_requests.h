#pragma once

#include "core/callback/request_check.h"
#include "tests/crypto/known_callbacks.h"

#include <QByteArray>

namespace kfdesk::test {

inline const QString knownSuiteId = QStringLiteral("wwdemo0suite0kfcomp1");
inline const QString knownProviderId = QStringLiteral("wwdemo0provider0corp");

/// Keys of the published callbacks.
inline callback::SuiteKeys knownKeys()
{
    return {knownSuiteId, knownProviderId, Secret(QByteArrayView(knownToken)),
            *crypto::CallbackKey::parse(knownAesKey)};
}

inline QByteArray queryOf(const QByteArray& signature, const QByteArray& timestamp, const QByteArray& nonce)
{
    return "msg_signature=" + signature + "&timestamp=" + timestamp + "&nonce=" + nonce;
}

inline QByteArray envelopeOf(const QByteArray& encrypt)
{
    return "<xml><ToUserName><![CDATA[any]]></ToUserName><AgentID></AgentID><Encrypt><![CDATA[" + encrypt +
           "]]></Encrypt></xml>";
}

/// A published callback as a request.
inline callback::RawRequest requestOf(const KnownCallback& known)
{
    const bool verification = QByteArrayView(known.name) == "echo";
    QByteArray query = queryOf(known.signature, known.timestamp, known.nonce);
    if (verification)
        query += "&echostr=" + QByteArray(known.encrypt).toPercentEncoding();
    return {verification, query, verification ? QByteArray() : envelopeOf(known.encrypt)};
}

/// A POST with this ciphertext, signed.
inline callback::RawRequest signedPost(const QByteArray& encrypt)
{
    const QByteArray signature = crypto::callbackSignature(QByteArrayView(knownToken), "1718000009", "nonce9", encrypt);
    return {false, queryOf(signature, "1718000009", "nonce9"), envelopeOf(encrypt)};
}

/// A POST with this plaintext and trailer, sealed and signed.
inline callback::RawRequest sealedPost(const QByteArray& message, const QByteArray& receiveId)
{
    return signedPost(crypto::sealCallback(knownKeys().key, message, receiveId));
}

inline callback::RawRequest sealedGet(const QByteArray& message, const QByteArray& receiveId)
{
    const QByteArray echo = crypto::sealCallback(knownKeys().key, message, receiveId);
    const QByteArray signature = crypto::callbackSignature(QByteArrayView(knownToken), "1718000009", "nonce9", echo);
    return {true, queryOf(signature, "1718000009", "nonce9") + "&echostr=" + echo.toPercentEncoding(), {}};
}

} // namespace kfdesk::test
