#include "core/store/kf_repository.h"
#include "core/store/link_context.h"
#include "core/store/link_keys.h"
#include "core/store/link_query.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

using model::KfLink;
using model::LinkRow;

const QString linkColumns = QStringLiteral("l.id, l.suite_id, l.corp_id, l.account_id, l.url, l.scene, l.scene_param, "
                                           "l.configured_at, l.created_at, l.updated_at");
const QString rowColumns = QString(linkColumns + QStringLiteral(", a.name, a.open_kfid, a.authorized"));

KfLink readLink(Statement& s)
{
    return {s.integer(0), s.text(1), s.integer(2), s.integer(3), s.text(4),
            s.text(5),    s.text(6), s.integer(7), s.integer(8), s.integer(9)};
}

LinkRow readRow(Statement& s)
{
    LinkRow row;
    row.link = readLink(s);
    row.kfName = s.text(10);
    row.openKfId = s.text(11);
    row.accountAuthorized = s.integer(12) != 0;
    return row;
}

Result<void> complete(LinkRow& row, LinkContext& context)
{
    KFDESK_TRY(const CorpContext* corp, context.corp(row.link.corpId));
    const AccountGrants& grants = corp->grantsOf(row.openKfId);
    row.corpName = corp->name;
    row.authCorpId = corp->authCorpId;
    row.states = grants.states;
    row.state = grants.newestState;
    row.authorizedAt = grants.newestAt;
    row.placement = context.placementName(row.link.suiteId, row.state);
    return {};
}

const QString insertLinkSql =
    QStringLiteral("INSERT INTO kf_link (suite_id, corp_id, account_id, url, scene, scene_param, configured_at, "
                   "created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");

Result<Statement*> insertRow(Connection& connection, const QString& sql, const KfLink& link)
{
    return run(connection, sql, link.suiteId, link.corpId, link.accountId, link.url, link.scene, link.sceneParam,
               link.configuredAt, link.createdAt, link.updatedAt);
}

Error cancelled()
{
    return makeError(ErrorKind::Cancelled, QStringLiteral("store.cancelled"));
}

} // namespace

Result<std::vector<qint64>> LinkRepository::ids(const LinkFilter& filter, LinkSort sort, bool descending,
                                                std::stop_token stop)
{
    KFDESK_TRY(const LinkQuery query, LinkQuery::make(m_db, filter));
    KFDESK_TRY(Statement rows, m_db.prepare(query.idsSql(sort, descending)));
    query.bind(rows);
    if (stop.stop_requested())
        return fail(cancelled());
    KFDESK_CHECK(rows.exec());
    std::vector<qint64> ids;
    while (!stop.stop_requested() && rows.next())
        ids.push_back(rows.integer(0));
    if (stop.stop_requested())
        return fail(cancelled());
    KFDESK_CHECK(rows.end());
    return ids;
}

Result<std::vector<LinkRow>> LinkRepository::rows(const std::vector<qint64>& ids)
{
    KFDESK_TRY(LinkContext context, LinkContext::make(m_db));
    const QString sql = QStringLiteral("SELECT ") % rowColumns %
                        QStringLiteral(" FROM kf_link l JOIN kf_account a ON a.id = l.account_id WHERE l.id = ?");
    std::vector<LinkRow> rows;
    rows.reserve(ids.size());
    for (const qint64 id : ids) {
        KFDESK_TRY(Statement * statement, run(m_db, sql, id));
        KFDESK_TRY(auto row, readOne(*statement, readRow));
        if (!row)
            continue;
        KFDESK_CHECK(complete(*row, context));
        rows.push_back(*std::move(row));
    }
    return rows;
}

Result<void> LinkRepository::forEach(const LinkFilter& filter, const std::function<Result<void>(const LinkRow&)>& visit,
                                     std::stop_token stop)
{
    KFDESK_TRY(const LinkQuery query, LinkQuery::make(m_db, filter));
    KFDESK_TRY(LinkContext context, LinkContext::make(m_db));
    KFDESK_TRY(Statement rows, m_db.prepare(query.rowsSql(rowColumns)));
    query.bind(rows);
    if (stop.stop_requested())
        return fail(cancelled());
    KFDESK_CHECK(rows.exec());
    while (rows.next()) {
        if (stop.stop_requested())
            return fail(cancelled());
        LinkRow row = readRow(rows);
        KFDESK_CHECK(complete(row, context));
        KFDESK_CHECK(visit(row));
    }
    return rows.end();
}

Result<std::vector<KfLink>> LinkRepository::ofCorp(qint64 corpId)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QString(QStringLiteral("SELECT ") % linkColumns %
                           QStringLiteral(" FROM kf_link l WHERE l.corp_id = ? ORDER BY l.account_id, l.id")),
                   corpId));
    return readAll(*rows, readLink);
}

Result<std::optional<KfLink>> LinkRepository::find(qint64 accountId, const QString& scene, const QString& sceneParam)
{
    KFDESK_TRY(
        Statement * rows,
        run(m_db,
            QString(QStringLiteral("SELECT ") % linkColumns %
                    QStringLiteral(" FROM kf_link l WHERE l.account_id = ? AND l.scene = ? AND l.scene_param = ?")),
            accountId, scene, sceneParam));
    return readOne(*rows, readLink);
}

Result<qint64> LinkRepository::insert(const KfLink& link)
{
    KFDESK_TRY(Statement * insertion, insertRow(m_db, insertLinkSql, link));
    const qint64 id = insertion->insertId();
    KFDESK_CHECK(writeLinkKeys(m_db, link.corpId, {id}));
    return id;
}

Result<int> LinkRepository::insertMissing(qint64 corpId, const std::vector<KfLink>& links)
{
    std::vector<qint64> inserted;
    for (const KfLink& link : links) {
        KFDESK_TRY(Statement * insertion,
                   insertRow(m_db, QString(insertLinkSql % QStringLiteral(" ON CONFLICT DO NOTHING")), link));
        if (insertion->changes() > 0)
            inserted.push_back(insertion->insertId());
    }
    KFDESK_CHECK(writeLinkKeys(m_db, corpId, inserted));
    return static_cast<int>(inserted.size());
}

Result<void> LinkRepository::updateUrl(qint64 id, const QString& url, qint64 nowMs)
{
    KFDESK_CHECK(
        change(m_db, QStringLiteral("UPDATE kf_link SET url = ?, updated_at = ? WHERE id = ?"), url, nowMs, id));
    KFDESK_TRY(Statement * rows, run(m_db, QStringLiteral("SELECT corp_id FROM kf_link WHERE id = ?"), id));
    KFDESK_TRY(const auto corpId, readOne(*rows, firstInteger));
    return corpId ? writeLinkKeys(m_db, *corpId, {id}) : Result<void>();
}

Result<int> LinkRepository::setConfigured(const std::vector<qint64>& ids, qint64 configuredAt, qint64 nowMs)
{
    // A link that stands so already keeps its date.
    KFDESK_TRY(Statement * marking,
               run(m_db,
                   QStringLiteral("UPDATE kf_link SET configured_at = ?, updated_at = ? "
                                  "WHERE id IN (SELECT value FROM json_each(?)) AND (configured_at > 0) <> ?"),
                   configuredAt, nowMs, jsonArray(ids), configuredAt > 0));
    const auto changed = static_cast<int>(marking->changes());
    KFDESK_CHECK(change(m_db,
                        QStringLiteral("UPDATE kf_link_key SET configured = ? "
                                       "WHERE link_id IN (SELECT value FROM json_each(?)) AND configured <> ?"),
                        configuredAt > 0, jsonArray(ids), configuredAt > 0));
    return changed;
}

Result<std::vector<qint64>> LinkRepository::idsForUrls(const QStringList& urls)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QStringLiteral("SELECT id FROM kf_link WHERE url IN (SELECT value FROM json_each(?)) ORDER BY id"),
                   jsonArray(urls)));
    return readAll(*rows, firstInteger);
}

Result<void> LinkRepository::refreshKeys(qint64 corpId)
{
    return writeLinkKeys(m_db, corpId);
}

Result<int> LinkRepository::count(const QString& suiteId)
{
    KFDESK_TRY(const bool others, hasOtherSuites(m_db, suiteId));
    const bool all = suiteId.isEmpty() || !others;
    KFDESK_TRY(Statement * rows,
               all ? run(m_db, QStringLiteral("SELECT count(*) FROM kf_link"))
                   : run(m_db, QStringLiteral("SELECT count(*) FROM kf_link WHERE suite_id = ?"), suiteId));
    KFDESK_TRY(const auto count, readOne(*rows, firstInteger));
    return static_cast<int>(count.value_or(0));
}

} // namespace kfdesk::store
