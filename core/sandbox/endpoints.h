#pragma once

#include "core/sandbox/api_answer.h"

#include <QJsonObject>
#include <QString>

namespace kfdesk::sandbox {

class World;
struct Credentials;
struct Merchant;
class SeededText;

/// What endpoints work on.
struct ApiContext
{
    World& world;
    Credentials& credentials;
    const SeededText& seeded;
    const QString& baseUrl; ///< of the simulator

    /// `kind`: "corp" or "kf".
    QString logoUrl(QLatin1String kind, const QString& id) const
    {
        return baseUrl % QStringLiteral("/logo/") % kind % QLatin1Char('/') % id % QStringLiteral(".svg");
    }
};

// service/*: the suite's own calls (reference §4.1 to §4.6).
ApiResult getSuiteToken(const ApiContext& context, const QJsonObject& body);
ApiResult getPermanentCode(const ApiContext& context, const QJsonObject& body);
ApiResult getPermanentCodeV2(const ApiContext& context, const QJsonObject& body);
ApiResult getAuthInfo(const ApiContext& context, const QJsonObject& body);
ApiResult getCorpToken(const ApiContext& context, const QJsonObject& body);

// kf/*: calls for one merchant (reference §4.9, §4.10).
ApiResult listAccounts(const ApiContext& context, const Merchant& merchant, const QJsonObject& body);
ApiResult addContactWay(const ApiContext& context, const Merchant& merchant, const QJsonObject& body);

} // namespace kfdesk::sandbox
