#include "core/service/work_requests.h"

#include "core/base/log.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/corp_repository.h"

namespace kfdesk::service {

namespace {

constexpr int requestsAtOnce = 64;

} // namespace

Result<WorkRequests::Taken> WorkRequests::take()
{
    Taken taken;
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const bool any, store::WorkRequestRepository(*db).any());
    if (!any)
        return taken;
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const auto requests, store::WorkRequestRepository(unit.db()).take(requestsAtOnce));
    for (const store::WorkRequest& request : requests) {
        if (request.kind == QLatin1String("sync_corp"))
            KFDESK_CHECK(wantSync(unit, request.localId));
        else if (request.kind == QLatin1String("retry_event"))
            KFDESK_CHECK(wantRetry(unit, request.localId));
        else if (request.kind == QLatin1String("purge_corp"))
            KFDESK_CHECK(beginPurge(unit, request.localId, taken.purges));
        taken.verifyPurges = taken.verifyPurges || request.kind == QLatin1String("verify_purges");
    }
    KFDESK_CHECK(unit.commit());
    return taken;
}

Result<void> WorkRequests::wantSync(UnitOfWork& unit, qint64 corpId)
{
    store::CorpRepository corps(unit.db());
    KFDESK_TRY(auto lifecycle, corps.lifecycle(corpId));
    lifecycle.syncDueAt = m_context.clock().nowMs();
    return corps.setLifecycle(corpId, lifecycle);
}

Result<void> WorkRequests::wantRetry(UnitOfWork& unit, qint64 eventId)
{
    auto retried = m_events.retry(unit, eventId);
    if (retried || retried.error().kind == ErrorKind::Store)
        return retried;
    qCInfo(logService, "event %lld is not tried again: %ls", eventId, qUtf16Printable(retried.error().id));
    return {};
}

Result<void> WorkRequests::beginPurge(UnitOfWork& unit, qint64 corpId, std::vector<qint64>& receipts)
{
    KFDESK_TRY(const auto corp, store::CorpRepository(unit.db()).find(corpId));
    if (!corp)
        return {}; // purged meanwhile
    KFDESK_TRY(const qint64 receiptId, m_purges.begin(unit, corpId, 0, 0, QStringLiteral("manual")));
    receipts.push_back(receiptId);
    return {};
}

} // namespace kfdesk::service
