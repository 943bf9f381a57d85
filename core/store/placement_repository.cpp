#include "core/store/placement_repository.h"

#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

const QString selectPlacementSql = QStringLiteral(
    "SELECT p.id, p.suite_id, p.name, p.state, p.single, p.note, p.created_at, p.archived_at, "
    "(SELECT count(DISTINCT g.corp_id) FROM grant_record g WHERE g.state = p.state AND g.suite_id = p.suite_id) "
    "FROM placement p ");

model::Placement readPlacement(Statement& s)
{
    return {s.integer(0), s.text(1),         s.text(2),
            s.text(3),    s.integer(4) != 0, s.text(5),
            s.integer(6), s.integer(7),      static_cast<int>(s.integer(8))};
}

} // namespace

Result<std::vector<model::Placement>> PlacementRepository::list(const QString& suiteId)
{
    KFDESK_TRY(Statement * rows,
               run(m_db, QString(selectPlacementSql % QStringLiteral("WHERE ? IN ('', p.suite_id) ORDER BY p.id DESC")),
                   suiteId));
    return readAll(*rows, readPlacement);
}

Result<std::optional<model::Placement>> PlacementRepository::find(qint64 id)
{
    KFDESK_TRY(Statement * rows, run(m_db, QString(selectPlacementSql % QStringLiteral("WHERE p.id = ?")), id));
    return readOne(*rows, readPlacement);
}

Result<std::optional<model::Placement>> PlacementRepository::findByState(const QString& suiteId, const QString& state)
{
    KFDESK_TRY(Statement * rows,
               run(m_db, QString(selectPlacementSql % QStringLiteral("WHERE p.suite_id = ? AND p.state = ?")), suiteId,
                   state));
    return readOne(*rows, readPlacement);
}

Result<qint64> PlacementRepository::insert(const model::Placement& placement)
{
    KFDESK_TRY(Statement * insertion,
               run(m_db,
                   QStringLiteral("INSERT INTO placement (suite_id, name, state, single, note, created_at, "
                                  "archived_at) VALUES (?, ?, ?, ?, ?, ?, ?)"),
                   placement.suiteId, placement.name, placement.state, placement.single, placement.note,
                   placement.createdAt, placement.archivedAt));
    return insertion->insertId();
}

Result<void> PlacementRepository::update(const model::Placement& placement)
{
    return change(m_db,
                  QStringLiteral("UPDATE placement SET name = ?, state = ?, single = ?, note = ?, archived_at = ? "
                                 "WHERE id = ?"),
                  placement.name, placement.state, placement.single, placement.note, placement.archivedAt,
                  placement.id);
}

} // namespace kfdesk::store
