#pragma once

#include <QByteArray>
#include <QString>

#include <array>

namespace kfdesk::format {

/// One word of a query, prepared for matching many search keys (search_key.h) in UTF-8. Needs no ICU.
///
/// A mix spells each character of a text by the character itself, its full pinyin or its initial (z or zh), the last
/// one also by any beginning of its pinyin: 深圳晨光 is found by "szchenguang", "sz晨光", "shenzcg", "szcheng".
class WordMatcher
{
public:
    explicit WordMatcher(const QString& foldedWord); ///< as queryWords() gives them

    bool matches(QByteArrayView key) const { return key.contains(m_word) || matchesMix(key); }

    /// False when a substring search finds all there is to find: words without Latin letters, and very long ones.
    bool mayMix() const { return m_mayMix; }
    /// Only the mixes; for callers that have searched many keys for the substring at once.
    bool matchesMix(QByteArrayView key) const;

private:
    using Positions = quint64; ///< bit i: i bytes of the word are matched so far

    bool matchesSpelling(QByteArrayView text, QByteArrayView full, QByteArrayView lengths) const;
    Positions afterCharacter(Positions starts, QByteArrayView character) const;
    Positions afterReading(Positions starts, QByteArrayView reading) const;
    Positions startingWith(Positions from, char byte) const { return from & m_where[static_cast<unsigned char>(byte)]; }

    QByteArray m_word;
    bool m_mayMix = false;
    Positions m_whole = 0;
    std::array<Positions, 256> m_where{}; ///< where in the word each byte stands
};

} // namespace kfdesk::format
