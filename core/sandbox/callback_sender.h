#pragma once

#include "core/base/clock.h"
#include "core/net/http_client.h"
#include "core/sandbox/callback_cipher.h"

#include <QString>

#include <mutex>
#include <stop_token>

namespace kfdesk::sandbox {

struct SuiteCredentials;

/// How a callback went: the last try counts.
struct Delivery
{
    int status = 0;  ///< HTTP status; 0 = no answer
    QByteArray body; ///< what the listener answered
    QString error;   ///< why there was no answer: an error id of net::HttpClient, or "sandbox.no_callback_url"
    int tries = 0;

    bool succeeded() const { return status == 200; }
};

/// Posts callbacks to the listener as WeCom does: signed and encrypted anew for every try, at most 5 s each, three
/// tries in all. Blocks; thread-safe.
class CallbackSender
{
public:
    CallbackSender(const SuiteCredentials& suite, const Clock& clock, QString callbackBase);

    void setCallbackBase(const QString& url);
    /// Ends deliveries that are under way, and all later ones.
    void stop();

    /// Command callback (指令回调): receiveid and ToUserName are the suite_id.
    Delivery sendCommand(const QByteArray& message);
    /// Data callback (数据回调): both are the merchant's corpid.
    Delivery sendData(const QByteArray& message, const QString& authCorpId);
    /// URL verification, tried once: receiveid is the provider's corpid. `echo` is what the listener must answer.
    Delivery verify(const QByteArray& echo);

private:
    Delivery post(const QByteArray& message, const QString& receiveId);
    Delivery attempt(net::HttpClientRequest request, int number);
    QByteArray signedUrl(const QString& url, const QByteArray& encrypted) const;
    QString callbackUrl() const;

    const SuiteCredentials& m_suite;
    const Clock& m_clock;
    const CallbackCipher m_cipher;
    mutable std::mutex m_mutex;
    QString m_callbackBase; ///< no trailing slash; "" = none
    std::stop_source m_stop;
    net::HttpClient m_http;
};

} // namespace kfdesk::sandbox
