#include "core/wecom/api_client.h"

#include "core/base/log.h"
#include "core/wecom/error_codes.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

namespace kfdesk::wecom {

namespace {

constexpr int apiAbandoned = 48005; // errcode: v1 of an endpoint was taken away

/// One call: everything that differs between endpoints.
struct Call
{
    QString endpoint = {}; ///< below /cgi-bin/
    QString corp = {};     ///< for the rate limits; "" for calls at suite level
    QString tokenName = {};
    const Secret* token = nullptr; ///< null for the call that fetches the suite token
    QJsonObject body = {};
    bool singleUse = false;
};

QString text(const Secret& secret)
{
    return QString::fromUtf8(secret.view());
}

net::HttpClientRequest requestFor(const Suite& suite, const Call& call)
{
    net::HttpClientRequest request;
    request.url = QUrl(suite.apiBase % QLatin1String("/cgi-bin/") % call.endpoint);
    if (call.token)
        request.url.setQuery(call.tokenName % u'=' % QString::fromLatin1(QUrl::toPercentEncoding(text(*call.token))));
    request.body = QJsonDocument(call.body).toJson(QJsonDocument::Compact);
    request.singleUse = call.singleUse;
    request.proxy = suite.proxy;
    return request;
}

/// Gives an answer without errcode its HTTP status, and says what it means for a call that must not run twice.
Error explained(Error error, int status, bool singleUse)
{
    if (status != 200) {
        error.id = QStringLiteral("wecom.http_status");
        error.code = status;
    }
    if (singleUse)
        error.kind = ErrorKind::Ambiguous;
    return error;
}

template <typename T>
Result<T> run(net::HttpSender& http, RateLimiter& limiter, const Suite& suite, const Call& call, std::stop_token stop,
              Result<T> (*decode)(QByteArrayView, const QString&))
{
    KFDESK_TRY(const RateLimiter::Permit permit, limiter.acquire(call.corp, call.endpoint));
    QElapsedTimer timer;
    timer.start();
    KFDESK_TRY(const net::HttpClientAnswer answer, http.send(requestFor(suite, call), std::move(stop)));
    Result<T> decoded = decode(answer.body, call.endpoint);
    const int errcode = decoded ? 0 : decoded.error().code;
    qCDebug(logWecom) << call.endpoint << timer.elapsed() << "ms, status" << answer.status << "errcode" << errcode;
    if (!decoded && errcode == 0)
        return fail(explained(std::move(decoded).error(), answer.status, call.singleUse));
    const qint64 pauseMs = limiter.report(call.corp, call.endpoint, errcode);
    if (!decoded)
        decoded.error().retryAfterMs = pauseMs;
    return decoded;
}

const QString suiteTokenName = QStringLiteral("suite_access_token");
const QString corpTokenName = QStringLiteral("access_token");

QJsonObject corpCredentials(const QString& authCorpId, const Secret& permanentCode)
{
    return {{QStringLiteral("auth_corpid"), authCorpId}, {QStringLiteral("permanent_code"), text(permanentCode)}};
}

} // namespace

ApiClient::ApiClient(net::HttpSender& http, RateLimiter& limiter)
    : m_http(http)
    , m_limiter(limiter)
{}

Result<TokenAnswer> ApiClient::getSuiteToken(const Suite& suite, const Secret& suiteTicket, std::stop_token stop)
{
    const Call call{.endpoint = QStringLiteral("service/get_suite_token"),
                    .body = {{QStringLiteral("suite_id"), suite.suiteId},
                             {QStringLiteral("suite_secret"), text(suite.suiteSecret)},
                             {QStringLiteral("suite_ticket"), text(suiteTicket)}}};
    return run(m_http, m_limiter, suite, call, std::move(stop), decodeSuiteToken);
}

Result<PermanentCodeAnswer> ApiClient::getPermanentCode(const Suite& suite, const Secret& suiteToken,
                                                        const Secret& authCode, std::stop_token stop)
{
    Call call{.endpoint = QStringLiteral("service/get_permanent_code"),
              .tokenName = suiteTokenName,
              .token = &suiteToken,
              .body = {{QStringLiteral("auth_code"), text(authCode)}},
              .singleUse = true};
    auto answer = run(m_http, m_limiter, suite, call, stop, decodePermanentCode);
    if (answer || answer.error().code != apiAbandoned)
        return answer;
    call.endpoint = QStringLiteral("service/v2/get_permanent_code");
    return run(m_http, m_limiter, suite, call, std::move(stop), decodePermanentCode);
}

Result<AuthCorpInfo> ApiClient::getAuthInfo(const Suite& suite, const Secret& suiteToken, const QString& authCorpId,
                                            const Secret& permanentCode, std::stop_token stop)
{
    const Call call{.endpoint = QStringLiteral("service/get_auth_info"),
                    .tokenName = suiteTokenName,
                    .token = &suiteToken,
                    .body = corpCredentials(authCorpId, permanentCode)};
    return run(m_http, m_limiter, suite, call, std::move(stop), decodeAuthInfo);
}

Result<TokenAnswer> ApiClient::getCorpToken(const Suite& suite, const Secret& suiteToken, const QString& authCorpId,
                                            const Secret& permanentCode, std::stop_token stop)
{
    const Call call{.endpoint = QStringLiteral("service/get_corp_token"),
                    .tokenName = suiteTokenName,
                    .token = &suiteToken,
                    .body = corpCredentials(authCorpId, permanentCode)};
    return run(m_http, m_limiter, suite, call, std::move(stop), decodeCorpToken);
}

Result<std::vector<KfAccountAnswer>> ApiClient::listKfAccounts(const Suite& suite, const QString& authCorpId,
                                                               const Secret& corpToken, int offset, int limit,
                                                               std::stop_token stop)
{
    const Call call{.endpoint = QStringLiteral("kf/account/list"),
                    .corp = authCorpId,
                    .tokenName = corpTokenName,
                    .token = &corpToken,
                    .body = {{QStringLiteral("offset"), offset}, {QStringLiteral("limit"), limit}}};
    return run(m_http, m_limiter, suite, call, std::move(stop), decodeKfAccounts);
}

Result<QString> ApiClient::addContactWay(const Suite& suite, const QString& authCorpId, const Secret& corpToken,
                                         const QString& openKfId, const QString& scene, std::stop_token stop)
{
    Call call{.endpoint = QStringLiteral("kf/add_contact_way"),
              .corp = authCorpId,
              .tokenName = corpTokenName,
              .token = &corpToken,
              .body = {{QStringLiteral("open_kfid"), openKfId}}};
    if (!scene.isEmpty())
        call.body.insert(QStringLiteral("scene"), scene);
    return run(m_http, m_limiter, suite, call, std::move(stop), decodeContactWay);
}

} // namespace kfdesk::wecom
