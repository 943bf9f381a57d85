#pragma once

#include "core/model/corp.h"
#include "core/model/event.h"
#include "core/model/kf.h"
#include "core/service/context.h"
#include "core/service/unfinished_syncs.h"
#include "core/store/corp_repository.h"
#include "core/wecom/token_broker.h"

#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// One reading of one corp: facts, accounts, links. Each writes its result in a short transaction of its own before the
/// next call goes out, so a sync that stops half-way has lost nothing.
class CorpSync
{
public:
    CorpSync(Context& context, wecom::ApiClient& api, wecom::TokenBroker& broker, UnfinishedSyncs& unfinished,
             qint64 corpId, std::stop_token stop);

    /// As SyncService::syncCorp(): also writes down why it failed.
    Result<SyncOutcome> run();

private:
    Result<void> start();
    Result<SyncOutcome> read();
    Result<void> readFacts();
    Result<void> readAccounts();
    Result<void> saveAccounts();
    Result<void> makeLinks();
    Result<void> saveLinks(const std::vector<model::KfLink>& links);
    Result<void> finish();
    Result<void> recordFailure(const Error& error);

    Result<model::Corp> requireCorp(store::Connection& db) const;
    Result<void> noteSession(UnitOfWork& unit, void (CorpSync::*fill)(model::Event&) const) const;
    void fillAccounts(model::Event& event) const;
    void fillLinks(model::Event& event) const;

    Context& m_context;
    wecom::ApiClient& m_api;
    wecom::TokenBroker& m_broker;
    UnfinishedSyncs& m_unfinished;
    qint64 m_corpId;
    std::stop_token m_stop;

    model::Corp m_corp;               ///< as it was at the start
    store::CorpLifecycle m_lifecycle; ///< likewise: a newer wish for a sync must survive this one
    UnfinishedSync m_progress;
};

} // namespace kfdesk::service
