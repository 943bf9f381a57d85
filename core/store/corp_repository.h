#pragma once

#include "core/base/result.h"
#include "core/model/corp.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace kfdesk::store {

/// What decides the order of a corp's transitions; apart from model::Corp because no page shows it.
struct CorpLifecycle
{
    qint64 createTime = 0; ///< TimeStamp (s) of the newest create_auth or reset applied
    qint64 changeTime = 0; ///< TimeStamp (s) of the newest change_auth applied
    int failedChecks = 0;  ///< syncs in a row that said the authorisation is gone
    qint64 syncDueAt = 0;  ///< ms; 0 = none wanted
    int syncAttempts = 0;
    qint64 sessionEventId = 0; ///< event whose progress (accounts, links) the next sync completes; 0 = none
};

/// Which row a corp has, and whether it is ours.
struct CorpStanding
{
    qint64 id = 0;
    model::CorpStatus status = model::CorpStatus::Active;
};

class CorpRepository
{
public:
    explicit CorpRepository(Connection& connection)
        : m_db(connection)
    {}

    /// `suiteId` "" = all; in sort-key order. 100 k corps in well under 200 ms.
    Result<std::vector<model::Corp>> list(const QString& suiteId);
    Result<std::optional<model::Corp>> find(qint64 id);
    Result<std::optional<model::Corp>> findByAuthCorpId(const QString& suiteId, const QString& authCorpId);
    /// The same where only its row and status matter: a tenth of the price, for every event that names a corp.
    Result<std::optional<CorpStanding>> standing(const QString& suiteId, const QString& authCorpId);
    Result<qint64> insert(const model::Corp& corp, const CorpLifecycle& lifecycle);
    /// All plain columns but the counters and states, which follow accounts, links and grants (refreshDerived).
    Result<void> update(const model::Corp& corp);
    Result<void> remove(qint64 id); ///< the row itself; children first

    Result<CorpLifecycle> lifecycle(qint64 id);
    Result<void> setLifecycle(qint64 id, const CorpLifecycle& lifecycle);

    /// Computes accountCount, linkCount and states anew from the children.
    Result<void> refreshDerived(qint64 id);

    /// Corps whose sync is due, oldest first: id and due time.
    Result<std::vector<std::pair<qint64, qint64>>> dueForSync(qint64 nowMs, int limit);
    Result<std::optional<qint64>> nextSyncDue(); ///< ms
    Result<std::vector<qint64>> withStatus(model::CorpStatus status);
    struct Totals
    {
        int corps = 0;
        qint64 newestSync = 0; ///< complete sync of any corp, ms
    };
    Result<Totals> totals(const QString& suiteId); ///< "" = all
    /// Corps whose keys were computed under another version; recomputed in chunks.
    Result<std::vector<qint64>> withKeyVersionOtherThan(const QString& version, int limit);
    Result<void> setKeys(qint64 id, const QString& searchKey, const QString& sortKey, const QString& version);

private:
    Connection& m_db;
};

} // namespace kfdesk::store
