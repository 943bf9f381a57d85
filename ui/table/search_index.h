#pragma once

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace kfdesk::ui {

/// Folded search keys of many records in one arena: 100 000 are scanned in a few milliseconds.
///
/// A word is found as text, full pinyin, initials or a mix of them (format::WordMatcher). Records are numbered
/// 0 … size − 1 by their owner. Words must be folded already (format::queryWords()).
class SearchIndex
{
public:
    void clear();
    void append(const QString& key); ///< of record size()
    void replace(int record, const QString& key);
    int size() const { return static_cast<int>(m_slices.size()); }

    /// One flag a record: every word occurs in its key. No words: all.
    std::vector<bool> match(const QStringList& words) const;

private:
    struct Slice
    {
        qsizetype begin = 0;
        qsizetype length = 0;
        quint64 bytes = 0; ///< which ones occur (byteSet()): rules most keys out before a mix is tried on them
    };
    struct Owner ///< which record the bytes from `begin` on belong to; ascending
    {
        qsizetype begin = 0;
        int record = 0;
    };
    void compact();
    QByteArrayView key(const Slice& slice) const { return QByteArrayView(m_arena).sliced(slice.begin, slice.length); }
    std::vector<bool> matchWord(const QString& word) const;
    void scan(QByteArrayView word, std::vector<bool>& hits) const;

    QByteArray m_arena;
    std::vector<Slice> m_slices;
    std::vector<Owner> m_owners;
    qsizetype m_garbage = 0;
};

} // namespace kfdesk::ui
