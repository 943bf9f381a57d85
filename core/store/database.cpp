#include "core/store/database.h"

#include "core/base/blocking.h"
#include "core/store/sql_error.h"

#include <QFile>
#include <QFileInfo>
#include <QThreadStorage>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace kfdesk::store {

namespace {

constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;

/// As the effective user, whose rights SQLite will have.
bool mayAccess(const QByteArray& path, int wanted)
{
    return ::faccessat(AT_FDCWD, path.constData(), wanted, AT_EACCESS) == 0;
}

Error systemError(int number, const QString& path)
{
    const char* id = "store.open";
    if (number == ENOSPC || number == EDQUOT)
        id = "store.disk_full";
    else if (number == EROFS || number == EACCES || number == EPERM)
        id = "store.read_only";
    Error error = makeError(ErrorKind::Store, QLatin1String(id), QString::fromLocal8Bit(std::strerror(number)));
    error.code = number;
    return withPath(std::move(error), path);
}

/// Creates the file or makes an existing one ours alone; SQLite gives -wal and -shm the mode of the main file.
///
/// An existing file is never opened here: closing any descriptor of a file drops every POSIX lock that this process
/// holds on it, those of other connections included.
Result<void> ensurePrivateFile(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, ownerOnly);
    if (descriptor >= 0) {
        ::close(descriptor);
        return {};
    }
    if (errno != EEXIST)
        return fail(systemError(errno, path));

    struct stat info = {};
    if (::stat(name.constData(), &info) != 0)
        return fail(systemError(errno, path));
    if (!S_ISREG(info.st_mode))
        return fail(systemError(EISDIR, path));
    if (!mayAccess(name, R_OK | W_OK))
        return fail(systemError(errno, path));
    if ((info.st_mode & 077) != 0 && ::chmod(name.constData(), ownerOnly) != 0)
        return fail(systemError(errno, path));
    return {};
}

/// WAL needs to make -wal and -shm beside the file.
Result<void> requireWritableFolder(const QString& path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    if (!mayAccess(folder, W_OK | X_OK))
        return fail(systemError(errno, path));
    return {};
}

/// A reader beside no writer must make -shm; on a read-only disk SQLite only says that it cannot open the file.
Error explainReadOnlyOpen(Error error, const QString& path)
{
    if (error.id == QLatin1String("store.open") && QFile::exists(path)) {
        if (auto writable = requireWritableFolder(path); !writable)
            return std::move(writable).error();
    }
    return error;
}

} // namespace

/// Lives as long as its Database. Whoever remembers it weakly keeps its address from being used again.
struct DatabaseLife
{};

/// The connections that one thread has opened. Only that thread touches them: it closes them when it ends, when it is
/// told to, or, once their Database has died, with the next one that it opens.
class ThreadConnections
{
public:
    Connection* find(const DatabaseLife* of) const
    {
        const auto found =
            std::find_if(m_entries.begin(), m_entries.end(), [of](const Entry& entry) { return entry.of == of; });
        return found == m_entries.end() ? nullptr : found->connection.get();
    }

    Connection* add(const std::shared_ptr<DatabaseLife>& life, std::unique_ptr<Connection> connection)
    {
        std::erase_if(m_entries, [](const Entry& entry) { return entry.life.expired(); });
        return m_entries.emplace_back(Entry{life.get(), life, std::move(connection)}).connection.get();
    }

    void close(const DatabaseLife* of)
    {
        std::erase_if(m_entries, [of](const Entry& entry) { return entry.of == of; });
    }

private:
    struct Entry
    {
        const DatabaseLife* of;
        std::weak_ptr<DatabaseLife> life;
        std::unique_ptr<Connection> connection;
    };
    std::vector<Entry> m_entries;
};

/// One storage for all databases, and it never ends: Qt complains about a thread that outlives a storage it has used.
/// A thread_local object would not do: QThread::wait() returns before those are destroyed, so that somebody could take
/// the file away, or end the program, while its connections still close.
ThreadConnections& threadConnections()
{
    static auto& storage = *new QThreadStorage<ThreadConnections>;
    return storage.localData();
}

struct Database::Private
{
    QString path;
    OpenMode mode;
    std::shared_ptr<DatabaseLife> life = std::make_shared<DatabaseLife>();
    std::shared_ptr<WriteTurns> turns = std::make_shared<WriteTurns>();
};

Database::Database(QString path, OpenMode mode)
    : d(new Private{std::move(path), mode})
{}

Database::~Database()
{
    closeConnection();
}

Result<std::unique_ptr<Database>> Database::open(const QString& path, OpenMode mode)
{
    if (mode == OpenMode::ReadWrite) {
        KFDESK_CHECK(ensurePrivateFile(path));
        KFDESK_CHECK(requireWritableFolder(path));
    }
    std::unique_ptr<Database> database(new Database(path, mode));
    KFDESK_CHECK(database->connection());
    return database;
}

Result<Connection*> Database::connection()
{
    Q_ASSERT_X(mayBlock(), "Database::connection", "the GUI thread never waits for the disk");
    ThreadConnections& mine = threadConnections();
    if (Connection* known = mine.find(d->life.get()))
        return known;

    std::unique_ptr<Connection> opened(new Connection(d->turns));
    if (auto result = opened->open(d->path, d->mode); !result) {
        Error error = withPath(std::move(result).error(), d->path);
        return fail(d->mode == OpenMode::ReadOnly ? explainReadOnlyOpen(std::move(error), d->path) : std::move(error));
    }
    return mine.add(d->life, std::move(opened));
}

void Database::closeConnection()
{
    threadConnections().close(d->life.get());
}

QString Database::path() const
{
    return d->path;
}

OpenMode Database::mode() const
{
    return d->mode;
}

} // namespace kfdesk::store
