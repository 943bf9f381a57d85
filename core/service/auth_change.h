#pragma once

#include "core/model/corp.h"
#include "core/model/event.h"
#include "core/model/purge_receipt.h"
#include "core/service/context.h"
#include "core/service/purge_service.h"
#include "core/store/corp_repository.h"
#include "core/wecom/token_broker.h"

#include <optional>
#include <stop_token>

namespace kfdesk::service {

/// Works off change_auth and cancel_auth, ordered by the events' own times, so that late and repeated ones cannot move
/// a corp backwards.
class AuthChange
{
public:
    AuthChange(Context& context, wecom::ApiClient& api, wecom::TokenBroker& broker, PurgeService& purges)
        : m_context(context)
        , m_api(api)
        , m_broker(broker)
        , m_purges(purges)
    {}

    /// Known corp: grants, and a sync. Unknown, or still being purged: waits for its exchange ("event.unknown_corp")
    /// until 10 min after it came; then the corp is an orphan. Older than a purge: forgotten. An error is trouble of
    /// our own store: run it again.
    Result<void> changed(qint64 eventId);

    /// Newer than the corp's authorisation: purge. Not newer: WeCom is asked whether the authorisation lives. Unknown
    /// corp: waits while an exchange of the suite is open; otherwise there are no rows to purge, but older events that
    /// wait for the corp, and a receipt is kept so that late ones are known.
    Result<void> cancelled(qint64 eventId, std::stop_token stop);

private:
    /// The authorisation that WeCom was asked about.
    struct Asked
    {
        model::Corp corp;
        qint64 createTime = 0;
        Result<wecom::TokenAnswer> answer;
    };

    Result<void> applyChange(UnitOfWork& unit, model::Event event, model::Corp corp, const QStringList& openKfIds);
    Result<void> changeOfUnknown(UnitOfWork& unit, model::Event event,
                                 const std::optional<model::PurgeReceipt>& receipt, const QStringList& openKfIds);
    Result<void> cancelOfUnknown(UnitOfWork unit, const store::Vault& vault, model::Event event);
    Result<Asked> askWecom(const store::Vault& vault, const model::Corp& corp, qint64 createTime,
                           const std::stop_token& stop);
    Result<void> takeAnswer(qint64 eventId, const Asked& asked, std::stop_token stop);
    Result<void> purge(UnitOfWork unit, const model::Event& event, qint64 corpId, std::stop_token stop);

    Context& m_context;
    wecom::ApiClient& m_api;
    wecom::TokenBroker& m_broker;
    PurgeService& m_purges;
};

} // namespace kfdesk::service
