#include "core/store/file_search.h"

#include <QByteArray>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kfdesk::store {

namespace {

constexpr qsizetype blockSize = 1024 * 1024;

struct Needle
{
    QByteArray bytes;
    int text = 0; ///< index of the searched text
};

/// As JSON writers that keep to ASCII put it; the hexadecimal digits come in either case.
QByteArray jsonEscaped(const QString& text, const char* digits)
{
    QByteArray escaped;
    for (const QChar c : text) {
        const ushort unit = c.unicode();
        if (unit >= 0x20 && unit < 0x7f) {
            escaped.append(static_cast<char>(unit));
            continue;
        }
        escaped.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4)
            escaped.append(digits[(unit >> shift) & 0xf]);
    }
    return escaped;
}

QByteArray utf16Le(const QString& text)
{
    QByteArray bytes;
    for (const QChar c : text) {
        bytes.append(static_cast<char>(c.unicode() & 0xff));
        bytes.append(static_cast<char>(c.unicode() >> 8));
    }
    return bytes;
}

std::vector<Needle> needlesOf(const QStringList& texts)
{
    std::vector<Needle> needles;
    for (int i = 0; i < texts.size(); ++i) {
        if (texts[i].isEmpty())
            continue;
        QList<QByteArray> forms{texts[i].toUtf8(), utf16Le(texts[i])};
        for (const char* digits : {"0123456789abcdef", "0123456789ABCDEF"}) {
            const QByteArray escaped = jsonEscaped(texts[i], digits);
            if (!forms.contains(escaped))
                forms.append(escaped);
        }
        for (const QByteArray& form : std::as_const(forms))
            needles.push_back({form, i});
    }
    return needles;
}

/// Descriptors of files that SQLite may have open. Closing one drops every POSIX lock the process holds on that file,
/// and the next writer or checkpoint of another process would damage it; so they are kept until the file is deleted.
class KeptDescriptors
{
public:
    /// −1 with errno set when the file cannot be opened.
    int open(const QByteArray& path)
    {
        const std::scoped_lock lock(m_mutex);
        closeDeleted();
        struct stat info = {};
        if (::stat(path.constData(), &info) != 0)
            return -1;
        const Identity identity(info.st_dev, info.st_ino);
        if (const auto found = m_descriptors.find(identity); found != m_descriptors.end())
            return found->second;
        const int descriptor = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor >= 0)
            m_descriptors.emplace(identity, descriptor);
        return descriptor;
    }

private:
    using Identity = std::pair<dev_t, ino_t>;

    void closeDeleted()
    {
        for (auto it = m_descriptors.begin(); it != m_descriptors.end();) {
            struct stat info = {};
            const bool deleted = ::fstat(it->second, &info) == 0 && info.st_nlink == 0;
            if (deleted)
                ::close(it->second);
            it = deleted ? m_descriptors.erase(it) : std::next(it);
        }
    }

    std::mutex m_mutex;
    std::map<Identity, int> m_descriptors;
};

KeptDescriptors& keptDescriptors()
{
    static KeptDescriptors kept;
    return kept;
}

bool belongsToSqlite(const QString& path)
{
    return path.endsWith(QLatin1String(".sqlite")) || path.endsWith(QLatin1String("-wal")) ||
           path.endsWith(QLatin1String("-shm")) || path.endsWith(QLatin1String("-journal"));
}

/// Hits of one block. `fresh`: where bytes begin that were not in the block before.
void searchBlock(const QByteArrayView block, qsizetype fresh, qint64 offset, const std::vector<Needle>& needles,
                 const QString& file, std::vector<FileHit>& hits)
{
    for (const Needle& needle : needles) {
        const char* const begin = block.data();
        const char* const end = begin + block.size();
        const auto size = static_cast<size_t>(needle.bytes.size());
        const char* at = begin;
        while (const void* found = ::memmem(at, static_cast<size_t>(end - at), needle.bytes.constData(), size)) {
            const char* const hit = static_cast<const char*>(found);
            if (hit + size > begin + fresh)
                hits.push_back({file, offset + (hit - begin), needle.text});
            at = hit + 1;
        }
    }
}

/// Reads block by block; the tail of a block is searched again with the next one. False with errno set on an error.
bool searchDescriptor(int descriptor, const std::vector<Needle>& needles, const QString& file,
                      std::vector<FileHit>& hits)
{
    qsizetype longest = 0;
    for (const Needle& needle : needles)
        longest = qMax(longest, needle.bytes.size());

    QByteArray buffer(blockSize + longest, Qt::Uninitialized);
    qsizetype kept = 0;
    qint64 position = 0;
    for (;;) {
        const ssize_t got = ::pread(descriptor, buffer.data() + kept, static_cast<size_t>(blockSize), position);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        const QByteArrayView block(buffer.constData(), kept + got);
        searchBlock(block, kept, position - kept, needles, file, hits);
        position += got;
        kept = qMin(longest - 1, block.size());
        std::memmove(buffer.data(), buffer.data() + block.size() - kept, static_cast<size_t>(kept));
    }
}

/// A file that went away meanwhile holds nothing any more.
bool searchFile(const QString& path, const std::vector<Needle>& needles, const QString& name,
                std::vector<FileHit>& hits)
{
    const QByteArray encoded = QFile::encodeName(path);
    const bool keep = belongsToSqlite(path);
    const int descriptor =
        keep ? keptDescriptors().open(encoded) : ::open(encoded.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return errno == ENOENT;
    const bool searched = searchDescriptor(descriptor, needles, name, hits);
    const int number = errno;
    if (!keep)
        ::close(descriptor);
    errno = number;
    return searched;
}

} // namespace

Result<std::vector<FileHit>> searchFiles(const QString& dir, const QStringList& texts)
{
    std::vector<FileHit> hits;
    const std::vector<Needle> needles = needlesOf(texts);
    if (needles.empty())
        return hits;
    const QDir root(dir);
    QDirIterator files(dir, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (!searchFile(path, needles, root.relativeFilePath(path), hits))
            return fail(makeError(ErrorKind::Store, QStringLiteral("store.io"), qt_error_string(errno),
                                  {{QStringLiteral("path"), path}}));
    }
    std::sort(hits.begin(), hits.end(), [](const FileHit& a, const FileHit& b) {
        return std::tie(a.file, a.offset, a.needle) < std::tie(b.file, b.offset, b.needle);
    });
    return hits;
}

} // namespace kfdesk::store
