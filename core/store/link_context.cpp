#include "core/store/link_context.h"

#include "core/store/rows.h"

#include <algorithm>
#include <vector>

namespace kfdesk::store {

namespace {

struct Grant
{
    QString openKfId; ///< empty in the one row of a corp without grants
    QString state;
    qint64 grantedAt = 0;
    qint64 id = 0;
};

bool newestFirst(const Grant& a, const Grant& b)
{
    return a.grantedAt != b.grantedAt ? a.grantedAt > b.grantedAt : a.id > b.id;
}

void addOlder(AccountGrants& grants, const Grant& grant)
{
    if (grants.states.isEmpty()) {
        grants.newestState = grant.state;
        grants.newestAt = grant.grantedAt;
    }
    if (!grants.states.contains(grant.state))
        grants.states.append(grant.state);
}

} // namespace

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
    // One query for both, ordered here: an export of a million links comes by for every corp.
    KFDESK_TRY(Statement * rows,
               run(*m_db,
                   QStringLiteral("SELECT c.suite_id, c.auth_corpid, c.name, g.open_kfid, g.state, g.granted_at, g.id "
                                  "FROM corp c LEFT JOIN grant_record g ON g.corp_id = c.id WHERE c.id = ?"),
                   corpId));
    CorpContext corp;
    corp.id = corpId;
    std::vector<Grant> grants;
    while (rows->next()) {
        if (grants.empty()) {
            corp.suiteId = rows->text(0);
            corp.authCorpId = rows->text(1);
            corp.name = rows->text(2);
        }
        grants.push_back({rows->text(3), rows->text(4), rows->integer(5), rows->integer(6)});
    }
    KFDESK_CHECK(rows->end());
    std::sort(grants.begin(), grants.end(), newestFirst);
    for (const Grant& grant : grants)
        addOlder(corp.grants[grant.openKfId], grant);
    return corp;
}

} // namespace kfdesk::store
