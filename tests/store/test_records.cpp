#include "core/store/bookkeeping_repository.h"
#include "core/store/component_repository.h"
#include "core/store/file_search.h"
#include "core/store/kf_repository.h"
#include "core/store/placement_repository.h"
#include "core/store/token_repository.h"
#include "tests/store/fixture.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

model::Component fullComponent()
{
    model::Component component;
    component.name = QStringLiteral("客服组件");
    component.suiteId = QStringLiteral("ww-suite");
    component.suiteSecret = Secret(QByteArrayView("canary-suite-secret"));
    component.token = Secret(QByteArrayView("canaryToken"));
    component.encodingAesKey = Secret(QByteArrayView("canary-encoding-aes-key"));
    component.providerCorpId = QStringLiteral("ww-provider");
    component.apiBase = QStringLiteral("https://api.example");
    component.authBase = QStringLiteral("https://auth.example");
    component.proxy = QStringLiteral("http://user:canary-proxy-password@proxy:8080");
    component.miniPrograms = {{QStringLiteral("wx1"), QStringLiteral("小程序"), QStringLiteral("ww-bound")},
                              {QStringLiteral("wx2"), {}, {}}};
    return component;
}

TokenRow tokenRow(const char* value, qint64 eventTime = 0)
{
    TokenRow row;
    row.value = Secret(QByteArrayView(value));
    row.obtainedAt = 1000;
    row.expiresAt = 2000;
    row.eventTime = eventTime;
    return row;
}

} // namespace

class TestRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void componentsComeBackWhole();
    void componentRowsCannotBeSwapped();
    void placementsCountTheirCorps();
    void accountsComeBackWhole();
    void grantsIgnoreReplays();
    void grantsAreAssigned();
    void tokensComeBackWhole();
    void tokensSwapByVersion();
    void tokenRowsCannotBeSwapped();
    void removingACorpsTokensKeepsTheSuites();
    void settingsAreReplaced();
    void changesAreReadOnce();
    void changesShowGaps();
    void workIsTakenOnce();
    void secretsAreNowhereInTheFiles();
};

void TestRecords::componentsComeBackWhole()
{
    Workspace workspace;
    ComponentRepository components(workspace.db());
    model::Component component = fullComponent();
    component.id = must(components.insert(workspace.vault(), component, 1));
    QVERIFY(must(components.find(workspace.vault(), component.suiteId)) == component);

    component.name = QStringLiteral("改名");
    component.suiteSecret = Secret(QByteArrayView("another"));
    component.miniPrograms.clear();
    must(components.update(workspace.vault(), component, 2));
    const auto all = must(components.all(workspace.vault()));
    QCOMPARE(all.size(), size_t(1));
    QVERIFY(all.front() == component);
    const model::ComponentSummary summary{component.id, component.suiteId, component.name};
    QVERIFY(must(components.summaries()) == std::vector{summary});

    QCOMPARE(errorId(components.insert(workspace.vault(), component, 3)), QStringLiteral("store.constraint"));
    component.suiteId = QStringLiteral("other");
    QCOMPARE(errorId(components.update(workspace.vault(), component, 3)), QStringLiteral("component.not_found"));
    QCOMPARE(errorId(components.find(workspace.vault(), component.suiteId)), QStringLiteral("component.not_found"));
}

void TestRecords::componentRowsCannotBeSwapped()
{
    Workspace workspace;
    ComponentRepository components(workspace.db());
    must(components.insert(workspace.vault(), fullComponent(), 1));
    must(workspace.db().exec(QStringLiteral("UPDATE component SET suite_id = 'ww-victim'")));
    QCOMPARE(errorId(components.find(workspace.vault(), QStringLiteral("ww-victim"))), QStringLiteral("seal.tampered"));
}

void TestRecords::placementsCountTheirCorps()
{
    Workspace workspace;
    PlacementRepository placements(workspace.db());
    model::Placement placement;
    placement.suiteId = QStringLiteral("s1");
    placement.name = QStringLiteral("官网右下角");
    placement.state = QStringLiteral("abc");
    placement.single = true;
    placement.note = QStringLiteral("备注");
    placement.createdAt = 5;
    placement.id = must(placements.insert(placement));
    workspace.addPlacement(QStringLiteral("别的组件"), QStringLiteral("abc"), QStringLiteral("s2"));

    const auto first = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    const auto second = workspace.addCorp(QStringLiteral("乙"), QStringLiteral("c2"));
    const auto a = workspace.addAccount(first, QStringLiteral("A"), QStringLiteral("k1"));
    const auto b = workspace.addAccount(first, QStringLiteral("B"), QStringLiteral("k2"));
    const auto c = workspace.addAccount(second, QStringLiteral("C"), QStringLiteral("k3"));
    for (const auto& account : {a, b, c})
        workspace.addGrant(account, QStringLiteral("abc"), 10);
    workspace.addGrant(a, QStringLiteral("abc"), 20);

    placement.corps = 2;
    QVERIFY(*must(placements.find(placement.id)) == placement);
    QVERIFY(*must(placements.findByState(QStringLiteral("s1"), QStringLiteral("abc"))) == placement);
    QCOMPARE(must(placements.list(QStringLiteral("s2"))).front().corps, 0);
    const auto all = must(placements.list({}));
    QCOMPARE(all.size(), size_t(2));
    QCOMPARE(all.back().id, placement.id); // newest first

    placement.name = QStringLiteral("改名");
    placement.archivedAt = 9;
    must(placements.update(placement));
    QVERIFY(*must(placements.find(placement.id)) == placement);
    QVERIFY(!must(placements.findByState(QStringLiteral("s1"), QStringLiteral("ABC"))));
}

void TestRecords::accountsComeBackWhole()
{
    Workspace workspace;
    KfAccountRepository accounts(workspace.db());
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    auto account = workspace.addAccount(corp, QStringLiteral("乙号"), QStringLiteral("k1"));
    QVERIFY(*must(accounts.find(account.id)) == account);
    const auto other = workspace.addAccount(corp, QStringLiteral("甲号"), QStringLiteral("k2"));

    account.avatarUrl = QStringLiteral("https://avatar");
    account.authorized = false;
    account.updatedAt = 77;
    must(accounts.update(account));
    // Authorised ones first, whatever their names.
    QVERIFY(must(accounts.ofCorp(corp.id)) == (std::vector{other, account}));
    QCOMPARE(must(accounts.list(QStringLiteral("s1"))).size(), size_t(2));
    QCOMPARE(must(accounts.list(QStringLiteral("s2"))).size(), size_t(0));
    QCOMPARE(errorId(accounts.insert(account)), QStringLiteral("store.constraint"));
}

void TestRecords::grantsIgnoreReplays()
{
    Workspace workspace;
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    const auto account = workspace.addAccount(corp, QStringLiteral("A"), QStringLiteral("k1"));
    for (int replay = 0; replay < 2; ++replay)
        workspace.addGrant(account, QStringLiteral("s"), 10);
    workspace.addGrant(account, QStringLiteral("s"), 30);
    workspace.addGrant(account, QString(), 20);
    const auto grants = must(GrantRepository(workspace.db()).ofCorp(corp.id));
    QCOMPARE(grants.size(), size_t(3));
    QCOMPARE(grants[0].grantedAt, 30);
    QCOMPARE(grants[1].state, QString());
    QCOMPARE(grants[2].openKfId, QStringLiteral("k1"));
    QCOMPARE(grants[2].source, QStringLiteral("create_auth"));
}

void TestRecords::grantsAreAssigned()
{
    Workspace workspace;
    workspace.addPlacement(QStringLiteral("已知"), QStringLiteral("known"));
    workspace.addPlacement(QStringLiteral("目标"), QStringLiteral("target"));
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    const auto account = workspace.addAccount(corp, QStringLiteral("A"), QStringLiteral("k1"));
    workspace.addGrant(account, QStringLiteral("known"), 40);
    workspace.addGrant(account, QStringLiteral("stranger"), 30);
    workspace.addGrant(account, QString(), 20);
    workspace.addGrant(account, QString(), 10);
    workspace.addGrant(account, QStringLiteral("target"), 10);
    must(GrantRepository(workspace.db()).assignState(corp.id, QStringLiteral("target")));
    QStringList states;
    for (const auto& grant : must(GrantRepository(workspace.db()).ofCorp(corp.id)))
        states.append(QStringLiteral("%1@%2 %3").arg(grant.state).arg(grant.grantedAt).arg(grant.source));
    QCOMPARE(states, (QStringList{QStringLiteral("known@40 create_auth"), QStringLiteral("target@30 assigned"),
                                  QStringLiteral("target@20 assigned"), QStringLiteral("target@10 assigned")}));
}

void TestRecords::tokensComeBackWhole()
{
    Workspace workspace;
    TokenRepository tokens(workspace.db(), workspace.vault());
    const QString suite = QStringLiteral("s1");
    QVERIFY(!must(tokens.find(TokenKind::SuiteTicket, suite, {})));
    must(tokens.put(TokenKind::SuiteTicket, suite, {}, tokenRow("ticket-1", 7)));
    must(tokens.put(TokenKind::SuiteTicket, suite, {}, tokenRow("ticket-2", 8)));
    must(tokens.put(TokenKind::PermanentCode, suite, QStringLiteral("c1"), tokenRow("code")));
    const auto ticket = must(tokens.find(TokenKind::SuiteTicket, suite, {}));
    QVERIFY(ticket);
    QVERIFY(ticket->value.view() == QByteArrayView("ticket-2"));
    QCOMPARE(ticket->obtainedAt, 1000);
    QCOMPARE(ticket->expiresAt, 2000);
    QCOMPARE(ticket->eventTime, 8);
    QCOMPARE(ticket->version, 2);
    QVERIFY(!must(tokens.find(TokenKind::SuiteToken, suite, {})));
    QVERIFY(must(tokens.find(TokenKind::PermanentCode, suite, QStringLiteral("c1")))->value.view() ==
            QByteArrayView("code"));
    QVERIFY(must(TokenRepository::ticketTimes(workspace.db(), suite)) == std::pair(qint64(1000), qint64(2000)));
    QVERIFY(!must(TokenRepository::ticketTimes(workspace.db(), QStringLiteral("s2"))));
}

void TestRecords::tokensSwapByVersion()
{
    Workspace workspace;
    TokenRepository tokens(workspace.db(), workspace.vault());
    const QString suite = QStringLiteral("s1");
    const QString corp = QStringLiteral("c1");
    const auto swap = [&](qint64 expected, const char* value) {
        return must(tokens.compareAndSwap(TokenKind::CorpToken, suite, corp, expected, tokenRow(value)));
    };
    QVERIFY(!swap(1, "too early"));
    QVERIFY(swap(0, "first"));
    QVERIFY(!swap(0, "late founder"));
    QVERIFY(swap(1, "second"));
    QVERIFY(!swap(1, "late refresher"));
    const auto stored = must(tokens.find(TokenKind::CorpToken, suite, corp));
    QVERIFY(stored->value.view() == QByteArrayView("second"));
    QCOMPARE(stored->version, 2);
}

void TestRecords::tokenRowsCannotBeSwapped()
{
    Workspace workspace;
    TokenRepository tokens(workspace.db(), workspace.vault());
    const QString suite = QStringLiteral("s1");
    must(tokens.put(TokenKind::PermanentCode, suite, QStringLiteral("c1"), tokenRow("code of c1")));
    must(workspace.db().exec(QStringLiteral("UPDATE token SET auth_corpid = 'c2'")));
    QCOMPARE(errorId(tokens.find(TokenKind::PermanentCode, suite, QStringLiteral("c2"))),
             QStringLiteral("seal.tampered"));
}

void TestRecords::removingACorpsTokensKeepsTheSuites()
{
    Workspace workspace;
    TokenRepository tokens(workspace.db(), workspace.vault());
    const QString suite = QStringLiteral("s1");
    must(tokens.put(TokenKind::SuiteTicket, suite, {}, tokenRow("ticket")));
    must(tokens.put(TokenKind::CorpToken, suite, QStringLiteral("c1"), tokenRow("token")));
    must(tokens.put(TokenKind::PermanentCode, suite, QStringLiteral("c1"), tokenRow("code")));
    must(tokens.put(TokenKind::CorpToken, suite, QStringLiteral("c2"), tokenRow("token")));
    must(tokens.removeOfCorp(suite, QString()));
    QCOMPARE(workspace.number(QStringLiteral("SELECT count(*) FROM token")), 4);
    must(tokens.removeOfCorp(suite, QStringLiteral("c1")));
    QCOMPARE(workspace.number(QStringLiteral("SELECT count(*) FROM token WHERE auth_corpid IN ('', 'c2')")), 2);
    QCOMPARE(workspace.number(QStringLiteral("SELECT count(*) FROM token")), 2);
}

void TestRecords::settingsAreReplaced()
{
    Workspace workspace;
    SettingRepository settings(workspace.db());
    QVERIFY(!must(settings.value(QStringLiteral("k"))));
    must(settings.setValue(QStringLiteral("k"), QStringLiteral("一")));
    must(settings.setValue(QStringLiteral("k"), QString()));
    QCOMPARE(must(settings.value(QStringLiteral("k"))), std::optional(QString()));
}

void TestRecords::changesAreReadOnce()
{
    Workspace workspace;
    ChangeRepository changes(workspace.db());
    qint64 seq = must(changes.newest());
    QCOMPARE(seq, 0);
    const model::Change corp{model::ChangeKind::Corp, 7};
    const model::Change link{model::ChangeKind::Link, 7};
    for (const auto& change : {corp, link, corp})
        must(changes.append(change));
    QVERIFY(must(changes.since(seq)) == (std::vector{link, corp})); // told once, in the order of the last time
    QCOMPARE(seq, 3);
    QVERIFY(must(changes.since(seq)).empty());
    QCOMPARE(must(changes.newest()), 3);
}

void TestRecords::changesShowGaps()
{
    Workspace workspace;
    ChangeRepository changes(workspace.db());
    for (int i = 0; i < 5; ++i)
        must(changes.append({model::ChangeKind::Corp, i + 1}));
    must(changes.prune(2));
    qint64 upToDate = 3;
    QCOMPARE(must(changes.since(upToDate)).size(), size_t(2));
    qint64 behind = 2;
    const auto all = must(changes.since(behind));
    QCOMPARE(behind, 5);
    QCOMPARE(all.size(), size_t(9));
    QVERIFY(all.front() == (model::Change{model::ChangeKind::Component, 0}));
    QVERIFY(all.back() == (model::Change{model::ChangeKind::Listener, 0}));

    must(changes.prune(0));
    QCOMPARE(must(changes.newest()), 5); // numbers are not used again
    qint64 farBehind = 4;
    QCOMPARE(must(changes.since(farBehind)).size(), size_t(9));
    QCOMPARE(farBehind, 5);
    QVERIFY(must(changes.since(farBehind)).empty());
}

void TestRecords::workIsTakenOnce()
{
    Workspace workspace;
    WorkRequestRepository work(workspace.db());
    QVERIFY(!must(work.any()));
    must(work.add(QStringLiteral("sync_corp"), 1, 10));
    must(work.add(QStringLiteral("sync_corp"), 1, 20));
    must(work.add(QStringLiteral("retry_event"), 1, 30));
    QVERIFY(must(work.any()));
    const auto first = must(work.take(1));
    QCOMPARE(first.size(), size_t(1));
    QCOMPARE(first[0].kind, QStringLiteral("sync_corp"));
    QCOMPARE(first[0].localId, 1);
    QCOMPARE(first[0].createdAt, 10);
    QCOMPARE(must(work.take(10)).size(), size_t(1));
    QVERIFY(must(work.take(10)).empty());
}

void TestRecords::secretsAreNowhereInTheFiles()
{
    Workspace workspace;
    must(ComponentRepository(workspace.db()).insert(workspace.vault(), fullComponent(), 1));
    must(ComponentRepository(workspace.db()).update(workspace.vault(), fullComponent(), 2));
    TokenRepository tokens(workspace.db(), workspace.vault());
    const QString suite = QStringLiteral("ww-suite");
    must(tokens.put(TokenKind::SuiteTicket, suite, {}, tokenRow("canary-ticket")));
    must(tokens.put(TokenKind::SuiteToken, suite, {}, tokenRow("canary-suite-token")));
    must(tokens.put(TokenKind::CorpToken, suite, QStringLiteral("c1"), tokenRow("canary-corp-token")));
    must(tokens.compareAndSwap(TokenKind::PermanentCode, suite, QStringLiteral("c1"), 0,
                               tokenRow("canary-permanent-code")));
    QCOMPARE(must(searchFiles(workspace.dir(), {QStringLiteral("canary")})).size(), size_t(0));
    QVERIFY(!must(searchFiles(workspace.dir(), {suite})).empty()); // the search does see the rows
    must(workspace.db().exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    QCOMPARE(must(searchFiles(workspace.dir(), {QStringLiteral("canary")})).size(), size_t(0));
}

QTEST_GUILESS_MAIN(TestRecords)
#include "test_records.moc"
