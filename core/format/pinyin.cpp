#include "core/format/pinyin.h"

#include <QHash>
#include <QString>

#include <unicode/translit.h>

#include <memory>
#include <mutex>

namespace kfdesk::format {

namespace {

/// Characters (simplified and traditional) with the readings that occur in names of companies, shops and places. ICU
/// knows one reading each, and not always the one in use: 厦门 is "sha men" to it, 地 "de". (Found by holding ICU
/// against the order of GB 2312, which is by pinyin.)
struct Polyphone
{
    const char16_t* characters;
    const char* readings;
};

constexpr Polyphone polyphones[] = {
    {u"长長", "chang zhang"},
    {u"重", "chong zhong"},
    {u"行", "hang xing"},
    {u"乐樂", "le yue"},
    {u"朝", "chao zhao"},
    {u"厦廈", "xia sha"},
    {u"六", "liu lu"},
    {u"会會", "hui kuai"},
    {u"都", "du dou"},
    {u"参參", "can shen"},
    {u"调調", "tiao diao"},
    {u"藏", "cang zang"},
    {u"堡", "bao pu"},
    {u"圩", "wei xu"},
    {u"番", "fan pan"},
    {u"蚌", "beng bang"},
    {u"莘", "xin shen"},
    {u"荥滎", "xing ying"},
    {u"浚", "jun xun"},
    {u"泌", "mi bi"},
    {u"泊", "bo po"},
    {u"车車", "che ju"},
    {u"什", "shi shen"},
    {u"茄", "qie jia"},
    {u"率", "lv shuai"},
    {u"觉覺", "jue jiao"},
    {u"校", "xiao jiao"},
    {u"宿", "su xiu"},
    {u"弹彈", "dan tan"},
    {u"晟", "sheng cheng"},
    {u"传傳", "chuan zhuan"},
    {u"薄", "bo bao"},
    {u"模", "mo mu"},
    {u"拓", "tuo ta"},
    {u"枞樅", "zong cong"},
    {u"粘", "zhan nian"},
    {u"谁誰", "shui shei"},
    {u"血", "xue xie"},
    {u"扎", "zha za"},
    {u"略", "lue lve"},
    {u"单單", "dan shan"},
    {u"曾", "zeng ceng"},
    {u"解", "jie xie"},
    {u"仇", "qiu chou"},
    {u"覃", "qin tan"},
    {u"翟", "zhai di"},
    {u"缪繆", "miao mou"},
    {u"朴", "pu piao"},
    {u"地", "di"},
    {u"佛", "fo fu"},
    {u"埔", "pu bu"},
    {u"畜", "xu chu"},
    {u"还還", "huan hai"},
    {u"著", "zhu zhe"},
    {u"着", "zhuo zhe"},
    {u"似", "si"},
    {u"勒", "le lei"},
    {u"脯", "fu pu"},
    {u"蛤", "ge ha"},
    {u"琢", "zhuo zuo"},
    {u"削", "xiao xue"},
    {u"爪", "zhua zhao"},
    {u"槛檻", "kan jian"},
    {u"咳", "ke hai"},
    {u"匙", "chi shi"},
    {u"轧軋", "zha ya"},
    {u"掠", "lue lve"},
    {u"傀", "kui"},
};

constexpr Polyphone surnames[] = {
    {u"区區", "qu ou"},   {u"查", "cha zha"},    {u"盖蓋", "gai ge"}, {u"柏", "bai bo"},  {u"尉", "wei yu"},
    {u"召", "zhao shao"}, {u"员員", "yuan yun"}, {u"秘", "mi bi"},    {u"折", "zhe she"}, {u"种", "zhong chong"},
};

using ReadingTable = QHash<char32_t, QByteArrayList>;

template <size_t count>
ReadingTable makeTable(const Polyphone (&rows)[count])
{
    ReadingTable table;
    for (const Polyphone& row : rows) {
        for (const char16_t character : std::u16string_view(row.characters))
            table.insert(character, QByteArray(row.readings).split(' '));
    }
    return table;
}

/// ICU's reading of single characters. Its transliterators are not thread-safe and cost 0.1 s to open: one, guarded,
/// with what it has answered kept.
class IcuReadings
{
public:
    QByteArray reading(char32_t character)
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_known.constFind(character);
        if (known != m_known.constEnd())
            return *known;
        const QByteArray reading = transliterate(character);
        m_known.insert(character, reading);
        return reading;
    }

private:
    QByteArray transliterate(char32_t character)
    {
        if (!m_transliterator)
            return {};
        icu::UnicodeString text(static_cast<UChar32>(character));
        m_transliterator->transliterate(text);
        std::string utf8;
        text.toUTF8String(utf8);
        const QByteArray reading = QByteArray::fromStdString(utf8).replace("ü", "v").trimmed();
        const bool spelled = !reading.isEmpty() &&
                             std::all_of(reading.begin(), reading.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        return spelled ? reading : QByteArray();
    }

    static std::unique_ptr<icu::Transliterator> open()
    {
        UErrorCode status = U_ZERO_ERROR;
        UParseError position;
        // Tone marks go, the dots of ü stay.
        const icu::UnicodeString rules(u"Han-Latin; NFD; [[:Mn:] - [\\u0308]] Remove; NFC; Lower");
        std::unique_ptr<icu::Transliterator> transliterator(
            icu::Transliterator::createInstance(rules, UTRANS_FORWARD, position, status));
        if (U_FAILURE(status))
            qWarning("ICU has no Han-Latin transliterator (%s): no search by pinyin", u_errorName(status));
        return transliterator;
    }

    std::mutex m_mutex;
    std::unique_ptr<icu::Transliterator> m_transliterator = open();
    QHash<char32_t, QByteArray> m_known;
};

} // namespace

QByteArrayList pinyinReadings(char32_t character, PinyinPosition position)
{
    if (QChar::script(character) != QChar::Script_Han)
        return {};
    static const ReadingTable everywhere = makeTable(polyphones);
    static const ReadingTable atStart = makeTable(surnames);
    static IcuReadings icu;

    if (const auto found = everywhere.constFind(character); found != everywhere.constEnd())
        return *found;
    if (const auto found = atStart.constFind(character);
        position == PinyinPosition::Start && found != atStart.constEnd())
        return *found;
    const QByteArray reading = icu.reading(character);
    return reading.isEmpty() ? QByteArrayList() : QByteArrayList{reading};
}

} // namespace kfdesk::format
