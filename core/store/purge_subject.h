#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/purge_places.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace kfdesk::store {

/// Who is being purged, and what must not be found afterwards: sealed in the receipt until the purge is verified, then
/// dropped.
struct PurgeSubject
{
    QString suiteId;
    QString authCorpId; ///< empty for an orphan whose id was never learned
    qint64 corpId = 0;  ///< 0 = there was no row
    QStringList ids;    ///< belong to this corp alone: its id and those of its accounts, its links and their codes
    QStringList names;  ///< others may bear them too: names, notes, states, search keys

    friend bool operator==(const PurgeSubject&, const PurgeSubject&) = default;
};

/// Reads the subject from every text column of every row that the purge will delete, so that no column is forgotten,
/// except those whose values tell no corp (status, type, error, …). Texts shorter than 6 bytes are left out: they occur
/// in random bytes by chance.
Result<PurgeSubject> readPurgeSubject(Connection& connection, const PurgeScope& scope);

QByteArray toJson(const PurgeSubject& subject);
PurgeSubject purgeSubjectFromJson(QByteArrayView json);

} // namespace kfdesk::store
