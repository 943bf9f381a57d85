#include "core/service/self_test.h"

#include "core/crypto/random.h"

#include <QUrl>

#include <algorithm>
#include <utility>

namespace kfdesk::service {

namespace {

constexpr qint64 answerLimitMs = 1000;
constexpr int probeDeadlineMs = 6000; ///< beyond the listener's own limit for a request

constexpr int statusOk = 200;
constexpr int statusBadRequest = 400;
constexpr int statusForbidden = 403;

enum class Text { Damageable, WithoutPlus, Undecryptable };

/// What one probe carries.
struct Probe
{
    bool verification = true;
    Text text = Text::Damageable;
    bool signedRight = true;
    QString receiveId;
};

/// A probe as a request, and the body that a good listener answers with.
struct Prepared
{
    net::HttpClientRequest request;
    QByteArray expected;
};

/// The ciphertext is random: it is made until it has, or has not, the characters in question.
QByteArray sealedText(const crypto::CallbackKey& key, const Probe& probe, const QByteArray& message)
{
    if (probe.text == Text::Undecryptable)
        return QByteArray("KfDesk+self/test").repeated(16) + "=="; // as long as others, for relays that wrap lines
    for (;;) {
        QByteArray sealed = crypto::sealCallback(key, message, probe.receiveId.toUtf8());
        const bool plus = sealed.contains('+');
        if (probe.text == Text::WithoutPlus ? !plus : plus && sealed.contains('/'))
            return sealed;
    }
}

class SelfTest
{
public:
    SelfTest(net::HttpClient& http, const Clock& clock, const callback::SuiteKeys& keys, const SelfTestTarget& target,
             std::stop_token stop)
        : m_http(http)
        , m_clock(clock)
        , m_keys(keys)
        , m_url(target.callbackUrl)
        , m_certificate(target.certificate)
        , m_stop(std::move(stop))
    {}

    Result<SelfTestResult> run();

private:
    Prepared prepare(const Probe& probe) const;
    Result<int> statusOf(const Probe& probe);
    Result<Error> judge(const Probe& probe);
    Result<Error> whyRefused(const Probe& probe);
    Result<Error> whyUnreadable(const Probe& probe);

    net::HttpClient& m_http;
    const Clock& m_clock;
    const callback::SuiteKeys& m_keys;
    const QUrl m_url;
    const QByteArray m_certificate;
    const std::stop_token m_stop;
    qint64 m_slowestMs = 0;
};

Error verdict(ErrorKind kind, const char* id, int status = 0, const QString& detail = {})
{
    Error error = makeError(kind, QLatin1String(id), detail);
    error.code = status;
    return error;
}

Error transportVerdict(const Error& error)
{
    static constexpr std::pair<const char*, const char*> known[] = {
        {"net.dns", "selftest.host"},        {"net.refused", "selftest.port"},    {"net.tls", "selftest.tls"},
        {"net.timeout", "selftest.silence"}, {"net.dropped", "selftest.dropped"},
    };
    for (const auto& [cause, id] : known) {
        if (error.id == QLatin1String(cause))
            return verdict(ErrorKind::Network, id, 0, error.detail.isEmpty() ? error.id : error.detail);
    }
    return verdict(ErrorKind::Network, "selftest.unreachable", 0, error.id);
}

/// What a status tells that a listener of ours would not answer a good probe with.
Error statusVerdict(int status)
{
    if (status >= 300 && status < 400)
        return verdict(ErrorKind::Config, "selftest.redirect", status);
    switch (status) {
    case 404:
    case 410:
        return verdict(ErrorKind::Config, "selftest.path", status);
    case 401:
    case 405:
    case 407:
    case 501:
        return verdict(ErrorKind::Config, "selftest.answer", status);
    case 413:
    case 414:
    case 431:
        return verdict(ErrorKind::Config, "selftest.size", status);
    case 502:
    case 503:
    case 504:
        return verdict(ErrorKind::Config, "selftest.gateway", status);
    default:
        return verdict(ErrorKind::Config, "selftest.status", status);
    }
}

Prepared SelfTest::prepare(const Probe& probe) const
{
    Prepared prepared;
    const QByteArray timestamp = QByteArray::number(m_clock.nowMs() / 1000);
    const QByteArray nonce = crypto::randomAlphanumeric(10).toLatin1();
    const QByteArray suite = m_keys.suiteId.toUtf8();
    QByteArray message;
    if (probe.verification) {
        message = crypto::randomAlphanumeric(19).toLatin1();
        prepared.expected = message;
    } else {
        message = "<xml><SuiteId><![CDATA[" + suite + "]]></SuiteId><InfoType><![CDATA[" + callback::selfTestType +
                  "]]></InfoType><TimeStamp>" + timestamp + "</TimeStamp></xml>";
        prepared.expected = "success";
    }
    const QByteArray encrypt = sealedText(m_keys.key, probe, message);
    QByteArray signature = crypto::callbackSignature(m_keys.token.view(), timestamp, nonce, encrypt);
    if (!probe.signedRight)
        signature[0] = signature[0] == '0' ? '1' : '0';
    QByteArray query = "msg_signature=" + signature + "&timestamp=" + timestamp + "&nonce=" + nonce;
    net::HttpClientRequest& request = prepared.request;
    request.deadlineMs = probeDeadlineMs;
    request.knownCertificate = m_certificate;
    if (probe.verification) {
        request.method = "GET";
        query += "&echostr=" + encrypt.toPercentEncoding();
    } else {
        request.contentType = "text/xml";
        request.body = "<xml><ToUserName><![CDATA[" + suite + "]]></ToUserName><AgentID></AgentID><Encrypt><![CDATA[" +
                       encrypt + "]]></Encrypt></xml>";
    }
    request.url = m_url;
    request.url.setQuery(QString::fromLatin1(query));
    return prepared;
}

/// The HTTP status of a further probe; 0 when nothing came.
Result<int> SelfTest::statusOf(const Probe& probe)
{
    const auto answer = m_http.send(prepare(probe).request, m_stop);
    if (!answer && answer.error().kind == ErrorKind::Cancelled)
        return fail(answer.error());
    return answer ? answer->status : 0;
}

/// What is wrong; an empty id when nothing is.
Result<Error> SelfTest::judge(const Probe& probe)
{
    const Prepared prepared = prepare(probe);
    const qint64 startedMs = m_clock.monotonicMs();
    const auto answer = m_http.send(prepared.request, m_stop);
    if (!answer && answer.error().kind == ErrorKind::Cancelled)
        return fail(answer.error());
    const qint64 answerMs = m_clock.monotonicMs() - startedMs;
    m_slowestMs = std::max(m_slowestMs, answerMs);
    if (!answer)
        return transportVerdict(answer.error());
    if (answer->status == statusForbidden)
        return whyRefused(probe);
    if (answer->status == statusBadRequest)
        return whyUnreadable(probe);
    if (answer->status != statusOk)
        return statusVerdict(answer->status);
    if (answer->body != prepared.expected)
        return verdict(ErrorKind::Config,
                       answer->body.contains(prepared.expected) ? "selftest.answer_altered" : "selftest.answer");
    if (answerMs > answerLimitMs)
        return makeError(ErrorKind::Remote, QStringLiteral("selftest.slow"), {},
                         {{QStringLiteral("ms"), QString::number(answerMs)}});
    return Error{};
}

/// 403: the signature or the receiver.
Result<Error> SelfTest::whyRefused(const Probe& probe)
{
    Probe other = probe;
    other.text = Text::WithoutPlus;
    KFDESK_TRY(const int plain, statusOf(other));
    if (plain == statusOk)
        return verdict(ErrorKind::Config, "selftest.relay_plus", statusForbidden);
    other.text = Text::Undecryptable;
    KFDESK_TRY(const int unreadable, statusOf(other));
    if (unreadable == statusBadRequest)
        return verdict(ErrorKind::Config, probe.verification ? "selftest.provider_corpid" : "selftest.suite_id",
                       statusForbidden);
    return verdict(ErrorKind::Config, probe.verification ? "selftest.token" : "selftest.relay_body", statusForbidden);
}

/// 400: something did not arrive, or does not decrypt.
Result<Error> SelfTest::whyUnreadable(const Probe& probe)
{
    Probe other = probe;
    other.text = Text::WithoutPlus;
    KFDESK_TRY(const int plain, statusOf(other));
    if (plain == statusOk)
        return verdict(ErrorKind::Config, "selftest.relay_plus", statusBadRequest);
    if (!probe.verification) // the verification before it was decrypted, so the key is right
        return verdict(ErrorKind::Config, "selftest.relay_body", statusBadRequest);
    other = probe;
    other.signedRight = false;
    KFDESK_TRY(const int unsignedStatus, statusOf(other));
    return verdict(ErrorKind::Config,
                   unsignedStatus == statusForbidden ? "selftest.encoding_aes_key" : "selftest.relay_query",
                   statusBadRequest);
}

Result<SelfTestResult> SelfTest::run()
{
    SelfTestResult result;
    result.url = m_url.toString();
    for (const Probe& probe : {Probe{true, Text::Damageable, true, m_keys.providerCorpId},
                               Probe{false, Text::Damageable, true, m_keys.suiteId}}) {
        KFDESK_TRY(result.error, judge(probe));
        result.answerMs = m_slowestMs;
        if (!result.error.id.isEmpty()) {
            result.error.args.insert(QStringLiteral("url"), result.url);
            return result;
        }
    }
    result.ok = true;
    return result;
}

} // namespace

Result<SelfTestResult> runSelfTest(net::HttpClient& http, const Clock& clock, const callback::SuiteKeys& keys,
                                   const SelfTestTarget& target, std::stop_token stop)
{
    return SelfTest(http, clock, keys, target, std::move(stop)).run();
}

QString publicCallbackUrl(const QString& publicUrl, const QString& suiteId, const QStringList& knownSuites)
{
    QUrl url(publicUrl);
    QString path = url.path();
    if (path.isEmpty() || path == u"/") {
        url.setPath(QStringLiteral("/callback/") + suiteId);
        return url.toString();
    }
    const bool slash = path.endsWith(u'/');
    if (slash)
        path.chop(1);
    const qsizetype lastAt = path.lastIndexOf(u'/') + 1;
    if (knownSuites.contains(path.mid(lastAt)))
        url.setPath(path.left(lastAt) + suiteId + (slash ? QStringLiteral("/") : QString()));
    return url.toString();
}

} // namespace kfdesk::service
