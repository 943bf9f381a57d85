#include "core/store/file_search.h"

#include "core/store/kept_descriptors.h"
#include "core/store/pattern_set.h"
#include "core/store/text_forms.h"

#include <QByteArray>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <tuple>
#include <unistd.h>

namespace kfdesk::store {

namespace {

constexpr qsizetype blockSize = 1024 * 1024;

bool belongsToSqlite(const QString& path)
{
    return path.endsWith(QLatin1String(".sqlite")) || path.endsWith(QLatin1String("-wal")) ||
           path.endsWith(QLatin1String("-shm")) || path.endsWith(QLatin1String("-journal"));
}

/// One search and how it is called off.
struct Search
{
    const PatternSet& patterns;
    const HitVisitor& visit;
    const std::stop_token& stop;
};

/// Reads block by block; the tail of a block is searched again with the next one. False with errno set on an error.
bool searchDescriptor(int descriptor, const Search& search, FileHit hit)
{
    const PatternSet& patterns = search.patterns;
    const qsizetype longest = patterns.longest();
    QByteArray buffer(blockSize + longest, Qt::Uninitialized);
    qsizetype kept = 0;
    qint64 position = 0;
    while (!search.stop.stop_requested()) {
        const ssize_t got = ::pread(descriptor, buffer.data() + kept, static_cast<size_t>(blockSize), position);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        const QByteArrayView block(buffer.constData(), kept + got);
        const qint64 blockStart = position - kept;
        patterns.search(block, kept, [&](qsizetype at, qsizetype size, int text) {
            hit.offset = blockStart + at;
            hit.size = size;
            hit.needle = text;
            search.visit(hit);
        });
        position += got;
        kept = qMin(longest - 1, block.size());
        std::memmove(buffer.data(), buffer.data() + block.size() - kept, static_cast<size_t>(kept));
    }
    return true;
}

/// A file that went away meanwhile holds nothing any more.
bool searchFile(const QString& path, const QString& name, const Search& search)
{
    const QByteArray encoded = QFile::encodeName(path);
    const bool keep = belongsToSqlite(path);
    const int descriptor =
        keep ? keptDescriptor(encoded) : ::open(encoded.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return errno == ENOENT;
    const bool searched = searchDescriptor(descriptor, search, {name, 0, 0, 0});
    const int number = errno;
    if (!keep)
        ::close(descriptor);
    errno = number;
    return searched;
}

} // namespace

Result<void> searchFiles(const QString& dir, const QStringList& texts, const HitVisitor& visit, std::stop_token stop)
{
    PatternSet patterns;
    for (int i = 0; i < texts.size(); ++i) {
        for (const QByteArray& form : formsOf(texts[i]))
            patterns.add(form, i);
    }
    if (patterns.isEmpty())
        return {};
    patterns.prepare();
    const Search search{patterns, visit, stop};
    const QDir root(dir);
    QDirIterator files(dir, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext() && !stop.stop_requested()) {
        const QString path = files.next();
        if (!searchFile(path, root.relativeFilePath(path), search))
            return fail(makeError(ErrorKind::Store, QStringLiteral("store.io"), qt_error_string(errno),
                                  {{QStringLiteral("path"), path}}));
    }
    if (stop.stop_requested())
        return fail(makeError(ErrorKind::Cancelled, QStringLiteral("store.cancelled")));
    return {};
}

Result<std::vector<FileHit>> searchFiles(const QString& dir, const QStringList& texts)
{
    std::vector<FileHit> hits;
    KFDESK_CHECK(searchFiles(dir, texts, [&hits](const FileHit& hit) { hits.push_back(hit); }));
    std::sort(hits.begin(), hits.end(), [](const FileHit& a, const FileHit& b) {
        return std::tie(a.file, a.offset, a.needle) < std::tie(b.file, b.offset, b.needle);
    });
    // Two forms of one text may begin alike.
    const auto same = [](const FileHit& a, const FileHit& b) {
        return std::tie(a.file, a.offset, a.needle) == std::tie(b.file, b.offset, b.needle);
    };
    hits.erase(std::unique(hits.begin(), hits.end(), same), hits.end());
    return hits;
}

} // namespace kfdesk::store
