#include "core/store/corp_repository.h"

#include "core/store/rows.h"

#include <algorithm>

namespace kfdesk::store {

namespace {

using model::Corp;

const QString corpColumns = QStringLiteral(
    "id, suite_id, auth_corpid, name, full_name, logo_url, corp_type, subject_type, industry, scale, status, states, "
    "account_count, link_count, note, authorized_at, last_event_at, last_sync_at, updated_at, last_error_id, "
    "last_error_code, last_error_detail, last_error_args, search_key, sort_key");

Corp readCorp(Statement& s)
{
    Corp corp;
    corp.id = s.integer(0);
    corp.suiteId = s.text(1);
    corp.authCorpId = s.text(2);
    corp.name = s.text(3);
    corp.fullName = s.text(4);
    corp.logoUrl = s.text(5);
    corp.corpType = s.text(6);
    corp.subjectType = static_cast<int>(s.integer(7));
    corp.industry = s.text(8);
    corp.scale = s.text(9);
    corp.status = model::corpStatusFromText(s.text(10));
    corp.states = textsFromJson(s.text(11));
    corp.accountCount = static_cast<int>(s.integer(12));
    corp.linkCount = static_cast<int>(s.integer(13));
    corp.note = s.text(14);
    corp.authorizedAt = s.integer(15);
    corp.lastEventAt = s.integer(16);
    corp.lastSyncAt = s.integer(17);
    corp.updatedAt = s.integer(18);
    corp.lastErrorId = s.text(19);
    corp.lastErrorCode = static_cast<int>(s.integer(20));
    corp.lastErrorDetail = s.text(21);
    corp.lastErrorArgs = s.text(22);
    corp.searchKey = s.text(23);
    corp.sortKey = s.text(24);
    return corp;
}

/// The plain corpColumns that callers own, in the order of both statements below.
Statement& bindCorp(Statement& s, const Corp& corp)
{
    return s.bind(corp.suiteId)
        .bind(corp.authCorpId)
        .bind(corp.name)
        .bind(corp.fullName)
        .bind(corp.logoUrl)
        .bind(corp.corpType)
        .bind(corp.subjectType)
        .bind(corp.industry)
        .bind(corp.scale)
        .bind(model::toText(corp.status))
        .bind(corp.note)
        .bind(corp.authorizedAt)
        .bind(corp.lastEventAt)
        .bind(corp.lastSyncAt)
        .bind(corp.updatedAt)
        .bind(corp.lastErrorId)
        .bind(corp.lastErrorCode)
        .bind(corp.lastErrorDetail)
        .bind(corp.lastErrorArgs)
        .bind(corp.searchKey)
        .bind(corp.sortKey);
}

Statement& bindLifecycle(Statement& s, const CorpLifecycle& lifecycle)
{
    return s.bind(lifecycle.createTime)
        .bind(lifecycle.changeTime)
        .bind(lifecycle.failedChecks)
        .bind(lifecycle.syncDueAt)
        .bind(lifecycle.syncAttempts)
        .bind(lifecycle.sessionEventId);
}

/// Where a corp stands in the list: the beginning of its sort key as a number decides most comparisons.
struct Position
{
    quint64 beginning = 0;
    size_t index = 0;
};

/// The first eight characters. They are one byte each (core/format/search_key.h); a wider one ends the number, and what
/// follows is left to the comparison of the whole keys.
quint64 beginningOf(const QString& key)
{
    quint64 number = 0;
    bool wide = false;
    for (qsizetype i = 0; i < 8; ++i) {
        const ushort unit = !wide && i < key.size() ? key[i].unicode() : ushort(0);
        number = number << 8 | qMin<ushort>(unit, 0xff);
        wide = wide || unit >= 0xff;
    }
    return number;
}

/// Sorted here: SQLite's sorter would carry every wide row through memory, which takes longer than reading.
std::vector<Corp> inSortOrder(std::vector<Corp> corps)
{
    std::vector<Position> order;
    order.reserve(corps.size());
    for (size_t i = 0; i < corps.size(); ++i)
        order.push_back({beginningOf(corps[i].sortKey), i});
    std::sort(order.begin(), order.end(), [&corps](const Position& a, const Position& b) {
        if (a.beginning != b.beginning)
            return a.beginning < b.beginning;
        const int compared = corps[a.index].sortKey.compare(corps[b.index].sortKey);
        return compared != 0 ? compared < 0 : corps[a.index].id < corps[b.index].id;
    });
    std::vector<Corp> sorted;
    sorted.reserve(corps.size());
    for (const Position& position : order)
        sorted.push_back(std::move(corps[position.index]));
    return sorted;
}

} // namespace

Result<std::vector<Corp>> CorpRepository::list(const QString& suiteId)
{
    KFDESK_TRY(Statement * rows, run(m_db,
                                     QString(QStringLiteral("SELECT ") % corpColumns %
                                             QStringLiteral(" FROM corp WHERE ? IN ('', suite_id)")),
                                     suiteId));
    KFDESK_TRY(auto corps, readAll(*rows, readCorp));
    return inSortOrder(std::move(corps));
}

Result<std::optional<Corp>> CorpRepository::find(qint64 id)
{
    KFDESK_TRY(
        Statement * rows,
        run(m_db, QString(QStringLiteral("SELECT ") % corpColumns % QStringLiteral(" FROM corp WHERE id = ?")), id));
    return readOne(*rows, readCorp);
}

Result<std::optional<Corp>> CorpRepository::findByAuthCorpId(const QString& suiteId, const QString& authCorpId)
{
    // The second condition is the index's own: without it SQLite may not use it.
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QString(QStringLiteral("SELECT ") % corpColumns %
                           QStringLiteral(" FROM corp WHERE suite_id = ? AND auth_corpid = ? AND auth_corpid <> ''")),
                   suiteId, authCorpId));
    return readOne(*rows, readCorp);
}

Result<std::optional<CorpStanding>> CorpRepository::standing(const QString& suiteId, const QString& authCorpId)
{
    KFDESK_TRY(
        Statement * rows,
        run(m_db,
            QStringLiteral("SELECT id, status FROM corp WHERE suite_id = ? AND auth_corpid = ? AND auth_corpid <> ''"),
            suiteId, authCorpId));
    return readOne(*rows, [](Statement& s) {
        return CorpStanding{s.integer(0), model::corpStatusFromText(s.text(1))};
    });
}

Result<qint64> CorpRepository::insert(const Corp& corp, const CorpLifecycle& lifecycle)
{
    KFDESK_TRY(
        Statement * insertion,
        m_db.cached(QStringLiteral(
            "INSERT INTO corp (suite_id, auth_corpid, name, full_name, logo_url, corp_type, subject_type, "
            "industry, scale, status, note, authorized_at, last_event_at, last_sync_at, updated_at, "
            "last_error_id, last_error_code, last_error_detail, last_error_args, search_key, sort_key, create_time, "
            "change_time, failed_checks, sync_due_at, sync_attempts, session_event_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")));
    KFDESK_CHECK(bindLifecycle(bindCorp(*insertion, corp), lifecycle).exec());
    return insertion->insertId();
}

Result<void> CorpRepository::update(const Corp& corp)
{
    KFDESK_TRY(Statement * rewrite,
               m_db.cached(QStringLiteral(
                   "UPDATE corp SET suite_id = ?, auth_corpid = ?, name = ?, full_name = ?, logo_url = ?, "
                   "corp_type = ?, subject_type = ?, industry = ?, scale = ?, status = ?, note = ?, authorized_at = ?, "
                   "last_event_at = ?, last_sync_at = ?, updated_at = ?, last_error_id = ?, last_error_code = ?, "
                   "last_error_detail = ?, last_error_args = ?, search_key = ?, sort_key = ? WHERE id = ?")));
    return bindCorp(*rewrite, corp).bind(corp.id).exec();
}

Result<void> CorpRepository::remove(qint64 id)
{
    return change(m_db, QStringLiteral("DELETE FROM corp WHERE id = ?"), id);
}

Result<CorpLifecycle> CorpRepository::lifecycle(qint64 id)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QStringLiteral("SELECT create_time, change_time, failed_checks, sync_due_at, sync_attempts, "
                                  "session_event_id FROM corp WHERE id = ?"),
                   id));
    KFDESK_TRY(const auto found, readOne(*rows, [](Statement& s) {
                   return CorpLifecycle{s.integer(0),
                                        s.integer(1),
                                        static_cast<int>(s.integer(2)),
                                        s.integer(3),
                                        static_cast<int>(s.integer(4)),
                                        s.integer(5)};
               }));
    return found.value_or(CorpLifecycle());
}

Result<void> CorpRepository::setLifecycle(qint64 id, const CorpLifecycle& lifecycle)
{
    KFDESK_TRY(Statement * rewrite,
               m_db.cached(QStringLiteral("UPDATE corp SET create_time = ?, change_time = ?, failed_checks = ?, "
                                          "sync_due_at = ?, sync_attempts = ?, session_event_id = ? WHERE id = ?")));
    return bindLifecycle(*rewrite, lifecycle).bind(id).exec();
}

Result<void> CorpRepository::refreshDerived(qint64 id)
{
    return change(
        m_db,
        QStringLiteral("UPDATE corp SET "
                       "account_count = (SELECT count(*) FROM kf_account WHERE corp_id = corp.id AND authorized = 1), "
                       "link_count = (SELECT count(*) FROM kf_link WHERE corp_id = corp.id), "
                       "states = (SELECT json_group_array(state) FROM (SELECT state FROM grant_record "
                       "WHERE corp_id = corp.id GROUP BY state ORDER BY max(granted_at) DESC, max(id) DESC)) "
                       "WHERE id = ?"),
        id);
}

Result<std::vector<std::pair<qint64, qint64>>> CorpRepository::dueForSync(qint64 nowMs, int limit)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QStringLiteral("SELECT id, sync_due_at FROM corp WHERE sync_due_at > 0 AND sync_due_at <= ? "
                                  "ORDER BY sync_due_at, id LIMIT ?"),
                   nowMs, limit));
    return readAll(*rows, [](Statement& s) { return std::pair(s.integer(0), s.integer(1)); });
}

Result<std::optional<qint64>> CorpRepository::nextSyncDue()
{
    KFDESK_TRY(Statement * rows, run(m_db, QStringLiteral("SELECT sync_due_at FROM corp WHERE sync_due_at > 0 "
                                                          "ORDER BY sync_due_at LIMIT 1")));
    return readOne(*rows, firstInteger);
}

Result<std::vector<qint64>> CorpRepository::withStatus(model::CorpStatus status)
{
    KFDESK_TRY(Statement * rows,
               run(m_db, QStringLiteral("SELECT id FROM corp WHERE status = ? ORDER BY id"), model::toText(status)));
    return readAll(*rows, firstInteger);
}

Result<CorpRepository::Totals> CorpRepository::totals(const QString& suiteId)
{
    // Two texts, since a condition that is always true would keep SQLite from the index.
    const QString all = QStringLiteral("SELECT count(*), coalesce(max(last_sync_at), 0) FROM corp");
    KFDESK_TRY(Statement * rows, suiteId.isEmpty() ? run(m_db, all) : run(m_db, all % u" WHERE suite_id = ?", suiteId));
    const auto read = [](Statement& s) { return Totals{static_cast<int>(s.integer(0)), s.integer(1)}; };
    KFDESK_TRY(const auto totals, readOne(*rows, read));
    return totals.value_or(Totals());
}

Result<std::vector<qint64>> CorpRepository::withKeyVersionOtherThan(const QString& version, int limit)
{
    KFDESK_TRY(
        Statement * rows,
        run(m_db, QStringLiteral("SELECT id FROM corp WHERE key_version <> ? ORDER BY id LIMIT ?"), version, limit));
    return readAll(*rows, firstInteger);
}

Result<void> CorpRepository::setKeys(qint64 id, const QString& searchKey, const QString& sortKey,
                                     const QString& version)
{
    return change(m_db, QStringLiteral("UPDATE corp SET search_key = ?, sort_key = ?, key_version = ? WHERE id = ?"),
                  searchKey, sortKey, version, id);
}

} // namespace kfdesk::store
