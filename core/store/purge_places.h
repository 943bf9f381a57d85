#pragma once

#include <QString>
#include <QVariant>

#include <vector>

namespace kfdesk::store {

/// Rows of a corp in one table.
struct PurgePlace
{
    QString table;
    QString key; ///< its primary key
    QString condition;
    QVariantList values;
};

/// Whose rows: purgePlaces() says where they are, children first, the corp itself last; all but messages, which
/// EventRepository::messagesOf() finds and which are deleted before. A new table with data of corps
/// belongs in here; the test of the purge reads the schema and fails when one is missing.
struct PurgeScope
{
    qint64 corpId = 0; ///< 0 = there is no row
    QString suiteId;
    QString authCorpId;   ///< empty = not known
    qint64 lastEvent = 0; ///< seconds: a newer change_auth or cancel_auth belongs to a new authorisation, and stays
};

std::vector<PurgePlace> purgePlaces(const PurgeScope& scope);

} // namespace kfdesk::store
