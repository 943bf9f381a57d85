#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

namespace kfdesk::store {

/// Schema steps are the files :/sql/sqlite/NNNN_name.sql: one transaction each, recorded in schema_version, resumable.
class Migrator
{
public:
    /// Brings the file to the newest schema. A step on a file that holds data is preceded by `VACUUM INTO` a file in
    /// `backupDir`. Errors: those of Connection; "store.newer_schema" (args have, want) before anything is touched;
    /// "store.migration" (arg step).
    static Result<void> migrate(Connection& connection, const QString& backupDir, const Clock& clock);
    /// Newest step this program knows.
    static int newestVersion();
    /// Version of the file; 0 for an empty one.
    static Result<int> currentVersion(Connection& connection);
    /// Refuses a file this program cannot read as it is: "store.newer_schema", "store.older_schema".
    static Result<void> requireCurrent(Connection& connection);
};

} // namespace kfdesk::store
