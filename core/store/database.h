#pragma once

#include "core/base/result.h"
#include "core/store/write_turns.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>
#include <vector>

namespace kfdesk::store {

class Connection;

enum class OpenMode {
    ReadWrite, ///< creates the file (0600) when it is absent
    ReadOnly,  ///< reads a file that another process may be writing
};

/// One SQLite file: WAL (read back), synchronous=FULL, foreign_keys, secure_delete=ON, temp_store=MEMORY.
///
/// Thread-safe handle. Each thread gets a connection of its own, opened at first use; a connection never leaves its
/// thread, which closes it when it ends, or by closeConnection(). A thread that outlives the Database closes it then,
/// or with the next Database that it opens. Asserts mayBlock().
class Database
{
public:
    /// Opens and checks the file without migrating it. The file and its -wal and -shm are kept at mode 0600. Errors
    /// (arg path): "store.open" (absent or not accessible), "store.not_a_database", "store.corrupt", "store.no_wal",
    /// "store.read_only" (file or folder cannot be written, or a read-only disk), "store.disk_full".
    static Result<std::unique_ptr<Database>> open(const QString& path, OpenMode mode = OpenMode::ReadWrite);
    ~Database(); ///< closes the calling thread's connection; nobody else is using the Database any more

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// The calling thread's connection; valid until it is closed. Errors as those of open().
    Result<Connection*> connection();
    /// Closes the calling thread's connection; the next call of connection() opens a new one. For a thread that has no
    /// statement or transaction of it any more: after trouble with the disk, or when it will not come back for long.
    void closeConnection();
    QString path() const;
    OpenMode mode() const;

private:
    explicit Database(QString path, OpenMode mode);
    struct Private;
    std::unique_ptr<Private> d;
};

/// A prepared statement. Forward-only; values are bound by position. Bound values never reach an Error or a log.
///
/// Dies before its connection, on the same thread. Errors as those of Connection.
class Statement
{
public:
    /// The next `?`: a QByteArray is a BLOB, an invalid QVariant NULL; a null QString is the empty text.
    Statement& bind(const QVariant& value);
    Result<void> exec(); ///< runs; may be bound and run again
    bool next();         ///< the next row; false at the end, or when reading failed: see end()
    /// After next() said false: whether the rows ended or an error ended them.
    Result<void> end() const;
    qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    QString text(int column) const { return m_query.value(column).toString(); }
    QByteArray blob(int column) const { return m_query.value(column).toByteArray(); }
    qint64 changes() const { return m_query.numRowsAffected(); }
    qint64 insertId() const { return m_query.lastInsertId().toLongLong(); }
    /// Ends the statement's snapshot; call it when rows are left unread.
    void finish() { m_query.finish(); }

private:
    friend class Connection;
    explicit Statement(QSqlQuery query)
        : m_query(std::move(query))
    {}
    QSqlQuery m_query;
    int m_bound = 0;
    /// As they were bound last: what stays the same need not be bound again, which costs Qt more than to compare.
    std::vector<QVariant> m_values;
};

/// What had been written when a transaction of a connection began: see Connection::standpoint().
struct Standpoint
{
    quint64 connection = 0;   ///< unique in this process
    qint64 dataVersion = 0;   ///< what other connections have committed
    quint64 transactions = 0; ///< those that this connection has begun

    /// Whether nothing was written since `before` but by the transaction that began there.
    bool isNextAfter(const Standpoint& before) const
    {
        return connection == before.connection && dataVersion == before.dataVersion &&
               transactions == before.transactions + 1;
    }
};

/// One thread's connection. Errors of all functions: "store.busy" (kind Busy: locked beyond the timeout),
/// "store.disk_full", "store.read_only", "store.io", "store.corrupt", "store.constraint" (kind Internal), "store.sql".
class Connection
{
public:
    Result<Statement> prepare(const QString& sql);
    /// Runs statements without parameters.
    Result<void> exec(const QString& sql);
    /// Prepared once and kept for this connection: for statements that run often. Finished before it is handed out
    /// again, so it must not be in use when a callback may reach the same text.
    Result<Statement*> cached(const QString& sql);
    /// Lock waiting of this connection; 5000 ms unless told.
    Result<void> setBusyTimeout(int ms);
    int busyTimeout() const; ///< ms
    /// For the one connection that writes all the time: the pages it comes back to stay in memory, and its commits
    /// leave copying the log to a BackgroundCheckpoint until the log is long. Once is enough; again costs nothing.
    Result<void> tuneForSteadyWriting();
    /// How urgent its turns to write are; Usual unless told.
    void setUrgency(WriteTurns::Urgency urgency);
    /// The turn to write among the connections of this Database; no value when it does not come within the busy
    /// timeout.
    std::optional<WriteTurns::Turn> turnToWrite();
    /// SQLite's data_version: differs after another connection committed.
    Result<qint64> dataVersion();
    /// Within a WriteTransaction: for what one kind of transaction keeps in memory until its next. Own writes outside
    /// of a WriteTransaction are not counted.
    Result<Standpoint> standpoint();

    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

private:
    friend class Database;
    explicit Connection(std::shared_ptr<WriteTurns> turns);
    Result<void> open(const QString& path, OpenMode mode);
    struct Private;
    std::unique_ptr<Private> d;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when destroyed without commit. Keep it below 50 ms of work; write in chunks.
/// Waits for the turn among the threads of this process and for the locks of others, together at most as long as the
/// connection's busy timeout. One at a time in a thread: a second one would wait for the first.
class WriteTransaction
{
public:
    static Result<WriteTransaction> begin(Connection& connection);
    WriteTransaction(WriteTransaction&& other) noexcept;
    WriteTransaction& operator=(WriteTransaction&&) = delete;
    ~WriteTransaction();

    Result<void> commit();

private:
    WriteTransaction(Connection& connection, WriteTurns::Turn turn);
    WriteTurns::Turn m_turn; ///< ends after the rollback
    Connection* m_connection;
};

/// A consistent view over several reads (BEGIN DEFERRED, ended by destruction). Keep it below one second.
class ReadSnapshot
{
public:
    static Result<ReadSnapshot> begin(Connection& connection);
    ReadSnapshot(ReadSnapshot&& other) noexcept;
    ReadSnapshot& operator=(ReadSnapshot&&) = delete;
    ~ReadSnapshot();

private:
    explicit ReadSnapshot(Connection& connection);
    Connection* m_connection;
};

} // namespace kfdesk::store
