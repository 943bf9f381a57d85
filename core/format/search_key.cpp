#include "core/format/search_key.h"

#include "core/format/pinyin.h"
#include "core/format/word_matcher.h"

#include <unicode/normalizer2.h>
#include <unicode/uversion.h>

#include <algorithm>

namespace kfdesk::format {

namespace {

constexpr QChar partSeparator(0x1f);
constexpr qsizetype spelledCharacters = 100;
constexpr size_t combinationsKept = 8;

/// One character of a folded text with its spellings: pinyin readings, itself, or nothing for blanks and punctuation.
struct Unit
{
    QStringList spellings;
    bool han = false;
};

/// Which spelling each unit takes.
using Combination = std::vector<qsizetype>;

bool isBlank(QChar c)
{
    return c.isSpace() || c.unicode() < 0x20;
}

Unit spell(char32_t character, PinyinPosition position)
{
    const QByteArrayList readings = pinyinReadings(character, position);
    if (!readings.isEmpty()) {
        Unit unit{{}, true};
        for (const QByteArray& reading : readings)
            unit.spellings.append(QString::fromLatin1(reading));
        return unit;
    }
    const bool spoken = QChar::isLetterOrNumber(character) || QChar::isMark(character);
    return Unit{{spoken ? QString::fromUcs4(&character, 1) : QString()}, false};
}

std::vector<Unit> spellText(const QString& folded)
{
    std::vector<Unit> units;
    const QList<uint> characters = folded.toUcs4();
    for (const uint character : characters.first(qMin(characters.size(), spelledCharacters)))
        units.push_back(spell(character, units.empty() ? PinyinPosition::Start : PinyinPosition::Inside));
    return units;
}

std::vector<Combination> combinations(const std::vector<Unit>& units)
{
    size_t product = 1;
    for (const Unit& unit : units)
        product = std::min(product * static_cast<size_t>(unit.spellings.size()), combinationsKept + 1);

    std::vector<Combination> all{Combination(units.size(), 0)};
    for (size_t at = 0; at < units.size(); ++at) {
        const size_t before = product <= combinationsKept ? all.size() : 1;
        for (qsizetype reading = 1; reading < units[at].spellings.size(); ++reading) {
            for (size_t i = 0; i < before && all.size() < combinationsKept; ++i) {
                all.push_back(all[i]);
                all.back()[at] = reading;
            }
        }
    }
    return all;
}

QString spelledParts(const std::vector<Unit>& units, const Combination& readings)
{
    QString full;
    QString initials;
    QString lengths;
    for (size_t i = 0; i < units.size(); ++i) {
        const QString& spelling = units[i].spellings.at(readings[i]);
        full += spelling;
        initials += units[i].han ? spelling.left(1) : spelling;
        lengths += QChar(static_cast<char16_t>(1 + spelling.toUtf8().size()));
    }
    return partSeparator % full % partSeparator % initials % partSeparator % lengths;
}

QString textKey(const QString& folded)
{
    const std::vector<Unit> units = spellText(folded);
    QString key = folded;
    if (std::none_of(units.begin(), units.end(), [](const Unit& unit) { return unit.han; }))
        return key;
    for (const Combination& readings : combinations(units))
        key += spelledParts(units, readings);
    return key;
}

/// A text without the control characters that give a key its layout.
QString cleaned(QString folded)
{
    std::replace_if(folded.begin(), folded.end(), isBlank, QLatin1Char(' '));
    return folded.trimmed();
}

} // namespace

QString searchKeyVersion()
{
    UVersionInfo icu;
    u_getVersion(icu);
    return QString::asprintf("%d/icu%d.%d", pinyinRules, icu[0], icu[1]);
}

QString foldText(const QString& text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
        return text.toLower();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status))
        return text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    const icu::UnicodeString source(false, reinterpret_cast<const char16_t*>(text.utf16()),
                                    static_cast<int32_t>(text.size()));
    const icu::UnicodeString folded = normalizer->normalize(source, status);
    return QString(reinterpret_cast<const QChar*>(folded.getBuffer()), folded.length());
}

QString searchKey(const QStringList& texts)
{
    QStringList folded;
    for (const QString& text : texts) {
        const QString clean = cleaned(foldText(text));
        if (!clean.isEmpty() && !folded.contains(clean))
            folded.append(clean);
    }
    QStringList keys;
    for (const QString& text : qAsConst(folded))
        keys.append(textKey(text));
    return keys.join(partSeparator);
}

bool matchesKey(const QString& key, const QString& query)
{
    const QByteArray utf8 = key.toUtf8();
    const QStringList words = queryWords(query);
    return std::all_of(words.begin(), words.end(),
                       [&utf8](const QString& word) { return WordMatcher(word).matches(utf8); });
}

QStringList queryWords(const QString& query)
{
    return cleaned(foldText(query)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace kfdesk::format
