#include "core/sandbox/callback_sender.h"

#include "core/crypto/random.h"
#include "core/sandbox/credentials.h"
#include "core/sandbox/event_xml.h"

namespace kfdesk::sandbox {

namespace {

constexpr int maxTries = 3;
constexpr int answerDeadlineMs = 5000;

Delivery noCallbackUrl()
{
    return {0, {}, QStringLiteral("sandbox.no_callback_url"), 0};
}

} // namespace

CallbackSender::CallbackSender(const SuiteCredentials& suite, const Clock& clock, QString callbackBase)
    : m_suite(suite)
    , m_clock(clock)
    , m_cipher(suite.token, suite.encodingAesKey)
{
    setCallbackBase(callbackBase);
}

void CallbackSender::setCallbackBase(const QString& url)
{
    const std::scoped_lock lock(m_mutex);
    m_callbackBase = url;
    while (m_callbackBase.endsWith(u'/'))
        m_callbackBase.chop(1);
}

void CallbackSender::stop()
{
    m_stop.request_stop();
}

Delivery CallbackSender::sendCommand(const QByteArray& message)
{
    return post(message, m_suite.suiteId);
}

Delivery CallbackSender::sendData(const QByteArray& message, const QString& authCorpId)
{
    return post(message, authCorpId);
}

Delivery CallbackSender::verify(const QByteArray& echo)
{
    const QString url = callbackUrl();
    if (url.isEmpty())
        return noCallbackUrl();
    const QByteArray encrypted = m_cipher.encrypt(echo, m_suite.providerCorpId);
    net::HttpClientRequest request;
    request.method = "GET";
    // Percent-encoded, so that the '+' of base64 survives any reading of the query.
    request.url = QUrl::fromEncoded(signedUrl(url, encrypted) + "&echostr=" + encrypted.toPercentEncoding());
    return attempt(request, 1);
}

Delivery CallbackSender::post(const QByteArray& message, const QString& receiveId)
{
    const QString url = callbackUrl();
    if (url.isEmpty())
        return noCallbackUrl();
    Delivery delivery;
    do {
        const QByteArray encrypted = m_cipher.encrypt(message, receiveId);
        net::HttpClientRequest request;
        request.url = QUrl::fromEncoded(signedUrl(url, encrypted));
        request.body = event_xml::envelope(receiveId, encrypted);
        request.contentType = "text/xml; charset=utf-8";
        request.singleUse = true; // the tries are counted here and nowhere else
        delivery = attempt(request, delivery.tries + 1);
    } while (!delivery.succeeded() && delivery.tries < maxTries && !m_stop.stop_requested());
    return delivery;
}

Delivery CallbackSender::attempt(net::HttpClientRequest request, int number)
{
    request.deadlineMs = answerDeadlineMs;
    const auto answer = m_http.send(request, m_stop.get_token());
    if (!answer)
        return {0, {}, answer.error().id, number};
    return {answer->status, answer->body, {}, number};
}

QByteArray CallbackSender::signedUrl(const QString& url, const QByteArray& encrypted) const
{
    const QByteArray timestamp = QByteArray::number(m_clock.nowMs() / 1000);
    const QByteArray nonce = crypto::randomAlphanumeric(10).toLatin1();
    return url.toUtf8() + "?msg_signature=" + m_cipher.sign(timestamp, nonce, encrypted) + "&timestamp=" + timestamp +
           "&nonce=" + nonce;
}

QString CallbackSender::callbackUrl() const
{
    const std::scoped_lock lock(m_mutex);
    return m_callbackBase.isEmpty() ? QString() : m_callbackBase % QStringLiteral("/callback/") % m_suite.suiteId;
}

} // namespace kfdesk::sandbox
