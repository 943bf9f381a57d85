#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace kfdesk::wecom {

/// One decrypted callback. All members may be empty except `kind`; text is trimmed (official samples carry blanks).
struct CallbackEvent
{
    enum class Kind {
        Command,    ///< has InfoType: suite_ticket, create_auth …
        Data,       ///< has MsgType/Event: kf_msg_or_event …
        Unreadable, ///< neither XML nor JSON, a DOCTYPE, or no type in it
    };

    Kind kind = Kind::Unreadable;
    QString type;          ///< InfoType, or Event (MsgType when that is not "event")
    QString suiteId;       ///< Command: SuiteId
    QString serviceCorpId; ///< provider-level events: ServiceCorpId
    QString toUserName;    ///< Data: ToUserName
    QString authCorpId;    ///< Command: AuthCorpId; Data: ToUserName
    QString state;
    qint64 timeStamp = 0;         ///< TimeStamp or CreateTime, seconds; 0 when absent or not a uint32
    Secret authCode;              ///< create_auth, reset_permanent_code
    Secret suiteTicket;           ///< suite_ticket
    QStringList openKfIds;        ///< ExtraInfo/AuthOpenKfIdList/OpenKfId, or OpenKfId of a data event; each once
    bool hasOpenKfIdList = false; ///< ExtraInfo/AuthOpenKfIdList was there, even if empty
};

/// Reads XML or JSON (told apart by the first byte; a list of one may be a single value in JSON). Never fails: what
/// cannot be read is Kind::Unreadable, because it is stored and answered all the same. That is also what is larger than
/// 1 MiB, holds a NUL or is not UTF-8.
CallbackEvent parseEvent(QByteArrayView plaintext);

/// The same without openKfIds and hasOpenKfIdList, which take half of the time and which a receiver does not ask for.
CallbackEvent parseEventHead(QByteArrayView plaintext);

/// The plaintext for display: secrets (AuthCode, SuiteTicket, Token and the like, at any depth) replaced by bullets,
/// indented; attributes and comments are left out. What cannot be read is shown by its size only ("[98 B]"), because it
/// may hold a secret. Safe for any input.
QString maskedPlaintext(QByteArrayView plaintext);

} // namespace kfdesk::wecom
