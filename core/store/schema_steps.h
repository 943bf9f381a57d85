#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <QString>

#include <vector>

namespace kfdesk::store {

/// One numbered file of resources/sql/sqlite.
struct SchemaStep
{
    int version = 0;
    QString name; ///< "0001_initial"
    QString sql;
};

/// The steps inside this program, in order of their numbers.
const std::vector<SchemaStep>& embeddedSteps();

/// What Migrator::migrate() does, with the steps given: tests bring their own.
Result<void> applySteps(Connection& connection, const std::vector<SchemaStep>& steps, const QString& backupDir,
                        const Clock& clock);

} // namespace kfdesk::store
