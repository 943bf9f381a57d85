#include "core/base/blocking.h"
#include "core/store/database.h"
#include "core/store/sql_error.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <atomic>
#include <unordered_map>

namespace kfdesk::store {

namespace {

constexpr int usualBusyTimeoutMs = 5000;

quint64 newConnectionNumber()
{
    static std::atomic<quint64> counter = 0;
    return ++counter;
}

} // namespace

struct Connection::Private
{
    std::shared_ptr<WriteTurns> turns;
    const quint64 number = newConnectionNumber();
    /// QSqlDatabase looks connections up by name across all threads of the process.
    const QString name = QStringLiteral("kfdesk-%1").arg(number);
    QSqlDatabase database;
    int busyTimeoutMs = usualBusyTimeoutMs;
    bool writesSteadily = false;
    WriteTurns::Urgency urgency = WriteTurns::Urgency::Usual;
    quint64 transactions = 0; ///< begun, or tried to
    std::unordered_map<QString, Statement> cached;
};

Connection::Connection(std::shared_ptr<WriteTurns> turns)
    : d(std::make_unique<Private>())
{
    d->turns = std::move(turns);
}

Connection::~Connection()
{
    // Queries, then the handle, then the name: removeDatabase() complains about anything that is still alive.
    d->cached.clear();
    d->database.close();
    d->database = {};
    QSqlDatabase::removeDatabase(d->name);
}

Result<void> Connection::open(const QString& path, OpenMode mode)
{
    d->database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), d->name);
    d->database.setDatabaseName(path);
    const QString readOnly = mode == OpenMode::ReadOnly ? QStringLiteral("QSQLITE_OPEN_READONLY;") : QString();
    d->database.setConnectOptions(readOnly + QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(usualBusyTimeoutMs));
    if (!d->database.open())
        return fail(toError(d->database.lastError()));

    // Setting the mode it has already changes nothing; a file that cannot be WAL answers with another mode.
    KFDESK_TRY(Statement journal, prepare(mode == OpenMode::ReadOnly ? QStringLiteral("PRAGMA journal_mode")
                                                                     : QStringLiteral("PRAGMA journal_mode = WAL")));
    KFDESK_CHECK(journal.exec());
    const QString journalMode = journal.next() ? journal.text(0) : QString();
    journal.finish();
    if (journalMode != QLatin1String("wal"))
        return fail(makeError(ErrorKind::Store, QStringLiteral("store.no_wal"), journalMode));

    KFDESK_CHECK(exec(QStringLiteral("PRAGMA synchronous = FULL")));
    KFDESK_CHECK(exec(QStringLiteral("PRAGMA foreign_keys = ON")));
    KFDESK_CHECK(exec(QStringLiteral("PRAGMA secure_delete = ON")));
    KFDESK_CHECK(exec(QStringLiteral("PRAGMA temp_store = MEMORY")));
    // Reads the schema, so that a damaged file is refused here and not in the middle of some page.
    return exec(QStringLiteral("SELECT count(*) FROM sqlite_schema"));
}

Result<Statement> Connection::prepare(const QString& sql)
{
    Q_ASSERT_X(mayBlock(), "Connection::prepare", "the GUI thread never waits for the disk");
    QSqlQuery query(d->database);
    query.setForwardOnly(true); // otherwise Qt keeps every row it has read
    if (!query.prepare(sql))
        return fail(toError(query.lastError()));
    return Statement(std::move(query));
}

Result<void> Connection::exec(const QString& sql)
{
    KFDESK_TRY(Statement statement, prepare(sql));
    return statement.exec();
}

Result<Statement*> Connection::cached(const QString& sql)
{
    if (const auto found = d->cached.find(sql); found != d->cached.end()) {
        found->second.finish();
        found->second.m_bound = 0;
        return &found->second;
    }
    KFDESK_TRY(Statement statement, prepare(sql));
    return &d->cached.emplace(sql, std::move(statement)).first->second;
}

Result<void> Connection::setBusyTimeout(int ms)
{
    if (ms == d->busyTimeoutMs)
        return {};
    KFDESK_CHECK(exec(QStringLiteral("PRAGMA busy_timeout = %1").arg(ms)));
    d->busyTimeoutMs = ms;
    return {};
}

int Connection::busyTimeout() const
{
    return d->busyTimeoutMs;
}

Result<void> Connection::tuneForSteadyWriting()
{
    if (d->writesSteadily)
        return {};
    // 16 MiB hold the index pages of some thousand corps; 64 MiB of log are copied in the time of an answer.
    KFDESK_CHECK(exec(QStringLiteral("PRAGMA cache_size = -16384")));
    KFDESK_CHECK(exec(QStringLiteral("PRAGMA wal_autocheckpoint = 16384")));
    d->writesSteadily = true;
    return {};
}

void Connection::setUrgency(WriteTurns::Urgency urgency)
{
    d->urgency = urgency;
}

std::optional<WriteTurns::Turn> Connection::turnToWrite()
{
    ++d->transactions;
    return d->turns->take(d->urgency, std::chrono::milliseconds(d->busyTimeoutMs));
}

Result<qint64> Connection::dataVersion()
{
    KFDESK_TRY(Statement * statement, cached(QStringLiteral("PRAGMA data_version")));
    KFDESK_CHECK(statement->exec());
    const qint64 version = statement->next() ? statement->integer(0) : 0;
    KFDESK_CHECK(statement->end());
    statement->finish();
    return version;
}

Result<Standpoint> Connection::standpoint()
{
    KFDESK_TRY(const qint64 version, dataVersion());
    return Standpoint{d->number, version, d->transactions};
}

namespace {

/// QVariant's own comparison converts: to it 0 is "0", which SQLite keeps apart.
bool isSame(const QVariant& a, const QVariant& b)
{
    return a.typeId() == b.typeId() && a == b;
}

} // namespace

Statement& Statement::bind(const QVariant& value)
{
    const auto index = static_cast<std::size_t>(m_bound++);
    if (index >= m_values.size())
        m_values.resize(index + 1, QVariant::fromValue(nullptr));
    if (isSame(m_values[index], value))
        return *this;
    m_values[index] = value;
    // Qt binds null strings and byte arrays as NULL; a text that was never set is the empty text to us.
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        m_query.bindValue(static_cast<int>(index), QStringLiteral(""));
    else if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        m_query.bindValue(static_cast<int>(index), QByteArray(""));
    else
        m_query.bindValue(static_cast<int>(index), value);
    return *this;
}

Result<void> Statement::exec()
{
    Q_ASSERT_X(mayBlock(), "Statement::exec", "the GUI thread never waits for the disk");
    m_bound = 0;
    if (!m_query.exec())
        return fail(toError(m_query.lastError()));
    return {};
}

bool Statement::next()
{
    return m_query.next();
}

Result<void> Statement::end() const
{
    if (m_query.lastError().isValid())
        return fail(toError(m_query.lastError()));
    return {};
}

} // namespace kfdesk::store
