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

/// Three lines: program, pid, host.
struct HolderText
{
    QString program;
    QString pid;
    QString host;

    QString shown() const { return QStringLiteral("%1 (pid %2, %3)").arg(program, pid, host); }
};

HolderText readHolder(int descriptor)
{
    QByteArray bytes(512, '\0');
    const ssize_t got = ::pread(descriptor, bytes.data(), static_cast<size_t>(bytes.size()), 0);
    bytes.truncate(qMax<ssize_t>(0, got));
    QStringList lines = QString::fromUtf8(bytes).split(QLatin1Char('\n'));
    lines.resize(3);
    return {lines[0], lines[1], lines[2]};
}

QString hostName()
{
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? QString::fromLocal8Bit(name) : QString();
}

bool writeHolder(int descriptor, const QString& program)
{
    const QByteArray text = QStringLiteral("%1\n%2\n%3\n").arg(program).arg(::getpid()).arg(hostName()).toUtf8();
    return ::ftruncate(descriptor, 0) == 0 &&
           ::pwrite(descriptor, text.constData(), static_cast<size_t>(text.size()), 0) == text.size();
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

Result<Lease> Lease::acquire(const QString& workspaceDir, const QString& holderName)
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
    if (!writeHolder(lease.m_descriptor, holderName))
        return fail(ioError(path));
    return lease;
}

std::optional<QString> Lease::holder(const QString& workspaceDir)
{
    const Lease file(::open(leaseFile(workspaceDir).constData(), O_RDONLY | O_CLOEXEC));
    if (file.m_descriptor < 0)
        return std::nullopt;
    struct flock lock = wholeFile();
    if (::fcntl(file.m_descriptor, F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK)
        return std::nullopt;
    return readHolder(file.m_descriptor).shown();
}

} // namespace kfdesk::store
