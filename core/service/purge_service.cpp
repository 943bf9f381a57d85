#include "core/service/purge_service.h"

#include "core/base/log.h"
#include "core/service/event_steps.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/purge_repository.h"

#include <QDir>

#include <algorithm>
#include <cstddef>

namespace kfdesk::service {

namespace {

using model::PurgeReceipt;

constexpr int rowsPerTransaction = 200;
constexpr size_t casesAtOnce = 1000;
constexpr size_t stampsPerTransaction = 200;

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

Result<void> removeCache(const QString& folder)
{
    // Somebody else may be at it: then it fails here, and is gone all the same.
    if (QDir(folder).exists() && !QDir(folder).removeRecursively() && QDir(folder).exists())
        return fail(makeError(ErrorKind::Store, QStringLiteral("purge.files"), {}, {{QStringLiteral("path"), folder}}));
    return {};
}

} // namespace

QString PurgeService::cacheFolder(const QString& workspaceDir, qint64 corpId)
{
    return workspaceDir + QStringLiteral("/cache/corp-%1").arg(corpId);
}

Result<void> PurgeService::enter(PurgeStep step, const std::stop_token& stop) const
{
    if (m_entering)
        m_entering(step);
    if (stop.stop_requested())
        return fail(makeError(ErrorKind::Cancelled, QStringLiteral("store.cancelled")));
    return {};
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
        const store::PurgeScope scope{corpId, corp->suiteId, corp->authCorpId, endOfAuthorisation(receipt)};
        KFDESK_TRY(const auto subject, store::readPurgeSubject(unit.db(), scope));
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

Result<void> PurgeService::forget(UnitOfWork& unit, const model::Event& event)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    PurgeReceipt receipt;
    receipt.suiteId = event.suiteId;
    receipt.corpDigest = vault->receiptDigest(event.suiteId, event.authCorpId);
    receipt.cancelTime = event.eventTime;
    receipt.startedAt = m_context.clock().nowMs();
    receipt.reason = QStringLiteral("cancel_auth");
    const store::PurgeSubject subject{event.suiteId, event.authCorpId, 0, {event.authCorpId}, {}};
    store::PurgeRepository purges(unit.db());
    KFDESK_TRY(const qint64 receiptId, purges.begin(*vault, receipt, subject));
    KFDESK_CHECK(tieEvent(unit, event.id, receiptId));

    // At once: whoever authorises after this commit brings rows of the same id, and those are new ones.
    const store::PurgeScope scope{0, event.suiteId, event.authCorpId, event.eventTime};
    for (bool done = false; !done;) {
        KFDESK_TRY(done, purges.deleteRows(scope, rowsPerTransaction, receipt.counts));
    }
    receipt.id = receiptId;
    receipt.purgedAt = receipt.startedAt;
    KFDESK_CHECK(purges.update(receipt));
    unit.changed(model::ChangeKind::Purge, receiptId);
    return {};
}

/// One transaction of a purge, with its receipt. `step` says whether there is more to do; false as well when an
/// authorisation that came meanwhile has finished the purge: from then on rows of this id are new ones.
Result<bool> PurgeService::inTransaction(qint64 receiptId, const std::stop_token& stop, const Step& step)
{
    KFDESK_CHECK(enter(PurgeStep::Rows, stop));
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    store::PurgeRepository purges(unit.db());
    KFDESK_TRY(auto receipt, purges.find(receiptId));
    if (!receipt || receipt->purgedAt != 0)
        return false;
    KFDESK_TRY(const bool more, step(unit, *receipt));
    KFDESK_CHECK(purges.update(*receipt));
    KFDESK_CHECK(unit.commit());
    return more;
}

Result<void> PurgeService::deleteMessages(qint64 corpId, qint64 receiptId, const std::stop_token& stop)
{
    // Complete: the corp is marked, and the inbox ties no more events to it.
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto messages, store::EventRepository(*db).messagesOf(corpId));
    bool more = true;
    for (auto next = messages.begin(); more && next != messages.end();) {
        const auto end = next + std::min<std::ptrdiff_t>(rowsPerTransaction, messages.end() - next);
        KFDESK_TRY(more, inTransaction(receiptId, stop, [&](UnitOfWork& unit, PurgeReceipt& receipt) -> Result<bool> {
                       KFDESK_CHECK(store::PurgeRepository(unit.db()).deleteMessages({next, end}, receipt.counts));
                       return true;
                   }));
        next = end;
    }
    return {};
}

Result<void> PurgeService::deleteRows(const store::PurgeSubject& subject, qint64 receiptId, const std::stop_token& stop)
{
    const auto some = [&](UnitOfWork& unit, PurgeReceipt& receipt) -> Result<bool> {
        const store::PurgeScope scope{subject.corpId, subject.suiteId, subject.authCorpId, endOfAuthorisation(receipt)};
        KFDESK_TRY(const bool gone,
                   store::PurgeRepository(unit.db()).deleteRows(scope, rowsPerTransaction, receipt.counts));
        if (gone) {
            receipt.purgedAt = m_context.clock().nowMs();
            if (subject.corpId != 0)
                unit.changed(model::ChangeKind::Corp, subject.corpId);
            unit.changed(model::ChangeKind::Link, 0);
            unit.changed(model::ChangeKind::Event, 0);
            unit.changed(model::ChangeKind::Purge, receipt.id);
        }
        return !gone;
    };
    for (bool more = true; more;) {
        KFDESK_TRY(more, inTransaction(receiptId, stop, some));
    }
    return {};
}

Result<PurgeReceipt> PurgeService::erase(qint64 receiptId, std::stop_token stop)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    store::PurgeRepository purges(*db);
    KFDESK_TRY(auto receipt, purges.find(receiptId));
    if (!receipt)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("purge.not_found")));
    KFDESK_TRY(const auto subject, purges.subject(*vault, receiptId));
    if (receipt->purgedAt != 0 || !subject)
        return *std::move(receipt);
    KFDESK_CHECK(enter(PurgeStep::Files, stop));
    KFDESK_CHECK(removeCache(cacheFolder(m_context.directory(), subject->corpId)));
    KFDESK_CHECK(deleteMessages(subject->corpId, receiptId, stop));
    KFDESK_CHECK(deleteRows(*subject, receiptId, stop));
    KFDESK_TRY(receipt, purges.find(receiptId));
    return *std::move(receipt);
}

Result<void> PurgeService::stamp(const std::set<qint64>& receiptIds)
{
    auto next = receiptIds.begin();
    while (next != receiptIds.end()) {
        KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
        store::PurgeRepository purges(unit.db());
        for (size_t i = 0; i < stampsPerTransaction && next != receiptIds.end(); ++i, ++next) {
            KFDESK_TRY(auto receipt, purges.find(*next));
            if (!receipt)
                continue;
            receipt->verifiedAt = m_context.clock().nowMs();
            KFDESK_CHECK(purges.update(*receipt));
            KFDESK_CHECK(purges.dropSubject(receipt->id));
            unit.changed(model::ChangeKind::Purge, receipt->id);
        }
        KFDESK_CHECK(unit.commit());
    }
    return {};
}

Result<int> PurgeService::settle(std::stop_token stop)
{
    const std::lock_guard lock(m_settling);
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    store::PurgeRepository purges(*db);
    KFDESK_TRY(const auto open, purges.unverified());
    std::vector<PurgeProof::Case> cases;
    for (const PurgeReceipt& receipt : open) {
        if (receipt.purgedAt == 0) {
            // What cannot be deleted must not keep the others from their proof.
            const auto erased = erase(receipt.id, stop);
            if (!erased && erased.error().kind == ErrorKind::Cancelled)
                return fail(erased.error());
            if (!erased) {
                qCWarning(logService, "purge %lld stopped: %ls", receipt.id, qUtf16Printable(erased.error().id));
                continue;
            }
        }
        KFDESK_TRY(auto subject, purges.subject(*vault, receipt.id));
        if (subject && cases.size() < casesAtOnce)
            cases.push_back({receipt.id, *std::move(subject)});
    }
    if (cases.empty())
        return static_cast<int>(open.size());

    PurgeProof proof(m_context, std::move(cases), m_entering, stop);
    KFDESK_TRY(const auto clean, proof.establish());
    KFDESK_CHECK(enter(PurgeStep::Stamp, stop));
    KFDESK_CHECK(stamp(clean));
    return static_cast<int>(open.size() - clean.size());
}

Result<PurgeReceipt> PurgeService::purge(qint64 corpId, std::stop_token stop)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const qint64 receiptId, begin(unit, corpId, 0, 0, QStringLiteral("manual")));
    KFDESK_CHECK(unit.commit());
    KFDESK_TRY(auto receipt, erase(receiptId, stop));
    if (m_attended)
        return receipt;
    KFDESK_CHECK(settle(stop));
    KFDESK_TRY(const auto proven, find(receiptId));
    return proven.value_or(receipt);
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
