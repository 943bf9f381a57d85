#include "core/service/corp_service.h"

#include "core/format/search_key.h"
#include "core/service/corp_keys.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/placement_repository.h"

namespace kfdesk::service {

namespace {

constexpr int longestNote = 2000;
constexpr int corpsPerTransaction = 100;

Error corpNotFound()
{
    return makeError(ErrorKind::NotFound, QStringLiteral("corp.not_found"));
}

Result<model::Corp> existingCorp(store::Connection& db, qint64 corpId)
{
    KFDESK_TRY(auto corp, store::CorpRepository(db).find(corpId));
    if (!corp)
        return fail(corpNotFound());
    return *std::move(corp);
}

/// Ties the corp to `state`: its grants without a known state, or, where it has no grant at all (an imported
/// authorisation), its accounts.
Result<void> assignTo(UnitOfWork& unit, const model::Corp& corp, const QString& state, qint64 nowMs)
{
    store::GrantRepository grants(unit.db());
    KFDESK_TRY(const auto existing, grants.ofCorp(corp.id));
    if (!existing.empty())
        return grants.assignState(corp.id, state);
    KFDESK_TRY(const auto accounts, store::KfAccountRepository(unit.db()).ofCorp(corp.id));
    for (const model::KfAccount& account : accounts) {
        if (account.authorized)
            KFDESK_CHECK(
                grants.add({0, corp.suiteId, corp.id, account.openKfId, state, nowMs, QStringLiteral("assigned")}));
    }
    return {};
}

} // namespace

Result<std::vector<model::Corp>> CorpService::list(const QString& suiteId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::CorpRepository(*db).list(suiteId);
}

Result<std::vector<model::Corp>> CorpService::find(const std::vector<qint64>& ids)
{
    KFDESK_TRY(auto* db, m_context.connection());
    store::CorpRepository corps(*db);
    std::vector<model::Corp> found;
    for (const qint64 id : ids) {
        KFDESK_TRY(auto corp, corps.find(id));
        if (corp)
            found.push_back(*std::move(corp));
    }
    return found;
}

Result<CorpDetail> CorpService::detail(qint64 corpId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto snapshot, store::ReadSnapshot::begin(*db));
    CorpDetail detail;
    KFDESK_TRY(detail.corp, existingCorp(*db, corpId));
    KFDESK_TRY(detail.accounts, store::KfAccountRepository(*db).ofCorp(corpId));
    KFDESK_TRY(detail.links, store::LinkRepository(*db).ofCorp(corpId));
    KFDESK_TRY(detail.grants, store::GrantRepository(*db).ofCorp(corpId));
    return detail;
}

Result<std::vector<model::KfAccount>> CorpService::accounts(const QString& suiteId, const QString& authCorpId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    if (authCorpId.isEmpty())
        return store::KfAccountRepository(*db).list(suiteId);
    KFDESK_TRY(const auto corp, store::CorpRepository(*db).findByAuthCorpId(suiteId, authCorpId));
    if (!corp)
        return fail(corpNotFound());
    return store::KfAccountRepository(*db).ofCorp(corp->id);
}

Result<void> CorpService::setNote(qint64 corpId, const QString& note)
{
    if (note.size() > longestNote)
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.note")));
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto corp, existingCorp(unit.db(), corpId));
    corp.note = note;
    corp.updatedAt = m_context.clock().nowMs();
    fillKeys(corp);
    KFDESK_CHECK(store::CorpRepository(unit.db()).update(corp));
    KFDESK_CHECK(store::LinkRepository(unit.db()).refreshKeys(corpId));
    unit.changed(model::ChangeKind::Corp, corpId);
    return unit.commit();
}

Result<void> CorpService::assign(const std::vector<qint64>& corpIds, qint64 placementId)
{
    for (const qint64 corpId : corpIds) {
        KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
        KFDESK_TRY(const auto placement, store::PlacementRepository(unit.db()).find(placementId));
        if (!placement)
            return fail(makeError(ErrorKind::NotFound, QStringLiteral("placement.not_found")));
        KFDESK_TRY(const auto corp, existingCorp(unit.db(), corpId));
        KFDESK_CHECK(assignTo(unit, corp, placement->state, m_context.clock().nowMs()));
        KFDESK_CHECK(store::CorpRepository(unit.db()).refreshDerived(corpId));
        KFDESK_CHECK(store::LinkRepository(unit.db()).refreshKeys(corpId));
        unit.changed(model::ChangeKind::Corp, corpId);
        unit.changed(model::ChangeKind::Placement, placementId);
        KFDESK_CHECK(unit.commit());
    }
    return {};
}

Result<void> CorpService::acknowledge(const std::vector<qint64>& corpIds)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    store::CorpRepository corps(unit.db());
    for (const qint64 corpId : corpIds) {
        KFDESK_TRY(auto corp, corps.find(corpId));
        if (!corp || corp->status != model::CorpStatus::Changed)
            continue;
        corp->status = model::CorpStatus::Active;
        corp->updatedAt = m_context.clock().nowMs();
        KFDESK_CHECK(corps.update(*corp));
        unit.changed(model::ChangeKind::Corp, corpId);
    }
    return unit.commit();
}

Result<void> CorpService::requestSync(const std::vector<qint64>& corpIds)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    store::WorkRequestRepository requests(unit.db());
    for (const qint64 corpId : corpIds) {
        KFDESK_CHECK(requests.add(QStringLiteral("sync_corp"), corpId, m_context.clock().nowMs()));
        unit.changed(model::ChangeKind::Corp, corpId);
    }
    return unit.commit();
}

Result<void> CorpService::requestPurge(qint64 corpId)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const auto corp, existingCorp(unit.db(), corpId));
    store::WorkRequestRepository requests(unit.db());
    KFDESK_CHECK(requests.add(QStringLiteral("purge_corp"), corp.id, m_context.clock().nowMs()));
    unit.changed(model::ChangeKind::Corp, corp.id);
    return unit.commit();
}

Result<int> CorpService::refreshKeys(std::stop_token stop)
{
    const QString version = format::searchKeyVersion();
    int refreshed = 0;
    while (!stop.stop_requested()) {
        KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
        store::CorpRepository corps(unit.db());
        store::LinkRepository links(unit.db());
        KFDESK_TRY(const auto ids, corps.withKeyVersionOtherThan(version, corpsPerTransaction));
        if (ids.empty())
            break;
        for (const qint64 id : ids) {
            KFDESK_TRY(auto corp, existingCorp(unit.db(), id));
            fillKeys(corp);
            KFDESK_CHECK(corps.setKeys(id, corp.searchKey, corp.sortKey, version));
            KFDESK_CHECK(links.refreshKeys(id));
        }
        unit.changed(model::ChangeKind::Corp, 0);
        KFDESK_CHECK(unit.commit());
        refreshed += static_cast<int>(ids.size());
    }
    return refreshed;
}

} // namespace kfdesk::service
