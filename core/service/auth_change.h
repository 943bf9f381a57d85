#pragma once

#include "core/model/corp.h"
#include "core/model/event.h"
#include "core/service/context.h"
#include "core/service/purge_service.h"
#include "core/store/corp_repository.h"
#include "core/wecom/token_broker.h"

#include <optional>
#include <stop_token>

namespace kfdesk::service {

/// Works off change_auth and cancel_auth, ordered by the events' own times, so that late and repeated ones cannot move
/// a corp backwards (DESIGN §3.6).
class AuthChange
{
public:
    AuthChange(Context& context, wecom::ApiClient& api, wecom::TokenBroker& broker, PurgeService& purges)
        : m_context(context)
        , m_api(api)
        , m_broker(broker)
        , m_purges(purges)
    {}

    /// Known corp: grants, and a sync. Unknown: waits for its exchange ("event.unknown_corp") until 10 min after it
    /// came; then the corp is an orphan. An error is trouble of our own store: run it again.
    Result<void> changed(qint64 eventId);

    /// Newer than the corp's authorisation: purge. Not newer: WeCom is asked whether the authorisation lives. Unknown
    /// corp: waits while an exchange of the suite is open; otherwise there is nothing to purge.
    Result<void> cancelled(qint64 eventId, std::stop_token stop);

private:
    Result<std::optional<model::Event>> findPending(qint64 eventId);
    Result<void> applyChange(UnitOfWork& unit, model::Event event, model::Corp corp, const QStringList& openKfIds);
    Result<void> changeOfUnknown(UnitOfWork& unit, const store::Vault& vault, model::Event event,
                                 const QStringList& openKfIds);
    Result<void> cancelOfUnknown(const store::Vault& vault, qint64 eventId);
    Result<void> askWecom(const store::Vault& vault, const model::Event& event, const model::Corp& corp,
                          std::stop_token stop);
    Result<void> purge(const model::Event& event, qint64 corpId, std::stop_token stop);

    Context& m_context;
    wecom::ApiClient& m_api;
    wecom::TokenBroker& m_broker;
    PurgeService& m_purges;
};

} // namespace kfdesk::service
