#include "ui/table/search_index.h"

#include "core/format/word_matcher.h"

#include <algorithm>
#include <cstring>

namespace kfdesk::ui {

namespace {

/// Between keys: a match never reaches from one record into the next.
constexpr char separator = '\x1e';

/// One bit for each letter and digit; other bytes share the rest.
quint64 byteSet(QByteArrayView text)
{
    constexpr int letters = 26;
    constexpr int lettersAndDigits = 36;
    constexpr int rest = 64 - lettersAndDigits;
    quint64 set = 0;
    for (const char byte : text) {
        int bit = lettersAndDigits + static_cast<unsigned char>(byte) % rest;
        if (byte >= 'a' && byte <= 'z')
            bit = byte - 'a';
        else if (byte >= '0' && byte <= '9')
            bit = letters + byte - '0';
        set |= quint64{1} << bit;
    }
    return set;
}

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
    m_slices.push_back({m_arena.size(), bytes.size(), byteSet(bytes)});
    m_arena.append(bytes).append(separator);
}

void SearchIndex::replace(int record, const QString& key)
{
    Slice& slice = m_slices[static_cast<size_t>(record)];
    const QByteArray bytes = key.toUtf8();
    if (this->key(slice) == bytes)
        return;
    std::memset(m_arena.data() + slice.begin, separator, static_cast<size_t>(slice.length));
    m_garbage += slice.length;
    slice = {m_arena.size(), bytes.size(), byteSet(bytes)};
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
        packed.append(QString::fromUtf8(key(slice)));
    *this = std::move(packed);
}

std::vector<bool> SearchIndex::match(const QStringList& words) const
{
    if (words.isEmpty())
        return std::vector<bool>(m_slices.size(), true);
    std::vector<bool> hits = matchWord(words.first());
    for (const QString& word : words.mid(1)) {
        const format::WordMatcher matcher(word);
        const quint64 needed = byteSet(word.toUtf8());
        for (size_t record = 0; record < hits.size(); ++record) {
            const Slice& slice = m_slices[record];
            hits[record] = hits[record] && (slice.bytes & needed) == needed && matcher.matches(key(slice));
        }
    }
    return hits;
}

std::vector<bool> SearchIndex::matchWord(const QString& word) const
{
    const QByteArray bytes = word.toUtf8();
    std::vector<bool> hits(m_slices.size(), false);
    scan(bytes, hits);
    const format::WordMatcher matcher(word);
    if (!matcher.mayMix())
        return hits;
    const quint64 needed = byteSet(bytes);
    for (size_t record = 0; record < hits.size(); ++record) {
        const Slice& slice = m_slices[record];
        if (!hits[record] && (slice.bytes & needed) == needed)
            hits[record] = matcher.matchesMix(key(slice));
    }
    return hits;
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
