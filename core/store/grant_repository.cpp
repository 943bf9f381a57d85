#include "core/store/kf_repository.h"
#include "core/store/rows.h"

namespace kfdesk::store {

Result<std::vector<model::Grant>> GrantRepository::ofCorp(qint64 corpId)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QStringLiteral("SELECT id, suite_id, corp_id, open_kfid, state, granted_at, source "
                                  "FROM grant_record WHERE corp_id = ? ORDER BY granted_at DESC, id DESC"),
                   corpId));
    return readAll(*rows, [](Statement& s) {
        return model::Grant{s.integer(0), s.text(1), s.integer(2), s.text(3), s.text(4), s.integer(5), s.text(6)};
    });
}

Result<void> GrantRepository::add(const model::Grant& grant)
{
    return change(m_db,
                  QStringLiteral("INSERT INTO grant_record (suite_id, corp_id, open_kfid, state, granted_at, source) "
                                 "VALUES (?, ?, ?, ?, ?, ?) "
                                 "ON CONFLICT (corp_id, open_kfid, granted_at, state) DO NOTHING"),
                  grant.suiteId, grant.corpId, grant.openKfId, grant.state, grant.grantedAt, grant.source);
}

Result<qint64> GrantRepository::beginning(qint64 corpId)
{
    KFDESK_TRY(Statement * rows, run(m_db,
                                     QStringLiteral("SELECT max(granted_at) FROM grant_record "
                                                    "WHERE corp_id = ? AND source = 'create_auth'"),
                                     corpId));
    KFDESK_TRY(const auto newest, readOne(*rows, firstInteger));
    return newest.value_or(0);
}

Result<void> GrantRepository::removeBefore(qint64 corpId, qint64 beforeMs)
{
    return change(m_db, QStringLiteral("DELETE FROM grant_record WHERE corp_id = ? AND granted_at < ?"), corpId,
                  beforeMs);
}

Result<void> GrantRepository::assignState(qint64 corpId, const QString& state)
{
    // OR REPLACE: where the same grant stands under the new state already, one row of the two remains.
    return change(m_db,
                  QStringLiteral("UPDATE OR REPLACE grant_record SET state = ?, source = 'assigned' "
                                 "WHERE corp_id = ? AND NOT EXISTS (SELECT 1 FROM placement p "
                                 "WHERE p.suite_id = grant_record.suite_id AND p.state = grant_record.state)"),
                  state, corpId);
}

} // namespace kfdesk::store
