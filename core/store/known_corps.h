#pragma once

#include "core/store/corp_repository.h"

#include <QHash>

#include <utility>

namespace kfdesk::store {

/// Which corps are in the store, kept in memory from one group of callbacks to the next: callbacks come for the same
/// corps again and again, and looking each of them up is a seventh of storing it.
///
/// Any write of another transaction, of this process or another one, makes it forget everything. For one thread.
class KnownCorps
{
public:
    /// At the beginning of each group, within its transaction.
    Result<void> follow(Connection& connection);
    /// As CorpRepository::standing(), within the same transaction, which does not write corps itself.
    Result<std::optional<CorpStanding>> standing(Connection& connection, const QString& suiteId,
                                                 const QString& authCorpId);

private:
    using Key = std::pair<QString, QString>; // suite_id, auth_corpid

    Standpoint m_standpoint;
    QHash<Key, CorpStanding> m_known;
};

} // namespace kfdesk::store
