#pragma once

#include "core/base/result.h"
#include "core/model/component.h"
#include "core/store/database.h"
#include "core/store/vault.h"

#include <vector>

namespace kfdesk::store {

/// Components: suite_id and name in plain columns, the whole configuration sealed. Writers run inside the caller's
/// transaction, here and in all repositories; several statements make one write, so always begin one.
///
/// Errors here and in all repositories: those of Connection; where a Vault is given also those of Vault::open().
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
    /// Returns the id; a suite that is there already is "store.constraint".
    Result<qint64> insert(const Vault& vault, const model::Component& component, qint64 nowMs);
    /// The row of component.suiteId. Error "component.not_found" (arg suite_id).
    Result<void> update(const Vault& vault, const model::Component& component, qint64 nowMs);

private:
    Connection& m_db;
};

} // namespace kfdesk::store
