#include "tests/service/records_rig.h"

#include "core/service/corp_keys.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/migrator.h"

namespace kfdesk::test {

using namespace Qt::StringLiterals;
using service::UnitOfWork;

RecordsRig::RecordsRig(bool sandbox)
{
    database = must(store::Database::open(folder.filePath(u"kfdesk.sqlite"_s)));
    auto* db = must(database->connection());
    must(store::Migrator::migrate(*db, folder.filePath(u"backups"_s), clock));
    context = std::make_unique<service::Context>(*database, feed, clock, folder.path(), sandbox);
    context->setVault(must(store::Vault::found(*db, key(), folder.path(), clock)));
    QObject::connect(&feed, &service::ChangeFeed::changed, [this](const std::vector<model::Change>& changes) {
        announced.insert(announced.end(), changes.begin(), changes.end());
    });
}

std::vector<model::Change> RecordsRig::takeAnnounced()
{
    return std::exchange(announced, {});
}

model::Component RecordsRig::component()
{
    model::Component component;
    component.name = u"Demo"_s;
    component.suiteId = suite();
    component.suiteSecret = Secret(u"secret"_s);
    component.token = Secret(u"QDG6eK"_s);
    component.encodingAesKey = Secret(u"jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"_s);
    component.providerCorpId = u"wx5823bf96d3bd56c7"_s;
    return component;
}

qint64 RecordsRig::addCorp(const QString& authCorpId, const QString& name, model::CorpStatus status)
{
    model::Corp corp;
    corp.suiteId = suite();
    corp.authCorpId = authCorpId;
    corp.name = name;
    corp.status = status;
    corp.updatedAt = clock.nowMs();
    service::fillKeys(corp);
    auto unit = must(UnitOfWork::begin(*context));
    const qint64 id = must(store::CorpRepository(unit.db()).insert(corp, {}));
    must(unit.commit());
    return id;
}

qint64 RecordsRig::addAccount(qint64 corpId, const QString& openKfId, const QString& name)
{
    auto unit = must(UnitOfWork::begin(*context));
    model::KfAccount account;
    account.suiteId = suite();
    account.corpId = corpId;
    account.openKfId = openKfId;
    account.name = name;
    account.createdAt = account.updatedAt = clock.nowMs();
    const qint64 id = must(store::KfAccountRepository(unit.db()).insert(account));
    must(store::CorpRepository(unit.db()).refreshDerived(corpId));
    must(unit.commit());
    return id;
}

qint64 RecordsRig::addLink(qint64 accountId, const QString& url, const QString& scene, const QString& sceneParam)
{
    auto unit = must(UnitOfWork::begin(*context));
    const auto account = must(store::KfAccountRepository(unit.db()).find(accountId));
    model::KfLink link;
    link.suiteId = suite();
    link.corpId = account->corpId;
    link.accountId = accountId;
    link.url = url;
    link.scene = scene;
    link.sceneParam = sceneParam;
    link.createdAt = link.updatedAt = clock.nowMs();
    const qint64 id = must(store::LinkRepository(unit.db()).insert(link));
    must(store::CorpRepository(unit.db()).refreshDerived(account->corpId));
    must(unit.commit());
    return id;
}

void RecordsRig::addGrant(qint64 corpId, const QString& openKfId, const QString& state, qint64 grantedAt)
{
    auto unit = must(UnitOfWork::begin(*context));
    must(store::GrantRepository(unit.db()).add({0, suite(), corpId, openKfId, state, grantedAt, u"create_auth"_s}));
    must(store::CorpRepository(unit.db()).refreshDerived(corpId));
    must(store::LinkRepository(unit.db()).refreshKeys(corpId));
    must(unit.commit());
}

qint64 RecordsRig::addEvent(const model::Event& event, const QByteArray& plaintext)
{
    auto unit = must(UnitOfWork::begin(*context));
    store::EventRepository events(unit.db());
    const auto id = must(events.insert(*must(context->vault()), {event, plaintext, {}}));
    model::Event worked = event;
    worked.id = id.value_or(0);
    must(events.update(worked));
    must(unit.commit());
    return worked.id;
}

model::Corp RecordsRig::corp(qint64 id)
{
    return must(store::CorpRepository(*must(database->connection())).find(id)).value_or(model::Corp{});
}

} // namespace kfdesk::test
