#include "core/sandbox/api.h"

#include "core/sandbox/credentials.h"
#include "core/sandbox/form_data.h"
#include "core/sandbox/world.h"

#include <QJsonDocument>

namespace kfdesk::sandbox {

using namespace Qt::StringLiterals;

/// One row of the API: exactly one of the two functions is set.
struct Api::Endpoint
{
    ApiResult (*forSuite)(const ApiContext&, const QJsonObject&) = nullptr;
    ApiResult (*forCorp)(const ApiContext&, const Merchant&, const QJsonObject&) = nullptr;
    bool needsSuiteToken = false;
    /// What WeCom answers when it saw no body: a GET, or a POST without one.
    int errcodeWithoutBody = 40058;
    /// Historical: a success of these has no errcode and no errmsg.
    bool plainSuccess = false;
};

namespace {

net::HttpResponse json(const QJsonObject& object)
{
    net::HttpResponse response;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    response.contentType = "application/json; charset=UTF-8";
    return response;
}

int tokenErrcode(TokenBook::State state, int unknown, int expired)
{
    switch (state) {
    case TokenBook::State::Good:
        return 0;
    case TokenBook::State::Unknown:
        return unknown;
    case TokenBook::State::Expired:
        return expired;
    }
    return unknown;
}

QByteArray queryValue(const net::HttpRequest& request, const QByteArray& name)
{
    return FormData::fromQuery(request.query()).value(name);
}

/// The request's JSON object, or what WeCom answers without one.
ApiResult requestBody(const net::HttpRequest& request, int errcodeWithoutBody)
{
    if (request.method != "POST" || request.body.isEmpty())
        return refuse(errcodeWithoutBody);
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return refuse(errcodeWithoutBody, u"Warning: wrong json format. "_s);
    return document.object();
}

} // namespace

const std::map<QString, Api::Endpoint>& Api::endpoints()
{
    static const std::map<QString, Endpoint> table = {
        {u"get_suite_token"_s, {getSuiteToken, nullptr, false, 40083, true}},
        {u"get_permanent_code"_s, {getPermanentCode, nullptr, true, 40063, false}},
        {u"v2/get_permanent_code"_s, {getPermanentCodeV2, nullptr, true, 40063, false}},
        {u"get_auth_info"_s, {getAuthInfo, nullptr, true, 40063, false}},
        {u"get_corp_token"_s, {getCorpToken, nullptr, true, 40063, true}},
        {u"account/list"_s, {nullptr, listAccounts, false, 40058, false}},
        {u"add_contact_way"_s, {nullptr, addContactWay, false, 40058, false}},
    };
    return table;
}

Api::Api(ApiContext context, FaultPlan& faults, const Clock& clock, int latencyMs)
    : m_context(context)
    , m_faults(faults)
    , m_clock(clock)
    , m_latencyMs(latencyMs)
{}

bool Api::isEndpoint(const QString& name)
{
    return endpoints().contains(name);
}

std::map<QString, int> Api::calls() const
{
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

ApiReply Api::answer(const net::HttpRequest& request)
{
    const QString path = QString::fromUtf8(request.path());
    const QString name = endpointName(path);
    const auto endpoint = endpoints().find(name);
    const bool isKf = endpoint != endpoints().end() && endpoint->second.forCorp;
    if (endpoint == endpoints().end() || path != (isKf ? u"/cgi-bin/kf/"_s : u"/cgi-bin/service/"_s) + name)
        return {net::HttpResponse::plain(404, "404 page not found"), 0, false};

    {
        const std::scoped_lock lock(m_mutex);
        ++m_calls[name];
    }
    const Fault fault = m_faults.take(name);
    const QJsonObject answer = fault.errcode == 0 ? execute(endpoint->second, request) : inject(fault.errcode, request);
    return {json(answer), m_latencyMs + fault.delayMs, fault.drop};
}

QJsonObject Api::execute(const Endpoint& endpoint, const net::HttpRequest& request) const
{
    ApiResult result = endpoint.forCorp ? callForCorp(endpoint, request) : call(endpoint, request);
    if (!result)
        return refusalJson(result.error(), m_clock);
    if (!endpoint.plainSuccess) {
        result->insert(u"errcode"_s, 0);
        result->insert(u"errmsg"_s, u"ok"_s);
    }
    return *result;
}

ApiResult Api::call(const Endpoint& endpoint, const net::HttpRequest& request) const
{
    if (endpoint.needsSuiteToken) {
        const QByteArray token = queryValue(request, "suite_access_token");
        if (token.isEmpty())
            return refuse(41022);
        const auto checked = m_context.credentials.suiteTokens.check(token);
        if (const int errcode = tokenErrcode(checked.state, 40082, 42009); errcode != 0)
            return refuse(errcode);
    }
    const ApiResult body = requestBody(request, endpoint.errcodeWithoutBody);
    return body ? endpoint.forSuite(m_context, *body) : body;
}

ApiResult Api::callForCorp(const Endpoint& endpoint, const net::HttpRequest& request) const
{
    const QByteArray token = queryValue(request, "access_token");
    if (token.isEmpty())
        return refuse(41001);
    const auto checked = m_context.credentials.corpTokens.check(token);
    if (const int errcode = tokenErrcode(checked.state, 40014, 42001); errcode != 0)
        return refuse(errcode);
    const auto merchant = m_context.world.findByAuthorisation(checked.owner);
    if (!merchant) // cancelled: the token died with the authorisation
        return refuse(40014);
    const ApiResult body = requestBody(request, endpoint.errcodeWithoutBody);
    return body ? endpoint.forCorp(m_context, *merchant, *body) : body;
}

QJsonObject Api::inject(int errcode, const net::HttpRequest& request) const
{
    // WeCom ends tokens early, and this is how a caller learns of it: fetching again must bring another token.
    if (errcode == 40014 || errcode == 42001)
        m_context.credentials.corpTokens.revoke(queryValue(request, "access_token"));
    if (errcode == 40082 || errcode == 42009)
        m_context.credentials.suiteTokens.revoke(queryValue(request, "suite_access_token"));
    return refusalJson({errcode, {}}, m_clock);
}

} // namespace kfdesk::sandbox
