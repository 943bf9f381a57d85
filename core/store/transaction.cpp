#include "core/store/busy_wait.h"
#include "core/store/database.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace kfdesk::store {

namespace {

/// Prepared once: a group of callbacks would pay more for these words than for a row.
Result<void> say(Connection& connection, const QString& words)
{
    KFDESK_TRY(Statement * statement, connection.cached(words));
    return statement->exec();
}

} // namespace

WriteTransaction::WriteTransaction(Connection& connection, WriteTurns::Turn turn)
    : m_turn(std::move(turn))
    , m_connection(&connection)
{}

WriteTransaction::WriteTransaction(WriteTransaction&& other) noexcept
    : m_turn(std::move(other.m_turn))
    , m_connection(std::exchange(other.m_connection, nullptr))
{}

WriteTransaction::~WriteTransaction()
{
    // SQLite has rolled back by itself after some errors; then this one fails, and nothing is left to do.
    if (m_connection)
        static_cast<void>(m_connection->exec(QStringLiteral("ROLLBACK")));
}

Result<WriteTransaction> WriteTransaction::begin(Connection& connection)
{
    QElapsedTimer waiting;
    waiting.start();
    auto turn = connection.turnToWrite();
    if (!turn)
        return fail(makeError(ErrorKind::Busy, QStringLiteral("store.busy")));
    BusyWait rest(connection);
    if (waiting.elapsed() > 0)
        KFDESK_CHECK(rest.begin(std::max(1, connection.busyTimeout() - static_cast<int>(waiting.elapsed()))));
    // IMMEDIATE waits for the lock here; a deferred transaction that upgrades later fails at once (measured).
    KFDESK_CHECK(say(connection, QStringLiteral("BEGIN IMMEDIATE")));
    return WriteTransaction(connection, *std::move(turn));
}

Result<void> WriteTransaction::commit()
{
    KFDESK_CHECK(say(*m_connection, QStringLiteral("COMMIT")));
    m_connection = nullptr;
    const WriteTurns::Turn over = std::move(m_turn); // others need not wait for this object's end
    return {};
}

ReadSnapshot::ReadSnapshot(Connection& connection)
    : m_connection(&connection)
{}

ReadSnapshot::ReadSnapshot(ReadSnapshot&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{}

ReadSnapshot::~ReadSnapshot()
{
    if (m_connection)
        static_cast<void>(m_connection->exec(QStringLiteral("ROLLBACK")));
}

Result<ReadSnapshot> ReadSnapshot::begin(Connection& connection)
{
    KFDESK_CHECK(connection.exec(QStringLiteral("BEGIN DEFERRED")));
    return ReadSnapshot(connection);
}

} // namespace kfdesk::store
