#include "core/service/placement_service.h"

#include "core/service/link_keys.h"
#include "core/store/component_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/placement_repository.h"
#include "core/wecom/auth_link.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr int longestPlacementName = 100;
constexpr int longestPlacementNote = 2000;

Error placementNotFound()
{
    return makeError(ErrorKind::NotFound, QStringLiteral("placement.not_found"));
}

Result<void> requireFree(store::PlacementRepository& placements, const QString& suiteId, const QString& state)
{
    KFDESK_TRY(const auto other, placements.findByState(suiteId, state));
    if (other)
        return fail(makeError(ErrorKind::Input, QStringLiteral("placement.state_taken"), {},
                              {{QStringLiteral("state"), state}}));
    return {};
}

/// Adds one placement inside the caller's unit.
Result<model::Placement> addTo(UnitOfWork& unit, model::Placement placement)
{
    store::PlacementRepository placements(unit.db());
    KFDESK_CHECK(requireFree(placements, placement.suiteId, placement.state));
    KFDESK_TRY(placement.id, placements.insert(placement));
    unit.changed(model::ChangeKind::Placement, placement.id);
    return placement;
}

} // namespace

Result<void> PlacementService::checkName(const QString& name)
{
    if (name.isEmpty() || name.size() > longestPlacementName)
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.placement_name")));
    return {};
}

Result<void> PlacementService::checkState(const QString& state)
{
    return wecom::checkState(state);
}

Result<void> PlacementService::checkNote(const QString& note)
{
    if (note.size() > longestPlacementNote)
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.note")));
    return {};
}

QString PlacementService::newState()
{
    return wecom::newState();
}

Result<std::vector<model::Placement>> PlacementService::list(const QString& suiteId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(auto placements, store::PlacementRepository(*db).list(suiteId));
    std::stable_partition(placements.begin(), placements.end(),
                          [](const model::Placement& placement) { return placement.archivedAt == 0; });
    return placements;
}

Result<model::Placement> PlacementService::add(const QString& suiteId, const QString& name, const QString& state,
                                               bool single)
{
    model::Placement placement;
    placement.suiteId = suiteId;
    placement.name = name.trimmed();
    placement.state = state.isEmpty() ? newState() : state;
    placement.single = single;
    placement.createdAt = m_context.clock().nowMs();
    KFDESK_CHECK(checkName(placement.name));
    KFDESK_CHECK(checkState(placement.state));
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(placement, addTo(unit, placement));
    KFDESK_CHECK(unit.commit());
    // Corps may have come with this state before it had a name.
    if (!state.isEmpty())
        KFDESK_CHECK(refreshLinkKeys(m_context, suiteId, {placement.state}));
    return placement;
}

Result<std::vector<model::Placement>> PlacementService::addMany(const QString& suiteId, const QStringList& names,
                                                                bool single)
{
    std::vector<model::Placement> placements;
    for (const QString& name : names) {
        model::Placement placement;
        placement.suiteId = suiteId;
        placement.name = name.trimmed();
        placement.state = wecom::newState();
        placement.single = single;
        placement.createdAt = m_context.clock().nowMs();
        KFDESK_CHECK(checkName(placement.name));
        placements.push_back(std::move(placement));
    }
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    for (model::Placement& placement : placements) {
        KFDESK_TRY(placement, addTo(unit, placement));
    }
    KFDESK_CHECK(unit.commit());
    return placements;
}

Result<void> PlacementService::update(const model::Placement& placement)
{
    model::Placement next = placement;
    next.name = placement.name.trimmed();
    KFDESK_CHECK(checkName(next.name));
    KFDESK_CHECK(checkState(next.state));
    KFDESK_CHECK(checkNote(next.note));

    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    store::PlacementRepository placements(unit.db());
    KFDESK_TRY(const auto before, placements.find(placement.id));
    if (!before)
        return fail(placementNotFound());
    if (before->state != next.state) {
        KFDESK_TRY(const auto used, store::EventRepository(unit.db()).sessions(before->suiteId, before->state, 1));
        if (!used.empty())
            return fail(makeError(ErrorKind::Input, QStringLiteral("placement.state_used")));
        KFDESK_CHECK(requireFree(placements, before->suiteId, next.state));
    }
    next.archivedAt = before->archivedAt;
    KFDESK_CHECK(placements.update(next));
    unit.changed(model::ChangeKind::Placement, next.id);
    KFDESK_CHECK(unit.commit());
    if (before->name == next.name && before->state == next.state)
        return {};
    return refreshLinkKeys(m_context, before->suiteId, {before->state, next.state});
}

Result<void> PlacementService::setArchived(qint64 id, bool archived)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    store::PlacementRepository placements(unit.db());
    KFDESK_TRY(auto placement, placements.find(id));
    if (!placement)
        return fail(placementNotFound());
    placement->archivedAt = archived ? m_context.clock().nowMs() : 0;
    KFDESK_CHECK(placements.update(*placement));
    unit.changed(model::ChangeKind::Placement, id);
    return unit.commit();
}

Result<QString> PlacementService::authLink(const QString& suiteId, const QString& state, bool single)
{
    if (!state.isEmpty())
        KFDESK_CHECK(checkState(state));
    KFDESK_TRY(const auto* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto component, store::ComponentRepository(*db).find(*vault, suiteId));
    return wecom::toUrl({component.authBase, component.suiteId, state, single});
}

Result<std::vector<MerchantSession>> PlacementService::sessions(const model::Placement& placement, int limit)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto events, store::EventRepository(*db).sessions(placement.suiteId, placement.state, limit));
    std::vector<MerchantSession> sessions;
    for (const model::Event& event : events) {
        MerchantSession session{event, {}, 0};
        KFDESK_TRY(const auto corp, store::CorpRepository(*db).find(event.corpId));
        if (corp) {
            session.corpName = corp->name;
            session.linkCount = corp->linkCount;
        }
        sessions.push_back(std::move(session));
    }
    return sessions;
}

} // namespace kfdesk::service
