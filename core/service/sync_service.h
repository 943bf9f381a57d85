#pragma once

#include "core/base/result.h"
#include "core/model/kf.h"
#include "core/service/context.h"
#include "core/service/corp_service.h"
#include "core/service/progress.h"
#include "core/service/sync_outcome.h"
#include "core/service/unfinished_syncs.h"
#include "core/wecom/token_broker.h"

#include <QThreadPool>

#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// Brings accounts and links of corps in line with WeCom. kf/account/list is the truth about what is authorised; the
/// list inside create_auth and change_auth only tells which accounts were chosen with which state.
class SyncService
{
public:
    SyncService(Context& context, wecom::ApiClient& api, wecom::TokenBroker& broker)
        : m_context(context)
        , m_api(api)
        , m_broker(broker)
        , m_unfinished(context.clock())
    {}

    /// Calls off whatever runs, on every thread, and what begins later: the workspace closes.
    void close() { m_closing.request_stop(); }
    bool isClosed() const { return m_closing.stop_requested(); }

    /// One corp: corp facts, accounts paged to the end, one plain link an account. Resumable: after a Limit error the
    /// next call goes on where this one stopped, and links that exist are not asked for again. Counts
    /// 40084/48004/301007: two in a row make the corp broken. Completes the merchant session that waits for it.
    ///
    /// A failure is kept with the corp, and the next try (if there is one by itself) in its due time, for whoever holds
    /// the lease. Errors: those of the API and of StoredTokens; "corp.not_found" (also when a purge began meanwhile),
    /// "corp.orphaned" (kind Auth: there is no permanent code), "wecom.endless_list" (kind Config).
    Result<SyncOutcome> syncCorp(qint64 corpId, std::stop_token stop);

    /// Many corps, 16 in flight on `pool`, waiting out limits between corps; every failure by name. Runs on a thread of
    /// the caller, not of `pool`. Called off, it returns how far it came (done < total).
    Result<Progress> syncMany(const std::vector<qint64>& corpIds, QThreadPool& pool, std::stop_token stop,
                              const ProgressCallback& progress);
    /// Every corp that is not being purged.
    Result<std::vector<qint64>> allCorps(const QString& suiteId);

    /// What makeLink() would refuse before it asks WeCom: for checks while typing. "input.scene", "input.scene_param",
    /// "input.scene_param_needs_scene".
    static Result<void> checkLink(const QString& scene, const QString& sceneParam);
    /// A link with parameters (带参链接). Errors: those of wecom::checkScene and checkSceneParam, "corp.not_found",
    /// "account.not_found", API errors.
    Result<model::KfLink> makeLink(qint64 accountId, const QString& scene, const QString& sceneParam,
                                   std::stop_token stop);

    /// Existing authorisations: each is checked by get_corp_token, stored, then synced. Items that fail are named; the
    /// others are kept. Without a suite token nothing is tried ("ticket.none", API errors).
    Result<Progress> importCorps(const QString& suiteId, const std::vector<ImportItem>& items, QThreadPool& pool,
                                 std::stop_token stop, const ProgressCallback& progress);

private:
    Result<QString> sceneUrl(const model::Corp& corp, const model::KfAccount& account, const QString& scene,
                             const std::stop_token& stop);
    Result<qint64> importCorp(const QString& suiteId, const ImportItem& item, const std::stop_token& stop);

    Context& m_context;
    wecom::ApiClient& m_api;
    wecom::TokenBroker& m_broker;
    UnfinishedSyncs m_unfinished;
    std::stop_source m_closing;
};

} // namespace kfdesk::service
