#include "core/store/pattern_set.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kfdesk::store {

namespace {

constexpr int fewestBits = 12;
constexpr int mostBits = 23; ///< a mebibyte of bits: it still fits into the cache
constexpr int countBits = 20;
constexpr std::array<int, 3> windows{8, 4, 1};

/// As many bits as make one in thirty-two of them set.
int bitsFor(size_t patterns)
{
    int bits = fewestBits;
    while (bits < mostBits && (size_t(1) << bits) < patterns * 32)
        ++bits;
    return bits;
}

} // namespace

quint32 PatternSet::hash(const char* at, int window, int bits)
{
    quint64 value = 0;
    std::memcpy(&value, at, static_cast<size_t>(window));
    return static_cast<quint32>((value * 0x9E3779B97F4A7C15ULL) >> (64 - bits));
}

void PatternSet::add(const QByteArray& bytes, int tag)
{
    if (bytes.isEmpty())
        return;
    m_longest = std::max(m_longest, bytes.size());
    m_patterns.push_back({bytes, tag, 0, -1});
}

void PatternSet::prepare()
{
    for (size_t g = 0; g < m_groups.size(); ++g)
        m_groups[g] = {windows[g], 0, {}, {}, {}};
    for (int i = 0; i < static_cast<int>(m_patterns.size()); ++i) {
        const qsizetype size = m_patterns[static_cast<size_t>(i)].bytes.size();
        const auto group = std::find_if(m_groups.begin(), m_groups.end(),
                                        [size](const Group& candidate) { return size >= candidate.window; });
        group->members.push_back(i);
    }
    for (Group& group : m_groups) {
        if (group.members.empty())
            continue;
        chooseAnchors(group);
        index(group);
    }
}

void PatternSet::chooseAnchors(const Group& group)
{
    std::vector<quint32> seen(size_t(1) << countBits);
    const auto countAt = [&](const Pattern& pattern, qsizetype at) -> quint32& {
        return seen[hash(pattern.bytes.constData() + at, group.window, countBits)];
    };
    for (const int member : group.members) {
        const Pattern& pattern = m_patterns[static_cast<size_t>(member)];
        for (qsizetype at = 0; at + group.window <= pattern.bytes.size(); ++at)
            ++countAt(pattern, at);
    }
    for (const int member : group.members) {
        Pattern& pattern = m_patterns[static_cast<size_t>(member)];
        for (qsizetype at = 1; at + group.window <= pattern.bytes.size(); ++at) {
            if (countAt(pattern, at) < countAt(pattern, pattern.anchor))
                pattern.anchor = at;
        }
    }
}

void PatternSet::index(Group& group)
{
    group.bits = bitsFor(group.members.size());
    group.present.assign((size_t(1) << group.bits) / 64, 0);
    group.slot.assign(size_t(1) << group.bits, -1);
    for (const int member : group.members) {
        Pattern& pattern = m_patterns[static_cast<size_t>(member)];
        const quint32 key = hash(pattern.bytes.constData() + pattern.anchor, group.window, group.bits);
        group.present[key / 64] |= quint64(1) << (key % 64);
        pattern.next = std::exchange(group.slot[key], member);
    }
}

void PatternSet::search(QByteArrayView block, qsizetype fresh, const Visit& visit) const
{
    for (const Group& group : m_groups) {
        if (!group.members.empty())
            searchGroup(group, block, fresh, visit);
    }
}

void PatternSet::searchGroup(const Group& group, QByteArrayView block, qsizetype fresh, const Visit& visit) const
{
    const char* const begin = block.data();
    const qsizetype last = block.size() - group.window;
    for (qsizetype at = 0; at <= last; ++at) {
        const quint32 key = hash(begin + at, group.window, group.bits);
        if ((group.present[key / 64] >> (key % 64) & 1) == 0)
            continue;
        for (int i = group.slot[key]; i >= 0;) {
            const Pattern& pattern = m_patterns[static_cast<size_t>(i)];
            i = pattern.next;
            const qsizetype start = at - pattern.anchor;
            const qsizetype size = pattern.bytes.size();
            if (start < 0 || start + size > block.size() || start + size <= fresh)
                continue;
            if (std::memcmp(begin + start, pattern.bytes.constData(), static_cast<size_t>(size)) == 0)
                visit(start, size, pattern.tag);
        }
    }
}

} // namespace kfdesk::store
