#include "core/service/self_test.h"

#include "core/crypto/random.h"

#include <QUrl>

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr qint64 answerLimitMs = 1000;
constexpr int deadlineMs = 6000; ///< beyond the listener's own limit for a request

/// A request as WeCom would send it, and the body it expects.
struct Probe
{
    net::HttpClientRequest request;
    QByteArray expected;
};

QByteArray signedQuery(const callback::SuiteKeys& keys, const QByteArray& timestamp, const QByteArray& encrypt)
{
    const QByteArray nonce = crypto::randomAlphanumeric(10).toLatin1();
    return "msg_signature=" + crypto::callbackSignature(keys.token.view(), timestamp, nonce, encrypt) +
           "&timestamp=" + timestamp + "&nonce=" + nonce;
}

QUrl withQuery(const QString& url, const QByteArray& query)
{
    QUrl complete(url);
    complete.setQuery(QString::fromLatin1(query));
    return complete;
}

Probe verification(const callback::SuiteKeys& keys, const QString& url, const QByteArray& timestamp)
{
    Probe probe;
    probe.expected = crypto::randomAlphanumeric(19).toLatin1();
    const QByteArray echo = crypto::sealCallback(keys.key, probe.expected, keys.providerCorpId.toUtf8());
    probe.request.method = "GET";
    probe.request.url = withQuery(url, signedQuery(keys, timestamp, echo) + "&echostr=" + echo.toPercentEncoding());
    return probe;
}

Probe delivery(const callback::SuiteKeys& keys, const QString& url, const QByteArray& timestamp)
{
    Probe probe;
    probe.expected = "success";
    const QByteArray suite = keys.suiteId.toUtf8();
    const QByteArray event = "<xml><SuiteId><![CDATA[" + suite + "]]></SuiteId><InfoType><![CDATA[" +
                             callback::selfTestType + "]]></InfoType><TimeStamp>" + timestamp + "</TimeStamp></xml>";
    const QByteArray encrypt = crypto::sealCallback(keys.key, event, suite);
    probe.request.url = withQuery(url, signedQuery(keys, timestamp, encrypt));
    probe.request.contentType = "text/xml";
    probe.request.body = "<xml><ToUserName><![CDATA[" + suite +
                         "]]></ToUserName><AgentID></AgentID><Encrypt><![CDATA[" + encrypt + "]]></Encrypt></xml>";
    return probe;
}

/// What is wrong with the answer; an empty id when nothing is.
Error verdict(const Probe& probe, const Result<net::HttpClientAnswer>& answer, qint64 answerMs)
{
    if (!answer)
        return makeError(ErrorKind::Network, QStringLiteral("selftest.unreachable"), answer.error().id);
    if (answer->status != 200) {
        Error error = makeError(ErrorKind::Config, QStringLiteral("selftest.status"));
        error.code = answer->status;
        return error;
    }
    if (answer->body != probe.expected)
        return makeError(ErrorKind::Config, QStringLiteral("selftest.answer"));
    if (answerMs > answerLimitMs)
        return makeError(ErrorKind::Remote, QStringLiteral("selftest.slow"), {},
                         {{QStringLiteral("ms"), QString::number(answerMs)}});
    return {};
}

} // namespace

Result<SelfTestResult> runSelfTest(net::HttpClient& http, const Clock& clock, const callback::SuiteKeys& keys,
                                   const SelfTestTarget& target, std::stop_token stop)
{
    SelfTestResult result;
    const QByteArray timestamp = QByteArray::number(clock.nowMs() / 1000);
    for (Probe probe :
         {verification(keys, target.callbackUrl, timestamp), delivery(keys, target.callbackUrl, timestamp)}) {
        probe.request.knownCertificate = target.certificate;
        probe.request.deadlineMs = deadlineMs;
        const qint64 startedMs = clock.monotonicMs();
        const auto answer = http.send(probe.request, stop);
        if (!answer && answer.error().kind == ErrorKind::Cancelled)
            return fail(answer.error());
        const qint64 answerMs = clock.monotonicMs() - startedMs;
        result.answerMs = std::max(result.answerMs, answerMs);
        result.error = verdict(probe, answer, answerMs);
        if (!result.error.id.isEmpty())
            return result;
    }
    result.ok = true;
    return result;
}

} // namespace kfdesk::service
