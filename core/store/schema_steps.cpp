#include "core/store/schema_steps.h"

#include "core/base/log.h"
#include "core/store/migrator.h"
#include "core/store/rows.h"
#include "core/store/sql_script.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kfdesk::store {

namespace {

std::vector<SchemaStep> readEmbeddedSteps()
{
    std::vector<SchemaStep> steps;
    const QDir dir(QStringLiteral(":/sql/sqlite"));
    const QStringList files = dir.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString& name : files) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the program lacks its schema step %s", qPrintable(name));
        steps.push_back({name.left(4).toInt(), name.chopped(4), QString::fromUtf8(file.readAll())});
    }
    return steps;
}

Error backupError(const QString& path, const QString& detail)
{
    return makeError(ErrorKind::Store, QStringLiteral("store.backup"), detail, {{QStringLiteral("path"), path}});
}

/// One process backs up and migrates at a time: whoever comes second waits, and finds the work done. The kernel gives
/// the lock back when its holder dies.
class MigrationLock
{
public:
    explicit MigrationLock(const QString& backupDir)
    {
        const QByteArray folder = QFile::encodeName(backupDir);
        if (::mkdir(folder.constData(), S_IRWXU) != 0 && errno != EEXIST)
            return;
        m_descriptor =
            ::open(QByteArray(folder + "/.lock").constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        struct flock whole = {};
        whole.l_type = F_WRLCK;
        whole.l_whence = SEEK_SET;
        while (m_descriptor >= 0 && !m_held) {
            m_held = ::fcntl(m_descriptor, F_OFD_SETLKW, &whole) == 0;
            if (!m_held && errno != EINTR)
                return;
        }
    }
    ~MigrationLock()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    MigrationLock(const MigrationLock&) = delete;
    MigrationLock& operator=(const MigrationLock&) = delete;

    bool isHeld() const { return m_held; } ///< otherwise errno says why not

private:
    int m_descriptor = -1;
    bool m_held = false;
};

/// SQLite writes into an empty file that exists, so its mode is ours from the first byte on.
bool createPrivate(const QString& path)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    return descriptor >= 0 && ::close(descriptor) == 0;
}

/// Waits until the file, or the names in the folder, are on disk.
bool makeDurable(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && synced;
}

/// What was cut off in the middle must not pass for a backup: it gets its name when it is whole and on disk. Under the
/// migration lock, so that what lies half-written belongs to nobody.
Result<void> backUp(Connection& connection, const SchemaStep& next, const QString& backupDir, const Clock& clock)
{
    QDir backups(backupDir);
    const QString suffix = QStringLiteral(".partial");
    const QStringList cutOff = backups.entryList({u'*' + suffix}, QDir::Files | QDir::Hidden);
    for (const QString& name : cutOff)
        backups.remove(name);

    const QString time =
        QDateTime::fromMSecsSinceEpoch(clock.nowMs(), Qt::UTC).toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz"));
    const QString path = backups.filePath(QStringLiteral("before-%1-%2.sqlite").arg(next.name.left(4), time));
    const QString partial = path + suffix;
    if (!createPrivate(partial))
        return fail(backupError(path, qt_error_string(errno)));
    KFDESK_TRY(Statement vacuum, connection.prepare(QStringLiteral("VACUUM INTO ?")));
    if (auto done = vacuum.bind(partial).exec(); !done) {
        QFile::remove(partial);
        return fail(backupError(path, done.error().detail));
    }
    if (!makeDurable(partial) || !QFile::rename(partial, path) || !makeDurable(backupDir))
        return fail(backupError(path, qt_error_string(errno)));
    return {};
}

/// A mistake in the step is told apart from trouble with the disk.
Error stepError(Error error, const SchemaStep& step)
{
    if (error.kind == ErrorKind::Internal) {
        error.kind = ErrorKind::Store;
        error.id = QStringLiteral("store.migration");
    }
    error.args.insert(QStringLiteral("step"), step.name);
    return error;
}

Result<void> runStep(Connection& connection, const SchemaStep& step, const Clock& clock)
{
    KFDESK_TRY(WriteTransaction transaction, WriteTransaction::begin(connection));
    // Another process may have been here between our look and the lock.
    KFDESK_TRY(const int version, Migrator::currentVersion(connection));
    if (version >= step.version)
        return {};
    KFDESK_CHECK(connection.exec(QStringLiteral("CREATE TABLE IF NOT EXISTS schema_version ("
                                                "version INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                                                "applied_at INTEGER NOT NULL)")));
    const QStringList statements = splitSql(step.sql);
    for (const QString& statement : statements)
        KFDESK_CHECK(connection.exec(statement));
    KFDESK_TRY(Statement record, connection.prepare(QStringLiteral("INSERT INTO schema_version VALUES (?, ?, ?)")));
    KFDESK_CHECK(record.bind(step.version).bind(step.name).bind(clock.nowMs()).exec());
    return transaction.commit();
}

Result<void> runSteps(Connection& connection, const std::vector<SchemaStep>& steps, const Clock& clock)
{
    KFDESK_TRY(const int have, Migrator::currentVersion(connection));
    for (const SchemaStep& step : steps) {
        if (step.version <= have)
            continue;
        if (auto done = runStep(connection, step, clock); !done)
            return fail(stepError(std::move(done).error(), step));
        qCInfo(logStore, "schema step %s applied", qPrintable(step.name));
    }
    return {};
}

Result<void> refuseForeignFile(Connection& connection)
{
    KFDESK_TRY(Statement tables, connection.prepare(QStringLiteral("SELECT count(*) FROM sqlite_schema")));
    KFDESK_CHECK(tables.exec());
    KFDESK_TRY(const auto count, readOne(tables, firstInteger));
    if (count.value_or(0) > 0)
        return fail(makeError(ErrorKind::Store, QStringLiteral("store.not_a_database"),
                              QStringLiteral("an SQLite file of another program")));
    return {};
}

} // namespace

const std::vector<SchemaStep>& embeddedSteps()
{
    static const std::vector<SchemaStep> steps = readEmbeddedSteps();
    return steps;
}

Result<void> applySteps(Connection& connection, const std::vector<SchemaStep>& steps, const QString& backupDir,
                        const Clock& clock)
{
    KFDESK_TRY(const int have, Migrator::currentVersion(connection));
    const int want = steps.empty() ? 0 : steps.back().version;
    if (have > want)
        return fail(makeError(
            ErrorKind::Store, QStringLiteral("store.newer_schema"), {},
            {{QStringLiteral("have"), QString::number(have)}, {QStringLiteral("want"), QString::number(want)}}));
    if (have == want)
        return {};
    if (have == 0) {
        KFDESK_CHECK(refuseForeignFile(connection));
        return runSteps(connection, steps, clock);
    }
    const MigrationLock lock(backupDir);
    if (!lock.isHeld())
        return fail(backupError(backupDir, qt_error_string(errno)));
    KFDESK_TRY(const int now, Migrator::currentVersion(connection));
    const auto next =
        std::find_if(steps.begin(), steps.end(), [&](const SchemaStep& step) { return step.version > now; });
    if (next == steps.end())
        return {}; // the one we waited for did it
    KFDESK_CHECK(backUp(connection, *next, backupDir, clock));
    return runSteps(connection, steps, clock);
}

} // namespace kfdesk::store
