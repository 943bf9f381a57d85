#include "core/store/page_space.h"

namespace kfdesk::store {

namespace {

constexpr int fileHeaderSize = 100;
constexpr int leafHeaderSize = 8;
constexpr int interiorHeaderSize = 12;
constexpr int freeBlockHeaderSize = 4;
constexpr int wholePage = 65536; ///< what a zero stands for

int number16(QByteArrayView page, int at)
{
    return static_cast<uchar>(page[at]) << 8 | static_cast<uchar>(page[at + 1]);
}

/// 0 for pages that are no b-tree.
int headerSize(uchar kind)
{
    if (kind == 0x0a || kind == 0x0d)
        return leafHeaderSize;
    return kind == 0x02 || kind == 0x05 ? interiorHeaderSize : 0;
}

} // namespace

std::optional<std::vector<PageRange>> unusedSpace(QByteArrayView page, quint32 number)
{
    const int start = number == 1 ? fileHeaderSize : 0;
    const int size = static_cast<int>(page.size());
    if (size < 512 || size > wholePage)
        return std::nullopt;
    const int header = headerSize(static_cast<uchar>(page[start]));
    if (header == 0)
        return std::nullopt;

    const int cells = number16(page, start + 3);
    const int pointersEnd = start + header + 2 * cells;
    const int stored = number16(page, start + 5);
    const int contentStart = stored == 0 ? wholePage : stored;
    if (pointersEnd > contentStart || contentStart > size)
        return std::nullopt;
    for (int cell = 0; cell < cells; ++cell) {
        const int at = number16(page, start + header + 2 * cell);
        if (at < contentStart || at >= size)
            return std::nullopt;
    }

    std::vector<PageRange> ranges{{pointersEnd, contentStart}};
    int end = contentStart; // free blocks come in ascending order, and each tells where the next one begins
    for (int at = number16(page, start + 1); at != 0; at = number16(page, at)) {
        if (at < end || at + freeBlockHeaderSize > size)
            return std::nullopt;
        end = at + number16(page, at + 2);
        if (end < at + freeBlockHeaderSize || end > size)
            return std::nullopt;
        ranges.push_back({at + freeBlockHeaderSize, end});
    }
    return ranges;
}

} // namespace kfdesk::store
