#include "core/service/purge_service.h"

#include "core/service/event_steps.h"
#include "core/service/purge_proof.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/purge_repository.h"

#include <QDir>

namespace kfdesk::service {

namespace {

using model::PurgeReceipt;

constexpr int rowsPerTransaction = 200;
constexpr qsizetype shortestName = 2;
constexpr qsizetype fewestNameBytes = 6; ///< shorter ones occur in random bytes by chance

void addName(QStringList& names, const QString& name)
{
    if (name.size() >= shortestName && name.toUtf8().size() >= fewestNameBytes && !names.contains(name))
        names.append(name);
}

Result<store::PurgeSubject> subjectOf(store::Connection& db, const model::Corp& corp)
{
    store::PurgeSubject subject{corp.suiteId, corp.authCorpId, {}};
    addName(subject.names, corp.name);
    addName(subject.names, corp.fullName);
    KFDESK_TRY(const auto accounts, store::KfAccountRepository(db).ofCorp(corp.id));
    for (const model::KfAccount& account : accounts) {
        addName(subject.names, account.openKfId);
        addName(subject.names, account.name);
    }
    return subject;
}

/// The receipt of a purge of this corp that is not finished.
Result<std::optional<PurgeReceipt>> underWay(store::Connection& db, const store::Vault& vault, const model::Corp& corp)
{
    KFDESK_TRY(auto receipt, store::PurgeRepository(db).findByDigest(
                                 corp.suiteId, vault.receiptDigest(corp.suiteId, corp.authCorpId)));
    if (receipt && receipt->purgedAt != 0)
        receipt.reset();
    return receipt;
}

Result<void> tieEvent(UnitOfWork& unit, qint64 eventId, qint64 receiptId)
{
    KFDESK_TRY(auto event, store::EventRepository(unit.db()).find(eventId));
    if (!event)
        return {};
    event->receiptId = receiptId;
    return stripEvent(unit, *std::move(event));
}

/// Rows that belong to the subject: normally one; orphans whose id was never learned share the empty id.
Result<std::vector<qint64>> corpsOf(store::Connection& db, const store::PurgeSubject& subject)
{
    store::CorpRepository corps(db);
    KFDESK_TRY(const auto purging, corps.withStatus(model::CorpStatus::Purging));
    std::vector<qint64> ids;
    for (const qint64 id : purging) {
        KFDESK_TRY(const auto corp, corps.find(id));
        if (corp && corp->suiteId == subject.suiteId && corp->authCorpId == subject.authCorpId)
            ids.push_back(id);
    }
    return ids;
}

Result<void> removeCache(const QString& folder)
{
    if (QDir(folder).exists() && !QDir(folder).removeRecursively())
        return fail(makeError(ErrorKind::Store, QStringLiteral("purge.files"), {}, {{QStringLiteral("path"), folder}}));
    return {};
}

/// Deletes one chunk. True when none of the corps has rows left.
Result<bool> deleteChunk(UnitOfWork& unit, const store::PurgeSubject& subject, const std::vector<qint64>& corpIds,
                         PurgeReceipt& receipt)
{
    store::PurgeRepository purges(unit.db());
    for (const qint64 corpId : corpIds) {
        KFDESK_TRY(const bool gone, purges.deleteRows(corpId, subject.suiteId, subject.authCorpId, 0,
                                                      rowsPerTransaction, receipt.counts));
        if (!gone)
            return false;
        unit.changed(model::ChangeKind::Corp, corpId);
    }
    return true;
}

Result<void> deleteRows(Context& context, const store::PurgeSubject& subject, qint64 receiptId, std::stop_token stop)
{
    KFDESK_TRY(auto* db, context.connection());
    KFDESK_TRY(const auto corpIds, corpsOf(*db, subject));
    for (const qint64 corpId : corpIds)
        KFDESK_CHECK(removeCache(PurgeService::cacheFolder(context.directory(), corpId)));

    while (!stop.stop_requested()) {
        KFDESK_TRY(auto unit, UnitOfWork::begin(context));
        store::PurgeRepository purges(unit.db());
        KFDESK_TRY(auto receipt, purges.find(receiptId));
        // Set by an authorisation that came meanwhile: from then on rows of this id are new ones.
        if (!receipt || receipt->purgedAt != 0)
            return {};
        KFDESK_TRY(const bool gone, deleteChunk(unit, subject, corpIds, *receipt));
        if (gone) {
            receipt->purgedAt = context.clock().nowMs();
            unit.changed(model::ChangeKind::Link, 0);
            unit.changed(model::ChangeKind::Event, 0);
            unit.changed(model::ChangeKind::Purge, receiptId);
        }
        KFDESK_CHECK(purges.update(*receipt));
        KFDESK_CHECK(unit.commit());
    }
    return fail(makeError(ErrorKind::Cancelled, QStringLiteral("store.cancelled")));
}

Result<void> stampVerified(Context& context, qint64 receiptId)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(context));
    store::PurgeRepository purges(unit.db());
    KFDESK_TRY(auto receipt, purges.find(receiptId));
    if (!receipt)
        return {};
    receipt->verifiedAt = context.clock().nowMs();
    KFDESK_CHECK(purges.update(*receipt));
    KFDESK_CHECK(purges.dropSubject(receiptId));
    unit.changed(model::ChangeKind::Purge, receiptId);
    return unit.commit();
}

} // namespace

QString PurgeService::cacheFolder(const QString& workspaceDir, qint64 corpId)
{
    return workspaceDir + QStringLiteral("/cache/corp-%1").arg(corpId);
}

Result<qint64> PurgeService::begin(UnitOfWork& unit, qint64 corpId, qint64 cancelTime, qint64 eventId,
                                   const QString& reason)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    store::CorpRepository corps(unit.db());
    KFDESK_TRY(auto corp, corps.find(corpId));
    if (!corp)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("corp.not_found")));

    std::optional<PurgeReceipt> current;
    if (corp->status == model::CorpStatus::Purging) {
        KFDESK_TRY(current, underWay(unit.db(), *vault, *corp));
    }
    qint64 receiptId = current ? current->id : 0;
    if (receiptId == 0) {
        PurgeReceipt receipt;
        receipt.suiteId = corp->suiteId;
        receipt.corpDigest = vault->receiptDigest(corp->suiteId, corp->authCorpId);
        receipt.cancelTime = cancelTime;
        receipt.startedAt = m_context.clock().nowMs();
        receipt.reason = reason;
        KFDESK_TRY(const auto subject, subjectOf(unit.db(), *corp));
        KFDESK_TRY(receiptId, store::PurgeRepository(unit.db()).begin(*vault, receipt, subject));
    }

    corp->status = model::CorpStatus::Purging;
    corp->updatedAt = m_context.clock().nowMs();
    KFDESK_CHECK(corps.update(*corp));
    KFDESK_TRY(auto lifecycle, corps.lifecycle(corpId));
    lifecycle.syncDueAt = 0;
    KFDESK_CHECK(corps.setLifecycle(corpId, lifecycle));
    KFDESK_CHECK(tieEvent(unit, eventId, receiptId));
    unit.changed(model::ChangeKind::Corp, corpId);
    unit.changed(model::ChangeKind::Purge, receiptId);
    return receiptId;
}

Result<PurgeReceipt> PurgeService::run(qint64 receiptId, std::stop_token stop)
{
    const std::lock_guard lock(m_running);
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    store::PurgeRepository purges(*db);
    KFDESK_TRY(const auto subject, purges.subject(*vault, receiptId));
    if (subject) {
        KFDESK_CHECK(deleteRows(m_context, *subject, receiptId, std::move(stop)));
        PurgeProof proof(m_context, *subject);
        KFDESK_CHECK(proof.dropBackups());
        KFDESK_TRY(const bool clean, proof.establish());
        if (clean)
            KFDESK_CHECK(stampVerified(m_context, receiptId));
    }
    KFDESK_TRY(auto receipt, purges.find(receiptId));
    if (!receipt)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("purge.not_found")));
    return *std::move(receipt);
}

Result<PurgeReceipt> PurgeService::purge(qint64 corpId, std::stop_token stop)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const qint64 receiptId, begin(unit, corpId, 0, 0, QStringLiteral("manual")));
    KFDESK_CHECK(unit.commit());
    return run(receiptId, std::move(stop));
}

Result<std::vector<PurgeReceipt>> PurgeService::unfinished()
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::PurgeRepository(*db).unverified();
}

Result<std::vector<PurgeReceipt>> PurgeService::list(const QString& suiteId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::PurgeRepository(*db).list(suiteId);
}

Result<std::optional<PurgeReceipt>> PurgeService::find(qint64 id)
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::PurgeRepository(*db).find(id);
}

Result<std::vector<store::FileHit>> PurgeService::check(const QStringList& texts)
{
    return store::searchFiles(m_context.directory(), texts);
}

} // namespace kfdesk::service
