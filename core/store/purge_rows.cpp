#include "core/store/purge_places.h"
#include "core/store/purge_repository.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

Result<int> deleteSome(Connection& db, const PurgePlace& place, int limit)
{
    const QString sql = QStringLiteral("DELETE FROM %1 WHERE (%2) IN (SELECT %2 FROM %1 WHERE %3 LIMIT ?)")
                            .arg(place.table, place.key, place.condition);
    KFDESK_TRY(Statement * removal, db.cached(sql));
    for (const QVariant& value : place.values)
        removal->bind(value);
    KFDESK_CHECK(removal->bind(limit).exec());
    return static_cast<int>(removal->changes());
}

} // namespace

Result<bool> PurgeRepository::deleteRows(const PurgeScope& scope, int limit, QMap<QString, int>& counts)
{
    int left = limit;
    for (const PurgePlace& place : purgePlaces(scope)) {
        KFDESK_TRY(const int deleted, deleteSome(m_db, place, left));
        if (deleted > 0)
            counts[place.table] += deleted;
        left -= deleted;
        if (left <= 0)
            return false;
    }
    return true;
}

Result<void> PurgeRepository::deleteMessages(const std::vector<qint64>& ids, QMap<QString, int>& counts)
{
    KFDESK_TRY(
        Statement * removal,
        run(m_db, QStringLiteral("DELETE FROM event WHERE id IN (SELECT value FROM json_each(?))"), jsonArray(ids)));
    if (removal->changes() > 0)
        counts[QStringLiteral("event")] += static_cast<int>(removal->changes());
    return {};
}

} // namespace kfdesk::store
