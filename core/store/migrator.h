#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

namespace kfdesk::store {

/// Schema steps are the files :/sql/sqlite/NNNN_name.sql: one transaction each, recorded in schema_version, resumable.
class Migrator
{
public:
    /// Brings the file to the newest schema. Steps on a file that holds data are preceded by one `VACUUM INTO`
    /// `backupDir`/before-NNNN-<utc>.sqlite (0600; the folder is made, 0700). Errors: those of Connection;
    /// "store.newer_schema" (args have, want) and "store.not_a_database" (tables of another program) before anything is
    /// touched; "store.migration" (arg step); "store.backup" (arg path). Not inside a transaction.
    static Result<void> migrate(Connection& connection, const QString& backupDir, const Clock& clock);
    /// Newest step this program knows.
    static int newestVersion();
    /// Version of the file; 0 for an empty one.
    static Result<int> currentVersion(Connection& connection);
    /// Refuses a file this program cannot read as it is: "store.newer_schema", "store.older_schema".
    static Result<void> requireCurrent(Connection& connection);
};

} // namespace kfdesk::store
