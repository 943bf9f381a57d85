#include "tests/support/no_more_descriptors.h"

#include <QDir>
#include <QFileInfo>

namespace kfdesk::test {

namespace {

/// There may be others in use above it: inherited ones.
rlim_t lowestFree(pid_t pid)
{
    const QDir inUse(QStringLiteral("/proc/%1/fd").arg(pid));
    rlim_t number = 0;
    while (QFileInfo(inUse.filePath(QString::number(number))).isSymLink()) // looks without a descriptor of its own
        ++number;
    return number;
}

} // namespace

NoMoreDescriptors::NoMoreDescriptors(qint64 pid)
    : m_pid(static_cast<pid_t>(pid))
{
    if (::prlimit(m_pid, RLIMIT_NOFILE, nullptr, &m_before) != 0)
        qFatal("cannot read the limits of process %d", m_pid);
    rlimit narrow = m_before;
    narrow.rlim_cur = lowestFree(m_pid);
    if (::prlimit(m_pid, RLIMIT_NOFILE, &narrow, nullptr) != 0)
        qFatal("cannot narrow the limits of process %d", m_pid);
}

NoMoreDescriptors::~NoMoreDescriptors()
{
    ::prlimit(m_pid, RLIMIT_NOFILE, &m_before, nullptr);
}

} // namespace kfdesk::test
