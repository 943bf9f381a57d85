#pragma once

#include "core/base/result.h"
#include "core/model/event.h"
#include "core/model/placement.h"
#include "core/service/context.h"

#include <vector>

namespace kfdesk::service {

/// One merchant session of a placement: an authorisation on its way from the callback to ready links.
struct MerchantSession
{
    model::Event event; ///< received, exchanged, accounts, links: its times; deadline; error
    QString corpName;   ///< empty before the exchange and after a purge
    int linkCount = 0;
};

/// Placements (接入位置) and their invitation links.
class PlacementService
{
public:
    explicit PlacementService(Context& context)
        : m_context(context)
    {}

    // What may be typed, for checks while typing; add() and update() check the same.
    static Result<void> checkName(const QString& name);   ///< "input.placement_name"
    static Result<void> checkState(const QString& state); ///< "input.state"
    static Result<void> checkNote(const QString& note);   ///< "input.note"
    static QString newState();                            ///< 12 random alphanumerics

    /// Not archived ones first, newest first.
    Result<std::vector<model::Placement>> list(const QString& suiteId);
    /// `state` "" = a new one of 12 alphanumerics. Errors "input.placement_name" (1–100 characters), "input.state",
    /// "placement.state_taken" (arg state).
    Result<model::Placement> add(const QString& suiteId, const QString& name, const QString& state, bool single);
    /// One placement a line; nothing is added when one of them is wrong.
    Result<std::vector<model::Placement>> addMany(const QString& suiteId, const QStringList& names, bool single);
    /// Name, note (≤ 2000 characters, "input.note"), single; the state only while no event carries it
    /// ("placement.state_used"). Error "placement.not_found", here and below.
    Result<void> update(const model::Placement& placement);
    Result<void> setArchived(qint64 id, bool archived);

    /// The URL merchants open. `state` may be any valid state, or "" for none.
    Result<QString> authLink(const QString& suiteId, const QString& state, bool single);
    /// Newest first.
    Result<std::vector<MerchantSession>> sessions(const model::Placement& placement, int limit = 20);

private:
    Context& m_context;
};

} // namespace kfdesk::service
