#include "tests/store/fixture.h"

#include "core/format/search_key.h"
#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/migrator.h"
#include "core/store/placement_repository.h"

#include <QDir>
#include <QLoggingCategory>

namespace kfdesk::test {

Workspace::Workspace()
{
    QLoggingCategory::setFilterRules(QStringLiteral("kfdesk.store.info=false"));
    if (!m_folder.isValid() || !QDir().mkdir(dir()))
        qFatal("no temporary folder");
    m_database = must(store::Database::open(databasePath()));
    m_connection = must(m_database->connection());
    must(store::Migrator::migrate(*m_connection, dir() + QStringLiteral("/backups"), clock));
    m_vault = must(store::Vault::found(*m_connection, store::KeyFile{keyFile()}, dir(), clock));
}

qint64 Workspace::number(const QString& sql)
{
    auto statement = must(db().prepare(sql));
    must(statement.exec());
    return statement.next() ? statement.integer(0) : -1;
}

model::Corp Workspace::addCorp(const QString& name, const QString& authCorpId, const QString& suiteId)
{
    model::Corp corp;
    corp.suiteId = suiteId;
    corp.authCorpId = authCorpId;
    corp.name = name;
    corp.updatedAt = clock.nowMs();
    corp.searchKey = format::searchKey({name, authCorpId});
    corp.sortKey = format::sortKey(name);
    corp.id = must(store::CorpRepository(db()).insert(corp, {}));
    return corp;
}

model::KfAccount Workspace::addAccount(const model::Corp& corp, const QString& name, const QString& openKfId)
{
    model::KfAccount account;
    account.suiteId = corp.suiteId;
    account.corpId = corp.id;
    account.authCorpId = corp.authCorpId;
    account.openKfId = openKfId;
    account.name = name;
    account.createdAt = account.updatedAt = clock.nowMs();
    account.id = must(store::KfAccountRepository(db()).insert(account));
    return account;
}

model::KfLink Workspace::addLink(const model::KfAccount& account, const QString& scene, const QString& sceneParam)
{
    model::KfLink link;
    link.suiteId = account.suiteId;
    link.corpId = account.corpId;
    link.accountId = account.id;
    link.url = QStringLiteral("https://work.weixin.qq.com/kfid/%1?enc_scene=ENC%2").arg(account.openKfId, scene);
    link.scene = scene;
    link.sceneParam = sceneParam;
    link.createdAt = link.updatedAt = clock.nowMs();
    link.id = must(store::LinkRepository(db()).insert(link));
    return link;
}

void Workspace::addGrant(const model::KfAccount& account, const QString& state, qint64 grantedAt)
{
    model::Grant grant;
    grant.suiteId = account.suiteId;
    grant.corpId = account.corpId;
    grant.openKfId = account.openKfId;
    grant.state = state;
    grant.grantedAt = grantedAt;
    grant.source = QStringLiteral("create_auth");
    must(store::GrantRepository(db()).add(grant));
}

qint64 Workspace::addPlacement(const QString& name, const QString& state, const QString& suiteId)
{
    model::Placement placement;
    placement.suiteId = suiteId;
    placement.name = name;
    placement.state = state;
    placement.createdAt = clock.nowMs();
    return must(store::PlacementRepository(db()).insert(placement));
}

} // namespace kfdesk::test
