#include "core/format/search_key.h"

#include <unicode/coll.h>
#include <unicode/sortkey.h>

#include <memory>

namespace kfdesk::format {

namespace {

/// The collator orders single characters by one reading. Names that begin or go on with one of these places and words
/// are put where people look for them, by a character of the reading in use.
struct Respelling
{
    QStringView name;
    char16_t instead; ///< of the first character, or of the second when `second`
    bool second = false;
};

constexpr Respelling respellings[] = {
    {u"长沙", u'常'}, {u"长春", u'常'},       {u"长安", u'常'},       {u"长江", u'常'}, {u"长城", u'常'},
    {u"长乐", u'常'}, {u"长兴", u'常'},       {u"长宁", u'常'},       {u"长虹", u'常'}, {u"长隆", u'常'},
    {u"厦门", u'夏'}, {u"六安", u'鹿'},       {u"番禺", u'潘'},       {u"蚌埠", u'甭'}, {u"乐清", u'月'},
    {u"单县", u'善'}, {u"银行", u'航', true}, {u"音乐", u'月', true}, {u"会计", u'快'},
};

QString respelled(QString text)
{
    for (const Respelling& respelling : respellings) {
        qsizetype at = 0;
        while ((at = text.indexOf(respelling.name, at)) >= 0) {
            text[at + (respelling.second ? 1 : 0)] = QChar(respelling.instead);
            at += respelling.name.size();
        }
    }
    return text;
}

std::unique_ptr<icu::Collator> openCollator()
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale("zh@collation=pinyin"), status));
    if (U_FAILURE(status))
        return nullptr;
    collator->setStrength(icu::Collator::SECONDARY); // case and width do not count, accents do
    collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    return collator;
}

} // namespace

QString sortKey(const QString& text)
{
    static const std::unique_ptr<const icu::Collator> collator = openCollator(); // const use is thread-safe
    const QString folded = respelled(foldText(text));
    if (!collator)
        return folded;
    const icu::UnicodeString source(false, reinterpret_cast<const char16_t*>(folded.utf16()),
                                    static_cast<int32_t>(folded.size()));
    icu::CollationKey key;
    UErrorCode status = U_ZERO_ERROR;
    collator->getCollationKey(source, key, status);
    int32_t size = 0;
    const uint8_t* bytes = key.getByteArray(size);
    if (U_FAILURE(status) || size == 0)
        return folded;
    return QString::fromLatin1(reinterpret_cast<const char*>(bytes), size - 1); // without its terminating zero
}

} // namespace kfdesk::format
