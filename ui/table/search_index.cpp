#include "ui/table/search_index.h"

#include <algorithm>
#include <cstring>

namespace kfdesk::ui {

namespace {

/// Between keys: a match never reaches from one record into the next.
constexpr char separator = '\x1e';

} // namespace

void SearchIndex::clear()
{
    m_arena.clear();
    m_slices.clear();
    m_owners.clear();
    m_garbage = 0;
}

void SearchIndex::append(const QString& key)
{
    const QByteArray bytes = key.toUtf8();
    m_owners.push_back({m_arena.size(), size()});
    m_slices.push_back({m_arena.size(), bytes.size()});
    m_arena.append(bytes).append(separator);
}

void SearchIndex::replace(int record, const QString& key)
{
    Slice& slice = m_slices[static_cast<size_t>(record)];
    const QByteArray bytes = key.toUtf8();
    if (QByteArrayView(m_arena).sliced(slice.begin, slice.length) == bytes)
        return;
    std::memset(m_arena.data() + slice.begin, separator, static_cast<size_t>(slice.length));
    m_garbage += slice.length;
    slice = {m_arena.size(), bytes.size()};
    m_owners.push_back({m_arena.size(), record});
    m_arena.append(bytes).append(separator);
    if (m_garbage > m_arena.size() / 2)
        compact();
}

void SearchIndex::compact()
{
    SearchIndex packed;
    packed.m_arena.reserve(m_arena.size() - m_garbage);
    for (const Slice& slice : m_slices)
        packed.append(QString::fromUtf8(QByteArrayView(m_arena).sliced(slice.begin, slice.length)));
    *this = std::move(packed);
}

std::vector<bool> SearchIndex::match(const QStringList& words) const
{
    std::vector<bool> hits(m_slices.size(), words.isEmpty());
    if (words.isEmpty())
        return hits;
    scan(words.first().toUtf8(), hits);
    const QStringList others = words.mid(1);
    if (others.isEmpty())
        return hits;
    for (size_t record = 0; record < hits.size(); ++record) {
        if (hits[record])
            hits[record] = matches(static_cast<int>(record), others);
    }
    return hits;
}

bool SearchIndex::matches(int record, const QStringList& words) const
{
    const Slice& slice = m_slices[static_cast<size_t>(record)];
    const QByteArrayView key = QByteArrayView(m_arena).sliced(slice.begin, slice.length);
    return std::all_of(words.begin(), words.end(),
                       [key](const QString& word) { return key.contains(QByteArrayView(word.toUtf8())); });
}

/// One pass over the arena; after a hit it goes on with the next record.
void SearchIndex::scan(QByteArrayView word, std::vector<bool>& hits) const
{
    const char* const begin = m_arena.constData();
    const char* const end = begin + m_arena.size();
    const char* at = begin;
    auto owner = m_owners.begin();
    while ((at = static_cast<const char*>(
                memmem(at, static_cast<size_t>(end - at), word.data(), static_cast<size_t>(word.size()))))) {
        const qsizetype offset = at - begin;
        owner = std::prev(std::upper_bound(owner, m_owners.end(), offset,
                                           [](qsizetype value, const Owner& o) { return value < o.begin; }));
        hits[static_cast<size_t>(owner->record)] = true;
        const auto next = std::next(owner);
        if (next == m_owners.end())
            return;
        at = begin + next->begin;
        owner = next;
    }
}

} // namespace kfdesk::ui
