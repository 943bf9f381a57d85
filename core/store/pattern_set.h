#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <functional>
#include <vector>

namespace kfdesk::store {

/// Many byte strings searched for in one pass, however many there are: at each position a few bytes are hashed, and a
/// bit says whether any string has those bytes at its anchor. The anchor is where a string differs most from the
/// others, so that a thousand links of one host do not all begin alike. About a nanosecond a byte.
class PatternSet
{
public:
    /// One occurrence: where it begins in the block, and how it was tagged.
    using Visit = std::function<void(qsizetype at, qsizetype size, int tag)>;

    /// Empty patterns are ignored.
    void add(const QByteArray& bytes, int tag);
    /// After the last add(), before the first search().
    void prepare();

    bool isEmpty() const { return m_patterns.empty(); }
    qsizetype longest() const { return m_longest; }
    /// Occurrences that reach beyond the first `fresh − 1` bytes, which belonged to the block before.
    void search(QByteArrayView block, qsizetype fresh, const Visit& visit) const;

private:
    struct Pattern
    {
        QByteArray bytes;
        int tag = 0;
        qsizetype anchor = 0;
        int next = -1; ///< another one of the same slot
    };

    /// The patterns that are hashed by the same number of bytes.
    struct Group
    {
        int window = 0;
        int bits = 0;
        std::vector<int> members;
        std::vector<quint64> present; ///< one bit a hash
        std::vector<int> slot;        ///< first pattern by hash
    };

    static quint32 hash(const char* at, int window, int bits);
    void chooseAnchors(const Group& group);
    void index(Group& group);
    void searchGroup(const Group& group, QByteArrayView block, qsizetype fresh, const Visit& visit) const;

    std::vector<Pattern> m_patterns;
    std::array<Group, 3> m_groups;
    qsizetype m_longest = 0;
};

} // namespace kfdesk::store
