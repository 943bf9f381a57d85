#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/store/database.h"
#include "core/store/vault.h"

#include <optional>

namespace kfdesk::store {

enum class TokenKind { SuiteTicket, SuiteToken, CorpToken, PermanentCode };

struct TokenRow
{
    Secret value;
    qint64 obtainedAt = 0; ///< ms; for a ticket: when it arrived
    qint64 expiresAt = 0;  ///< ms; 0 = never
    qint64 eventTime = 0;  ///< ticket: its TimeStamp (s), only a newer one replaces it
    qint64 version = 0;    ///< grows with every write
};

/// Every credential of a suite (authCorpId "") and of its corps, sealed.
class TokenRepository
{
public:
    TokenRepository(Connection& connection, const Vault& vault)
        : m_db(connection)
        , m_vault(vault)
    {}

    Result<std::optional<TokenRow>> find(TokenKind kind, const QString& suiteId, const QString& authCorpId);
    /// Writes unconditionally.
    Result<void> put(TokenKind kind, const QString& suiteId, const QString& authCorpId, const TokenRow& row);
    /// Writes when the stored version is `expectedVersion` (0 = no row); false when it was not.
    Result<bool> compareAndSwap(TokenKind kind, const QString& suiteId, const QString& authCorpId,
                                qint64 expectedVersion, const TokenRow& row);
    Result<void> removeOfCorp(const QString& suiteId, const QString& authCorpId);

    /// Arrival and validity of the newest ticket, without the key.
    static Result<std::optional<std::pair<qint64, qint64>>> ticketTimes(Connection& connection, const QString& suiteId);

private:
    Connection& m_db;
    const Vault& m_vault;
};

} // namespace kfdesk::store
