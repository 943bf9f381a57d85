#include "core/store/event_columns.h"
#include "core/store/event_repository.h"
#include "core/store/rows.h"

#include <QVariant>

#include <algorithm>
#include <functional>

namespace kfdesk::store {

namespace {

/// An EventFilter as SQL.
struct Conditions
{
    QStringList sql;
    QVariantList values;

    void add(const QString& condition, const QVariantList& bound)
    {
        sql.append(condition);
        values.append(bound);
    }
};

void addText(Conditions& conditions, const EventFilter& filter)
{
    if (filter.text.isEmpty())
        return;
    const QVariant pattern = likeAnywhere(filter.text);
    QStringList alternatives;
    QVariantList values;
    for (const char* column : {"info_type", "auth_corpid", "state", "error_id", "error_detail"}) {
        alternatives.append(QLatin1String(column) % QStringLiteral(" LIKE ? ESCAPE '\\'"));
        values.append(pattern);
    }
    if (!filter.corpIds.empty()) {
        alternatives.append(QStringLiteral("(corp_id <> 0 AND corp_id IN (SELECT value FROM json_each(?)))"));
        values.append(jsonArray(filter.corpIds));
    }
    conditions.add(u'(' % alternatives.join(u" OR ") % u')', values);
}

Conditions conditionsOf(const EventFilter& filter)
{
    Conditions conditions;
    if (!filter.suiteId.isEmpty())
        conditions.add(QStringLiteral("suite_id = ?"), {filter.suiteId});
    if (filter.status)
        conditions.add(QStringLiteral("status = ?"), {model::toText(*filter.status)});
    // Said in the words of the index event_open, which holds the few that are not done.
    if (filter.needsPerson || filter.status.value_or(model::EventStatus::Done) != model::EventStatus::Done)
        conditions.add(QStringLiteral("status <> 'done'"), {});
    if (!filter.type.isEmpty())
        conditions.add(QStringLiteral("info_type = ?"), {filter.type});
    if (filter.hideTickets)
        conditions.add(QStringLiteral("info_type <> 'suite_ticket'"), {});
    if (filter.needsPerson)
        conditions.add(QStringLiteral("status IN ('failed', 'expired', 'unreadable', 'pending') AND "
                                      "(status <> 'pending' OR (error_id <> '' AND attempts >= 2))"),
                       {});
    if (!filter.state.isEmpty())
        conditions.add(QStringLiteral("state = ? AND state <> ''"), {filter.state});
    if (filter.corpId != 0)
        conditions.add(QStringLiteral("id IN (SELECT id FROM event "
                                      "WHERE corp_id = ? AND corp_id <> 0 AND info_type <> 'kf_msg_or_event' "
                                      "UNION ALL SELECT id FROM ") %
                           messageIdsSql() % u')',
                       {filter.corpId, filter.corpId});
    addText(conditions, filter);
    return conditions;
}

QString idsSqlOf(const Conditions& conditions)
{
    const QString all = QStringLiteral("SELECT id FROM event");
    return conditions.sql.isEmpty() ? all : QString(all % QStringLiteral(" WHERE ") % conditions.sql.join(u" AND "));
}

} // namespace

QString EventRepository::idsSql(const EventFilter& filter)
{
    return idsSqlOf(conditionsOf(filter));
}

Result<std::vector<qint64>> EventRepository::ids(const EventFilter& filter, std::stop_token stop)
{
    const Conditions conditions = conditionsOf(filter);
    KFDESK_TRY(Statement rows, m_db.prepare(idsSqlOf(conditions)));
    for (const QVariant& value : conditions.values)
        rows.bind(value);

    KFDESK_CHECK(rows.exec());
    std::vector<qint64> ids;
    while (!stop.stop_requested() && rows.next())
        ids.push_back(rows.integer(0));
    if (stop.stop_requested())
        return fail(makeError(ErrorKind::Cancelled, QStringLiteral("store.cancelled")));
    KFDESK_CHECK(rows.end());
    // Not by SQLite: for the order by id it would read the whole table instead of the index that has all that is asked.
    std::sort(ids.begin(), ids.end(), std::greater<>());
    return ids;
}

} // namespace kfdesk::store
