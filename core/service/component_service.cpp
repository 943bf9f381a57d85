#include "core/service/component_service.h"

#include "core/service/error_text.h"
#include "core/service/token_store.h"
#include "core/store/component_repository.h"
#include "core/store/token_repository.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

Error componentNotFound(const QString& suiteId)
{
    return makeError(ErrorKind::NotFound, QStringLiteral("component.not_found"), {},
                     {{QStringLiteral("suite_id"), suiteId}});
}

Error invalid(const std::vector<FieldFault>& faults)
{
    QStringList words;
    for (const FieldFault& fault : faults)
        words.append(fault.field + QStringLiteral(": ") + describe(fault.error).title);
    return makeError(ErrorKind::Input, QStringLiteral("component.invalid"), {},
                     {{QStringLiteral("faults"), words.join(QStringLiteral("; "))}});
}

Result<std::optional<model::ComponentSummary>> findSummary(store::Connection& db, const QString& suiteId)
{
    KFDESK_TRY(const auto all, store::ComponentRepository(db).summaries());
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const model::ComponentSummary& summary) { return summary.suiteId == suiteId; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

bool isTicket(const Secret& ticket)
{
    constexpr int longestTicket = 512;
    const auto bytes = ticket.view();
    return !ticket.isEmpty() && ticket.size() <= longestTicket && std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return c > ' ' && c < 0x7f && c != '<' && c != '>'; // those come with the XML around it
    });
}

} // namespace

Result<void> ComponentService::require(const model::Component& component, bool sandbox)
{
    const auto faults = check(component, sandbox);
    if (faults.empty())
        return {};
    // A component of the other kind is good in itself: say what is really wrong, not that its address is.
    if (check(component, !sandbox).empty())
        return fail(makeError(ErrorKind::Input, QStringLiteral("component.mixed")));
    return fail(invalid(faults));
}

Result<std::vector<model::ComponentSummary>> ComponentService::list()
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::ComponentRepository(*db).summaries();
}

Result<model::Component> ComponentService::find(const QString& suiteId)
{
    KFDESK_TRY(const auto* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    return store::ComponentRepository(*db).find(*vault, suiteId);
}

Result<model::ComponentSummary> ComponentService::resolve(const QString& suiteId)
{
    KFDESK_TRY(const auto all, list());
    if (all.empty())
        return fail(makeError(ErrorKind::Config, QStringLiteral("component.none")));
    if (suiteId.isEmpty()) {
        if (all.size() == 1)
            return all.front();
        QStringList ids;
        for (const auto& summary : all)
            ids.append(summary.suiteId);
        return fail(makeError(ErrorKind::Input, QStringLiteral("component.ambiguous"), {},
                              {{QStringLiteral("suites"), ids.join(QStringLiteral(", "))}}));
    }
    for (const auto& summary : all) {
        if (summary.suiteId == suiteId)
            return summary;
    }
    return fail(componentNotFound(suiteId));
}

Result<qint64> ComponentService::add(const model::Component& component)
{
    KFDESK_CHECK(require(component, m_context.isSandbox()));
    KFDESK_TRY(const auto* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const auto existing, findSummary(unit.db(), component.suiteId));
    if (existing)
        return fail(makeError(ErrorKind::Input, QStringLiteral("component.exists"), {},
                              {{QStringLiteral("suite_id"), component.suiteId}}));
    KFDESK_TRY(const qint64 id,
               store::ComponentRepository(unit.db()).insert(*vault, component, m_context.clock().nowMs()));
    unit.changed(model::ChangeKind::Component, id);
    KFDESK_CHECK(unit.commit());
    return id;
}

Result<void> ComponentService::update(const model::Component& component)
{
    KFDESK_CHECK(require(component, m_context.isSandbox()));
    KFDESK_TRY(const auto* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const auto existing, findSummary(unit.db(), component.suiteId));
    if (!existing)
        return fail(componentNotFound(component.suiteId));
    model::Component next = component;
    next.id = existing->id;
    KFDESK_CHECK(store::ComponentRepository(unit.db()).update(*vault, next, m_context.clock().nowMs()));
    unit.changed(model::ChangeKind::Component, existing->id);
    return unit.commit();
}

Result<TicketState> ComponentService::ticket(const QString& suiteId)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto times, store::TokenRepository::ticketTimes(*db, suiteId));
    return times ? TicketState{times->first, times->second} : TicketState{};
}

Result<void> ComponentService::setTicket(const QString& suiteId, const Secret& ticket)
{
    if (!isTicket(ticket))
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.ticket")));
    KFDESK_TRY(const auto* vault, m_context.vault());
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(const auto existing, findSummary(unit.db(), suiteId));
    if (!existing)
        return fail(componentNotFound(suiteId));
    const qint64 now = m_context.clock().nowMs();
    store::TokenRow row;
    row.value = ticket;
    row.obtainedAt = now;
    row.expiresAt = now + ticketLifeMs;
    row.eventTime = now / 1000; // a push that WeCom sends later replaces it
    KFDESK_CHECK(store::TokenRepository(unit.db(), *vault).put(store::TokenKind::SuiteTicket, suiteId, {}, row));
    unit.changed(model::ChangeKind::Ticket, existing->id);
    return unit.commit();
}

} // namespace kfdesk::service
