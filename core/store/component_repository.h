#pragma once

#include "core/base/result.h"
#include "core/model/component.h"
#include "core/store/database.h"
#include "core/store/vault.h"

#include <vector>

namespace kfdesk::store {

/// Components: suite_id and name in plain columns, the whole configuration sealed. Writers run inside the caller's
/// transaction, here and in all repositories.
class ComponentRepository
{
public:
    explicit ComponentRepository(Connection& connection)
        : m_db(connection)
    {}

    Result<std::vector<model::ComponentSummary>> summaries();
    Result<std::vector<model::Component>> all(const Vault& vault);
    /// Error "component.not_found" (arg suite_id).
    Result<model::Component> find(const Vault& vault, const QString& suiteId);
    Result<qint64> insert(const Vault& vault, const model::Component& component, qint64 nowMs);
    Result<void> update(const Vault& vault, const model::Component& component, qint64 nowMs);

private:
    Connection& m_db;
};

} // namespace kfdesk::store
