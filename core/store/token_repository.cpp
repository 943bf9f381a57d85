#include "core/store/token_repository.h"

#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

struct KindMeaning
{
    QString text;
    Seal seal;
};

KindMeaning meaningOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::SuiteTicket:
        return {QStringLiteral("suite_ticket"), Seal::Ticket};
    case TokenKind::SuiteToken:
        return {QStringLiteral("suite_token"), Seal::SuiteToken};
    case TokenKind::CorpToken:
        return {QStringLiteral("corp_token"), Seal::CorpToken};
    case TokenKind::PermanentCode:
        return {QStringLiteral("permanent_code"), Seal::PermanentCode};
    }
    Q_UNREACHABLE();
}

/// Whose token it is belongs to what the seal binds: one corp's row put under another's key does not open.
QByteArray boundTo(const QByteArray& rowKey, const QString& suiteId, const QString& authCorpId)
{
    return rowKey + suiteId.toUtf8() + '\0' + authCorpId.toUtf8();
}

struct SealedToken
{
    QByteArray rowKey;
    QByteArray value;
    TokenRow row;
};

SealedToken readSealedToken(Statement& s)
{
    return {s.blob(0), s.blob(1), {Secret(), s.integer(2), s.integer(3), s.integer(4), s.integer(5)}};
}

} // namespace

Result<std::optional<TokenRow>> TokenRepository::find(TokenKind kind, const QString& suiteId, const QString& authCorpId)
{
    const KindMeaning meaning = meaningOf(kind);
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QStringLiteral("SELECT row_key, sealed_value, obtained_at, expires_at, event_time, version "
                                  "FROM token WHERE suite_id = ? AND auth_corpid = ? AND kind = ?"),
                   suiteId, authCorpId, meaning.text));
    KFDESK_TRY(auto sealed, readOne(*rows, readSealedToken));
    if (!sealed)
        return std::optional<TokenRow>();
    KFDESK_TRY(sealed->row.value,
               m_vault.open(meaning.seal, boundTo(sealed->rowKey, suiteId, authCorpId), sealed->value));
    return std::optional<TokenRow>(std::move(sealed->row));
}

Result<void> TokenRepository::put(TokenKind kind, const QString& suiteId, const QString& authCorpId,
                                  const TokenRow& row)
{
    const KindMeaning meaning = meaningOf(kind);
    const QByteArray rowKey = Vault::newRowKey();
    return change(m_db,
                  QStringLiteral("INSERT INTO token (kind, suite_id, auth_corpid, row_key, sealed_value, obtained_at, "
                                 "expires_at, event_time, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) "
                                 "ON CONFLICT (suite_id, auth_corpid, kind) DO UPDATE SET row_key = excluded.row_key, "
                                 "sealed_value = excluded.sealed_value, obtained_at = excluded.obtained_at, "
                                 "expires_at = excluded.expires_at, event_time = excluded.event_time, "
                                 "version = token.version + 1"),
                  meaning.text, suiteId, authCorpId, rowKey,
                  m_vault.seal(meaning.seal, boundTo(rowKey, suiteId, authCorpId), row.value.view()), row.obtainedAt,
                  row.expiresAt, row.eventTime);
}

Result<bool> TokenRepository::compareAndSwap(TokenKind kind, const QString& suiteId, const QString& authCorpId,
                                             qint64 expectedVersion, const TokenRow& row)
{
    const KindMeaning meaning = meaningOf(kind);
    const QByteArray rowKey = Vault::newRowKey();
    const QByteArray sealed = m_vault.seal(meaning.seal, boundTo(rowKey, suiteId, authCorpId), row.value.view());
    // One statement each, so that looking and writing cannot be torn apart.
    const QString sql =
        expectedVersion == 0
            ? QStringLiteral("INSERT OR IGNORE INTO token (row_key, sealed_value, obtained_at, expires_at, event_time, "
                             "suite_id, auth_corpid, kind, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1 + ?)")
            : QStringLiteral("UPDATE token SET row_key = ?, sealed_value = ?, obtained_at = ?, expires_at = ?, "
                             "event_time = ?, version = version + 1 "
                             "WHERE suite_id = ? AND auth_corpid = ? AND kind = ? AND version = ?");
    KFDESK_TRY(Statement * swap, run(m_db, sql, rowKey, sealed, row.obtainedAt, row.expiresAt, row.eventTime, suiteId,
                                     authCorpId, meaning.text, expectedVersion));
    return swap->changes() == 1;
}

Result<void> TokenRepository::removeOfCorp(const QString& suiteId, const QString& authCorpId)
{
    // The rows of no corp are the suite's own.
    if (authCorpId.isEmpty())
        return {};
    return change(m_db, QStringLiteral("DELETE FROM token WHERE suite_id = ? AND auth_corpid = ?"), suiteId,
                  authCorpId);
}

Result<std::optional<std::pair<qint64, qint64>>> TokenRepository::ticketTimes(Connection& connection,
                                                                              const QString& suiteId)
{
    KFDESK_TRY(Statement * rows,
               run(connection,
                   QStringLiteral("SELECT obtained_at, expires_at FROM token "
                                  "WHERE suite_id = ? AND auth_corpid = '' AND kind = 'suite_ticket'"),
                   suiteId));
    return readOne(*rows, [](Statement& s) { return std::pair(s.integer(0), s.integer(1)); });
}

} // namespace kfdesk::store
