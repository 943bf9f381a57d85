#include "core/service/status_service.h"

#include "core/store/component_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/lease.h"
#include "core/store/placement_repository.h"
#include "core/store/token_repository.h"

#include <algorithm>
#include <numeric>

namespace kfdesk::service {

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

int sum(const QMap<QString, int>& counts)
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}

Result<void> addEvents(store::Connection& db, const QString& suiteId, qint64 nowMs, Overview& overview)
{
    store::EventRepository events(db);
    KFDESK_TRY(overview.events, events.countByStatus(suiteId, 0));
    overview.eventsStored = sum(overview.events);
    KFDESK_TRY(overview.eventsNeedPerson, events.countNeedingPerson(suiteId));
    KFDESK_TRY(overview.events24h, events.countByStatus(suiteId, nowMs - dayMs));
    KFDESK_TRY(const auto oldest, events.oldestReceivedAt(suiteId));
    overview.oldestEventAt = oldest.value_or(0);
    return {};
}

/// The newest ticket of the suites in question.
Result<void> addTicket(store::Connection& db, const QString& suiteId, Overview& overview)
{
    KFDESK_TRY(const auto components, store::ComponentRepository(db).summaries());
    for (const auto& component : components) {
        if (!suiteId.isEmpty() && component.suiteId != suiteId)
            continue;
        KFDESK_TRY(const auto times, store::TokenRepository::ticketTimes(db, component.suiteId));
        const qint64 receivedAt = times ? times->first : 0;
        overview.quietestTicketAt = overview.suites == 0 ? receivedAt : std::min(overview.quietestTicketAt, receivedAt);
        ++overview.suites;
        if (times && times->first > overview.ticketReceivedAt) {
            overview.ticketReceivedAt = times->first;
            overview.ticketValidUntil = times->second;
        }
    }
    return {};
}

void addHolder(const QString& directory, Overview& overview)
{
    const auto held = store::Lease::current(directory);
    if (!held)
        return;
    overview.holder = held->name;
    overview.listeningSince = held->since;
}

} // namespace

Result<Overview> StatusService::overview(const QString& suiteId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    Overview overview;
    KFDESK_TRY(const auto corps, store::CorpRepository(*db).totals(suiteId));
    overview.corps = corps.corps;
    overview.lastSyncAt = corps.newestSync;
    KFDESK_TRY(const auto placements, store::PlacementRepository(*db).list(suiteId));
    overview.placements = static_cast<int>(
        std::count_if(placements.begin(), placements.end(), [](const auto& p) { return p.archivedAt == 0; }));
    KFDESK_TRY(overview.links, store::LinkRepository(*db).count(suiteId));
    KFDESK_CHECK(addEvents(*db, suiteId, m_context.clock().nowMs(), overview));
    KFDESK_CHECK(addTicket(*db, suiteId, overview));
    KFDESK_TRY(overview.record, readListenerRecord(*db));
    addHolder(m_context.directory(), overview);
    overview.trouble = trouble();
    return overview;
}

Result<Overview> StatusService::hearing()
{
    KFDESK_TRY(auto* db, m_context.connection());
    Overview overview;
    KFDESK_CHECK(addTicket(*db, {}, overview));
    addHolder(m_context.directory(), overview);
    return overview;
}

std::optional<QString> StatusService::holder() const
{
    return store::Lease::holder(m_context.directory());
}

std::optional<StoreTrouble> StatusService::trouble() const
{
    const auto note = store::Lease::note(m_context.directory());
    return note ? troubleFromNote(*note, m_context.database().path()) : std::nullopt;
}

} // namespace kfdesk::service
