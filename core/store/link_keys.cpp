#include "core/store/link_keys.h"

#include "core/format/search_key.h"
#include "core/store/link_context.h"
#include "core/store/rows.h"

#include <QHash>

namespace kfdesk::store {

namespace {

/// What of a URL is searched by: its last path segment. The rest is the same for all links, or random.
QString urlName(const QString& url)
{
    const qsizetype from = url.lastIndexOf(QLatin1Char('/')) + 1;
    return url.mid(from).section(QLatin1Char('?'), 0, 0);
}

struct Link
{
    qint64 id = 0;
    qint64 accountId = 0;
    QString url;
    QString scene;
    QString sceneParam;
    bool configured = false;
    QString openKfId;
    QString kfName;
};

const QString selectLinkSql =
    QStringLiteral("SELECT l.id, l.account_id, l.url, l.scene, l.scene_param, l.configured_at > 0, a.open_kfid, a.name "
                   "FROM kf_link l JOIN kf_account a ON a.id = l.account_id ");

Link readLinkForKeys(Statement& s)
{
    return {s.integer(0), s.integer(1), s.text(2), s.text(3), s.text(4), s.integer(5) != 0, s.text(6), s.text(7)};
}

/// Keys that all links of an account share; pinyin is worth computing once.
struct AccountKeys
{
    QString search;
    QString sort;
    QString placementSort;
};

AccountKeys accountKeys(LinkContext& context, const CorpContext& corp, const Link& link)
{
    const AccountGrants& grants = corp.grantsOf(link.openKfId);
    QStringList texts{link.kfName, link.openKfId};
    for (const QString& state : grants.states)
        texts.append(context.placementName(corp.suiteId, state));
    return {format::searchKey(texts), format::sortKey(link.kfName),
            format::sortKey(context.placementName(corp.suiteId, grants.newestState))};
}

Result<void> writeKeys(Connection& connection, qint64 corpId, const std::vector<Link>& links)
{
    KFDESK_TRY(LinkContext context, LinkContext::make(connection));
    KFDESK_TRY(const CorpContext* corp, context.corp(corpId));
    const QString corpKey = format::searchKey({corp->name, corp->authCorpId});
    const QString corpSort = format::sortKey(corp->name);
    const QChar separator(0x1f); // what searchKey() puts between texts
    QHash<qint64, AccountKeys> accounts;

    for (const Link& link : links) {
        auto account = accounts.find(link.accountId);
        if (account == accounts.end())
            account = accounts.insert(link.accountId, accountKeys(context, *corp, link));
        const QString own = format::searchKey({link.scene, link.sceneParam, urlName(link.url)});
        KFDESK_CHECK(change(connection,
                            QStringLiteral("INSERT OR REPLACE INTO kf_link_key (link_id, search_key, corp_sort, "
                                           "account_sort, placement_sort, configured) VALUES (?, ?, ?, ?, ?, ?)"),
                            link.id, QString(corpKey % separator % account->search % separator % own), corpSort,
                            account->sort, account->placementSort, link.configured));
    }
    return {};
}

} // namespace

Result<void> writeLinkKeys(Connection& connection, qint64 corpId, const std::vector<qint64>& linkIds)
{
    KFDESK_TRY(Statement * rows,
               run(connection,
                   QString(selectLinkSql % QStringLiteral("WHERE l.id IN (SELECT value FROM json_each(?))")),
                   jsonArray(linkIds)));
    KFDESK_TRY(const auto links, readAll(*rows, readLinkForKeys));
    return writeKeys(connection, corpId, links);
}

Result<void> writeLinkKeys(Connection& connection, qint64 corpId)
{
    KFDESK_TRY(Statement * rows,
               run(connection, QString(selectLinkSql % QStringLiteral("WHERE l.corp_id = ?")), corpId));
    KFDESK_TRY(const auto links, readAll(*rows, readLinkForKeys));
    return writeKeys(connection, corpId, links);
}

} // namespace kfdesk::store
