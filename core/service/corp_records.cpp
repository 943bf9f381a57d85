#include "core/service/corp_records.h"

#include "core/format/search_key.h"
#include "core/service/corp_keys.h"
#include "core/service/event_steps.h"
#include "core/service/event_types.h"
#include "core/service/purge_rows.h"
#include "core/service/record_error.h"
#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/token_repository.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

using model::Corp;
using model::CorpStatus;

/// When the event says it happened; events without a time happened when they came.
qint64 happenedAt(const model::Event& event)
{
    return event.eventTime > 0 ? event.eventTime * 1000 : event.receivedAt;
}

/// An orphan whose id was never learned is recognised by the accounts of its grants.
Result<std::optional<Corp>> orphanOf(UnitOfWork& unit, const QString& suiteId, const QStringList& openKfIds)
{
    store::CorpRepository corps(unit.db());
    KFDESK_TRY(const auto orphans, corps.withStatus(CorpStatus::Orphaned));
    for (const qint64 id : orphans) {
        KFDESK_TRY(auto corp, corps.find(id));
        if (!corp || corp->suiteId != suiteId || !corp->authCorpId.isEmpty())
            continue;
        KFDESK_TRY(const auto grants, store::GrantRepository(unit.db()).ofCorp(id));
        const bool same = std::any_of(grants.begin(), grants.end(), [&](const model::Grant& grant) {
            return !grant.openKfId.isEmpty() && openKfIds.contains(grant.openKfId);
        });
        if (same)
            return corp;
    }
    return std::optional<Corp>();
}

/// The row that stands for this corp: a known one, or an orphan of the same accounts, or a new one (id 0).
Result<Corp> rowFor(UnitOfWork& unit, const QString& suiteId, const QString& authCorpId, const QStringList& openKfIds)
{
    if (!authCorpId.isEmpty()) {
        KFDESK_TRY(auto known, store::CorpRepository(unit.db()).findByAuthCorpId(suiteId, authCorpId));
        if (known)
            return *std::move(known);
    }
    KFDESK_TRY(auto orphan, orphanOf(unit, suiteId, openKfIds));
    Corp corp = orphan ? *std::move(orphan) : Corp{};
    corp.suiteId = suiteId;
    corp.authCorpId = authCorpId;
    return corp;
}

/// Codes of one corp may be exchanged side by side and be stored the other way round. Whoever was sent off after the
/// other one was stored is the later one for certain; otherwise the events' times decide.
Result<bool> isOutdated(UnitOfWork& unit, const store::Vault& vault, const Authorisation& authorisation)
{
    KFDESK_TRY(const auto stored,
               store::TokenRepository(unit.db(), vault)
                   .find(store::TokenKind::PermanentCode, authorisation.suiteId, authorisation.corp.corpId));
    return stored && stored->eventTime > authorisation.createTime && stored->obtainedAt >= authorisation.sentAt;
}

Result<void> storeCredentials(UnitOfWork& unit, const store::Vault& vault, const Authorisation& authorisation,
                              qint64 nowMs)
{
    store::TokenRepository tokens(unit.db(), vault);
    const QString& suiteId = authorisation.suiteId;
    const QString& corpId = authorisation.corp.corpId;
    KFDESK_CHECK(tokens.put(store::TokenKind::PermanentCode, suiteId, corpId,
                            {authorisation.permanentCode, nowMs, 0, authorisation.createTime, 0}));
    if (authorisation.corpToken.token.isEmpty())
        return {};
    return tokens.put(store::TokenKind::CorpToken, suiteId, corpId,
                      {authorisation.corpToken.token, nowMs, nowMs + authorisation.corpToken.expiresIn * 1000LL, 0, 0});
}

/// The corp's id after inserting it, when it is new.
Result<qint64> ensureInserted(UnitOfWork& unit, Corp& corp)
{
    if (corp.id == 0) {
        fillKeys(corp);
        KFDESK_TRY(corp.id, store::CorpRepository(unit.db()).insert(corp, {}));
    }
    return corp.id;
}

} // namespace

void applyFacts(Corp& corp, const wecom::AuthCorpInfo& facts)
{
    // Answers may lack any field (a v2 answer lacks most): what we know already is better than nothing.
    const auto take = [](QString& target, const QString& value) {
        if (!value.isEmpty())
            target = value;
    };
    take(corp.name, facts.name);
    take(corp.fullName, facts.fullName);
    take(corp.logoUrl, facts.logoUrl);
    take(corp.corpType, facts.type);
    take(corp.industry, facts.industry);
    take(corp.scale, facts.scale);
    if (facts.subjectType != 0)
        corp.subjectType = facts.subjectType;
}

Result<void> refreshCorp(UnitOfWork& unit, qint64 corpId)
{
    store::CorpRepository corps(unit.db());
    KFDESK_TRY(auto corp, corps.find(corpId));
    if (!corp)
        return {};
    fillKeys(*corp);
    KFDESK_CHECK(corps.setKeys(corpId, corp->searchKey, corp->sortKey, format::searchKeyVersion()));
    KFDESK_CHECK(corps.refreshDerived(corpId));
    KFDESK_CHECK(store::LinkRepository(unit.db()).refreshKeys(corpId));
    unit.changed(model::ChangeKind::Corp, corpId);
    return {};
}

Result<void> writeCorp(UnitOfWork& unit, const Corp& corp)
{
    KFDESK_CHECK(store::CorpRepository(unit.db()).update(corp));
    return refreshCorp(unit, corp.id);
}

Result<bool> isOfEarlierAuthorisation(UnitOfWork& unit, const model::Event& event, qint64 corpId)
{
    KFDESK_TRY(const qint64 beginning, store::GrantRepository(unit.db()).beginning(corpId));
    return happenedAt(event) < beginning;
}

Result<void> storeGrants(UnitOfWork& unit, const model::Event& event, qint64 corpId, const QStringList& openKfIds)
{
    store::GrantRepository grants(unit.db());
    KFDESK_TRY(const bool earlier, isOfEarlierAuthorisation(unit, event, corpId));
    if (earlier)
        return {};
    if (event.infoType == createAuthType)
        KFDESK_CHECK(grants.removeBefore(corpId, happenedAt(event)));
    const QStringList accounts = openKfIds.isEmpty() ? QStringList{QString()} : openKfIds;
    for (const QString& account : accounts) {
        KFDESK_CHECK(grants.add({0, event.suiteId, corpId, account, event.state, happenedAt(event), event.infoType}));
    }
    unit.changed(model::ChangeKind::Placement, 0);
    return {};
}

Result<qint64> storeAuthorisation(UnitOfWork& unit, const store::Vault& vault, const Authorisation& authorisation,
                                  qint64 nowMs)
{
    KFDESK_CHECK(finishRowsOfPurge(unit, vault, authorisation.suiteId, authorisation.corp.corpId, nowMs));
    KFDESK_TRY(Corp corp, rowFor(unit, authorisation.suiteId, authorisation.corp.corpId, authorisation.openKfIds));
    KFDESK_TRY(const bool outdated, isOutdated(unit, vault, authorisation));
    if (outdated && corp.id != 0)
        return corp.id;
    applyFacts(corp, authorisation.corp);
    corp.status = CorpStatus::Syncing;
    corp.authorizedAt = std::max(corp.authorizedAt, authorisation.createTime * 1000);
    corp.lastEventAt = std::max(corp.lastEventAt, authorisation.createTime * 1000);
    corp.updatedAt = nowMs;
    clearError(corp);
    KFDESK_CHECK(ensureInserted(unit, corp));
    KFDESK_CHECK(storeCredentials(unit, vault, authorisation, nowMs));

    store::CorpRepository corps(unit.db());
    KFDESK_TRY(auto lifecycle, corps.lifecycle(corp.id));
    lifecycle.createTime = std::max(lifecycle.createTime, authorisation.createTime);
    lifecycle.failedChecks = 0;
    lifecycle.syncAttempts = 0;
    lifecycle.syncDueAt = nowMs;
    lifecycle.sessionEventId = authorisation.eventId;
    KFDESK_CHECK(corps.setLifecycle(corp.id, lifecycle));
    KFDESK_CHECK(wakeEventsOf(unit, corp.suiteId, corp.authCorpId, nowMs));
    KFDESK_CHECK(writeCorp(unit, corp));
    return corp.id;
}

Result<qint64> storeOrphan(UnitOfWork& unit, const model::Event& event, const QStringList& openKfIds, qint64 nowMs)
{
    KFDESK_TRY(Corp corp, rowFor(unit, event.suiteId, event.authCorpId, openKfIds));
    corp.status = CorpStatus::Orphaned;
    corp.authorizedAt = std::max(corp.authorizedAt, happenedAt(event));
    corp.lastEventAt = std::max(corp.lastEventAt, happenedAt(event));
    corp.updatedAt = nowMs;
    KFDESK_CHECK(ensureInserted(unit, corp));
    KFDESK_CHECK(storeGrants(unit, event, corp.id, openKfIds));
    KFDESK_CHECK(writeCorp(unit, corp));
    return corp.id;
}

} // namespace kfdesk::service
