#include "core/service/inbox_sink.h"

#include "core/base/log.h"
#include "core/service/event_steps.h"
#include "core/service/event_types.h"
#include "core/service/token_store.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/event_repository.h"
#include "core/store/purge_repository.h"
#include "core/store/token_repository.h"

#include <algorithm>
#include <array>

namespace kfdesk::service {

namespace {

using callback::AcceptedCallback;
using callback::CommitOutcome;
using wecom::CallbackEvent;

constexpr qint64 authCodeLifeMs = 10 * 60 * 1000;

/// Types that need no work, so that they are done once they are stored (reference §3.7–3.9).
constexpr std::array<const char*, 21> recordedTypes = {
    "suite_ticket",
    "kf_msg_or_event",
    "kf_account_auth_change",
    "change_contact",
    "change_app_admin",
    "share_agent_change",
    "corp_arch_auth",
    "approve_special_auth",
    "cancel_special_auth",
    "agree_external_userid_migration",
    "license_pay_success",
    "license_refund",
    "auto_activate",
    "unlicensed_notify",
    "register_corp",
    "enter_register_package",
    "open_order",
    "change_order",
    "pay_for_app_success",
    "refund",
    "change_editon" /* WeCom's spelling */,
};

bool isTicket(const CallbackEvent& event)
{
    return event.kind == CallbackEvent::Kind::Command && event.type == suiteTicketType;
}

bool needsWork(const CallbackEvent& event)
{
    return event.kind == CallbackEvent::Kind::Command &&
           (carriesAuthCode(event.type) || event.type == changeAuthType || event.type == cancelAuthType);
}

/// It names another suite than the one whose keys it came under.
bool isForeign(const AcceptedCallback& item)
{
    return !item.event.suiteId.isEmpty() && item.event.suiteId != item.suiteId;
}

store::NewEvent toNewEvent(const AcceptedCallback& item)
{
    store::NewEvent entry;
    entry.plaintext = item.plaintext;
    entry.event.suiteId = item.suiteId;
    entry.event.receivedAt = item.receivedAt;
    entry.event.eventTime = item.event.timeStamp;
    entry.event.infoType = item.event.type;
    entry.event.authCorpId = item.event.authCorpId;
    entry.event.state = item.event.state;
    entry.event.status = initialStatus(item.event);
    if (entry.event.status != model::EventStatus::Pending)
        return entry;
    entry.event.nextAttemptAt = item.receivedAt;
    if (carriesAuthCode(item.event.type)) {
        entry.event.deadlineAt = item.receivedAt + authCodeLifeMs;
        entry.authCode = item.event.authCode.view().toByteArray();
    }
    return entry;
}

/// What an event has to do with the corp it names.
struct Relation
{
    qint64 corpId = 0;
    qint64 receiptId = 0; ///< the corp is gone, or about to be, and the event belongs to that authorisation
};

/// A late event of a purged corp must not bring its id back, not even for a moment.
void forgetCorp(model::Event& event, qint64 receiptId)
{
    event.authCorpId.clear();
    event.state.clear();
    event.receiptId = receiptId;
    event.nextAttemptAt = 0;
    if (event.status == model::EventStatus::Pending)
        event.status = model::EventStatus::Done;
}

/// One batch on its way into the store: what its items share.
class Batch
{
public:
    Batch(UnitOfWork& unit, const store::Vault& vault, store::KnownCorps& corps)
        : m_unit(unit)
        , m_vault(vault)
        , m_corps(corps)
        , m_events(unit.db())
    {}

    Result<std::vector<CommitOutcome>> add(const std::vector<AcceptedCallback>& items);
    void announce();

private:
    Result<store::NewEvent> entryOf(const AcceptedCallback& item);
    Result<void> settle(const AcceptedCallback& item, const store::NewEvent& entry, qint64 id);
    Result<Relation> relationOf(const AcceptedCallback& item);
    Result<void> keepTicket(const AcceptedCallback& item, qint64 eventId);

    UnitOfWork& m_unit;
    const store::Vault& m_vault;
    store::KnownCorps& m_corps;
    store::EventRepository m_events;
    qint64 m_lastStored = 0;
    int m_stored = 0;
    bool m_ticket = false;
};

Result<Relation> Batch::relationOf(const AcceptedCallback& item)
{
    const QString& authCorpId = item.event.authCorpId;
    if (authCorpId.isEmpty())
        return Relation{};
    KFDESK_TRY(const auto corp, m_corps.standing(m_unit.db(), item.suiteId, authCorpId));
    if (corp && corp->status != model::CorpStatus::Purging)
        return Relation{corp->id, 0};
    KFDESK_TRY(const auto receipt, store::PurgeRepository(m_unit.db())
                                       .findByDigest(item.suiteId, m_vault.receiptDigest(item.suiteId, authCorpId)));
    // What could begin a new authorisation's work is left to the processor.
    const bool late = receipt && (!needsWork(item.event) || isBeforePurge(item.event.timeStamp, *receipt));
    return Relation{0, late ? receipt->id : 0};
}

/// Only a newer ticket replaces the stored one; whichever loses drops its payload.
Result<void> Batch::keepTicket(const AcceptedCallback& item, qint64 eventId)
{
    store::TokenRepository tokens(m_unit.db(), m_vault);
    KFDESK_TRY(const auto current, tokens.find(store::TokenKind::SuiteTicket, item.suiteId, {}));
    if (current && item.event.timeStamp != 0 && current->eventTime >= item.event.timeStamp)
        return m_events.dropPayload(eventId);
    KFDESK_CHECK(
        tokens.put(store::TokenKind::SuiteTicket, item.suiteId, {},
                   {item.event.suiteTicket, item.receivedAt, item.receivedAt + ticketLifeMs, item.event.timeStamp, 0}));
    m_ticket = true;

    // The event that holds the ticket in use is remembered, so that nobody has to search for it.
    store::SettingRepository settings(m_unit.db());
    const QString holder = QStringLiteral("ticket_event/") + item.suiteId;
    KFDESK_TRY(const auto previous, settings.value(holder));
    if (previous)
        KFDESK_CHECK(m_events.dropPayload(previous->toLongLong()));
    return settings.setValue(holder, QString::number(eventId));
}

Result<store::NewEvent> Batch::entryOf(const AcceptedCallback& item)
{
    store::NewEvent entry = toNewEvent(item);
    if (isForeign(item)) {
        entry.event.status = model::EventStatus::Failed;
        entry.event.errorId = foreignSuiteError;
    }
    KFDESK_TRY(const Relation relation, relationOf(item));
    entry.event.corpId = relation.corpId;
    if (relation.receiptId != 0)
        forgetCorp(entry.event, relation.receiptId);
    return entry;
}

/// What follows from an event that is new.
Result<void> Batch::settle(const AcceptedCallback& item, const store::NewEvent& entry, qint64 id)
{
    if (entry.event.receiptId != 0)
        KFDESK_CHECK(m_events.dropPayload(id));
    if (isTicket(item.event) && !isForeign(item))
        KFDESK_CHECK(keepTicket(item, id));
    m_lastStored = id;
    ++m_stored;
    return {};
}

Result<std::vector<CommitOutcome>> Batch::add(const std::vector<AcceptedCallback>& items)
{
    KFDESK_CHECK(m_corps.follow(m_unit.db()));
    std::vector<store::NewEvent> entries;
    entries.reserve(items.size());
    for (const AcceptedCallback& item : items) {
        KFDESK_TRY(auto entry, entryOf(item));
        entries.push_back(std::move(entry));
    }
    KFDESK_TRY(const auto ids, m_events.insertAll(m_vault, entries));
    std::vector<CommitOutcome> outcomes;
    outcomes.reserve(items.size());
    for (size_t i = 0; i < items.size(); ++i) {
        outcomes.push_back(ids[i] ? CommitOutcome::Stored : CommitOutcome::Duplicate);
        if (ids[i])
            KFDESK_CHECK(settle(items[i], entries[i], *ids[i]));
    }
    return outcomes;
}

void Batch::announce()
{
    if (m_stored > 0)
        m_unit.changed(model::ChangeKind::Event, m_stored == 1 ? m_lastStored : 0);
    if (m_ticket)
        m_unit.changed(model::ChangeKind::Ticket, 0);
}

} // namespace

model::EventStatus initialStatus(const CallbackEvent& event)
{
    if (event.kind == CallbackEvent::Kind::Unreadable)
        return model::EventStatus::Unreadable;
    if (needsWork(event) && !carriesAuthCode(event.type) && event.authCorpId.isEmpty())
        return model::EventStatus::Unreadable; // without the id there is nothing that could be done
    if (needsWork(event))
        return model::EventStatus::Pending;
    const bool recorded = std::any_of(recordedTypes.begin(), recordedTypes.end(),
                                      [&](const char* type) { return event.type == QLatin1String(type); });
    return recorded ? model::EventStatus::Done : model::EventStatus::Unknown;
}

Result<std::vector<CommitOutcome>> StoreInboxSink::store(const std::vector<AcceptedCallback>& batch)
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    Batch work(unit, *vault, m_knownCorps);
    KFDESK_TRY(auto outcomes, work.add(batch));
    work.announce();
    KFDESK_CHECK(unit.commit());
    return outcomes;
}

} // namespace kfdesk::service
