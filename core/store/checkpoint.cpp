#include "core/store/checkpoint.h"

#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

/// While it lives, the connection waits briefly.
class BriefWait
{
public:
    explicit BriefWait(Connection& connection)
        : m_connection(connection)
        , m_before(connection.busyTimeout())
    {}
    ~BriefWait() { static_cast<void>(m_connection.setBusyTimeout(m_before)); }
    BriefWait(const BriefWait&) = delete;
    BriefWait& operator=(const BriefWait&) = delete;

    Result<void> begin() { return m_connection.setBusyTimeout(checkpointWaitMs); }

private:
    Connection& m_connection;
    int m_before;
};

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
    BriefWait wait(connection);
    KFDESK_CHECK(wait.begin());
    KFDESK_CHECK(isHeldUp(connection, QStringLiteral("PASSIVE")));
    KFDESK_TRY(const bool heldUp, isHeldUp(connection, QStringLiteral("TRUNCATE")));
    return heldUp ? Checkpointed::NotNow : Checkpointed::Done;
}

} // namespace kfdesk::store
