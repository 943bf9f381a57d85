#include "core/base/log_file.h"

namespace kfdesk {

LogFile::LogFile(qint64 rotateAtBytes, int kept)
    : m_rotateAtBytes(rotateAtBytes)
    , m_kept(kept)
{}

bool LogFile::open(const QString& path)
{
    const std::scoped_lock lock(m_mutex);
    m_file.close();
    m_file.setFileName(path);
    return reopen();
}

void LogFile::write(const QByteArray& line)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_file.isOpen())
        return;
    if (m_file.size() > 0 && m_file.size() + line.size() > m_rotateAtBytes)
        rotate();
    m_file.write(line);
    m_file.flush();
}

bool LogFile::reopen()
{
    constexpr QFileDevice::Permissions owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    // Never readable by others, not even for the moment between creating and changing the mode.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append, owner))
        return false;
    return m_file.setPermissions(owner); // of a file that was there before
}

void LogFile::rotate()
{
    m_file.close();
    QFile::remove(old(m_kept));
    for (int number = m_kept - 1; number >= 1; --number)
        QFile::rename(old(number), old(number + 1));
    QFile::rename(m_file.fileName(), old(1));
    reopen();
}

QString LogFile::old(int number) const
{
    return m_file.fileName() % QLatin1Char('.') % QString::number(number);
}

} // namespace kfdesk
