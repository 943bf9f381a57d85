#pragma once

#include "core/service/context.h"
#include "core/wecom/token_broker.h"

namespace kfdesk::service {

/// How long a suite_ticket is good for.
inline constexpr qint64 ticketLifeMs = 30 * 60 * 1000;

/// The token broker's store over the workspace. Thread-safe; blocking.
///
/// Errors beyond those of the port: "vault.locked", "component.not_found"; "ticket.none" and "ticket.expired" (kind
/// Config); "corp.no_code" (kind Auth) when a corp has no permanent code; "corp.not_found" when a token comes for a
/// corp that has none either: a purge must not be followed by a token that was under way.
class StoredTokens final : public wecom::TokenStore
{
public:
    explicit StoredTokens(Context& context)
        : m_context(context)
    {}

    Result<wecom::Suite> suite(const QString& suiteId) override;
    Result<Secret> suiteTicket(const QString& suiteId) override;
    Result<Secret> permanentCode(const wecom::TokenKey& corp) override;
    Result<std::optional<wecom::StoredToken>> load(const wecom::TokenKey& key) override;
    Result<wecom::StoredToken> compareAndSwap(const wecom::TokenKey& key, qint64 expectedVersion,
                                              const wecom::StoredToken& next) override;

private:
    Context& m_context;
};

} // namespace kfdesk::service
