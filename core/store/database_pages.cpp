#include "core/store/database_pages.h"

#include "core/store/bookkeeping_repository.h"
#include "core/store/kept_descriptors.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace kfdesk::store {

namespace {

constexpr int databaseHeaderSize = 100;
constexpr qint64 walHeaderSize = 32;
constexpr qint64 frameHeaderSize = 24;
constexpr int lockTimeoutMs = 100;
const QString passesKey = QStringLiteral("purge/passes");

Error fileTrouble(const QString& path)
{
    return makeError(ErrorKind::Store, QStringLiteral("store.io"), qt_error_string(errno),
                     {{QStringLiteral("path"), path}});
}

/// Fewer bytes than asked for at the end of the file, none on an error.
QByteArray readAt(int descriptor, qint64 offset, qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    qint64 got = 0;
    while (got < size) {
        const ssize_t n = ::pread(descriptor, bytes.data() + got, static_cast<size_t>(size - got), offset + got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return {};
        if (n == 0)
            break;
        got += n;
    }
    bytes.truncate(got);
    return bytes;
}

bool writeAt(int descriptor, qint64 offset, const QByteArray& bytes)
{
    qint64 written = 0;
    while (written < bytes.size()) {
        const ssize_t n = ::pwrite(descriptor, bytes.constData() + written, static_cast<size_t>(bytes.size() - written),
                                   offset + written);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        written += n;
    }
    return true;
}

/// False with errno set when the disk refuses.
bool zero(int descriptor, qint64 pageAt, const QByteArray& page, const std::vector<PageRange>& ranges)
{
    return std::all_of(ranges.begin(), ranges.end(), [&](const PageRange& range) {
        const QByteArrayView old = QByteArrayView(page).sliced(range.begin, range.end - range.begin);
        if (std::all_of(old.begin(), old.end(), [](char byte) { return byte == 0; }))
            return true;
        return writeAt(descriptor, pageAt + range.begin, QByteArray(old.size(), '\0'));
    });
}

} // namespace

Result<DatabasePages> DatabasePages::open(const QString& path)
{
    const int descriptor = keptDescriptor(QFile::encodeName(path));
    if (descriptor < 0)
        return fail(fileTrouble(path));
    const QByteArray header = readAt(descriptor, 0, databaseHeaderSize);
    if (header.size() < databaseHeaderSize)
        return fail(fileTrouble(path));
    const int stored = qFromBigEndian<quint16>(header.constData() + 16);
    return DatabasePages(path, stored == 1 ? 65536 : stored);
}

QByteArray DatabasePages::walPath() const
{
    return QFile::encodeName(m_path + QStringLiteral("-wal"));
}

void DatabasePages::look(Place& place, bool inWal, qint64 imageAt, quint32 number, qint64 begin, qint64 end)
{
    if (m_last.at != imageAt || m_last.inWal != inWal) {
        m_last = {imageAt, inWal, std::nullopt};
        const int descriptor = keptDescriptor(inWal ? walPath() : QFile::encodeName(m_path));
        const QByteArray page = descriptor < 0 ? QByteArray() : readAt(descriptor, imageAt, m_pageSize);
        if (page.size() == m_pageSize)
            m_last.unused = unusedSpace(page, number);
    }
    if (!m_last.unused) {
        place.readable = false;
        return;
    }
    place.unused = place.unused || std::any_of(m_last.unused->begin(), m_last.unused->end(), [&](PageRange range) {
                       return imageAt + range.begin < end && begin < imageAt + range.end;
                   });
}

DatabasePages::Place DatabasePages::placeInDatabase(qint64 offset, qint64 size)
{
    Place place;
    place.firstPage = static_cast<quint32>(offset / m_pageSize + 1);
    place.lastPage = static_cast<quint32>((offset + size - 1) / m_pageSize + 1);
    for (quint32 number = place.firstPage; number <= place.lastPage; ++number)
        look(place, false, qint64(number - 1) * m_pageSize, number, offset, offset + size);
    return place;
}

DatabasePages::Place DatabasePages::placeInWal(qint64 offset, qint64 size)
{
    Place place;
    const qint64 frameSize = frameHeaderSize + m_pageSize;
    const qint64 first = std::max<qint64>(0, offset - walHeaderSize) / frameSize;
    const qint64 last = std::max<qint64>(0, offset + size - 1 - walHeaderSize) / frameSize;
    for (qint64 frame = first; frame <= last; ++frame) {
        const qint64 frameAt = walHeaderSize + frame * frameSize;
        const QByteArray header = readAt(keptDescriptor(walPath()), frameAt, frameHeaderSize);
        if (header.size() < frameHeaderSize) {
            place.readable = false;
            continue;
        }
        const auto number = qFromBigEndian<quint32>(header.constData());
        look(place, true, frameAt + frameHeaderSize, number, offset, offset + size);
    }
    return place;
}

Result<std::set<quint32>> DatabasePages::pagesInWal() const
{
    std::set<quint32> pages;
    const int descriptor = keptDescriptor(walPath());
    if (descriptor < 0)
        return errno == ENOENT ? Result<std::set<quint32>>(pages) : fail(fileTrouble(m_path));
    struct stat info = {};
    if (::fstat(descriptor, &info) != 0)
        return fail(fileTrouble(m_path));
    for (qint64 at = walHeaderSize; at < info.st_size; at += frameHeaderSize + m_pageSize) {
        const QByteArray header = readAt(descriptor, at, 4);
        if (header.size() == 4)
            pages.insert(qFromBigEndian<quint32>(header.constData()));
    }
    return pages;
}

Result<ErasedPages> eraseUnusedSpace(const QString& databasePath, const std::set<quint32>& pages)
{
    // A connection of its own: what it has cached must not outlive this either.
    KFDESK_TRY(const auto database, Database::open(databasePath));
    KFDESK_TRY(Connection * db, database->connection());
    KFDESK_CHECK(db->setBusyTimeout(lockTimeoutMs));
    const int descriptor = keptDescriptor(QFile::encodeName(databasePath), FileAccess::ReadWrite);
    if (descriptor < 0)
        return fail(fileTrouble(databasePath));

    KFDESK_TRY(auto transaction, WriteTransaction::begin(*db));
    KFDESK_TRY(const auto files, DatabasePages::open(databasePath));
    KFDESK_TRY(const auto newerInWal, files.pagesInWal());
    ErasedPages outcome;
    for (const quint32 number : pages) {
        if (newerInWal.contains(number)) {
            ++outcome.postponed;
            continue;
        }
        const qint64 at = qint64(number - 1) * files.pageSize();
        const QByteArray page = readAt(descriptor, at, files.pageSize());
        const auto ranges = page.size() == files.pageSize() ? unusedSpace(page, number) : std::nullopt;
        if (!ranges) {
            ++outcome.unreadable;
            continue;
        }
        if (!zero(descriptor, at, page, *ranges))
            return fail(fileTrouble(databasePath));
        ++outcome.erased;
    }
    KFDESK_CHECK(dropCachedPages(*db));
    KFDESK_CHECK(transaction.commit());
    if (::fdatasync(descriptor) != 0)
        return fail(fileTrouble(databasePath));
    return outcome;
}

Result<void> dropCachedPages(Connection& connection)
{
    SettingRepository settings(connection);
    KFDESK_TRY(const auto before, settings.value(passesKey));
    return settings.setValue(passesKey, QString::number(before.value_or(QString()).toLongLong() + 1));
}

} // namespace kfdesk::store
