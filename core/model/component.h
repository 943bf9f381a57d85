#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QStringList>

namespace kfdesk::model {

/// A mini program registered for the component, and the corp id of the *same subject* bound to it (wx docs §7).
struct MiniProgram
{
    QString appId;
    QString name;
    QString boundCorpId;

    friend bool operator==(const MiniProgram&, const MiniProgram&) = default;
};

/// One WeCom suite: everything needed to receive its callbacks and to call the API for it. Sealed as a whole.
struct Component
{
    qint64 id = 0; ///< local row number; what logs may show
    QString name;
    QString suiteId;
    Secret suiteSecret;
    Secret token;          ///< callback Token, ≤ 32 letters and digits
    Secret encodingAesKey; ///< 43 characters
    QString providerCorpId;
    QString apiBase = QStringLiteral("https://qyapi.weixin.qq.com");      ///< no trailing slash
    QString authBase = QStringLiteral("https://open.work.weixin.qq.com"); ///< no trailing slash
    QString proxy; ///< "" = direct; http://[user:password@]host:port; may hold a password, so it is sealed too
    QList<MiniProgram> miniPrograms;

    friend bool operator==(const Component&, const Component&) = default;
};

/// What may be read of a component without the vault.
struct ComponentSummary
{
    qint64 id = 0;
    QString suiteId;
    QString name;

    friend bool operator==(const ComponentSummary&, const ComponentSummary&) = default;
};

} // namespace kfdesk::model
