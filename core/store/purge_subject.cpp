#include "core/store/purge_subject.h"

#include "core/store/purge_places.h"
#include "core/store/rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace kfdesk::store {

namespace {

constexpr qsizetype fewestBytes = 6;
constexpr qsizetype fewestBytesOfAPart = 8; ///< of an address or a search key: these are less telling than a name

enum class TextMeaning {
    GeneralWord, ///< never tells a corp
    Id,          ///< of this corp alone
    Link,        ///< an address of this corp alone
    Address,     ///< somewhere else: what tells a corp in it is its longest part
    SearchKey,   ///< folded texts and spellings, with control characters between them
    Text,
};

TextMeaning textMeaningOf(const QString& column)
{
    // An error's texts are WeCom's or ours; what of a corp they may quote is searched for by itself.
    static const QSet<QString> generalWords{QStringLiteral("suite_id"),      QStringLiteral("status"),
                                            QStringLiteral("info_type"),     QStringLiteral("source"),
                                            QStringLiteral("kind"),          QStringLiteral("key_version"),
                                            QStringLiteral("last_error_id"), QStringLiteral("last_error_detail"),
                                            QStringLiteral("error_id"),      QStringLiteral("error_detail"),
                                            QStringLiteral("error_args"),    QStringLiteral("last_error_args")};
    if (generalWords.contains(column))
        return TextMeaning::GeneralWord;
    if (column == QLatin1String("auth_corpid") || column == QLatin1String("open_kfid"))
        return TextMeaning::Id;
    if (column == QLatin1String("url"))
        return TextMeaning::Link;
    if (column.endsWith(QLatin1String("_url")))
        return TextMeaning::Address;
    return column == QLatin1String("search_key") ? TextMeaning::SearchKey : TextMeaning::Text;
}

/// Takes the values of columns, each once.
class Collector
{
public:
    void add(const QString& column, const QString& value)
    {
        switch (textMeaningOf(column)) {
        case TextMeaning::GeneralWord:
            break;
        case TextMeaning::Id:
            addId(value, fewestBytes);
            break;
        case TextMeaning::Link:
            addLink(value);
            break;
        case TextMeaning::Address:
            addLongestPart(value);
            break;
        case TextMeaning::SearchKey:
            addParts(value);
            break;
        case TextMeaning::Text:
            addText(value);
            break;
        }
    }
    QStringList ids() const { return {m_ids.begin(), m_ids.end()}; }
    QStringList names() const
    {
        const QSet<QString> others = m_names - m_ids;
        return {others.begin(), others.end()};
    }

private:
    void addId(const QString& id, qsizetype fewest)
    {
        if (id.toUtf8().size() >= fewest)
            m_ids.insert(id);
    }

    void addName(const QString& name, qsizetype fewest)
    {
        if (name.size() > 1 && name.toUtf8().size() >= fewest)
            m_names.insert(name);
    }

    /// The whole, and its codes by themselves: part of an address may have been overwritten. What we put into links
    /// ourselves (scene_param) says nothing about the corp.
    void addLink(const QString& url)
    {
        addId(url, fewestBytes);
        const QString last = url.section(QLatin1Char('/'), -1);
        addId(last.section(QLatin1Char('?'), 0, 0), fewestBytesOfAPart);
        const QStringList items = last.section(QLatin1Char('?'), 1).split(QLatin1Char('&'));
        for (const QString& item : items) {
            if (!item.startsWith(QLatin1String("scene_param=")))
                addId(item.section(QLatin1Char('='), 1), fewestBytesOfAPart);
        }
    }

    void addLongestPart(const QString& url)
    {
        QString longest;
        const bool hasHost = url.contains(QLatin1String("://"));
        const QStringList parts = (hasHost ? url.section(QLatin1Char('/'), 3) : url).split(QLatin1Char('/'));
        for (const QString& part : parts)
            longest = part.size() > longest.size() ? part : longest;
        addName(longest, fewestBytesOfAPart);
    }

    void addParts(const QString& key)
    {
        static const QRegularExpression separators(QStringLiteral("[\\x01-\\x1f]+"));
        const QStringList parts = key.split(separators, Qt::SkipEmptyParts);
        for (const QString& part : parts)
            addName(part, fewestBytesOfAPart);
    }

    void addText(const QString& text)
    {
        addName(text, fewestBytes);
        const QStringList lines = text.split(QLatin1Char('\n'));
        for (const QString& line : lines)
            addName(line.trimmed(), fewestBytes);
    }

    QSet<QString> m_ids;
    QSet<QString> m_names;
};

Result<QStringList> textColumns(Connection& connection, const QString& table)
{
    KFDESK_TRY(Statement * rows,
               run(connection, QStringLiteral("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'"), table));
    QStringList texts;
    while (rows->next())
        texts.append(rows->text(0));
    KFDESK_CHECK(rows->end());
    return texts;
}

Result<void> collect(Connection& connection, const PurgePlace& place, Collector& collector)
{
    KFDESK_TRY(const QStringList texts, textColumns(connection, place.table));
    if (texts.isEmpty())
        return {};
    const QString sql =
        QStringLiteral("SELECT %1 FROM %2 WHERE %3").arg(texts.join(QLatin1Char(',')), place.table, place.condition);
    KFDESK_TRY(Statement * rows, connection.cached(sql));
    for (const QVariant& value : place.values)
        rows->bind(value);
    KFDESK_CHECK(rows->exec());
    while (rows->next()) {
        for (int i = 0; i < texts.size(); ++i)
            collector.add(texts[i], rows->text(i));
    }
    return rows->end();
}

QStringList textsOf(const QJsonObject& json, const QString& key)
{
    QStringList texts;
    const QJsonArray values = json.value(key).toArray();
    for (const QJsonValue& value : values)
        texts.append(value.toString());
    return texts;
}

} // namespace

Result<PurgeSubject> readPurgeSubject(Connection& connection, const PurgeScope& scope)
{
    Collector collector;
    collector.add(QStringLiteral("auth_corpid"), scope.authCorpId);
    for (const PurgePlace& place : purgePlaces(scope))
        KFDESK_CHECK(collect(connection, place, collector));
    return PurgeSubject{scope.suiteId, scope.authCorpId, scope.corpId, collector.ids(), collector.names()};
}

QByteArray toJson(const PurgeSubject& subject)
{
    const QJsonObject json{{QStringLiteral("suite_id"), subject.suiteId},
                           {QStringLiteral("auth_corpid"), subject.authCorpId},
                           {QStringLiteral("corp_id"), subject.corpId},
                           {QStringLiteral("ids"), QJsonArray::fromStringList(subject.ids)},
                           {QStringLiteral("names"), QJsonArray::fromStringList(subject.names)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

PurgeSubject purgeSubjectFromJson(QByteArrayView json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toByteArray()).object();
    return {object.value(QStringLiteral("suite_id")).toString(), object.value(QStringLiteral("auth_corpid")).toString(),
            object.value(QStringLiteral("corp_id")).toInteger(), textsOf(object, QStringLiteral("ids")),
            textsOf(object, QStringLiteral("names"))};
}

} // namespace kfdesk::store
