#include "core/store/link_query.h"

#include "core/format/search_key.h"
#include "core/store/link_keys.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

struct SortColumn
{
    QString column;
    bool onLink = false;
};

SortColumn columnOf(LinkSort sort)
{
    switch (sort) {
    case LinkSort::Corp:
        return {QStringLiteral("k.corp_sort"), false};
    case LinkSort::Account:
        return {QStringLiteral("k.account_sort"), false};
    case LinkSort::Placement:
        return {QStringLiteral("k.placement_sort"), false};
    case LinkSort::Scene:
        return {QStringLiteral("l.scene"), true};
    case LinkSort::Configured:
        return {QStringLiteral("l.configured_at"), true};
    case LinkSort::Updated:
        return {QStringLiteral("l.updated_at"), true};
    }
    Q_UNREACHABLE();
}

bool isUrl(QStringView word)
{
    return word.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) ||
           word.startsWith(QLatin1String("https://"), Qt::CaseInsensitive);
}

const QString noStateSql = QStringLiteral(
    "NOT EXISTS (SELECT 1 FROM kf_account s JOIN grant_record g ON g.corp_id = s.corp_id AND g.open_kfid = s.open_kfid "
    "WHERE s.id = l.account_id AND g.state <> ?)");
const QString stateSql =
    QStringLiteral("l.account_id IN (SELECT s.id FROM grant_record g JOIN kf_account s ON s.corp_id = g.corp_id AND "
                   "s.open_kfid = g.open_kfid WHERE g.state = ?)");

} // namespace

Result<bool> hasOtherSuites(Connection& connection, const QString& suiteId)
{
    // Corps without an id have no links; leaving them out lets the index of identities answer.
    KFDESK_TRY(Statement * rows,
               run(connection,
                   QStringLiteral("SELECT EXISTS (SELECT 1 FROM corp WHERE suite_id < ? AND auth_corpid <> '') OR "
                                  "EXISTS (SELECT 1 FROM corp WHERE suite_id > ? AND auth_corpid <> '')"),
                   suiteId, suiteId));
    KFDESK_TRY(const auto answer, readOne(*rows, firstInteger));
    return answer.value_or(1) != 0;
}

Result<LinkQuery> LinkQuery::make(Connection& connection, const LinkFilter& filter)
{
    LinkQuery query;
    query.addText(filter.text);
    if (!filter.suiteId.isEmpty()) {
        KFDESK_TRY(const bool others, hasOtherSuites(connection, filter.suiteId));
        if (others)
            query.add(QStringLiteral("l.suite_id = ?"), filter.suiteId);
    }
    if (filter.state)
        query.add(filter.state->isEmpty() ? noStateSql : stateSql, *filter.state);
    if (filter.configured != Configured::Any)
        query.addToKey(QStringLiteral("k.configured = ?"), filter.configured == Configured::Done);
    if (filter.corpId != 0)
        query.add(QStringLiteral("l.corp_id = ?"), filter.corpId);
    if (!filter.authCorpId.isEmpty())
        query.add(QStringLiteral("l.corp_id IN (SELECT id FROM corp WHERE auth_corpid = ?)"), filter.authCorpId);
    if (!filter.ids.empty())
        query.add(QStringLiteral("l.id IN (SELECT value FROM json_each(?))"), jsonArray(filter.ids));
    query.m_selective = query.m_selective || (filter.state && !filter.state->isEmpty()) || filter.corpId != 0 ||
                        !filter.authCorpId.isEmpty() || !filter.ids.empty();
    return query;
}

void LinkQuery::addText(const QString& text)
{
    QStringList words;
    for (const QString& word : text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (isUrl(word))
            addUrl(word);
        else
            words += format::queryWords(word);
    }
    for (const QString& word : std::as_const(words)) {
        addToKey(QStringLiteral("k.search_key LIKE ? ESCAPE '\\'"), likeAnywhere(word));
        m_hasText = true;
    }
}

/// A pasted link is looked up as it is, since letters that differ in case make another link; its beginning is enough.
void LinkQuery::addUrl(const QString& url)
{
    m_conditions.append(QStringLiteral("l.url >= ? AND l.url < ?"));
    m_values << url << QString(url + QChar(0xffff)); // past all that begins so
    m_onLink = m_selective = true;
}

void LinkQuery::addToKey(const QString& condition, const QVariant& value)
{
    m_conditions.append(condition);
    m_values.append(value);
    m_onKey = true;
}

void LinkQuery::add(const QString& condition, const QVariant& value)
{
    m_conditions.append(condition);
    m_values.append(value);
    m_onLink = true;
}

QString LinkQuery::where() const
{
    return m_conditions.isEmpty() ? QString() : QString(QStringLiteral(" WHERE ") % m_conditions.join(u" AND "));
}

QString LinkQuery::idsSql(LinkSort sort, bool descending) const
{
    const SortColumn column = columnOf(sort);
    const bool needsLink = m_onLink || column.onLink;
    // CROSS JOIN fixes the order: the narrow table is scanned and the text compared before any row of l is fetched,
    // unless an index on l leaves few rows anyway.
    const QString from = !needsLink    ? QStringLiteral("kf_link_key k")
                         : m_selective ? QStringLiteral("kf_link l CROSS JOIN kf_link_key k ON k.link_id = l.id")
                                       : QStringLiteral("kf_link_key k CROSS JOIN kf_link l ON l.id = k.link_id");
    // The plus keeps a text search from walking the index of sort keys, with a jump into the table for every row.
    const QString order = m_hasText ? QString(u'+' % column.column) : column.column;
    return QStringLiteral("SELECT k.link_id FROM ") % from % where() % QStringLiteral(" ORDER BY ") % order %
           (descending ? QStringLiteral(" DESC") : QString()) % QStringLiteral(", k.link_id");
}

QString LinkQuery::rowsSql(const QString& columns) const
{
    return QStringLiteral("SELECT ") % columns %
           QStringLiteral(" FROM kf_link l JOIN kf_account a ON a.id = l.account_id") %
           (m_onKey ? QStringLiteral(" JOIN kf_link_key k ON k.link_id = l.id") : QString()) % where() %
           QStringLiteral(" ORDER BY l.corp_id, l.id");
}

void LinkQuery::bind(Statement& statement) const
{
    for (const QVariant& value : m_values)
        statement.bind(value);
}

} // namespace kfdesk::store
