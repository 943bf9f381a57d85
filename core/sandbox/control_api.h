#pragma once

#include "core/base/result.h"
#include "core/net/http_server.h"
#include "core/sandbox/merchant_actions.h"

#include <QJsonObject>

namespace kfdesk::sandbox {

class Api;
class FaultPlan;

/// {control}/…: what a test or a trainer lets happen (contract §5.3). Bodies and answers are JSON objects.
///
/// - `POST push-ticket`, `POST verify` (answer also: verified)
/// - `POST authorize {"state","corp_name","accounts"}`: without corp_name the next merchant that has not authorised;
///   accounts defaults to all that the merchant has. Answer also: event, corp_name.
/// - `POST change {"auth_corpid","state","open_kfids"}`: afterwards exactly these accounts are authorised; without
///   open_kfids the authorisation stays as it is.
/// - `POST cancel {"auth_corpid"}`, `POST reset-code {"auth_corpid"}`
/// - `POST message {"auth_corpid","open_kfid"}`: a customer writes (kf_msg_or_event)
/// - `POST redeliver {"newest"}`: delivers again what nobody has answered with 200, oldest first, and then the newest
///   ones all the same. Answer: delivered, failed
/// - `POST fault {"endpoint","errcode","times","delay_ms","drop"}`: times defaults to 1; 0 forgets the faults
/// - `GET state`
///
/// authorize, change and cancel take {"time"} as well: the TimeStamp of their event in seconds, now unless given.
/// Every answer has callback_status and callback_body of the callback it led to (null when there was none; status 0
/// when nobody answered, then callback_error says why) and callback_tries. Refusals: 400, 404 or 409 with {"error"}.
/// Blocks while a callback is under way; thread-safe.
class ControlApi
{
public:
    ControlApi(World& world, MerchantActions& actions, FaultPlan& faults, const Api& api);

    net::HttpResponse answer(const net::HttpRequest& request);

private:
    using Handler = Result<QJsonObject> (ControlApi::*)(const QJsonObject& body);

    static Handler handlerOf(const QString& name);
    Result<QJsonObject> pushTicket(const QJsonObject& body);
    Result<QJsonObject> verify(const QJsonObject& body);
    Result<QJsonObject> authorize(const QJsonObject& body);
    Result<QJsonObject> change(const QJsonObject& body);
    Result<QJsonObject> cancel(const QJsonObject& body);
    Result<QJsonObject> resetCode(const QJsonObject& body);
    Result<QJsonObject> message(const QJsonObject& body);
    Result<QJsonObject> redeliver(const QJsonObject& body);
    Result<QJsonObject> fault(const QJsonObject& body);
    QJsonObject state() const;

    World& m_world;
    MerchantActions& m_actions;
    FaultPlan& m_faults;
    const Api& m_api;
};

} // namespace kfdesk::sandbox
