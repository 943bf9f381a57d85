#include "core/sandbox/api_answer.h"

#include "core/crypto/random.h"

#include <QHash>

namespace kfdesk::sandbox {

namespace {

// WeCom's spelling is kept, faults included. Address of RFC 5737: what an operator would put on the allow-list.
constexpr QLatin1String callerIp("203.0.113.7");

QString usualText(int errcode)
{
    static const QHash<int, QString> texts = {
        {-1, QStringLiteral("system busy")},
        {40014, QStringLiteral("invalid access_token")},
        {40058, QStringLiteral("invalid Request Parameter")},
        {40063, QStringLiteral("some parameters are empty")},
        {40078, QStringLiteral("invalid auth_code")},
        {40080, QStringLiteral("invalid suite_secret")},
        {40082, QStringLiteral("invalid suite_acccess_token")},
        {40083, QStringLiteral("invalid suite_id")},
        {40084, QStringLiteral("invalid permanent_code")},
        {40085, QStringLiteral("invalid suite ticket")},
        {41001, QStringLiteral("access_token missing")},
        {41008, QStringLiteral("auth_code missing")},
        {41021, QStringLiteral("suite_id missing")},
        {41022, QStringLiteral("suite_access_token missing")},
        {41023, QStringLiteral("suite_ticket missing")},
        {41024, QStringLiteral("suite_secret missing")},
        {41025, QStringLiteral("permanent_code missing")},
        {42001, QStringLiteral("access_token expired")},
        {42009, QStringLiteral("suite_access_token expired")},
        {45009, QStringLiteral("api freq out of limit")},
        {45033, QStringLiteral("api concurrent out of limit")},
        {48002, QStringLiteral("api forbidden")},
        {48003, QStringLiteral("suite_id mismatch")},
        {48004, QStringLiteral("invalid authorization relation")},
        {48005, QStringLiteral("api has been abandoned")},
        {48007, QStringLiteral("kf account not authorized to this app")},
        {60020, QStringLiteral("not allow to access from your ip")},
        {60251, QStringLiteral("open_kfid missing")},
        {84054, QStringLiteral("auth_corpid missing")},
        {95000, QStringLiteral("invalid open_kfid")},
        {95004, QStringLiteral("open_kfid not exist")},
        {301007, QStringLiteral("corp unavailable")},
        {710000, QStringLiteral("invalid open_corpid")},
    };
    return texts.value(errcode, QStringLiteral("request refused"));
}

} // namespace

QJsonObject refusalJson(const ApiRefusal& refusal, const Clock& clock)
{
    const QString code = QString::number(refusal.errcode);
    const QString hint = QString::number(clock.nowMs() / 1000) % QStringLiteral("_62_") %
                         QString::fromLatin1(crypto::randomBytes(16).toHex());
    const QString errmsg = refusal.prefix % usualText(refusal.errcode) % QStringLiteral(", hint: [") % hint %
                           QStringLiteral("], from ip: ") % callerIp %
                           QStringLiteral(", more info at https://open.work.weixin.qq.com/devtool/query?e=") % code;
    return {{QStringLiteral("errcode"), refusal.errcode}, {QStringLiteral("errmsg"), errmsg}};
}

} // namespace kfdesk::sandbox
