#include "core/wecom/answers.h"

#include "core/wecom/body.h"
#include "core/wecom/error_codes.h"
#include "core/wecom/json.h"

#include <QJsonArray>

#include <algorithm>

namespace kfdesk::wecom {

namespace {

constexpr qint64 maxLifeSeconds = 7 * 24 * 3600; // keeps a nonsense expires_in from overflowing a time

tl::unexpected<Error> unusable(const QString& id, const QString& endpoint)
{
    return fail(makeError(ErrorKind::Remote, id, {}, {{QStringLiteral("endpoint"), endpoint}}));
}

tl::unexpected<Error> missingField(const QString& field, const QString& endpoint)
{
    return fail(makeError(ErrorKind::Remote, QStringLiteral("wecom.missing_field"), {},
                          {{QStringLiteral("endpoint"), endpoint}, {QStringLiteral("field"), field}}));
}

/// The JSON object of a successful answer.
Result<QJsonObject> openAnswer(QByteArrayView body, const QString& endpoint)
{
    const QByteArrayView text = withoutBomAndBlanks(body);
    if (text.isEmpty())
        return unusable(QStringLiteral("wecom.empty"), endpoint);
    if (text.startsWith('<'))
        return unusable(QStringLiteral("wecom.html"), endpoint);
    const auto object = jsonObject(text);
    if (!object)
        return unusable(QStringLiteral("wecom.not_json"), endpoint);

    const QJsonValue errcode = object->value(u"errcode");
    if (errcode.isUndefined() || errcode.isNull())
        return *object;
    const auto code = jsonNumber(errcode);
    if (!code || *code != static_cast<int>(*code))
        return missingField(QStringLiteral("errcode"), endpoint);
    if (*code != 0)
        return fail(errorFromAnswer(static_cast<int>(*code), jsonText(object->value(u"errmsg")), endpoint));
    return *object;
}

Result<QString> requiredText(const QJsonObject& object, const QString& key, const QString& field,
                             const QString& endpoint)
{
    const QString text = jsonText(object.value(key));
    if (text.isEmpty())
        return missingField(field, endpoint);
    return text;
}

/// Seconds; 0 when missing or not positive.
int lifeOf(const QJsonObject& object)
{
    const qint64 seconds = jsonNumber(object.value(u"expires_in")).value_or(0);
    return static_cast<int>(std::clamp<qint64>(seconds, 0, maxLifeSeconds));
}

Result<TokenAnswer> decodeToken(QByteArrayView body, const QString& key, const QString& endpoint)
{
    KFDESK_TRY(const QJsonObject object, openAnswer(body, endpoint));
    KFDESK_TRY(const QString token, requiredText(object, key, key, endpoint));
    const int life = lifeOf(object);
    if (life == 0)
        return missingField(QStringLiteral("expires_in"), endpoint);
    return TokenAnswer{Secret(token), life};
}

Result<AuthCorpInfo> corpInfoFrom(const QJsonObject& answer, const QString& endpoint)
{
    const QJsonObject info = answer.value(u"auth_corp_info").toObject();
    KFDESK_TRY(const QString corpId,
               requiredText(info, QStringLiteral("corpid"), QStringLiteral("auth_corp_info.corpid"), endpoint));
    AuthCorpInfo corp;
    corp.corpId = corpId;
    corp.name = jsonText(info.value(u"corp_name"));
    corp.fullName = jsonText(info.value(u"corp_full_name"));
    corp.logoUrl = jsonText(info.value(u"corp_square_logo_url"));
    if (corp.logoUrl.isEmpty())
        corp.logoUrl = jsonText(info.value(u"corp_round_logo_url"));
    corp.type = jsonText(info.value(u"corp_type"));
    corp.subjectType = static_cast<int>(jsonNumber(info.value(u"subject_type")).value_or(0));
    corp.industry = jsonText(info.value(u"corp_industry"));
    corp.scale = jsonText(info.value(u"corp_scale"));
    return corp;
}

/// The corp token that v1 brings along. Never a reason to fail: the permanent code beside it is unique.
TokenAnswer accompanyingToken(const QJsonObject& object)
{
    const QString token = jsonText(object.value(u"access_token"));
    const int life = lifeOf(object);
    if (token.isEmpty() || life == 0)
        return {};
    return {Secret(token), life};
}

} // namespace

Result<TokenAnswer> decodeSuiteToken(QByteArrayView body, const QString& endpoint)
{
    return decodeToken(body, QStringLiteral("suite_access_token"), endpoint);
}

Result<TokenAnswer> decodeCorpToken(QByteArrayView body, const QString& endpoint)
{
    return decodeToken(body, QStringLiteral("access_token"), endpoint);
}

Result<PermanentCodeAnswer> decodePermanentCode(QByteArrayView body, const QString& endpoint)
{
    const QString key = QStringLiteral("permanent_code");
    KFDESK_TRY(const QJsonObject object, openAnswer(body, endpoint));
    KFDESK_TRY(const QString code, requiredText(object, key, key, endpoint));
    KFDESK_TRY(AuthCorpInfo corp, corpInfoFrom(object, endpoint));
    return PermanentCodeAnswer{Secret(code), std::move(corp), accompanyingToken(object)};
}

Result<AuthCorpInfo> decodeAuthInfo(QByteArrayView body, const QString& endpoint)
{
    KFDESK_TRY(const QJsonObject object, openAnswer(body, endpoint));
    return corpInfoFrom(object, endpoint);
}

Result<std::vector<KfAccountAnswer>> decodeKfAccounts(QByteArrayView body, const QString& endpoint)
{
    KFDESK_TRY(const QJsonObject object, openAnswer(body, endpoint));
    const QJsonValue list = object.value(u"account_list");
    // Without a list there is no telling "no accounts" from a broken answer, and the former deletes accounts.
    if (!list.isArray())
        return missingField(QStringLiteral("account_list"), endpoint);

    std::vector<KfAccountAnswer> accounts;
    for (const QJsonValue item : list.toArray()) {
        const QJsonObject account = item.toObject();
        KFDESK_TRY(QString openKfId, requiredText(account, QStringLiteral("open_kfid"),
                                                  QStringLiteral("account_list.open_kfid"), endpoint));
        accounts.push_back({std::move(openKfId), jsonText(account.value(u"name")), jsonText(account.value(u"avatar"))});
    }
    return accounts;
}

Result<QString> decodeContactWay(QByteArrayView body, const QString& endpoint)
{
    const QString key = QStringLiteral("url");
    KFDESK_TRY(const QJsonObject object, openAnswer(body, endpoint));
    return requiredText(object, key, key, endpoint);
}

} // namespace kfdesk::wecom
