#include "core/store/event_repository.h"

#include "core/store/event_columns.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

using model::Event;

/// False when this very event is known already.
Result<bool> markSeen(Connection& db, const Vault& vault, const NewEvent& item)
{
    KFDESK_TRY(Statement * seen,
               run(db, QStringLiteral("INSERT OR IGNORE INTO event_seen (event_time, digest) VALUES (?, ?)"),
                   item.event.eventTime, vault.dedupeDigest(item.event.suiteId, item.plaintext)));
    return seen->changes() == 1;
}

Result<bool> knowsAuthCode(Connection& db, const QByteArray& digest)
{
    KFDESK_TRY(Statement * rows, run(db, QStringLiteral("SELECT 1 FROM auth_code_seen WHERE digest = ?"), digest));
    KFDESK_TRY(const auto found, readOne(*rows, firstInteger));
    return found.has_value();
}

} // namespace

Result<std::optional<qint64>> EventRepository::insert(const Vault& vault, const NewEvent& item)
{
    KFDESK_TRY(const auto ids, insertAll(vault, {item}));
    return ids.front();
}

Result<std::vector<std::optional<qint64>>> EventRepository::insertAll(const Vault& vault,
                                                                      const std::vector<NewEvent>& items)
{
    std::vector<std::optional<qint64>> ids;
    ids.reserve(items.size());
    for (const NewEvent& item : items) {
        KFDESK_TRY(const auto id, insertOne(vault, item));
        ids.push_back(id);
    }
    KFDESK_CHECK(countInserted(items, ids));
    return ids;
}

Result<std::optional<qint64>> EventRepository::insertOne(const Vault& vault, const NewEvent& item)
{
    // The code is looked up first and written last: a duplicate must leave nothing behind.
    QByteArray codeDigest;
    if (!item.authCode.isEmpty()) {
        codeDigest = vault.authCodeDigest(item.event.suiteId, item.authCode);
        KFDESK_TRY(const bool known, knowsAuthCode(m_db, codeDigest));
        if (known)
            return std::optional<qint64>();
    }
    KFDESK_TRY(const bool fresh, markSeen(m_db, vault, item));
    if (!fresh)
        return std::optional<qint64>();
    if (!codeDigest.isEmpty())
        KFDESK_CHECK(change(m_db, QStringLiteral("INSERT INTO auth_code_seen (digest) VALUES (?)"), codeDigest));

    static const QString sql = insertEventSql();
    KFDESK_TRY(Statement * insertion, m_db.cached(sql));
    const QByteArray rowKey = Vault::newRowKey();
    KFDESK_CHECK(bindArrival(*insertion, item.event)
                     .bind(rowKey)
                     .bind(vault.seal(Seal::EventPayload, rowKey, item.plaintext))
                     .exec());
    return std::optional<qint64>(insertion->insertId());
}

Result<std::optional<Event>> EventRepository::find(qint64 id)
{
    static const QString sql = selectEventSql(u"WHERE id = ?");
    KFDESK_TRY(Statement * rows, run(m_db, sql, id));
    return readOne(*rows, readEvent);
}

Result<Secret> EventRepository::payload(const Vault& vault, qint64 id)
{
    KFDESK_TRY(Statement * rows, run(m_db,
                                     QStringLiteral("SELECT row_key, sealed_payload FROM event "
                                                    "WHERE id = ? AND sealed_payload IS NOT NULL"),
                                     id));
    KFDESK_TRY(const auto sealed, readOne(*rows, [](Statement& s) { return std::pair(s.blob(0), s.blob(1)); }));
    if (!sealed)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("event.no_payload")));
    return vault.open(Seal::EventPayload, sealed->first, sealed->second);
}

Result<void> EventRepository::update(const Event& event)
{
    static const QString sql = updateEventSql();
    KFDESK_TRY(Statement * rewrite, m_db.cached(sql));
    return bindEvent(*rewrite, event).bind(event.id).exec();
}

Result<void> EventRepository::dropPayload(qint64 id)
{
    return change(m_db, QStringLiteral("UPDATE event SET sealed_payload = NULL WHERE id = ?"), id);
}

Result<std::vector<Event>> EventRepository::due(qint64 nowMs, int limit)
{
    static const QString sql = selectEventSql(u"WHERE status = 'pending' AND next_attempt_at <= ? "
                                              u"ORDER BY deadline_at = 0, event_time, id LIMIT ?");
    KFDESK_TRY(Statement * rows, run(m_db, sql, nowMs, limit));
    return readAll(*rows, readEvent);
}

Result<std::optional<qint64>> EventRepository::nextDue()
{
    KFDESK_TRY(Statement * rows, run(m_db, QStringLiteral("SELECT next_attempt_at FROM event WHERE status = 'pending' "
                                                          "ORDER BY next_attempt_at LIMIT 1")));
    return readOne(*rows, firstInteger);
}

Result<std::vector<Event>> EventRepository::pending(const QString& suiteId, const QStringList& types)
{
    static const QString sql = selectEventSql(u"WHERE status = 'pending' AND suite_id = ? AND "
                                              u"info_type IN (SELECT value FROM json_each(?)) ORDER BY event_time, id");
    KFDESK_TRY(Statement * rows, run(m_db, sql, suiteId, jsonArray(types)));
    return readAll(*rows, readEvent);
}

Result<std::vector<Event>> EventRepository::ofCorpAfter(const QString& suiteId, const QString& authCorpId,
                                                        qint64 afterTime)
{
    static const QString sql = selectEventSql(u"WHERE auth_corpid = ? AND auth_corpid <> '' AND suite_id = ? AND "
                                              u"event_time > ? AND info_type IN ('change_auth', 'cancel_auth') "
                                              u"ORDER BY event_time, id");
    KFDESK_TRY(Statement * rows, run(m_db, sql, authCorpId, suiteId, afterTime));
    return readAll(*rows, readEvent);
}

Result<std::vector<qint64>> EventRepository::messagesOf(qint64 corpId)
{
    KFDESK_TRY(Statement * rows, run(m_db, QString(QStringLiteral("SELECT id FROM ") % messageIdsSql()), corpId));
    return readAll(*rows, firstInteger);
}

Result<std::vector<Event>> EventRepository::rows(const std::vector<qint64>& ids)
{
    std::vector<Event> events;
    events.reserve(ids.size());
    for (const qint64 id : ids) {
        KFDESK_TRY(auto event, find(id));
        if (event)
            events.push_back(*std::move(event));
    }
    return events;
}

Result<std::vector<Event>> EventRepository::sessions(const QString& suiteId, const QString& state, int limit)
{
    // The empty state has no index: those few are found from the newest back.
    static const QString sql = selectEventSql(u"WHERE suite_id = ? AND state = ? AND "
                                              u"info_type IN ('create_auth', 'change_auth') ORDER BY id DESC LIMIT ?");
    static const QString indexed =
        selectEventSql(u"WHERE suite_id = ? AND state = ? AND state <> '' AND "
                       u"info_type IN ('create_auth', 'change_auth') ORDER BY id DESC LIMIT ?");
    KFDESK_TRY(Statement * rows, run(m_db, state.isEmpty() ? sql : indexed, suiteId, state, limit));
    return readAll(*rows, readEvent);
}

Result<int> EventRepository::prune(qint64 beforeMs, int limit)
{
    KFDESK_TRY(Statement * removal,
               run(m_db,
                   QStringLiteral("DELETE FROM event WHERE id IN (SELECT id FROM event WHERE received_at < ? "
                                  "ORDER BY received_at LIMIT ?)"),
                   beforeMs, limit));
    return static_cast<int>(removal->changes());
}

} // namespace kfdesk::store
