#include "core/service/token_store.h"

#include "core/store/component_repository.h"
#include "core/store/token_repository.h"

namespace kfdesk::service {

namespace {

using store::TokenKind;
using store::TokenRepository;
using store::TokenRow;

TokenKind kindOf(const wecom::TokenKey& key)
{
    return key.authCorpId.isEmpty() ? TokenKind::SuiteToken : TokenKind::CorpToken;
}

wecom::StoredToken toStored(const TokenRow& row)
{
    return {row.value, row.expiresAt, row.version};
}

} // namespace

Result<wecom::Suite> StoredTokens::suite(const QString& suiteId)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const model::Component component, store::ComponentRepository(*db).find(*vault, suiteId));
    return wecom::Suite{component.suiteId, component.suiteSecret, component.apiBase, component.proxy};
}

Result<Secret> StoredTokens::suiteTicket(const QString& suiteId)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(auto row, TokenRepository(*db, *vault).find(TokenKind::SuiteTicket, suiteId, {}));
    if (!row)
        return fail(makeError(ErrorKind::Config, QStringLiteral("ticket.none")));
    if (m_context.clock().nowMs() >= row->obtainedAt + ticketLifeMs)
        return fail(makeError(ErrorKind::Config, QStringLiteral("ticket.expired")));
    return std::move(row->value);
}

Result<Secret> StoredTokens::permanentCode(const wecom::TokenKey& corp)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(auto row, TokenRepository(*db, *vault).find(TokenKind::PermanentCode, corp.suiteId, corp.authCorpId));
    if (!row)
        return fail(makeError(ErrorKind::Auth, QStringLiteral("corp.no_code")));
    return std::move(row->value);
}

Result<std::optional<wecom::StoredToken>> StoredTokens::load(const wecom::TokenKey& key)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto row, TokenRepository(*db, *vault).find(kindOf(key), key.suiteId, key.authCorpId));
    if (!row)
        return std::optional<wecom::StoredToken>();
    return std::optional(toStored(*row));
}

Result<wecom::StoredToken> StoredTokens::compareAndSwap(const wecom::TokenKey& key, qint64 expectedVersion,
                                                        const wecom::StoredToken& next)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    TokenRepository tokens(unit.db(), *vault);
    if (!key.authCorpId.isEmpty()) {
        KFDESK_TRY(const auto code, tokens.find(TokenKind::PermanentCode, key.suiteId, key.authCorpId));
        if (!code)
            return fail(makeError(ErrorKind::NotFound, QStringLiteral("corp.not_found")));
    }
    const TokenRow row{next.token, m_context.clock().nowMs(), next.expiresAt, 0, 0};
    KFDESK_CHECK(tokens.compareAndSwap(kindOf(key), key.suiteId, key.authCorpId, expectedVersion, row));
    KFDESK_TRY(const auto now, tokens.find(kindOf(key), key.suiteId, key.authCorpId));
    if (!now)
        return fail(makeError(ErrorKind::Internal, QStringLiteral("store.sql"), QStringLiteral("token row vanished")));
    KFDESK_CHECK(unit.commit());
    return toStored(*now);
}

} // namespace kfdesk::service
