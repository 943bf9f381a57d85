#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace kfdesk::model {

/// What remains of a purged corp: proof without identity.
struct PurgeReceipt
{
    qint64 id = 0;
    QString suiteId;
    QByteArray corpDigest;     ///< HMAC(suite_id ‖ 0x00 ‖ auth_corpid) under the receipt key
    qint64 cancelTime = 0;     ///< the cancel_auth's TimeStamp in **seconds**; 0 for a purge by hand
    qint64 startedAt = 0;      ///< ms
    qint64 purgedAt = 0;       ///< rows gone, ms; 0 = under way
    qint64 verifiedAt = 0;     ///< every file searched and nothing found, ms; 0 = not yet
    QString reason;            ///< "cancel_auth" or "manual"
    QMap<QString, int> counts; ///< rows deleted by table

    friend bool operator==(const PurgeReceipt&, const PurgeReceipt&) = default;
};

} // namespace kfdesk::model
