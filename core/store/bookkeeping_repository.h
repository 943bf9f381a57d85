#pragma once

#include "core/base/result.h"
#include "core/model/change.h"
#include "core/store/database.h"

#include <QString>

#include <optional>
#include <vector>

namespace kfdesk::store {

/// Settings of the workspace (no secrets): key → text.
class SettingRepository
{
public:
    explicit SettingRepository(Connection& connection)
        : m_db(connection)
    {}
    Result<std::optional<QString>> value(const QString& key);
    Result<void> setValue(const QString& key, const QString& value);

private:
    Connection& m_db;
};

/// The announcement table: what changed, for other processes on the same workspace.
class ChangeRepository
{
public:
    explicit ChangeRepository(Connection& connection)
        : m_db(connection)
    {}
    Result<void> append(const model::Change& change);
    /// Changes after `seq`, which is moved to the newest. A gap (pruned rows) shows as {kind, 0} of every kind.
    Result<std::vector<model::Change>> since(qint64& seq);
    Result<qint64> newest();
    Result<void> prune(qint64 keep);

private:
    Connection& m_db;
};

/// What a client of the lease holder asks it to do; picked up through the change table.
struct WorkRequest
{
    qint64 id = 0;
    QString kind;       ///< "sync_corp", "retry_event", "purge_corp", "verify_purges"
    qint64 localId = 0; ///< Corp::id or Event::id
    qint64 createdAt = 0;
};

class WorkRequestRepository
{
public:
    explicit WorkRequestRepository(Connection& connection)
        : m_db(connection)
    {}
    Result<void> add(const QString& kind, qint64 localId, qint64 nowMs);
    Result<bool> any();
    Result<std::vector<WorkRequest>> take(int limit); ///< reads and deletes

private:
    Connection& m_db;
};

} // namespace kfdesk::store
