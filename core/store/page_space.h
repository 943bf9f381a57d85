#pragma once

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace kfdesk::store {

/// Bytes [begin, end) of a page.
struct PageRange
{
    int begin = 0;
    int end = 0;

    friend bool operator==(const PageRange&, const PageRange&) = default;
};

/// The bytes of an SQLite b-tree page that no reader interprets: the gap between its cell pointers and its cells, and
/// its free blocks (https://www.sqlite.org/fileformat2.html, 1.6). SQLite may find anything there and may leave
/// anything there: secure_delete clears what is deleted, but not what a rebalanced page leaves behind.
///
/// `number` counts from 1; the first page begins with the file's header. No value for pages of another kind, and for
/// any page that is not laid out as the format says.
std::optional<std::vector<PageRange>> unusedSpace(QByteArrayView page, quint32 number);

} // namespace kfdesk::store
