#pragma once

#include "core/model/corp.h"
#include "core/model/event.h"
#include "core/service/context.h"
#include "core/wecom/answers.h"

#include <QStringList>

#include <optional>

namespace kfdesk::service {

// How events and answers become corp rows; each inside the caller's unit and announced by it.

/// What get_permanent_code brought, or what an import checked.
struct Authorisation
{
    QString suiteId;
    wecom::AuthCorpInfo corp;
    Secret permanentCode;
    wecom::TokenAnswer corpToken; ///< empty token: none came
    qint64 createTime = 0;        ///< seconds
    qint64 sentAt = 0;            ///< ms, when the code was sent off for its exchange; 0 = no exchange
    qint64 eventId = 0;           ///< the session that the following sync completes; 0 = none
    QStringList openKfIds;        ///< chosen in this authorisation
};

/// Writes it all: the sealed code and token, the corp (new, known, or an orphan of the same accounts) as syncing and
/// due for a sync at once. A purge of the corp that is still deleting rows is finished first. Changes nothing when an
/// exchange that went on at the same time has stored the code of a newer authorisation. Returns the corp's id.
Result<qint64> storeAuthorisation(UnitOfWork& unit, const store::Vault& vault, const Authorisation& authorisation,
                                  qint64 nowMs);

/// A corp of which we know that it authorised, but not its permanent code. `authCorpId` may be empty. Returns its id.
Result<qint64> storeOrphan(UnitOfWork& unit, const model::Event& event, const QStringList& openKfIds, qint64 nowMs);

/// "In this authorisation the corp chose these accounts." Without accounts the state alone is kept. A create_auth
/// begins an authorisation anew, so what was granted before it goes.
Result<void> storeGrants(UnitOfWork& unit, const model::Event& event, qint64 corpId, const QStringList& openKfIds);

/// True for an event that is older than the create_auth of the authorisation that lives: WeCom sends one only to corps
/// that are not authorised, so another authorisation has ended in between.
Result<bool> isOfEarlierAuthorisation(UnitOfWork& unit, const model::Event& event, qint64 corpId);

/// Computes a corp's keys, counters and states, and its links' keys anew, and announces it.
Result<void> refreshCorp(UnitOfWork& unit, qint64 corpId);

void applyFacts(model::Corp& corp, const wecom::AuthCorpInfo& facts);
/// Writes a corp and refreshes it.
Result<void> writeCorp(UnitOfWork& unit, const model::Corp& corp);

} // namespace kfdesk::service
