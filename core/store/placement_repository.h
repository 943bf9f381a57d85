#pragma once

#include "core/base/result.h"
#include "core/model/placement.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace kfdesk::store {

class PlacementRepository
{
public:
    explicit PlacementRepository(Connection& connection)
        : m_db(connection)
    {}

    /// With Placement::corps filled; `suiteId` "" = all suites; newest first.
    Result<std::vector<model::Placement>> list(const QString& suiteId);
    Result<std::optional<model::Placement>> find(qint64 id);
    Result<std::optional<model::Placement>> findByState(const QString& suiteId, const QString& state);
    Result<qint64> insert(const model::Placement& placement);
    /// Name, state, single, note, archivedAt.
    Result<void> update(const model::Placement& placement);

private:
    Connection& m_db;
};

} // namespace kfdesk::store
