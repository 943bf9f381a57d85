#include "core/store/purge_places.h"

#include "core/model/change.h"

namespace kfdesk::store {

namespace {

std::vector<PurgePlace> placesById(qint64 corpId)
{
    const QString id = QStringLiteral("id");
    const QString ofCorp = QStringLiteral("corp_id = ?");
    const QString ofEvent = QStringLiteral("corp_id = ? AND corp_id <> 0 AND info_type <> 'kf_msg_or_event'");
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
         {corpId}},
        {QStringLiteral("event"), id, ofEvent, {corpId}},
        {QStringLiteral("change"),
         QStringLiteral("seq"),
         QStringLiteral("kind = ? AND local_id = ?"),
         {static_cast<int>(model::ChangeKind::Corp), corpId}},
    };
}

std::vector<PurgePlace> placesByAuthCorpId(const PurgeScope& scope)
{
    // Without a row of their corp; those that have one carry its id.
    const QString ofEvent =
        QStringLiteral("auth_corpid = ? AND auth_corpid <> '' AND corp_id = 0 AND suite_id = ? AND NOT "
                       "(event_time > ? AND info_type IN ('change_auth', 'cancel_auth'))");
    const QVariantList ofEventValues{scope.authCorpId, scope.suiteId, scope.lastEvent};
    return {
        {QStringLiteral("work_request"), QStringLiteral("id"),
         QStringLiteral("kind = 'retry_event' AND local_id IN (SELECT id FROM event WHERE ") + ofEvent + u')',
         ofEventValues},
        {QStringLiteral("event"), QStringLiteral("id"), ofEvent, ofEventValues},
        {QStringLiteral("token"),
         QStringLiteral("suite_id, auth_corpid, kind"),
         QStringLiteral("suite_id = ? AND auth_corpid = ?"),
         {scope.suiteId, scope.authCorpId}},
    };
}

} // namespace

std::vector<PurgePlace> purgePlaces(const PurgeScope& scope)
{
    std::vector<PurgePlace> places;
    if (scope.corpId != 0)
        places = placesById(scope.corpId);
    if (!scope.authCorpId.isEmpty()) { // an empty one would hit rows of no corp, and the suite's own
        const auto more = placesByAuthCorpId(scope);
        places.insert(places.end(), more.begin(), more.end());
    }
    if (scope.corpId != 0)
        places.push_back({QStringLiteral("corp"), QStringLiteral("id"), QStringLiteral("id = ?"), {scope.corpId}});
    return places;
}

} // namespace kfdesk::store
