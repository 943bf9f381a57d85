#include "core/service/sync_service.h"

#include "core/service/bulk_run.h"
#include "core/service/corp_records.h"
#include "core/service/corp_sync.h"
#include "core/service/joined_stop.h"
#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"
#include "core/wecom/kf_link.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

using model::Corp;
using model::KfAccount;
using model::KfLink;

Result<KfAccount> requireAccount(store::Connection& db, qint64 accountId)
{
    KFDESK_TRY(auto account, store::KfAccountRepository(db).find(accountId));
    if (!account)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("account.not_found")));
    return *std::move(account);
}

Result<Corp> requireCorp(store::Connection& db, qint64 corpId)
{
    KFDESK_TRY(auto corp, store::CorpRepository(db).find(corpId));
    if (!corp || corp->status == model::CorpStatus::Purging)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("corp.not_found")));
    return *std::move(corp);
}

QString nameOf(const Corp& corp)
{
    return corp.name.isEmpty() ? corp.authCorpId : corp.name;
}

/// "This corp came with this state": the grant of an import, which knows no accounts.
Result<void> storeImportGrant(UnitOfWork& unit, const QString& suiteId, qint64 corpId, const QString& state,
                              qint64 nowMs)
{
    if (state.isEmpty())
        return {};
    KFDESK_CHECK(
        store::GrantRepository(unit.db()).add({0, suiteId, corpId, {}, state, nowMs, QStringLiteral("import")}));
    unit.changed(model::ChangeKind::Placement, 0);
    return store::CorpRepository(unit.db()).refreshDerived(corpId);
}

} // namespace

Result<SyncOutcome> SyncService::syncCorp(qint64 corpId, std::stop_token stop)
{
    const JoinedStop joined(stop, m_closing.get_token());
    return CorpSync(m_context, m_api, m_broker, m_unfinished, corpId, joined.token()).run();
}

Result<Progress> SyncService::syncMany(const std::vector<qint64>& corpIds, QThreadPool& pool, std::stop_token stop,
                                       const ProgressCallback& progress)
{
    KFDESK_TRY(auto* db, m_context.connection());
    std::vector<BulkItem> items;
    items.reserve(corpIds.size());
    for (const qint64 id : corpIds) {
        KFDESK_TRY(const auto corp, store::CorpRepository(*db).find(id));
        items.push_back(
            {id, corp ? nameOf(*corp) : QString(), [this, id](const std::stop_token& token) -> Result<void> {
                 KFDESK_CHECK(syncCorp(id, token));
                 return {};
             }});
    }
    const JoinedStop joined(stop, m_closing.get_token());
    return runBulk(items, pool, m_context.clock(), joined.token(), progress);
}

Result<std::vector<qint64>> SyncService::allCorps(const QString& suiteId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto corps, store::CorpRepository(*db).list(suiteId));
    std::vector<qint64> ids;
    for (const Corp& corp : corps) {
        if (corp.status != model::CorpStatus::Purging && corp.status != model::CorpStatus::Orphaned)
            ids.push_back(corp.id);
    }
    return ids;
}

/// The URL that WeCom gives for an account and scene; asked for once.
Result<QString> SyncService::sceneUrl(const Corp& corp, const KfAccount& account, const QString& scene,
                                      const std::stop_token& stop)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto known, store::LinkRepository(*db).find(account.id, scene, {}));
    if (known)
        return known->url;
    return m_broker.withCorpToken<QString>(
        {corp.suiteId, corp.authCorpId}, stop, [&](const wecom::Suite& suite, const Secret& token) {
            return m_api.addContactWay(suite, corp.authCorpId, token, account.openKfId, scene, stop);
        });
}

Result<void> SyncService::checkLink(const QString& scene, const QString& sceneParam)
{
    KFDESK_CHECK(wecom::checkScene(scene));
    return wecom::checkSceneParam(scene, sceneParam);
}

Result<KfLink> SyncService::makeLink(qint64 accountId, const QString& scene, const QString& sceneParam,
                                     std::stop_token stop)
{
    KFDESK_CHECK(checkLink(scene, sceneParam));
    const JoinedStop joined(stop, m_closing.get_token());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const KfAccount account, requireAccount(*db, accountId));
    KFDESK_TRY(const Corp corp, requireCorp(*db, account.corpId));
    KFDESK_TRY(const auto existing, store::LinkRepository(*db).find(accountId, scene, sceneParam));
    if (existing)
        return *existing;
    KFDESK_TRY(const QString url, sceneUrl(corp, account, scene, joined.token()));

    const qint64 now = m_context.clock().nowMs();
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_CHECK(requireCorp(unit.db(), corp.id));
    store::LinkRepository links(unit.db());
    KFDESK_TRY(const auto raced, links.find(accountId, scene, sceneParam));
    if (raced)
        return *raced;
    const QString complete = sceneParam.isEmpty() ? url : wecom::withSceneParam(url, sceneParam);
    KfLink link{0, corp.suiteId, corp.id, accountId, complete, scene, sceneParam, 0, now, now};
    KFDESK_TRY(link.id, links.insert(link));
    KFDESK_CHECK(store::CorpRepository(unit.db()).refreshDerived(corp.id));
    unit.changed(model::ChangeKind::Link, link.id);
    unit.changed(model::ChangeKind::Corp, corp.id);
    KFDESK_CHECK(unit.commit());
    return link;
}

/// Checks the code by asking for a token with it, and stores what is good.
Result<qint64> SyncService::importCorp(const QString& suiteId, const ImportItem& item, const std::stop_token& stop)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(const auto token, m_broker.withSuiteToken<wecom::TokenAnswer>(
                                     suiteId, stop, [&](const wecom::Suite& suite, const Secret& suiteToken) {
                                         return m_api.getCorpToken(suite, suiteToken, item.authCorpId,
                                                                   item.permanentCode, stop);
                                     }));
    const qint64 now = m_context.clock().nowMs();
    Authorisation authorisation;
    authorisation.suiteId = suiteId;
    authorisation.corp.corpId = item.authCorpId;
    authorisation.permanentCode = item.permanentCode;
    authorisation.corpToken = token;
    // Unknown; a cancel_auth from before the import is then settled by asking WeCom.
    authorisation.createTime = now / 1000;
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const qint64 corpId, storeAuthorisation(unit, *vault, authorisation, now));
    KFDESK_CHECK(storeImportGrant(unit, suiteId, corpId, item.state, now));
    KFDESK_CHECK(unit.commit());
    return corpId;
}

Result<Progress> SyncService::importCorps(const QString& suiteId, const std::vector<ImportItem>& items,
                                          QThreadPool& pool, std::stop_token stop, const ProgressCallback& progress)
{
    const JoinedStop joined(stop, m_closing.get_token());
    KFDESK_CHECK(m_broker.suiteToken(suiteId, joined.token()));
    std::vector<BulkItem> work;
    work.reserve(items.size());
    for (const ImportItem& item : items) {
        // Kept between the tries of one item: after a limit only the sync is repeated.
        const auto corpId = std::make_shared<qint64>(0);
        work.push_back(
            {0, item.authCorpId, [this, suiteId, &item, corpId](const std::stop_token& token) -> Result<void> {
                 if (*corpId == 0) {
                     KFDESK_TRY(*corpId, importCorp(suiteId, item, token));
                 }
                 KFDESK_CHECK(syncCorp(*corpId, token));
                 return {};
             }});
    }
    return runBulk(work, pool, m_context.clock(), joined.token(), progress);
}

} // namespace kfdesk::service
