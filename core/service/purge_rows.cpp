#include "core/service/purge_rows.h"

#include "core/service/event_steps.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/purge_repository.h"

namespace kfdesk::service {

namespace {

constexpr int rowsPerRound = 1000;

} // namespace

Result<void> finishRowsOfPurge(UnitOfWork& unit, const store::Vault& vault, const QString& suiteId,
                               const QString& authCorpId, qint64 nowMs)
{
    KFDESK_TRY(const auto corp, store::CorpRepository(unit.db()).findByAuthCorpId(suiteId, authCorpId));
    if (!corp || corp->status != model::CorpStatus::Purging)
        return {};
    store::PurgeRepository purges(unit.db());
    KFDESK_TRY(auto receipt, purges.findByDigest(suiteId, vault.receiptDigest(suiteId, authCorpId)));
    QMap<QString, int> counts = receipt ? receipt->counts : QMap<QString, int>();
    const qint64 end = receipt ? endOfAuthorisation(*receipt) : nowMs / 1000;
    const store::PurgeScope scope{corp->id, suiteId, authCorpId, end};
    // Under the write lock, since it belongs to the authorisation's transaction; a purge is rarely overtaken.
    KFDESK_TRY(const auto messages, store::EventRepository(unit.db()).messagesOf(corp->id));
    KFDESK_CHECK(purges.deleteMessages(messages, counts));
    for (bool done = false; !done;) {
        KFDESK_TRY(done, purges.deleteRows(scope, rowsPerRound, counts));
    }
    unit.changed(model::ChangeKind::Corp, corp->id);
    if (!receipt)
        return {};
    receipt->counts = counts;
    receipt->purgedAt = nowMs;
    unit.changed(model::ChangeKind::Purge, receipt->id);
    return purges.update(*receipt);
}

} // namespace kfdesk::service
