#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <utility>

namespace kfdesk::store {

/// The grants of one account, newest first.
struct AccountGrants
{
    QStringList states; ///< distinct
    QString newestState;
    qint64 newestAt = 0;
};

/// What the links of one corp have in common.
struct CorpContext
{
    qint64 id = 0;
    QString suiteId;
    QString authCorpId;
    QString name;
    QHash<QString, AccountGrants> grants; ///< by open_kfid

    const AccountGrants& grantsOf(const QString& openKfId) const;
};

/// What stands around links: placement names, and the corp of the link at hand with its grants. Links come corp by
/// corp, so remembering the last corp turns a join a row into one small query a corp.
class LinkContext
{
public:
    static Result<LinkContext> make(Connection& connection);

    /// Empty when no placement owns the state.
    QString placementName(const QString& suiteId, const QString& state) const;
    /// Valid until another corp is asked for.
    Result<const CorpContext*> corp(qint64 corpId);

private:
    explicit LinkContext(Connection& connection)
        : m_db(&connection)
    {}
    Result<CorpContext> load(qint64 corpId);

    Connection* m_db;
    QHash<std::pair<QString, QString>, QString> m_placements; ///< by suite and state
    CorpContext m_corp;
};

} // namespace kfdesk::store
