#include "core/store/migrator.h"

#include "core/store/rows.h"
#include "core/store/schema_steps.h"

namespace kfdesk::store {

Result<void> Migrator::migrate(Connection& connection, const QString& backupDir, const Clock& clock)
{
    return applySteps(connection, embeddedSteps(), backupDir, clock);
}

int Migrator::newestVersion()
{
    return embeddedSteps().empty() ? 0 : embeddedSteps().back().version;
}

Result<int> Migrator::currentVersion(Connection& connection)
{
    // Not cached: a statement prepared before the table existed would only fail once.
    KFDESK_TRY(Statement exists, connection.prepare(QStringLiteral(
                                     "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'")));
    KFDESK_CHECK(exists.exec());
    KFDESK_TRY(const auto found, readOne(exists, firstInteger));
    if (!found)
        return 0;
    KFDESK_TRY(Statement newest, connection.prepare(QStringLiteral("SELECT max(version) FROM schema_version")));
    KFDESK_CHECK(newest.exec());
    KFDESK_TRY(const auto version, readOne(newest, firstInteger));
    return static_cast<int>(version.value_or(0));
}

Result<void> Migrator::requireCurrent(Connection& connection)
{
    KFDESK_TRY(const int have, currentVersion(connection));
    const int want = newestVersion();
    if (have == want)
        return {};
    return fail(makeError(
        ErrorKind::Store, have > want ? QStringLiteral("store.newer_schema") : QStringLiteral("store.older_schema"), {},
        {{QStringLiteral("have"), QString::number(have)}, {QStringLiteral("want"), QString::number(want)}}));
}

} // namespace kfdesk::store
