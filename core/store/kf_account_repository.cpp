#include "core/store/kf_repository.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

const QString selectAccountSql =
    QStringLiteral("SELECT a.id, a.suite_id, a.corp_id, c.auth_corpid, a.open_kfid, a.name, a.avatar_url, "
                   "a.authorized, a.created_at, a.updated_at FROM kf_account a JOIN corp c ON c.id = a.corp_id ");

model::KfAccount readAccount(Statement& s)
{
    return {s.integer(0), s.text(1), s.integer(2),      s.text(3),    s.text(4),
            s.text(5),    s.text(6), s.integer(7) != 0, s.integer(8), s.integer(9)};
}

} // namespace

Result<std::vector<model::KfAccount>> KfAccountRepository::ofCorp(qint64 corpId)
{
    KFDESK_TRY(
        Statement * rows,
        run(m_db,
            QString(selectAccountSql % QStringLiteral("WHERE a.corp_id = ? ORDER BY a.authorized DESC, a.name, a.id")),
            corpId));
    return readAll(*rows, readAccount);
}

Result<std::vector<model::KfAccount>> KfAccountRepository::withoutLink(qint64 corpId)
{
    KFDESK_TRY(
        Statement * rows,
        run(m_db,
            QString(selectAccountSql %
                    QStringLiteral("WHERE a.corp_id = ? AND a.authorized AND NOT EXISTS (SELECT 1 FROM kf_link l "
                                   "WHERE l.account_id = a.id AND l.scene = '' AND l.scene_param = '') "
                                   "ORDER BY a.name, a.id")),
            corpId));
    return readAll(*rows, readAccount);
}

Result<std::vector<model::KfAccount>> KfAccountRepository::list(const QString& suiteId)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QString(selectAccountSql % QStringLiteral("WHERE ? IN ('', a.suite_id) ORDER BY a.corp_id, a.id")),
                   suiteId));
    return readAll(*rows, readAccount);
}

Result<std::optional<model::KfAccount>> KfAccountRepository::find(qint64 id)
{
    KFDESK_TRY(Statement * rows, run(m_db, QString(selectAccountSql % QStringLiteral("WHERE a.id = ?")), id));
    return readOne(*rows, readAccount);
}

Result<qint64> KfAccountRepository::insert(const model::KfAccount& account)
{
    KFDESK_TRY(Statement * insertion,
               run(m_db,
                   QStringLiteral("INSERT INTO kf_account (suite_id, corp_id, open_kfid, name, avatar_url, authorized, "
                                  "created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
                   account.suiteId, account.corpId, account.openKfId, account.name, account.avatarUrl,
                   account.authorized, account.createdAt, account.updatedAt));
    return insertion->insertId();
}

Result<void> KfAccountRepository::update(const model::KfAccount& account)
{
    return change(
        m_db,
        QStringLiteral("UPDATE kf_account SET name = ?, avatar_url = ?, authorized = ?, updated_at = ? WHERE id = ?"),
        account.name, account.avatarUrl, account.authorized, account.updatedAt, account.id);
}

} // namespace kfdesk::store
