#include "core/sandbox/control_api.h"

#include "core/sandbox/api.h"
#include "core/sandbox/fault_plan.h"
#include "core/sandbox/world.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace kfdesk::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxAccounts = 2000;
constexpr int maxDelayMs = 600'000;
constexpr int maxTimes = 1'000'000;
constexpr int maxNewest = 10'000;
constexpr int latestTime = std::numeric_limits<int>::max();

net::HttpResponse jsonReply(const QJsonObject& object, int status = 200)
{
    net::HttpResponse response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    response.contentType = "application/jsonReply; charset=utf-8";
    return response;
}

/// Stays inside the simulator: code is the HTTP status, detail what {"error"} says.
tl::unexpected<Error> reject(int status, const QString& text)
{
    Error error = makeError(ErrorKind::Input, u"sandbox.control"_s, text);
    error.code = status;
    return fail(std::move(error));
}

tl::unexpected<Error> reject(Refusal refusal)
{
    switch (refusal) {
    case Refusal::UnknownCorp:
        return reject(404, u"no such auth_corpid"_s);
    case Refusal::UnknownAccount:
        return reject(400, u"not a kf account of this corp"_s);
    case Refusal::NotAuthorised:
        return reject(409, u"this corp has not authorised the component"_s);
    case Refusal::NoCorpLeft:
        return reject(409, u"every corp has authorised; give corp_name, or start with more --corps"_s);
    }
    return reject(500, u"unknown refusal"_s);
}

Result<QString> text(const QJsonObject& body, QLatin1String name)
{
    const QJsonValue value = body.value(name);
    if (!value.isUndefined() && !value.isNull() && !value.isString())
        return reject(400, name + u" must be a string"_s);
    return value.toString();
}

Result<QString> requiredText(const QJsonObject& body, QLatin1String name)
{
    const auto value = text(body, name);
    if (value && value->isEmpty())
        return reject(400, name + u" is missing"_s);
    return value;
}

Result<int> number(const QJsonObject& body, QLatin1String name, int least, int most, int fallback)
{
    const QJsonValue value = body.value(name);
    if (value.isUndefined() || value.isNull())
        return fallback;
    const double number = value.toDouble(-0.5); // what is no number is no whole number either
    if (number != static_cast<int>(number) || number < least || number > most)
        return reject(400, u"%1 must be a whole number of %2 to %3"_s.arg(name).arg(least).arg(most));
    return static_cast<int>(number);
}

Result<QStringList> texts(const QJsonObject& body, QLatin1String name, const QStringList& fallback)
{
    const QJsonValue value = body.value(name);
    if (value.isUndefined() || value.isNull())
        return fallback;
    QStringList all;
    for (const QJsonValue& item : value.toArray()) {
        if (!item.isString())
            return reject(400, name + u" must be an array of strings"_s);
        all << item.toString();
    }
    if (!value.isArray())
        return reject(400, name + u" must be an array of strings"_s);
    return all;
}

QJsonObject delivered(const ActionReport& report)
{
    QJsonObject answer{
        {u"callback_status"_s, report.delivery.status},
        {u"callback_body"_s, QString::fromUtf8(report.delivery.body)},
        {u"callback_tries"_s, report.delivery.tries},
    };
    if (!report.delivery.error.isEmpty())
        answer.insert(u"callback_error"_s, report.delivery.error);
    if (!report.event.isEmpty())
        answer.insert(u"event"_s, report.event);
    if (!report.corpId.isEmpty()) {
        answer.insert(u"auth_corpid"_s, report.corpId);
        answer.insert(u"corp_name"_s, report.corpName);
        answer.insert(u"open_kfids"_s, QJsonArray::fromStringList(report.openKfIds));
    }
    return answer;
}

Result<QJsonObject> delivered(const Allowed<ActionReport>& report)
{
    if (!report)
        return reject(report.error());
    return delivered(*report);
}

QJsonObject withoutCallback()
{
    return {{u"callback_status"_s, QJsonValue::Null}, {u"callback_body"_s, QJsonValue::Null}};
}

QJsonObject described(const Merchant& merchant)
{
    QJsonArray accounts;
    for (const KfAccount& account : merchant.accounts)
        accounts << QJsonObject{
            {u"open_kfid"_s, account.openKfId}, {u"name"_s, account.name}, {u"authorized"_s, account.authorised}};
    return {
        {u"auth_corpid"_s, merchant.corpId},
        {u"corp_name"_s, merchant.name},
        {u"authorized"_s, merchant.authorisation != 0},
        {u"exchanged"_s, !merchant.permanentCode.isEmpty()},
        {u"exchanges"_s, merchant.exchanges},
        {u"open_kfids"_s, QJsonArray::fromStringList(merchant.authorisedKfIds())},
        {u"kf_accounts"_s, accounts},
    };
}

QJsonObject described(const QString& endpoint, const Fault& fault)
{
    return {{u"endpoint"_s, endpoint},
            {u"errcode"_s, fault.errcode},
            {u"times"_s, fault.times},
            {u"delay_ms"_s, fault.delayMs},
            {u"drop"_s, fault.drop}};
}

} // namespace

ControlApi::ControlApi(World& world, MerchantActions& actions, FaultPlan& faults, const Api& api)
    : m_world(world)
    , m_actions(actions)
    , m_faults(faults)
    , m_api(api)
{}

ControlApi::Handler ControlApi::handlerOf(const QString& name)
{
    static const QHash<QString, Handler> handlers = {
        {u"push-ticket"_s, &ControlApi::pushTicket},
        {u"verify"_s, &ControlApi::verify},
        {u"authorize"_s, &ControlApi::authorize},
        {u"change"_s, &ControlApi::change},
        {u"cancel"_s, &ControlApi::cancel},
        {u"reset-code"_s, &ControlApi::resetCode},
        {u"message"_s, &ControlApi::message},
        {u"redeliver"_s, &ControlApi::redeliver},
        {u"fault"_s, &ControlApi::fault},
    };
    return handlers.value(name, nullptr);
}

net::HttpResponse ControlApi::answer(const net::HttpRequest& request)
{
    const QString name = QString::fromUtf8(request.path()).section(u'/', 2);
    if (name == "state"_L1)
        return request.method == "GET" ? jsonReply(state()) : jsonReply({{u"error"_s, u"use GET"_s}}, 405);
    const Handler handler = handlerOf(name);
    if (!handler)
        return jsonReply({{u"error"_s, u"no such control endpoint"_s}}, 404);
    if (request.method != "POST")
        return jsonReply({{u"error"_s, u"use POST"_s}}, 405);

    const QJsonDocument document = QJsonDocument::fromJson(request.body.isEmpty() ? QByteArray("{}") : request.body);
    if (!document.isObject())
        return jsonReply({{u"error"_s, u"the body is not a JSON object"_s}}, 400);
    const auto reply = (this->*handler)(document.object());
    return reply ? jsonReply(*reply) : jsonReply({{u"error"_s, reply.error().detail}}, reply.error().code);
}

Result<QJsonObject> ControlApi::pushTicket(const QJsonObject&)
{
    return delivered(m_actions.pushTicket());
}

Result<QJsonObject> ControlApi::verify(const QJsonObject&)
{
    bool verified = false;
    QJsonObject answer = delivered(m_actions.verifyUrl(verified));
    answer.insert(u"verified"_s, verified);
    return answer;
}

Result<QJsonObject> ControlApi::authorize(const QJsonObject& body)
{
    KFDESK_TRY(const QString state, text(body, "state"_L1));
    KFDESK_TRY(const QString corpName, text(body, "corp_name"_L1));
    KFDESK_TRY(const int accounts, number(body, "accounts"_L1, 0, maxAccounts, -1));
    KFDESK_TRY(const int time, number(body, "time"_L1, 0, latestTime, 0));
    const Allowed<Merchant> merchant = corpName.isEmpty() ? m_world.takeNext() : m_world.named(corpName);
    if (!merchant)
        return reject(merchant.error());
    const int count = accounts < 0 ? static_cast<int>(merchant->accounts.size()) : accounts;
    const auto chosen = m_world.chooseAccounts(merchant->corpId, count);
    if (!chosen)
        return reject(chosen.error());
    return delivered(m_actions.authorise(merchant->corpId, *chosen, state, time));
}

Result<QJsonObject> ControlApi::change(const QJsonObject& body)
{
    KFDESK_TRY(const QString corpId, requiredText(body, "auth_corpid"_L1));
    KFDESK_TRY(const QString state, text(body, "state"_L1));
    KFDESK_TRY(const int time, number(body, "time"_L1, 0, latestTime, 0));
    const auto merchant = m_world.find(corpId);
    if (!merchant)
        return reject(Refusal::UnknownCorp);
    KFDESK_TRY(const QStringList openKfIds, texts(body, "open_kfids"_L1, merchant->authorisedKfIds()));
    return delivered(m_actions.change(corpId, openKfIds, state, time));
}

Result<QJsonObject> ControlApi::cancel(const QJsonObject& body)
{
    KFDESK_TRY(const QString corpId, requiredText(body, "auth_corpid"_L1));
    KFDESK_TRY(const int time, number(body, "time"_L1, 0, latestTime, 0));
    return delivered(m_actions.cancel(corpId, time));
}

Result<QJsonObject> ControlApi::resetCode(const QJsonObject& body)
{
    KFDESK_TRY(const QString corpId, requiredText(body, "auth_corpid"_L1));
    return delivered(m_actions.resetCode(corpId));
}

Result<QJsonObject> ControlApi::message(const QJsonObject& body)
{
    KFDESK_TRY(const QString corpId, requiredText(body, "auth_corpid"_L1));
    KFDESK_TRY(const QString openKfId, requiredText(body, "open_kfid"_L1));
    return delivered(m_actions.message(corpId, openKfId));
}

Result<QJsonObject> ControlApi::redeliver(const QJsonObject& body)
{
    KFDESK_TRY(const int newest, number(body, "newest"_L1, 0, maxNewest, 0));
    const Redelivery done = m_actions.redeliver(newest);
    QJsonObject answer = withoutCallback();
    answer.insert(u"delivered"_s, done.delivered);
    answer.insert(u"failed"_s, done.failed);
    return answer;
}

Result<QJsonObject> ControlApi::fault(const QJsonObject& body)
{
    KFDESK_TRY(const QString path, requiredText(body, "endpoint"_L1));
    const QString endpoint = endpointName(path);
    if (!Api::isEndpoint(endpoint))
        return reject(400, u"no such endpoint: "_s + path);
    Fault fault;
    KFDESK_TRY(fault.errcode, number(body, "errcode"_L1, -1, 9'999'999, 0));
    KFDESK_TRY(fault.times, number(body, "times"_L1, 0, maxTimes, 1));
    KFDESK_TRY(fault.delayMs, number(body, "delay_ms"_L1, 0, maxDelayMs, 0));
    const QJsonValue drop = body.value("drop"_L1);
    if (!drop.isUndefined() && !drop.isNull() && !drop.isBool())
        return reject(400, u"drop must be true or false"_s);
    fault.drop = drop.toBool();
    m_faults.add(endpoint, fault);
    return withoutCallback();
}

QJsonObject ControlApi::state() const
{
    QJsonArray corps;
    for (const Merchant& merchant : m_world.everAuthorised())
        corps << described(merchant);
    QJsonArray faults;
    for (const auto& [endpoint, queue] : m_faults.pending()) {
        for (const Fault& fault : queue)
            faults << described(endpoint, fault);
    }
    QJsonObject calls;
    for (const auto& [endpoint, count] : m_api.calls())
        calls.insert(endpoint, count);
    QJsonObject answer = withoutCallback();
    answer.insert(u"corp_count"_s, m_world.corpCount());
    answer.insert(u"corps"_s, corps);
    answer.insert(u"faults"_s, faults);
    answer.insert(u"calls"_s, calls);
    return answer;
}

} // namespace kfdesk::sandbox
