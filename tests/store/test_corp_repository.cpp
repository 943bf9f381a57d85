#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"
#include "tests/store/fixture.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

/// Every field differs from its default and from every other.
model::Corp fullCorp()
{
    model::Corp corp;
    corp.suiteId = QStringLiteral("s1");
    corp.authCorpId = QStringLiteral("ww1");
    corp.name = QStringLiteral("晨光文具");
    corp.fullName = QStringLiteral("晨光文具有限公司");
    corp.logoUrl = QStringLiteral("https://logo");
    corp.corpType = QStringLiteral("verified");
    corp.subjectType = 1;
    corp.industry = QStringLiteral("零售");
    corp.scale = QStringLiteral("1-50人");
    corp.status = model::CorpStatus::Changed;
    corp.note = QStringLiteral("备注");
    corp.authorizedAt = 11;
    corp.lastEventAt = 12;
    corp.lastSyncAt = 13;
    corp.updatedAt = 14;
    corp.lastErrorId = QStringLiteral("wecom.40084");
    corp.lastErrorCode = 40084;
    corp.lastErrorDetail = QStringLiteral("detail");
    corp.lastErrorArgs = QStringLiteral("{\"ip\":\"203.0.113.7\"}");
    corp.searchKey = QStringLiteral("search");
    corp.sortKey = QStringLiteral("sort");
    return corp;
}

std::vector<qint64> idsOf(const std::vector<model::Corp>& corps)
{
    std::vector<qint64> ids;
    for (const auto& corp : corps)
        ids.push_back(corp.id);
    return ids;
}

} // namespace

class TestCorpRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWhole();
    void keepsDerivedColumnsOnUpdate();
    void derivesFromItsChildren();
    void keepsOddStatesApart();
    void listsInSortOrder();
    void comparesWholeSortKeys();
    void identifiesBySuiteAndCorp();
    void keepsTheLifecycle();
    void queuesSyncs();
    void countsCorps();
    void findsOutdatedKeys();
    void neverReusesIds();
    void refusesToRemoveAParent();
};

void TestCorpRepository::comesBackWhole()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    model::Corp corp = fullCorp();
    corp.id = must(corps.insert(corp, {}));
    QVERIFY(*must(corps.find(corp.id)) == corp);
    QVERIFY(*must(corps.findByAuthCorpId(corp.suiteId, corp.authCorpId)) == corp);

    corp.name = QStringLiteral("改名");
    corp.status = model::CorpStatus::Broken;
    corp.lastErrorDetail.clear();
    corp.lastErrorArgs.clear();
    must(corps.update(corp));
    QVERIFY(*must(corps.find(corp.id)) == corp);
    must(corps.remove(corp.id));
    QVERIFY(!must(corps.find(corp.id)));
}

void TestCorpRepository::keepsDerivedColumnsOnUpdate()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    workspace.addLink(workspace.addAccount(corp, QStringLiteral("A"), QStringLiteral("k1")));
    must(corps.refreshDerived(corp.id));
    must(corps.update(corp)); // read before the link came
    QCOMPARE(must(corps.find(corp.id))->linkCount, 1);
}

void TestCorpRepository::derivesFromItsChildren()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    const auto a = workspace.addAccount(corp, QStringLiteral("A"), QStringLiteral("k1"));
    auto b = workspace.addAccount(corp, QStringLiteral("B"), QStringLiteral("k2"));
    b.authorized = false;
    must(KfAccountRepository(workspace.db()).update(b));
    workspace.addLink(a);
    workspace.addLink(a, QStringLiteral("web"));
    workspace.addLink(b);
    workspace.addGrant(a, QStringLiteral("old"), 10);
    workspace.addGrant(a, QString(), 20);
    workspace.addGrant(b, QStringLiteral("new"), 30);
    workspace.addGrant(b, QStringLiteral("old"), 25); // granted again: newer than without state
    must(corps.refreshDerived(corp.id));
    const auto derived = must(corps.find(corp.id));
    QCOMPARE(derived->accountCount, 1);
    QCOMPARE(derived->linkCount, 3);
    QCOMPARE(derived->states, (QStringList{QStringLiteral("new"), QStringLiteral("old"), QString()}));
}

void TestCorpRepository::keepsOddStatesApart()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    must(corps.refreshDerived(corp.id));
    QCOMPARE(must(corps.find(corp.id))->states, QStringList());
    const auto account = workspace.addAccount(corp, QStringLiteral("A"), QStringLiteral("k1"));
    workspace.addGrant(account, QString(), 1);
    must(corps.refreshDerived(corp.id));
    QCOMPARE(must(corps.find(corp.id))->states, QStringList{QString()});
    // WeCom passes on whatever stood in the link.
    workspace.addGrant(account, QStringLiteral("a\",\"b\\"), 2);
    workspace.addGrant(account, QStringLiteral("状态,]"), 3);
    must(corps.refreshDerived(corp.id));
    QCOMPARE(must(corps.find(corp.id))->states,
             (QStringList{QStringLiteral("状态,]"), QStringLiteral("a\",\"b\\"), QString()}));
}

void TestCorpRepository::listsInSortOrder()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    const auto c = workspace.addCorp(QStringLiteral("重庆火锅"), QStringLiteral("c1"));
    const auto b = workspace.addCorp(QStringLiteral("北京烤鸭"), QStringLiteral("c2"));
    const auto same = workspace.addCorp(QStringLiteral("北京烤鸭"), QStringLiteral("c3"));
    const auto other = workspace.addCorp(QStringLiteral("阿里"), QStringLiteral("c4"), QStringLiteral("s2"));
    QCOMPARE(idsOf(must(corps.list(QStringLiteral("s1")))), (std::vector{b.id, same.id, c.id}));
    QCOMPARE(idsOf(must(corps.list({}))), (std::vector{other.id, b.id, same.id, c.id}));
}

void TestCorpRepository::comparesWholeSortKeys()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    // In order: shorter first, then beyond the eighth character, then characters of more than a byte.
    const QStringList keys{QString(),
                           QStringLiteral("a"),
                           QStringLiteral("abcdefgh"),
                           QStringLiteral("abcdefgha"),
                           QStringLiteral("abcdefghb"),
                           QStringLiteral("b\u00fea"),
                           QStringLiteral("b\u00ffb"),
                           QStringLiteral("b\u00ffc"),
                           QStringLiteral("b\u4e00b"),
                           QStringLiteral("b\u4e01a")};
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
        const auto corp = workspace.addCorp(QStringLiteral("甲"), QString());
        must(corps.setKeys(corp.id, {}, *key, {}));
    }
    QStringList listed;
    for (const auto& corp : must(corps.list({})))
        listed.append(corp.sortKey);
    QCOMPARE(listed, keys);
}

void TestCorpRepository::identifiesBySuiteAndCorp()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    model::Corp corp = fullCorp();
    must(corps.insert(corp, {}));
    QCOMPARE(errorId(corps.insert(corp, {})), QStringLiteral("store.constraint"));
    corp.suiteId = QStringLiteral("s2");
    must(corps.insert(corp, {}));
    // Orphans whose id was never learned may be many, and are not found by it.
    corp.authCorpId.clear();
    must(corps.insert(corp, {}));
    must(corps.insert(corp, {}));
    QVERIFY(!must(corps.findByAuthCorpId(corp.suiteId, {})));
}

void TestCorpRepository::keepsTheLifecycle()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    const CorpLifecycle first{1, 2, 3, 4, 5, 6};
    const qint64 id = must(corps.insert(fullCorp(), first));
    const auto read = [&] {
        const CorpLifecycle l = must(corps.lifecycle(id));
        return std::vector<qint64>{l.createTime, l.changeTime,   l.failedChecks,
                                   l.syncDueAt,  l.syncAttempts, l.sessionEventId};
    };
    QCOMPARE(read(), (std::vector<qint64>{1, 2, 3, 4, 5, 6}));
    must(corps.setLifecycle(id, {11, 12, 13, 14, 15, 16}));
    QCOMPARE(read(), (std::vector<qint64>{11, 12, 13, 14, 15, 16}));
    QCOMPARE(must(corps.lifecycle(id + 1)).createTime, 0);
}

void TestCorpRepository::queuesSyncs()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    QVERIFY(!must(corps.nextSyncDue()));
    const auto due = [&](const char* corpId, qint64 at) {
        const auto corp = workspace.addCorp(QStringLiteral("甲"), QLatin1String(corpId));
        CorpLifecycle lifecycle;
        lifecycle.syncDueAt = at;
        must(corps.setLifecycle(corp.id, lifecycle));
        return corp.id;
    };
    const qint64 late = due("c1", 30);
    const qint64 early = due("c2", 10);
    due("c3", 0);
    due("c4", 31);
    QCOMPARE(must(corps.nextSyncDue()), std::optional<qint64>(10));
    using Due = std::vector<std::pair<qint64, qint64>>;
    QCOMPARE(must(corps.dueForSync(30, 10)), (Due{{early, 10}, {late, 30}}));
    QCOMPARE(must(corps.dueForSync(30, 1)), (Due{{early, 10}}));
}

void TestCorpRepository::countsCorps()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    workspace.addCorp(QStringLiteral("乙"), QStringLiteral("c2"));
    workspace.addCorp(QStringLiteral("丙"), QStringLiteral("c3"), QStringLiteral("s2"));
    corp.status = model::CorpStatus::Purging;
    must(corps.update(corp));
    corp.lastSyncAt = 7;
    must(corps.update(corp));
    QCOMPARE(must(corps.totals(QStringLiteral("s1"))).corps, 2);
    QCOMPARE(must(corps.totals(QStringLiteral("s1"))).newestSync, 7);
    QCOMPARE(must(corps.totals(QStringLiteral("s2"))).newestSync, 0);
    QCOMPARE(must(corps.totals({})).corps, 3);
    QCOMPARE(must(corps.totals(QStringLiteral("s3"))).corps, 0);
    QCOMPARE(must(corps.withStatus(model::CorpStatus::Purging)), std::vector{corp.id});
}

void TestCorpRepository::findsOutdatedKeys()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    const auto a = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    const auto b = workspace.addCorp(QStringLiteral("乙"), QStringLiteral("c2"));
    must(corps.setKeys(a.id, QStringLiteral("search"), QStringLiteral("sort"), QStringLiteral("v2")));
    QCOMPARE(must(corps.withKeyVersionOtherThan(QStringLiteral("v2"), 10)), std::vector{b.id});
    QCOMPARE(must(corps.withKeyVersionOtherThan(QStringLiteral("v3"), 1)), std::vector{a.id});
    QCOMPARE(must(corps.find(a.id))->searchKey, QStringLiteral("search"));
    QCOMPARE(must(corps.find(a.id))->sortKey, QStringLiteral("sort"));
}

void TestCorpRepository::neverReusesIds()
{
    Workspace workspace;
    CorpRepository corps(workspace.db());
    const auto first = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    must(corps.remove(first.id));
    QVERIFY(workspace.addCorp(QStringLiteral("乙"), QStringLiteral("c2")).id > first.id);
}

void TestCorpRepository::refusesToRemoveAParent()
{
    Workspace workspace;
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    workspace.addAccount(corp, QStringLiteral("A"), QStringLiteral("k1"));
    QCOMPARE(errorId(CorpRepository(workspace.db()).remove(corp.id)), QStringLiteral("store.constraint"));
}

QTEST_GUILESS_MAIN(TestCorpRepository)
#include "test_corp_repository.moc"
