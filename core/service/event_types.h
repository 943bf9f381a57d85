#pragma once

#include <QLatin1String>
#include <QString>

namespace kfdesk::service {

// The InfoTypes that move a corp (reference §3).
inline constexpr QLatin1String suiteTicketType("suite_ticket");
inline constexpr QLatin1String createAuthType("create_auth");
inline constexpr QLatin1String resetCodeType("reset_permanent_code");
inline constexpr QLatin1String changeAuthType("change_auth");
inline constexpr QLatin1String cancelAuthType("cancel_auth");

/// Types with an AuthCode to exchange, hence with a deadline.
inline bool carriesAuthCode(const QString& type)
{
    return type == createAuthType || type == resetCodeType;
}

} // namespace kfdesk::service
