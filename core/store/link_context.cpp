#include "core/store/link_context.h"

#include "core/store/rows.h"

namespace kfdesk::store {

const AccountGrants& CorpContext::grantsOf(const QString& openKfId) const
{
    static const AccountGrants none;
    const auto found = grants.constFind(openKfId);
    return found == grants.cend() ? none : *found;
}

Result<LinkContext> LinkContext::make(Connection& connection)
{
    LinkContext context(connection);
    KFDESK_TRY(Statement * rows, run(connection, QStringLiteral("SELECT suite_id, state, name FROM placement")));
    while (rows->next())
        context.m_placements.insert({rows->text(0), rows->text(1)}, rows->text(2));
    KFDESK_CHECK(rows->end());
    return context;
}

QString LinkContext::placementName(const QString& suiteId, const QString& state) const
{
    return m_placements.value({suiteId, state});
}

Result<const CorpContext*> LinkContext::corp(qint64 corpId)
{
    if (m_corp.id != corpId) {
        KFDESK_TRY(m_corp, load(corpId));
    }
    return &m_corp;
}

Result<CorpContext> LinkContext::load(qint64 corpId)
{
    KFDESK_TRY(Statement * head,
               run(*m_db, QStringLiteral("SELECT id, suite_id, auth_corpid, name FROM corp WHERE id = ?"), corpId));
    KFDESK_TRY(auto found, readOne(*head, [](Statement& s) {
                   return CorpContext{s.integer(0), s.text(1), s.text(2), s.text(3), {}};
               }));
    CorpContext corp = std::move(found).value_or(CorpContext());

    KFDESK_TRY(Statement * rows,
               run(*m_db,
                   QStringLiteral("SELECT open_kfid, state, granted_at FROM grant_record WHERE corp_id = ? "
                                  "ORDER BY granted_at DESC, id DESC"),
                   corpId));
    while (rows->next()) {
        AccountGrants& grants = corp.grants[rows->text(0)];
        const QString state = rows->text(1);
        if (grants.states.isEmpty()) {
            grants.newestState = state;
            grants.newestAt = rows->integer(2);
        }
        if (!grants.states.contains(state))
            grants.states.append(state);
    }
    KFDESK_CHECK(rows->end());
    return corp;
}

} // namespace kfdesk::store
