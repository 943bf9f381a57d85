#pragma once

#include <QFile>
#include <QString>

#include <mutex>

namespace kfdesk {

/// A log file that only its owner may read (0600), and its predecessors `path.1` (the newest) to `path.<kept>`.
/// Thread-safe; a line is written whole, and reaches the file at once.
class LogFile
{
public:
    LogFile(qint64 rotateAtBytes, int kept);

    /// False when the file cannot be written; the directory must exist.
    bool open(const QString& path);
    /// Nothing happens before open().
    void write(const QByteArray& line);

private:
    bool reopen();
    void rotate();
    QString old(int number) const;

    std::mutex m_mutex;
    const qint64 m_rotateAtBytes;
    const int m_kept;
    QFile m_file;
};

} // namespace kfdesk
