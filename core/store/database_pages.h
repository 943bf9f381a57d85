#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/page_space.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <set>

namespace kfdesk::store {

/// Pages of the database as its files hold them, read beside SQLite and without it: for asking what is in the space
/// that no row uses. What is read may be a moment old. One thread.
class DatabasePages
{
public:
    /// `path`: the database. Error "store.io" (arg path).
    static Result<DatabasePages> open(const QString& path);

    int pageSize() const { return m_pageSize; }

    /// What of [offset, offset + size) lies in unused space, in the database file or in its WAL.
    struct Place
    {
        bool unused = false;   ///< at least a part does
        bool readable = true;  ///< false: on a page that is no b-tree page, or not laid out as one
        quint32 firstPage = 0; ///< pages it touches
        quint32 lastPage = 0;
    };
    Place placeInDatabase(qint64 offset, qint64 size);
    Place placeInWal(qint64 offset, qint64 size);

    /// Numbers of the pages that the WAL may hold a newer version of; empty without a WAL.
    Result<std::set<quint32>> pagesInWal() const;

private:
    /// One page image and what is unused in it.
    struct Image
    {
        qint64 at = -1;
        bool inWal = false;
        std::optional<std::vector<PageRange>> unused;
    };

    DatabasePages(QString path, int pageSize)
        : m_path(std::move(path))
        , m_pageSize(pageSize)
    {}
    void look(Place& place, bool inWal, qint64 imageAt, quint32 number, qint64 begin, qint64 end);
    QByteArray walPath() const;

    QString m_path;
    int m_pageSize;
    Image m_last; ///< hits come page by page
};

/// What became of the pages of one call.
struct ErasedPages
{
    int erased = 0;
    int postponed = 0;  ///< the WAL holds a newer version: later
    int unreadable = 0; ///< no b-tree pages: nothing was touched
};

/// Overwrites the unused space of these pages with zeros, in the file itself, while holding the write lock.
///
/// SQLite offers nothing but VACUUM for it, which rewrites the whole file under the write lock: seconds for a large
/// workspace, while the inbox may wait 600 ms. This takes as long as reading and writing the pages concerned. It is
/// safe, because
///  - nobody interprets these bytes: before, between and after any part of the write the page means the same;
///  - the file holds the newest version of each page: those that the WAL has are left out, and with the write lock held
///    nobody adds to the WAL, so no checkpoint writes them either;
///  - no other connection brings the old bytes back from its cache: see dropCachedPages().
/// Errors of the store; "store.busy" when the write lock is not had at once.
Result<ErasedPages> eraseUnusedSpace(const QString& databasePath, const std::set<quint32>& pages);

/// Inside the caller's transaction: changes a row, so that after its commit every connection of every process begins
/// its next transaction by reading its pages anew.
Result<void> dropCachedPages(Connection& connection);

} // namespace kfdesk::store
