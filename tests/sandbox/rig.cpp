#include "tests/sandbox/rig.h"

#include <QJsonDocument>

namespace kfdesk::test {

using namespace Qt::StringLiterals;

namespace {

sandbox::SimulatorOptions optionsOf(int corps, int accounts)
{
    sandbox::SimulatorOptions options;
    options.corps = corps;
    options.accounts = accounts;
    return options;
}

QJsonObject objectOf(const Result<net::HttpClientAnswer>& answer)
{
    if (!answer)
        qFatal("no answer: %s", qPrintable(answer.error().id));
    return QJsonDocument::fromJson(answer->body).object();
}

} // namespace

int errcodeOf(const QJsonObject& answer)
{
    constexpr int none = -999'999;
    return answer.value("errcode"_L1).toInt(none);
}

Rig::Rig(int corps, int accounts)
    : simulator(optionsOf(corps, accounts), clock)
{
    if (!simulator.start())
        qFatal("the simulator does not start");
    m_identity = simulator.identity();
    receiver.setSuite(m_identity);
    receiver.start();
    simulator.setCallbackBase(receiver.url());
}

Result<net::HttpClientAnswer> Rig::get(const QString& path)
{
    net::HttpClientRequest request;
    request.method = "GET";
    request.url = QUrl(m_identity.apiBase + path);
    return http.send(request);
}

Result<net::HttpClientAnswer> Rig::post(const QString& path, const QByteArray& body, const QByteArray& contentType)
{
    net::HttpClientRequest request;
    request.url = QUrl(m_identity.apiBase + path);
    request.body = body;
    request.contentType = contentType;
    request.singleUse = true;
    return http.send(request);
}

QJsonObject Rig::control(const QString& name, const QJsonObject& body)
{
    return objectOf(post(u"/control/"_s + name, QJsonDocument(body).toJson()));
}

QJsonObject Rig::state()
{
    return objectOf(get(u"/control/state"_s));
}

QJsonObject Rig::api(const QString& name, const QJsonObject& body)
{
    return objectOf(post(u"/cgi-bin/"_s + name, QJsonDocument(body).toJson()));
}

QString Rig::pushTicket()
{
    control(u"push-ticket"_s);
    return QString::fromLatin1(receiver.received().back().event.suiteTicket.view());
}

QJsonObject Rig::suiteTokenBody(const QString& ticket) const
{
    return {{u"suite_id"_s, m_identity.suiteId},
            {u"suite_secret"_s, QString::fromLatin1(m_identity.suiteSecret.view())},
            {u"suite_ticket"_s, ticket}};
}

QString Rig::suiteToken()
{
    return api(u"service/get_suite_token"_s, suiteTokenBody(pushTicket())).value("suite_access_token"_L1).toString();
}

QString Rig::lastAuthCode() const
{
    return QString::fromLatin1(receiver.received().back().event.authCode.view());
}

QJsonObject Rig::exchange(const QString& suiteAccessToken, const QString& authCode)
{
    return api(u"service/get_permanent_code?suite_access_token="_s + suiteAccessToken, {{u"auth_code"_s, authCode}});
}

QString Rig::corpToken(int accounts)
{
    const QString token = suiteToken();
    control(u"authorize"_s, {{u"accounts"_s, accounts}});
    return exchange(token, lastAuthCode()).value("access_token"_L1).toString();
}

} // namespace kfdesk::test
