#include "core/model/change.h"
#include "core/store/purge_repository.h"
#include "core/store/rows.h"

#include <QVariant>

namespace kfdesk::store {

namespace {

/// Rows of a corp in one table. A new table with data of corps belongs into placesOf(); the test of the purge reads the
/// schema and fails when one is missing.
struct Place
{
    QString table;
    QString key; ///< its primary key
    QString condition;
    QVariantList values;
};

std::vector<Place> placesById(qint64 corpId, qint64 keepEventId)
{
    const QString id = QStringLiteral("id");
    const QString ofCorp = QStringLiteral("corp_id = ?");
    const QString ofEvent = QStringLiteral("corp_id = ? AND corp_id <> 0 AND id <> ?");
    return {
        {QStringLiteral("kf_link_key"),
         QStringLiteral("link_id"),
         QStringLiteral("link_id IN (SELECT id FROM kf_link WHERE corp_id = ?)"),
         {corpId}},
        {QStringLiteral("kf_link"), id, ofCorp, {corpId}},
        {QStringLiteral("grant_record"), id, ofCorp, {corpId}},
        {QStringLiteral("kf_account"), id, ofCorp, {corpId}},
        {QStringLiteral("work_request"),
         id,
         QStringLiteral("kind IN ('sync_corp', 'purge_corp') AND local_id = ?"),
         {corpId}},
        {QStringLiteral("work_request"),
         id,
         QStringLiteral("kind = 'retry_event' AND local_id IN (SELECT id FROM event WHERE ") + ofEvent + u')',
         {corpId, keepEventId}},
        {QStringLiteral("event"), id, ofEvent, {corpId, keepEventId}},
        {QStringLiteral("change"),
         QStringLiteral("seq"),
         QStringLiteral("kind = ? AND local_id = ?"),
         {static_cast<int>(model::ChangeKind::Corp), corpId}},
    };
}

std::vector<Place> placesByAuthCorpId(const QString& suiteId, const QString& authCorpId, qint64 keepEventId)
{
    const QString ofEvent = QStringLiteral("auth_corpid = ? AND auth_corpid <> '' AND suite_id = ? AND id <> ?");
    return {
        {QStringLiteral("work_request"),
         QStringLiteral("id"),
         QStringLiteral("kind = 'retry_event' AND local_id IN (SELECT id FROM event WHERE ") + ofEvent + u')',
         {authCorpId, suiteId, keepEventId}},
        {QStringLiteral("event"), QStringLiteral("id"), ofEvent, {authCorpId, suiteId, keepEventId}},
        {QStringLiteral("token"),
         QStringLiteral("suite_id, auth_corpid, kind"),
         QStringLiteral("suite_id = ? AND auth_corpid = ?"),
         {suiteId, authCorpId}},
    };
}

/// Children first, the corp itself last. An empty id would hit rows that belong to no corp or to the suite.
std::vector<Place> placesOf(qint64 corpId, const QString& suiteId, const QString& authCorpId, qint64 keepEventId)
{
    std::vector<Place> places;
    if (corpId != 0)
        places = placesById(corpId, keepEventId);
    if (!authCorpId.isEmpty()) {
        const auto more = placesByAuthCorpId(suiteId, authCorpId, keepEventId);
        places.insert(places.end(), more.begin(), more.end());
    }
    if (corpId != 0)
        places.push_back({QStringLiteral("corp"), QStringLiteral("id"), QStringLiteral("id = ?"), {corpId}});
    return places;
}

Result<int> deleteSome(Connection& db, const Place& place, int limit)
{
    const QString sql = QStringLiteral("DELETE FROM %1 WHERE (%2) IN (SELECT %2 FROM %1 WHERE %3 LIMIT ?)")
                            .arg(place.table, place.key, place.condition);
    KFDESK_TRY(Statement * removal, db.cached(sql));
    for (const QVariant& value : place.values)
        removal->bind(value);
    KFDESK_CHECK(removal->bind(limit).exec());
    return static_cast<int>(removal->changes());
}

/// What stays of the cancel_auth says that it came, when, and what became of it.
Result<void> stripEvent(Connection& db, qint64 eventId)
{
    return change(db,
                  QStringLiteral("UPDATE event SET auth_corpid = '', corp_id = 0, state = '', error_detail = '', "
                                 "error_args = '', sealed_payload = NULL WHERE id = ?"),
                  eventId);
}

} // namespace

Result<bool> PurgeRepository::deleteRows(qint64 corpId, const QString& suiteId, const QString& authCorpId,
                                         qint64 keepEventId, int limit, QMap<QString, int>& counts)
{
    KFDESK_CHECK(stripEvent(m_db, keepEventId));
    int left = limit;
    for (const Place& place : placesOf(corpId, suiteId, authCorpId, keepEventId)) {
        KFDESK_TRY(const int deleted, deleteSome(m_db, place, left));
        if (deleted > 0)
            counts[place.table] += deleted;
        left -= deleted;
        if (left <= 0)
            return false;
    }
    return true;
}

} // namespace kfdesk::store
