#include "core/format/word_matcher.h"

#include <algorithm>
#include <bit>

namespace kfdesk::format {

namespace {

constexpr char keySeparator = '\x1f';
constexpr char longestLength = '\x07'; // 1 + six letters, the longest syllable
constexpr qsizetype longestMix = 63;   // positions fit into 64 bits

qsizetype utf8Size(char lead)
{
    const int ones = std::countl_one(static_cast<unsigned char>(lead));
    return ones == 0 ? 1 : ones;
}

bool isLengths(QByteArrayView part)
{
    return !part.isEmpty() && part.front() <= longestLength && part.front() > 0;
}

bool hasTwoLetterInitial(QByteArrayView reading)
{
    return reading.size() > 1 && reading[1] == 'h' && (reading[0] == 'z' || reading[0] == 'c' || reading[0] == 's');
}

} // namespace

WordMatcher::WordMatcher(const QString& foldedWord)
    : m_word(foldedWord.toUtf8())
{
    const bool hasLetter = std::any_of(m_word.cbegin(), m_word.cend(), [](char c) { return c >= 'a' && c <= 'z'; });
    m_mayMix = hasLetter && m_word.size() > 1 && m_word.size() <= longestMix;
    if (!m_mayMix)
        return;
    m_whole = Positions{1} << m_word.size();
    for (qsizetype i = 0; i < m_word.size(); ++i)
        m_where[static_cast<unsigned char>(m_word.at(i))] |= Positions{1} << i;
}

bool WordMatcher::matchesMix(QByteArrayView key) const
{
    if (!m_mayMix)
        return false;
    QByteArrayView text;
    std::array<QByteArrayView, 3> last; // the parts before the one at hand, nearest first
    while (!key.isEmpty()) {
        const qsizetype end = key.indexOf(keySeparator);
        const QByteArrayView part = end < 0 ? key : key.first(end);
        key = end < 0 ? QByteArrayView() : key.sliced(end + 1);
        if (isLengths(part)) {
            if (!isLengths(last[2])) // else it is a further reading of the same text
                text = last[2];
            if (matchesSpelling(text, last[1], part))
                return true;
        }
        last = {part, last[0], last[1]};
    }
    return false;
}

bool WordMatcher::matchesSpelling(QByteArrayView text, QByteArrayView full, QByteArrayView lengths) const
{
    const char* character = text.begin();
    const char* spelling = full.begin();
    Positions matched = 0;
    for (const char length : lengths) {
        const qsizetype written = character == text.end() ? 1 : utf8Size(*character);
        const qsizetype spelled = length - 1;
        if (written > text.end() - character || spelled < 0 || spelled > full.end() - spelling)
            return false; // not a key of ours
        const Positions from = matched | 1;
        const Positions byCharacter = startingWith(from, *character);
        const Positions byReading = spelled > 0 && *spelling != *character ? startingWith(from, *spelling) : 0;
        if (spelled > 0) // else a blank or sign, which a mix may leave out
            matched = 0;
        if (byCharacter != 0)
            matched |= afterCharacter(byCharacter, {character, written});
        if (byReading != 0)
            matched |= afterReading(byReading, {spelling, spelled});
        if ((matched & m_whole) != 0)
            return true;
        character += written;
        spelling += spelled;
    }
    return false;
}

WordMatcher::Positions WordMatcher::afterCharacter(Positions starts, QByteArrayView character) const
{
    Positions to = 0;
    for (; starts != 0; starts &= starts - 1) {
        const int at = std::countr_zero(starts);
        if (QByteArrayView(m_word).sliced(at).startsWith(character))
            to |= Positions{1} << (at + character.size());
    }
    return to;
}

WordMatcher::Positions WordMatcher::afterReading(Positions starts, QByteArrayView reading) const
{
    Positions to = 0;
    for (; starts != 0; starts &= starts - 1) {
        const int at = std::countr_zero(starts);
        const QByteArrayView rest = QByteArrayView(m_word).sliced(at);
        const qsizetype common =
            std::mismatch(rest.begin(), rest.end(), reading.begin(), reading.end()).first - rest.begin();
        if (common == rest.size())
            return m_whole;
        to |= Positions{1} << (at + 1);
        if (common > 1 && hasTwoLetterInitial(reading))
            to |= Positions{1} << (at + 2);
        if (common == reading.size())
            to |= Positions{1} << (at + common);
    }
    return to;
}

} // namespace kfdesk::format
