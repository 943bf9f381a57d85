#pragma once

#include <QString>
#include <QStringList>

namespace kfdesk::model {

/// Stored as these words and shown by kfdeskctl; the GUI translates them.
enum class CorpStatus {
    Active,
    Changed,          ///< accounts or links differ from what staff configured
    Broken,           ///< the authorisation is dead on WeCom's side, but no cancel_auth was seen
    Orphaned,         ///< authorised, but the permanent code is lost: remove the component in WeCom, scan again
    Syncing,          ///< exchanged; accounts and links are being read
    AwaitingAccounts, ///< authorised, but kf/account/list is empty
    Purging,
};

QString
toText(CorpStatus status); ///< "active", "changed", "broken", "orphaned", "syncing", "awaiting_accounts", "purging"
CorpStatus corpStatusFromText(const QString& text); ///< unknown text reads as Broken

/// An authorising merchant (授权企业). Times are UTC milliseconds, 0 = never.
struct Corp
{
    qint64 id = 0; ///< local row number; what logs may show
    QString suiteId;
    QString authCorpId; ///< opaque; empty for an orphan whose id was never learned
    QString name;
    QString fullName;
    QString logoUrl;
    QString corpType;    ///< "verified", "unverified" or empty
    int subjectType = 0; ///< 1 enterprise, 2 government, 3 other, 4 team; 0 unknown
    QString industry;
    QString scale;
    CorpStatus status = CorpStatus::Active;
    QStringList states;   ///< distinct states of its grants, newest first; "" stands for "without state"
    int accountCount = 0; ///< kf accounts authorised now
    int linkCount = 0;
    QString note;
    qint64 authorizedAt = 0; ///< when WeCom says create_auth happened
    qint64 lastEventAt = 0;  ///< newest event of this corp
    qint64 lastSyncAt = 0;   ///< last complete read of accounts and links
    qint64 updatedAt = 0;
    QString lastErrorId;   ///< Error::id of the last failed sync, empty when the last one succeeded
    int lastErrorCode = 0; ///< and its errcode
    QString lastErrorDetail;
    QString lastErrorArgs; ///< JSON of Error::args
    QString searchKey;     ///< folded names, pinyin, ids, note (core/format/search_key.h)
    QString sortKey;       ///< pinyin order

    friend bool operator==(const Corp&, const Corp&) = default;
};

} // namespace kfdesk::model
