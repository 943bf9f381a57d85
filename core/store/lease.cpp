#include "core/store/lease.h"

#include <QDir>
#include <QFile>
#include <QStringList>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kfdesk::store {

namespace {

QByteArray leaseFile(const QString& workspaceDir)
{
    return QFile::encodeName(QDir(workspaceDir).filePath(QStringLiteral("lease")));
}

/// Open file description locks: not dropped when some other part of the process opens and closes the file, and they can
/// be asked about without taking them.
struct flock wholeFile()
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

constexpr qsizetype fileBytes = 1024; ///< always as long, so that writing it again needs no space on the disk

/// Five lines: program, pid, host, since when, note.
struct HolderText
{
    QString program;
    QString pid;
    QString host;
    qint64 since = 0;
    QString note;

    QString shown() const { return QStringLiteral("%1 (pid %2, %3)").arg(program, pid, host); }
};

HolderText readHolder(int descriptor)
{
    QByteArray bytes(fileBytes, '\0');
    const ssize_t got = ::pread(descriptor, bytes.data(), static_cast<size_t>(bytes.size()), 0);
    bytes.truncate(qMax<ssize_t>(0, got));
    QStringList lines = QString::fromUtf8(bytes).split(QLatin1Char('\n'));
    lines.resize(5);
    return {lines[0], lines[1], lines[2], lines[3].toLongLong(), lines[4]};
}

QString hostName()
{
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? QString::fromLocal8Bit(name) : QString();
}

bool writeHolder(int descriptor, const HolderText& holder)
{
    const QByteArray text =
        QStringList{holder.program, holder.pid, holder.host, QString::number(holder.since), holder.note}
            .join(QLatin1Char('\n'))
            .toUtf8()
            .leftJustified(fileBytes, '\n', true);
    return ::pwrite(descriptor, text.constData(), static_cast<size_t>(text.size()), 0) == text.size();
}

/// Who holds the lock of an open lease file.
std::optional<HolderText> holderOf(int descriptor)
{
    struct flock lock = wholeFile();
    if (descriptor < 0 || ::fcntl(descriptor, F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK)
        return std::nullopt;
    return readHolder(descriptor);
}

Error ioError(const QByteArray& path)
{
    return makeError(ErrorKind::Store, QStringLiteral("lease.io"), qt_error_string(errno),
                     {{QStringLiteral("path"), QFile::decodeName(path)}});
}

} // namespace

Lease::Lease(int descriptor)
    : m_descriptor(descriptor)
{}

Lease::Lease(Lease&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{}

Lease& Lease::operator=(Lease&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

Lease::~Lease()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<Lease> Lease::acquire(const QString& workspaceDir, const QString& holderName, qint64 nowMs)
{
    const QByteArray path = leaseFile(workspaceDir);
    Lease lease(::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (lease.m_descriptor < 0)
        return fail(ioError(path));
    struct flock lock = wholeFile();
    if (::fcntl(lease.m_descriptor, F_OFD_SETLK, &lock) != 0) {
        if (errno != EAGAIN && errno != EACCES)
            return fail(ioError(path));
        const HolderText holder = readHolder(lease.m_descriptor);
        return fail(makeError(ErrorKind::Busy, QStringLiteral("lease.held"), {},
                              {{QStringLiteral("holder"), holder.shown()}, {QStringLiteral("pid"), holder.pid}}));
    }
    if (!writeHolder(lease.m_descriptor, {holderName, QString::number(::getpid()), hostName(), nowMs, {}}))
        return fail(ioError(path));
    return lease;
}

std::optional<LeaseHolder> Lease::current(const QString& workspaceDir)
{
    const Lease file(::open(leaseFile(workspaceDir).constData(), O_RDONLY | O_CLOEXEC));
    const auto holder = holderOf(file.m_descriptor);
    return holder ? std::optional(LeaseHolder{holder->shown(), holder->since}) : std::nullopt;
}

std::optional<QString> Lease::holder(const QString& workspaceDir)
{
    auto held = current(workspaceDir);
    return held ? std::optional(std::move(held->name)) : std::nullopt;
}

void Lease::setNote(const QString& line) const
{
    HolderText holder = readHolder(m_descriptor);
    holder.note = line;
    static_cast<void>(writeHolder(m_descriptor, holder));
}

std::optional<QString> Lease::note(const QString& workspaceDir)
{
    const Lease file(::open(leaseFile(workspaceDir).constData(), O_RDONLY | O_CLOEXEC));
    const auto holder = holderOf(file.m_descriptor);
    return holder && !holder->note.isEmpty() ? std::optional(holder->note) : std::nullopt;
}

} // namespace kfdesk::store
