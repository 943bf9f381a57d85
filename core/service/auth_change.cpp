#include "core/service/auth_change.h"

#include "core/base/log.h"
#include "core/service/corp_records.h"
#include "core/service/event_steps.h"
#include "core/service/event_types.h"
#include "core/service/retry_policy.h"
#include "core/store/event_repository.h"
#include "core/store/purge_repository.h"
#include "core/store/token_repository.h"
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

bool saysGone(const Error& error)
{
    return error.code == 40084 || error.code == 48004;
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
    KFDESK_TRY(auto corp, store::CorpRepository(unit.db()).findByAuthCorpId(event->suiteId, event->authCorpId));
    if (corp)
        KFDESK_CHECK(applyChange(unit, *std::move(event), *std::move(corp), openKfIds));
    else
        KFDESK_CHECK(changeOfUnknown(unit, *vault, *std::move(event), openKfIds));
    return unit.commit();
}

Result<void> AuthChange::applyChange(UnitOfWork& unit, Event event, Corp corp, const QStringList& openKfIds)
{
    if (corp.status == CorpStatus::Purging)
        return stripEvent(unit, std::move(event));
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

Result<void> AuthChange::changeOfUnknown(UnitOfWork& unit, const store::Vault& vault, Event event,
                                         const QStringList& openKfIds)
{
    KFDESK_TRY(const auto receipt, receiptOf(unit, vault, event));
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
    KFDESK_TRY(auto event, findPending(eventId));
    if (!event)
        return {};
    KFDESK_TRY(auto* db, m_context.connection());
    store::CorpRepository corps(*db);
    KFDESK_TRY(const auto corp, corps.findByAuthCorpId(event->suiteId, event->authCorpId));
    if (!corp)
        return cancelOfUnknown(*vault, eventId);
    KFDESK_TRY(const auto lifecycle, corps.lifecycle(corp->id));
    const bool certain = event->eventTime > lifecycle.createTime || corp->status == CorpStatus::Orphaned ||
                         corp->status == CorpStatus::Purging;
    return certain ? purge(*event, corp->id, std::move(stop)) : askWecom(*vault, *event, *corp, std::move(stop));
}

Result<std::optional<Event>> AuthChange::findPending(qint64 eventId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(auto event, store::EventRepository(*db).find(eventId));
    if (event && event->status != EventStatus::Pending)
        event.reset();
    return event;
}

Result<void> AuthChange::purge(const Event& event, qint64 corpId, std::stop_token stop)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const qint64 receiptId,
               m_purges.begin(unit, corpId, event.eventTime, event.id, QStringLiteral("cancel_auth")));
    KFDESK_CHECK(unit.commit());
    // The event is done; what fails from here on, and the proof, is taken up by whoever settles unfinished purges.
    if (const auto receipt = m_purges.erase(receiptId, std::move(stop)); !receipt)
        qCWarning(logService, "purge %lld stopped: %ls", receiptId, qUtf16Printable(receipt.error().id));
    return {};
}

Result<void> AuthChange::cancelOfUnknown(const store::Vault& vault, qint64 eventId)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto event, pendingEvent(unit, eventId));
    if (!event)
        return {};
    KFDESK_TRY(const auto corp, store::CorpRepository(unit.db()).findByAuthCorpId(event->suiteId, event->authCorpId));
    if (corp)
        return {}; // it became known a moment ago: the event is still due, and its next turn sees it
    KFDESK_TRY(const auto receipt, receiptOf(unit, vault, *event));
    KFDESK_TRY(const bool open, isExchangeOpen(unit, event->suiteId));
    const bool known = receipt && isBeforePurge(event->eventTime, *receipt);
    if (open && !known) {
        ++event->attempts;
        KFDESK_CHECK(postponeEvent(unit, *std::move(event), unknownCorp(), m_context.clock().nowMs() + lookAgainMs));
    } else {
        KFDESK_CHECK(m_purges.forget(unit, *event));
    }
    return unit.commit();
}

/// The event is not newer than the authorisation we know: WeCom says whether that one still lives.
Result<void> AuthChange::askWecom(const store::Vault& vault, const Event& event, const Corp& corp, std::stop_token stop)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto code,
               store::TokenRepository(*db, vault).find(store::TokenKind::PermanentCode, corp.suiteId, corp.authCorpId));
    Result<wecom::TokenAnswer> answer = fail(makeError(ErrorKind::Auth, QStringLiteral("corp.no_code")));
    if (code) {
        answer = m_broker.withSuiteToken<wecom::TokenAnswer>(
            corp.suiteId, stop, [&](const wecom::Suite& suite, const Secret& token) {
                return m_api.getCorpToken(suite, token, corp.authCorpId, code->value, stop);
            });
    }
    if (!answer && saysGone(answer.error()))
        return purge(event, corp.id, std::move(stop));

    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(auto current, pendingEvent(unit, event.id));
    if (!current)
        return {};
    current->corpId = corp.id;
    ++current->attempts;
    const auto delay = answer ? std::nullopt : retryDelay(answer.error(), current->attempts);
    if (answer)
        KFDESK_CHECK(finishEvent(unit, *std::move(current), EventStatus::Done));
    else if (delay)
        KFDESK_CHECK(postponeEvent(unit, *std::move(current), answer.error(), m_context.clock().nowMs() + *delay));
    else
        KFDESK_CHECK(failEvent(unit, *std::move(current), answer.error()));
    return unit.commit();
}

} // namespace kfdesk::service
