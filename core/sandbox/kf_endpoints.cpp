#include "core/sandbox/endpoints.h"
#include "core/sandbox/seeded_text.h"
#include "core/sandbox/world.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <optional>

namespace kfdesk::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxPage = 100;
constexpr int maxSceneBytes = 32;
constexpr int maxOpenKfIdBytes = 64;

/// A whole number of 0 to 2³¹−1; `fallback` when the member is missing, none when it is something else.
std::optional<int> wholeNumber(const QJsonObject& body, QLatin1String name, int fallback)
{
    const QJsonValue value = body.value(name);
    if (value.isUndefined())
        return fallback;
    const int number = value.toInt(-1);
    return number < 0 ? std::nullopt : std::optional(number);
}

bool isScene(const QString& scene)
{
    constexpr QLatin1String allowed("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
    return scene.size() <= maxSceneBytes &&
           std::all_of(scene.begin(), scene.end(), [&](QChar c) { return allowed.contains(c); });
}

bool isOpenKfId(const QString& id)
{
    return id.startsWith("wk"_L1) && id.toUtf8().size() <= maxOpenKfIdBytes;
}

} // namespace

ApiResult listAccounts(const ApiContext& context, const Merchant& merchant, const QJsonObject& body)
{
    const auto offset = wholeNumber(body, "offset"_L1, 0);
    const auto limit = wholeNumber(body, "limit"_L1, maxPage);
    if (!offset || !limit || *limit < 1 || *limit > maxPage)
        return refuse(40058);

    QJsonArray page;
    int position = 0;
    for (const KfAccount& account : merchant.accounts) {
        if (!account.authorised || position++ < *offset || page.size() == *limit)
            continue;
        page << QJsonObject{{u"open_kfid"_s, account.openKfId},
                            {u"name"_s, account.name},
                            {u"avatar"_s, context.logoUrl("kf"_L1, account.openKfId)}};
    }
    return QJsonObject{{u"account_list"_s, page}};
}

ApiResult addContactWay(const ApiContext& context, const Merchant& merchant, const QJsonObject& body)
{
    const QString openKfId = body.value("open_kfid"_L1).toString();
    const QJsonValue scene = body.value("scene"_L1);
    if (openKfId.isEmpty())
        return refuse(60251);
    if (!isOpenKfId(openKfId))
        return refuse(95000);
    if (!(scene.isUndefined() || scene.isString()) || !isScene(scene.toString()))
        return refuse(40058);
    const KfAccount* account = merchant.account(openKfId);
    if (!account)
        return refuse(95004);
    if (!account->authorised)
        return refuse(48007);

    // The provider's own parameter is in every link of a component, also without a scene.
    const QString page = context.seeded.hex("kf page", openKfId, 17);
    const QString encScene = context.seeded.alphanumeric("enc_scene", openKfId % u'/' % scene.toString(), 40);
    const QString url = u"https://work.weixin.qq.com/kfid/kfc"_s % page % u"?enc_scene=ENC"_s % encScene;
    return QJsonObject{{u"url"_s, url}};
}

} // namespace kfdesk::sandbox
