#include "core/store/bookkeeping_repository.h"

#include "core/store/rows.h"

namespace kfdesk::store {

Result<std::optional<QString>> SettingRepository::value(const QString& key)
{
    KFDESK_TRY(Statement * rows, run(m_db, QStringLiteral("SELECT value FROM setting WHERE key = ?"), key));
    return readOne(*rows, [](Statement& s) { return s.text(0); });
}

Result<void> SettingRepository::setValue(const QString& key, const QString& value)
{
    return change(m_db,
                  QStringLiteral("INSERT INTO setting (key, value) VALUES (?, ?) "
                                 "ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
                  key, value);
}

Result<void> ChangeRepository::append(const model::Change& announced)
{
    return change(m_db, QStringLiteral("INSERT INTO change (kind, local_id) VALUES (?, ?)"),
                  static_cast<int>(announced.kind), announced.localId);
}

Result<std::vector<model::Change>> ChangeRepository::since(qint64& seq)
{
    // One statement reads both, so that nothing committed in between is lost.
    KFDESK_TRY(Statement * rows, run(m_db,
                                     QStringLiteral("SELECT kind, local_id, max(seq), "
                                                    "(SELECT min(seq) FROM change) AS oldest FROM change WHERE seq > ? "
                                                    "GROUP BY kind, local_id ORDER BY 3"),
                                     seq));
    std::vector<model::Change> changes;
    qint64 newestSeen = seq;
    qint64 oldest = 0;
    while (rows->next()) {
        changes.push_back({static_cast<model::ChangeKind>(rows->integer(0)), rows->integer(1)});
        newestSeen = rows->integer(2);
        oldest = rows->integer(3);
    }
    KFDESK_CHECK(rows->end());
    if (changes.empty()) {
        KFDESK_TRY(newestSeen, newest());
        oldest = newestSeen + 1;
    }
    if (oldest > seq + 1) {
        changes.clear();
        for (int kind = 0; kind <= static_cast<int>(model::ChangeKind::Listener); ++kind)
            changes.push_back({static_cast<model::ChangeKind>(kind), 0});
    }
    seq = newestSeen;
    return changes;
}

Result<qint64> ChangeRepository::newest()
{
    // The counter of AUTOINCREMENT also remembers rows that were pruned.
    KFDESK_TRY(Statement * rows, run(m_db, QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = 'change'")));
    KFDESK_TRY(const auto seq, readOne(*rows, firstInteger));
    return seq.value_or(0);
}

Result<void> ChangeRepository::prune(qint64 keep)
{
    return change(m_db,
                  QStringLiteral("DELETE FROM change WHERE seq <= "
                                 "(SELECT seq FROM sqlite_sequence WHERE name = 'change') - ?"),
                  keep);
}

Result<void> WorkRequestRepository::add(const QString& kind, qint64 localId, qint64 nowMs)
{
    // Asked twice before anybody picked it up is asked once.
    return change(m_db,
                  QStringLiteral("INSERT OR IGNORE INTO work_request (kind, local_id, created_at) VALUES (?, ?, ?)"),
                  kind, localId, nowMs);
}

Result<bool> WorkRequestRepository::any()
{
    KFDESK_TRY(Statement * rows, run(m_db, QStringLiteral("SELECT EXISTS (SELECT 1 FROM work_request)")));
    KFDESK_TRY(const auto found, readOne(*rows, firstInteger));
    return found.value_or(0) != 0;
}

Result<std::vector<WorkRequest>> WorkRequestRepository::take(int limit)
{
    KFDESK_TRY(Statement * rows,
               run(m_db, QStringLiteral("SELECT id, kind, local_id, created_at FROM work_request ORDER BY id LIMIT ?"),
                   limit));
    KFDESK_TRY(auto requests, readAll(*rows, [](Statement& s) {
                   return WorkRequest{s.integer(0), s.text(1), s.integer(2), s.integer(3)};
               }));
    for (const WorkRequest& request : requests)
        KFDESK_CHECK(change(m_db, QStringLiteral("DELETE FROM work_request WHERE id = ?"), request.id));
    return requests;
}

} // namespace kfdesk::store
