#include "core/store/checkpoint.h"

#include "core/store/busy_wait.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

/// One checkpoint: true when somebody was in the way.
Result<bool> isHeldUp(Connection& connection, const QString& mode)
{
    KFDESK_TRY(Statement pragma, connection.prepare(QStringLiteral("PRAGMA wal_checkpoint(%1)").arg(mode)));
    KFDESK_CHECK(pragma.exec());
    KFDESK_TRY(const auto busy, readOne(pragma, firstInteger));
    return busy.value_or(0) != 0;
}

} // namespace

Result<Checkpointed> checkpoint(Connection& connection)
{
    BusyWait wait(connection);
    KFDESK_CHECK(wait.begin(checkpointWaitMs));
    KFDESK_CHECK(isHeldUp(connection, QStringLiteral("PASSIVE")));
    const auto turn = connection.turnToWrite();
    if (!turn)
        return Checkpointed::NotNow;
    KFDESK_TRY(const bool heldUp, isHeldUp(connection, QStringLiteral("TRUNCATE")));
    return heldUp ? Checkpointed::NotNow : Checkpointed::Done;
}

} // namespace kfdesk::store
