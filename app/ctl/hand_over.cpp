#include "app/ctl/hand_over.h"

#include "app/ctl/session.h"
#include "core/service/corp_service.h"
#include "core/service/purge_service.h"
#include "core/service/record_error.h"
#include "core/service/status_service.h"

#include <QThread>

#include <set>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned long lookAgainMs = 200;
constexpr qint64 verificationMs = 30'000; ///< what we wait for the proof once the rows are gone

/// Waits a moment; fails when nobody would do the work any more.
Result<void> waitForHolder(service::Workspace& workspace)
{
    QThread::msleep(lookAgainMs);
    if (!isHeld(workspace))
        return fail(makeError(ErrorKind::Busy, u"lease.lost"_s));
    return {};
}

bool wasTried(const model::Corp& corp, qint64 since)
{
    const bool failed = !corp.lastErrorId.isEmpty() && corp.updatedAt >= since;
    return corp.lastSyncAt >= since || failed;
}

service::ItemFailure failureOf(const model::Corp& corp)
{
    return {corp.id, corp.name, service::errorOf(corp)};
}

/// The receipt that was not there before the request.
Result<std::optional<model::PurgeReceipt>> newReceipt(service::Workspace& workspace, const QString& suiteId,
                                                      qint64 newestBefore)
{
    KFDESK_TRY(const auto receipts, workspace.purges().list(suiteId));
    for (const model::PurgeReceipt& receipt : receipts) {
        if (receipt.id > newestBefore && receipt.reason == "manual"_L1)
            return receipt;
    }
    return std::nullopt;
}

} // namespace

bool isHeld(service::Workspace& workspace)
{
    return workspace.status().holder().has_value();
}

Result<service::Progress> syncByHolder(service::Workspace& workspace, const std::vector<qint64>& corpIds,
                                       const service::ProgressCallback& report)
{
    const qint64 since = systemClock().nowMs();
    KFDESK_CHECK(workspace.corps().requestSync(corpIds));
    service::Progress progress;
    progress.total = static_cast<int>(corpIds.size());
    std::set<qint64> open(corpIds.begin(), corpIds.end());
    while (!open.empty()) {
        KFDESK_CHECK(waitForHolder(workspace));
        KFDESK_TRY(const auto corps, workspace.corps().find({open.begin(), open.end()}));
        std::set<qint64> stillOpen;
        for (const model::Corp& corp : corps) {
            if (!wasTried(corp, since))
                stillOpen.insert(corp.id);
            else if (corp.lastSyncAt < since)
                progress.failures.push_back(failureOf(corp));
        }
        if (stillOpen.size() != open.size()) {
            open = std::move(stillOpen);
            progress.done = progress.total - static_cast<int>(open.size());
            report(progress);
        }
    }
    return progress;
}

Result<model::PurgeReceipt> purgeByHolder(service::Workspace& workspace, qint64 corpId, const QString& suiteId)
{
    KFDESK_TRY(const auto before, workspace.purges().list(suiteId));
    const qint64 newestBefore = before.empty() ? 0 : before.front().id;
    KFDESK_CHECK(workspace.corps().requestPurge(corpId));
    qint64 purgedSeenAt = 0;
    while (true) {
        KFDESK_CHECK(waitForHolder(workspace));
        KFDESK_TRY(const auto receipt, newReceipt(workspace, suiteId, newestBefore));
        if (!receipt || receipt->purgedAt == 0)
            continue;
        const qint64 now = systemClock().monotonicMs();
        purgedSeenAt = purgedSeenAt == 0 ? now : purgedSeenAt;
        if (receipt->verifiedAt != 0 || now - purgedSeenAt > verificationMs)
            return *receipt;
    }
}

} // namespace kfdesk::ctl
