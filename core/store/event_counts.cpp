#include "core/store/event_repository.h"
#include "core/store/rows.h"

#include <map>
#include <tuple>

namespace kfdesk::store {

namespace {

constexpr qint64 hourMs = 60 * 60 * 1000; ///< as in the schema

} // namespace

/// One statement for all of a batch that came in one hour and have one status, which is nearly always all of it.
Result<void> EventRepository::countInserted(const std::vector<NewEvent>& items,
                                            const std::vector<std::optional<qint64>>& ids)
{
    std::map<std::tuple<qint64, QString, model::EventStatus>, int> counts;
    for (size_t i = 0; i < items.size(); ++i) {
        const model::Event& event = items[i].event;
        if (ids[i])
            ++counts[{event.receivedAt / hourMs, event.suiteId, event.status}];
    }
    for (const auto& [key, number] : counts) {
        const auto& [hour, suiteId, status] = key;
        KFDESK_CHECK(change(m_db,
                            QStringLiteral("INSERT INTO event_count (hour, suite_id, status, events) "
                                           "VALUES (?, ?, ?, ?) "
                                           "ON CONFLICT DO UPDATE SET events = events + excluded.events"),
                            hour, suiteId, model::toText(status), number));
    }
    return {};
}

Result<QMap<QString, int>> EventRepository::countByStatus(const QString& suiteId, qint64 sinceMs)
{
    KFDESK_TRY(Statement * rows, run(m_db,
                                     QStringLiteral("SELECT status, sum(events) FROM event_count WHERE hour >= ? AND "
                                                    "? IN ('', suite_id) GROUP BY status"),
                                     sinceMs / hourMs, suiteId));
    QMap<QString, int> counts;
    while (rows->next())
        counts.insert(rows->text(0), static_cast<int>(rows->integer(1)));
    KFDESK_CHECK(rows->end());
    return counts;
}

Result<int> EventRepository::countNeedingPerson(const QString& suiteId)
{
    KFDESK_TRY(Statement * settled, run(m_db,
                                        QStringLiteral("SELECT coalesce(sum(events), 0) FROM event_count WHERE "
                                                       "status IN ('failed', 'expired', 'unreadable') AND "
                                                       "? IN ('', suite_id)"),
                                        suiteId));
    KFDESK_TRY(const auto ended, readOne(*settled, firstInteger));
    KFDESK_TRY(Statement * waiting, run(m_db,
                                        QStringLiteral("SELECT count(*) FROM event WHERE status = 'pending' AND "
                                                       "error_id <> '' AND attempts >= 2 AND ? IN ('', suite_id)"),
                                        suiteId));
    KFDESK_TRY(const auto failing, readOne(*waiting, firstInteger));
    return static_cast<int>(ended.value_or(0) + failing.value_or(0));
}

Result<std::optional<qint64>> EventRepository::oldestReceivedAt(const QString& suiteId)
{
    KFDESK_TRY(Statement * hours, run(m_db,
                                      QStringLiteral("SELECT hour FROM event_count WHERE ? IN ('', suite_id) "
                                                     "ORDER BY hour LIMIT 1"),
                                      suiteId));
    KFDESK_TRY(const auto hour, readOne(*hours, firstInteger));
    if (!hour)
        return std::nullopt;
    KFDESK_TRY(Statement * rows, run(m_db,
                                     QStringLiteral("SELECT received_at FROM event WHERE received_at >= ? AND "
                                                    "? IN ('', suite_id) ORDER BY received_at LIMIT 1"),
                                     *hour * hourMs, suiteId));
    return readOne(*rows, firstInteger);
}

} // namespace kfdesk::store
