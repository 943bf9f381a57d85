#pragma once

#include "core/base/result.h"

#include <QString>

namespace kfdesk::wecom {

/// The invitation link (授权链接) of a component: `{auth_base}/compApp/{suite_id}?state=…&mode=1` (document 99370).
struct AuthLink
{
    QString authBase = QStringLiteral("https://open.work.weixin.qq.com");
    QString suiteId;
    QString state;       ///< "" = without state
    bool single = false; ///< mode=1: exactly one kf account can be chosen

    friend bool operator==(const AuthLink&, const AuthLink&) = default;
};

/// The URL; `state=` and `mode=` are left out when not set.
QString toUrl(const AuthLink& link);

/// Reads a compApp link, such as the official one of 服务商助手. Errors: "link.not_auth_link".
Result<AuthLink> parseAuthLink(const QString& url);

/// `[A-Za-z0-9]{1,128}`. Error "input.state" with arg state.
Result<void> checkState(const QString& state);

/// A state nobody can guess: `length` random alphanumerics.
QString newState(int length = 12);

} // namespace kfdesk::wecom
