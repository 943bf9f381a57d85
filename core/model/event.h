#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QStringList>

namespace kfdesk::model {

enum class EventStatus { Pending, Done, Failed, Expired, Unreadable, Unknown };

QString toText(EventStatus status); ///< "pending", "done", "failed", "expired", "unreadable", "unknown"
EventStatus eventStatusFromText(const QString& text);

/// One decrypted callback in the durable inbox (回调事件). Times are UTC milliseconds, 0 = not yet.
struct Event
{
    qint64 id = 0;
    QString suiteId;
    qint64 receivedAt = 0;
    qint64 eventTime = 0; ///< the event's own TimeStamp or CreateTime, in **seconds**
    QString infoType;     ///< InfoType, or Event for data callbacks; empty when unreadable
    QString authCorpId;   ///< empty when the event names none, and after a purge
    qint64 corpId = 0;    ///< Corp::id once known
    QString state;
    EventStatus status = EventStatus::Pending;
    int attempts = 0;
    qint64 nextAttemptAt = 0;
    qint64 deadlineAt = 0; ///< an AuthCode dies here; 0 for other events
    QString errorId;       ///< Error::id of the last attempt
    int errorCode = 0;
    QString errorDetail;
    QString errorArgs; ///< JSON object of Error::args
    // Progress of a merchant session
    qint64 exchangedAt = 0;
    qint64 accountsAt = 0;
    qint64 linksAt = 0;
    int accountCount = 0;
    int accountsAdded = 0; ///< change_auth: against the list before
    int accountsRemoved = 0;
    qint64 receiptId = 0; ///< cancel_auth: the purge receipt
    bool hasPayload = false;

    friend bool operator==(const Event&, const Event&) = default;
};

} // namespace kfdesk::model
