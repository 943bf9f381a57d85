#include "core/service/auth_change.h"

#include "core/base/log.h"
#include "core/service/corp_records.h"
#include "core/service/event_steps.h"
#include "core/service/event_types.h"
#include "core/service/retry_policy.h"
#include "core/store/event_repository.h"
#include "core/store/purge_repository.h"
#include "core/store/token_repository.h"
#include "core/wecom/error_codes.h"
#include "core/wecom/event.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

using model::Corp;
using model::CorpStatus;
using model::Event;
using model::EventStatus;

constexpr qint64 waitForCorpMs = 10 * 60 * 1000;
constexpr qint64 lookAgainMs = 5'000;

Error unknownCorp()
{
    return makeError(ErrorKind::NotFound, QStringLiteral("event.unknown_corp"));
}

Result<QStringList> openKfIdsOf(UnitOfWork& unit, const store::Vault& vault, qint64 eventId)
{
    KFDESK_TRY(const Secret payload, store::EventRepository(unit.db()).payload(vault, eventId));
    return wecom::parseEvent(payload.view()).openKfIds;
}

Result<std::optional<model::PurgeReceipt>> receiptOf(UnitOfWork& unit, const store::Vault& vault, const Event& event)
{
    return store::PurgeRepository(unit.db()).findByDigest(event.suiteId,
                                                          vault.receiptDigest(event.suiteId, event.authCorpId));
}

/// An exchange under way could turn out to be this corp's.
Result<bool> isExchangeOpen(UnitOfWork& unit, const QString& suiteId)
{
    KFDESK_TRY(const auto open, store::EventRepository(unit.db()).pending(suiteId, {createAuthType, resetCodeType}));
    return !open.empty();
}

/// Belongs to an authorisation of this corp that is over, as a purge or a newer create_auth tells.
Result<bool> isOfThePast(UnitOfWork& unit, const Event& event, qint64 corpId,
                         const std::optional<model::PurgeReceipt>& receipt)
{
    KFDESK_TRY(const auto lifecycle, store::CorpRepository(unit.db()).lifecycle(corpId));
    if (receipt && isBeforePurge(event.eventTime, *receipt) && event.eventTime < lifecycle.createTime)
        return true;
    return isOfEarlierAuthorisation(unit, event, corpId);
}

/// Events newer than the cancellation belong to the next authorisation: they wait for it, also those that were applied
/// to the old one.
Result<void> keepNewer(UnitOfWork& unit, const Event& cancel, qint64 nowMs)
{
    store::EventRepository events(unit.db());
    KFDESK_TRY(auto newer, events.ofCorpAfter(cancel.suiteId, cancel.authCorpId, cancel.eventTime));
    for (Event& event : newer) {
        event.corpId = 0;
        if (event.infoType == changeAuthType && event.status == EventStatus::Done && event.hasPayload) {
            event.status = EventStatus::Pending;
            event.nextAttemptAt = nowMs;
        }
        KFDESK_CHECK(events.update(event));
        unit.changed(model::ChangeKind::Event, event.id);
    }
    return {};
}

/// The purge under way may have begun for an older cancellation, or by hand.
Result<void> moveEnd(UnitOfWork& unit, qint64 receiptId, qint64 cancelTime)
{
    store::PurgeRepository purges(unit.db());
    KFDESK_TRY(auto receipt, purges.find(receiptId));
    if (!receipt || isBeforePurge(cancelTime, *receipt))
        return {};
    receipt->cancelTime = cancelTime;
    return purges.update(*receipt);
}

} // namespace

Result<void> AuthChange::changed(qint64 eventId)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, pendingEvent(unit, eventId));
    if (!event)
        return {};
    KFDESK_TRY(const QStringList openKfIds, openKfIdsOf(unit, *vault, eventId));
    KFDESK_TRY(const auto receipt, receiptOf(unit, *vault, *event));
    KFDESK_TRY(auto corp, store::CorpRepository(unit.db()).findByAuthCorpId(event->suiteId, event->authCorpId));
    if (corp && corp->status != CorpStatus::Purging) {
        KFDESK_TRY(const bool past, isOfThePast(unit, *event, corp->id, receipt));
        event->receiptId = past && receipt ? receipt->id : 0;
        if (past)
            KFDESK_CHECK(stripEvent(unit, *std::move(event)));
        else
            KFDESK_CHECK(applyChange(unit, *std::move(event), *std::move(corp), openKfIds));
    } else {
        KFDESK_CHECK(changeOfUnknown(unit, *std::move(event), receipt, openKfIds));
    }
    return unit.commit();
}

Result<void> AuthChange::applyChange(UnitOfWork& unit, Event event, Corp corp, const QStringList& openKfIds)
{
    event.corpId = corp.id;
    KFDESK_CHECK(storeGrants(unit, event, corp.id, openKfIds));

    store::CorpRepository corps(unit.db());
    KFDESK_TRY(auto lifecycle, corps.lifecycle(corp.id));
    const bool isNews = event.eventTime >= std::max(lifecycle.changeTime, lifecycle.createTime);
    lifecycle.changeTime = std::max(lifecycle.changeTime, event.eventTime);
    if (isNews && corp.status != CorpStatus::Orphaned) {
        lifecycle.syncDueAt = m_context.clock().nowMs();
        lifecycle.syncAttempts = 0;
        lifecycle.sessionEventId = event.id;
    }
    KFDESK_CHECK(corps.setLifecycle(corp.id, lifecycle));
    corp.lastEventAt = std::max(corp.lastEventAt, event.eventTime * 1000);
    KFDESK_CHECK(writeCorp(unit, corp));
    return finishEvent(unit, std::move(event), EventStatus::Done);
}

Result<void> AuthChange::changeOfUnknown(UnitOfWork& unit, Event event,
                                         const std::optional<model::PurgeReceipt>& receipt,
                                         const QStringList& openKfIds)
{
    if (receipt && isBeforePurge(event.eventTime, *receipt)) {
        event.receiptId = receipt->id;
        return stripEvent(unit, std::move(event));
    }
    const qint64 now = m_context.clock().nowMs();
    const qint64 giveUpAt = event.receivedAt + waitForCorpMs;
    if (now < giveUpAt) {
        // Whoever makes the corp known makes this due at once.
        ++event.attempts;
        return postponeEvent(unit, std::move(event), unknownCorp(), giveUpAt);
    }
    KFDESK_TRY(event.corpId, storeOrphan(unit, event, openKfIds, now));
    return finishEvent(unit, std::move(event), EventStatus::Done);
}

Result<void> AuthChange::cancelled(qint64 eventId, std::stop_token stop)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    std::optional<Asked> asked;
    {
        KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
        KFDESK_TRY(auto event, pendingEvent(unit, eventId));
        if (!event)
            return {};
        store::CorpRepository corps(unit.db());
        KFDESK_TRY(const auto corp, corps.findByAuthCorpId(event->suiteId, event->authCorpId));
        if (!corp)
            return cancelOfUnknown(std::move(unit), *vault, *std::move(event));
        KFDESK_TRY(const auto lifecycle, corps.lifecycle(corp->id));
        const bool certain = event->eventTime > lifecycle.createTime || corp->status == CorpStatus::Orphaned ||
                             corp->status == CorpStatus::Purging;
        if (certain)
            return purge(std::move(unit), *event, corp->id, std::move(stop));
        asked = Asked{*corp, lifecycle.createTime, {}};
    }
    KFDESK_TRY(asked, askWecom(*vault, asked->corp, asked->createTime, stop));
    return takeAnswer(eventId, *asked, std::move(stop));
}

/// Whoever authorises while this goes on cannot be hit: what was decided about the corp holds inside `unit`.
Result<void> AuthChange::purge(UnitOfWork unit, const Event& event, qint64 corpId, std::stop_token stop)
{
    KFDESK_TRY(const qint64 receiptId,
               m_purges.begin(unit, corpId, event.eventTime, event.id, QStringLiteral("cancel_auth")));
    KFDESK_CHECK(moveEnd(unit, receiptId, event.eventTime));
    KFDESK_CHECK(keepNewer(unit, event, m_context.clock().nowMs()));
    KFDESK_CHECK(unit.commit());
    // The event is done; what fails from here on, and the proof, is taken up by whoever settles unfinished purges.
    if (const auto receipt = m_purges.erase(receiptId, std::move(stop)); !receipt)
        qCWarning(logService, "purge %lld stopped: %ls", receiptId, qUtf16Printable(receipt.error().id));
    return {};
}

Result<void> AuthChange::cancelOfUnknown(UnitOfWork unit, const store::Vault& vault, Event event)
{
    KFDESK_TRY(const auto receipt, receiptOf(unit, vault, event));
    KFDESK_TRY(const bool open, isExchangeOpen(unit, event.suiteId));
    if (receipt && isBeforePurge(event.eventTime, *receipt)) {
        event.receiptId = receipt->id;
        KFDESK_CHECK(stripEvent(unit, std::move(event)));
    } else if (open) {
        ++event.attempts;
        KFDESK_CHECK(postponeEvent(unit, std::move(event), unknownCorp(), m_context.clock().nowMs() + lookAgainMs));
    } else {
        KFDESK_CHECK(m_purges.forget(unit, event));
    }
    return unit.commit();
}

/// The event is not newer than the authorisation we know: WeCom says whether that one still lives.
Result<AuthChange::Asked> AuthChange::askWecom(const store::Vault& vault, const Corp& corp, qint64 createTime,
                                               const std::stop_token& stop)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto code,
               store::TokenRepository(*db, vault).find(store::TokenKind::PermanentCode, corp.suiteId, corp.authCorpId));
    if (!code)
        return Asked{corp, createTime, fail(makeError(ErrorKind::Auth, QStringLiteral("corp.no_code")))};
    return Asked{corp, createTime,
                 m_broker.withSuiteToken<wecom::TokenAnswer>(
                     corp.suiteId, stop, [&](const wecom::Suite& suite, const Secret& token) {
                         return m_api.getCorpToken(suite, token, corp.authCorpId, code->value, stop);
                     })};
}

Result<void> AuthChange::takeAnswer(qint64 eventId, const Asked& asked, std::stop_token stop)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, pendingEvent(unit, eventId));
    if (!event)
        return {};
    store::CorpRepository corps(unit.db());
    KFDESK_TRY(const auto corp, corps.find(asked.corp.id));
    if (!corp)
        return {}; // the event is still due, and its next turn finds the corp unknown
    KFDESK_TRY(const auto lifecycle, corps.lifecycle(corp->id));
    if (lifecycle.createTime != asked.createTime)
        return {}; // WeCom was asked about an authorisation that another one has replaced
    if (!asked.answer && wecom::meansAuthorisationGone(asked.answer.error().code))
        return purge(std::move(unit), *event, corp->id, std::move(stop));

    event->corpId = corp->id;
    ++event->attempts;
    const auto delay = asked.answer ? std::nullopt : retryDelay(asked.answer.error(), event->attempts);
    if (asked.answer)
        KFDESK_CHECK(finishEvent(unit, *std::move(event), EventStatus::Done));
    else if (delay)
        KFDESK_CHECK(postponeEvent(unit, *std::move(event), asked.answer.error(), m_context.clock().nowMs() + *delay));
    else
        KFDESK_CHECK(failEvent(unit, *std::move(event), asked.answer.error()));
    return unit.commit();
}

} // namespace kfdesk::service
