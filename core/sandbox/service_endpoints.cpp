#include "core/sandbox/credentials.h"
#include "core/sandbox/endpoints.h"
#include "core/sandbox/world.h"

#include <QJsonArray>

namespace kfdesk::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 suiteOwner = 1;

QByteArray field(const QJsonObject& body, QLatin1String name)
{
    return body.value(name).toString().toUtf8();
}

QJsonObject corpInfo(const ApiContext& context, const Merchant& merchant)
{
    return {
        {u"corpid"_s, merchant.corpId},
        {u"corp_name"_s, merchant.name},
        {u"corp_type"_s, u"verified"_s},
        {u"corp_square_logo_url"_s, context.logoUrl("corp"_L1, merchant.corpId)},
        {u"corp_user_max"_s, 500},
        {u"corp_full_name"_s, merchant.name},
        {u"verified_end_time"_s, 1'924'992'000},
        {u"subject_type"_s, 1},
        {u"corp_wxqrcode"_s, QString()},
        {u"corp_scale"_s, merchant.scale},
        {u"corp_industry"_s, merchant.industry},
        {u"corp_sub_industry"_s, QString()},
    };
}

QJsonObject adminInfo(const Merchant& merchant)
{
    return {{u"userid"_s, merchant.adminUserId},
            {u"open_userid"_s, merchant.adminUserId},
            {u"name"_s, QString()},
            {u"avatar"_s, QString()}};
}

/// Checks auth_corpid and permanent_code of a call; 0 = they belong together.
int checkAuthorisation(const ApiContext& context, const QString& corpId, const QByteArray& permanentCode)
{
    if (corpId.isEmpty())
        return 84054;
    if (permanentCode.isEmpty())
        return 41025;
    if (corpId.startsWith("ww"_L1)) // a plain corpid where the provider's encrypted one belongs
        return 710000;
    switch (context.world.checkPermanentCode(corpId, permanentCode)) {
    case CodeCheck::Good:
        return 0;
    case CodeCheck::Dead:
        return 40084;
    case CodeCheck::NoAuthorisation:
        return 48004;
    }
    return 48004;
}

tl::expected<Merchant, ApiRefusal> exchange(const ApiContext& context, const QJsonObject& body)
{
    const QByteArray authCode = field(body, "auth_code"_L1);
    if (authCode.isEmpty())
        return refuse(41008);
    const auto merchant = context.world.exchange(authCode);
    if (!merchant)
        return refuse(40078);
    return *merchant;
}

} // namespace

ApiResult getSuiteToken(const ApiContext& context, const QJsonObject& body)
{
    const QByteArray suiteId = field(body, "suite_id"_L1);
    const QByteArray secret = field(body, "suite_secret"_L1);
    const QByteArray ticket = field(body, "suite_ticket"_L1);
    if (suiteId.isEmpty())
        return refuse(41021);
    if (secret.isEmpty())
        return refuse(41024);
    if (ticket.isEmpty())
        return refuse(41023);

    Credentials& credentials = context.credentials;
    if (suiteId != credentials.suite.suiteId.toUtf8())
        return refuse(40083);
    if (secret != credentials.suite.suiteSecret)
        return refuse(40080);
    if (!credentials.tickets.isGood(ticket))
        return refuse(40085);
    const auto issued = credentials.suiteTokens.issue(suiteOwner);
    return QJsonObject{{u"suite_access_token"_s, QString::fromLatin1(issued.token)},
                       {u"expires_in"_s, issued.expiresIn}};
}

ApiResult getPermanentCode(const ApiContext& context, const QJsonObject& body)
{
    const auto merchant = exchange(context, body);
    if (!merchant)
        return tl::unexpected(merchant.error());
    const auto issued = context.credentials.corpTokens.issue(merchant->authorisation);
    return QJsonObject{
        {u"access_token"_s, QString::fromLatin1(issued.token)},
        {u"expires_in"_s, issued.expiresIn},
        {u"permanent_code"_s, QString::fromLatin1(merchant->permanentCode)},
        {u"auth_corp_info"_s, corpInfo(context, *merchant)},
        {u"auth_info"_s, QJsonObject{{u"agent"_s, QJsonArray()}}},
        {u"auth_user_info"_s, adminInfo(*merchant)},
    };
}

ApiResult getPermanentCodeV2(const ApiContext& context, const QJsonObject& body)
{
    const auto merchant = exchange(context, body);
    if (!merchant)
        return tl::unexpected(merchant.error());
    return QJsonObject{
        {u"permanent_code"_s, QString::fromLatin1(merchant->permanentCode)},
        {u"auth_corp_info"_s, QJsonObject{{u"corpid"_s, merchant->corpId}, {u"corp_name"_s, merchant->name}}},
        {u"auth_user_info"_s, adminInfo(*merchant)},
    };
}

ApiResult getAuthInfo(const ApiContext& context, const QJsonObject& body)
{
    const QString corpId = body.value("auth_corpid"_L1).toString();
    if (const int errcode = checkAuthorisation(context, corpId, field(body, "permanent_code"_L1)); errcode != 0)
        return refuse(errcode);
    return QJsonObject{{u"auth_corp_info"_s, corpInfo(context, *context.world.find(corpId))},
                       {u"auth_info"_s, QJsonObject{{u"agent"_s, QJsonArray()}}}};
}

ApiResult getCorpToken(const ApiContext& context, const QJsonObject& body)
{
    const QString corpId = body.value("auth_corpid"_L1).toString();
    if (const int errcode = checkAuthorisation(context, corpId, field(body, "permanent_code"_L1)); errcode != 0)
        return refuse(errcode);
    // Should the merchant cancel at this very moment, the token belongs to an authorisation that no longer lives.
    const auto issued = context.credentials.corpTokens.issue(context.world.find(corpId)->authorisation);
    return QJsonObject{{u"access_token"_s, QString::fromLatin1(issued.token)}, {u"expires_in"_s, issued.expiresIn}};
}

} // namespace kfdesk::sandbox
