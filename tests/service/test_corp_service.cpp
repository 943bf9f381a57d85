#include "core/service/corp_service.h"
#include "core/service/placement_service.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"
#include "tests/service/records_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestCorpService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRecords();
    void notesAreSearchable();
    void assignsUnknownStates();
    void assignsCorpsWithoutGrants();
    void acknowledgesChangedOnesOnly();
    void asksTheHolder();
    void refreshesOldKeys();
};

void TestCorpService::readsRecords()
{
    RecordsRig rig;
    CorpService corps(*rig.context);
    const qint64 second = rig.addCorp(u"wpB"_s, u"长沙晨光"_s);
    const qint64 first = rig.addCorp(u"wpA"_s, u"安记"_s);
    const qint64 accountId = rig.addAccount(second, u"wkA"_s, u"售前"_s);
    rig.addLink(accountId, u"https://work.weixin.qq.com/kf/a"_s);
    rig.addGrant(second, u"wkA"_s, u"s1"_s, 1000);
    rig.addGrant(second, u"wkA"_s, u"s2"_s, 2000);

    const auto listed = must(corps.list(rig.suite()));
    QCOMPARE(listed.size(), size_t(2));
    QCOMPARE(listed.at(0).id, first); // pinyin: an, chang
    QVERIFY(must(corps.list(u"wwOther"_s)).empty());
    QCOMPARE(must(corps.find({second, 99, first})).size(), size_t(2));

    const auto detail = must(corps.detail(second));
    QCOMPARE(detail.corp.name, u"长沙晨光"_s);
    QCOMPARE(detail.accounts.size(), size_t(1));
    QCOMPARE(detail.links.size(), size_t(1));
    QCOMPARE(detail.grants.size(), size_t(2));
    QCOMPARE(detail.grants.at(0).state, u"s2"_s);
    QCOMPARE(errorId(corps.detail(99)), u"corp.not_found"_s);

    QCOMPARE(must(corps.accounts(rig.suite(), u"wpB"_s)).size(), size_t(1));
    QCOMPARE(must(corps.accounts(rig.suite(), {})).size(), size_t(1));
    QVERIFY(must(corps.accounts(rig.suite(), u"wpA"_s)).empty());
    QCOMPARE(errorId(corps.accounts(rig.suite(), u"wpNobody"_s)), u"corp.not_found"_s);
}

void TestCorpService::notesAreSearchable()
{
    RecordsRig rig;
    CorpService corps(*rig.context);
    const qint64 id = rig.addCorp(u"wpA"_s, u"晨光"_s);
    rig.takeAnnounced();
    must(corps.setNote(id, u"老客户"_s));
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Corp, id}}));
    QCOMPARE(rig.corp(id).note, u"老客户"_s);
    QVERIFY(rig.corp(id).searchKey.contains(u"laokehu"_s));
    QCOMPARE(errorId(corps.setNote(id, QString(2001, u'x'))), u"input.note"_s);
    QCOMPARE(errorId(corps.setNote(99, u"x"_s)), u"corp.not_found"_s);
    QVERIFY(rig.announced.empty());
}

void TestCorpService::assignsUnknownStates()
{
    RecordsRig rig;
    CorpService corps(*rig.context);
    const auto known = must(PlacementService(*rig.context).add(rig.suite(), u"A"_s, u"known"_s, false));
    const auto target = must(PlacementService(*rig.context).add(rig.suite(), u"B"_s, u"target"_s, false));
    const qint64 corpId = rig.addCorp(u"wpA"_s, u"晨光"_s);
    rig.addAccount(corpId, u"wk1"_s, u"one"_s);
    rig.addGrant(corpId, u"wk1"_s, {}, 1000);
    rig.addGrant(corpId, u"wk1"_s, u"stranger"_s, 2000);
    rig.addGrant(corpId, u"wk1"_s, known.state, 3000);
    rig.takeAnnounced();

    must(corps.assign({corpId}, target.id));
    QCOMPARE(rig.corp(corpId).states, (QStringList{u"known"_s, u"target"_s}));
    QVERIFY(rig.takeAnnounced().size() >= 1);
    QCOMPARE(errorId(corps.assign({corpId}, 99)), u"placement.not_found"_s);
    QCOMPARE(errorId(corps.assign({99}, target.id)), u"corp.not_found"_s);
}

void TestCorpService::assignsCorpsWithoutGrants()
{
    RecordsRig rig;
    CorpService corps(*rig.context);
    const auto target = must(PlacementService(*rig.context).add(rig.suite(), u"B"_s, u"target"_s, false));
    const qint64 corpId = rig.addCorp(u"wpA"_s, u"imported"_s);
    rig.addAccount(corpId, u"wk1"_s, u"one"_s);
    must(corps.assign({corpId}, target.id));
    const auto detail = must(corps.detail(corpId));
    QCOMPARE(detail.corp.states, QStringList{u"target"_s});
    QCOMPARE(detail.grants.size(), size_t(1));
    QCOMPARE(detail.grants.at(0).source, u"assigned"_s);
}

void TestCorpService::acknowledgesChangedOnesOnly()
{
    RecordsRig rig;
    CorpService corps(*rig.context);
    const qint64 changed = rig.addCorp(u"wpA"_s, u"a"_s, model::CorpStatus::Changed);
    const qint64 broken = rig.addCorp(u"wpB"_s, u"b"_s, model::CorpStatus::Broken);
    rig.takeAnnounced();
    must(corps.acknowledge({changed, broken, 99}));
    QCOMPARE(rig.corp(changed).status, model::CorpStatus::Active);
    QCOMPARE(rig.corp(broken).status, model::CorpStatus::Broken);
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Corp, changed}}));
}

void TestCorpService::asksTheHolder()
{
    RecordsRig rig;
    CorpService corps(*rig.context);
    const qint64 id = rig.addCorp(u"wpA"_s, u"a"_s);
    must(corps.requestSync({id}));
    must(corps.requestSync({id})); // asked twice, done once
    must(corps.requestPurge(id));
    QCOMPARE(errorId(corps.requestPurge(99)), u"corp.not_found"_s);
    auto unit = must(UnitOfWork::begin(*rig.context));
    const auto requests = must(store::WorkRequestRepository(unit.db()).take(10));
    QCOMPARE(requests.size(), size_t(2));
    QCOMPARE(requests.at(0).kind, u"sync_corp"_s);
    QCOMPARE(requests.at(1).kind, u"purge_corp"_s);
    QCOMPARE(requests.at(1).localId, id);
}

void TestCorpService::refreshesOldKeys()
{
    RecordsRig rig;
    CorpService corps(*rig.context);
    std::vector<qint64> ids;
    for (int i = 0; i < 120; ++i)
        ids.push_back(rig.addCorp(u"wp%1"_s.arg(i), u"晨光%1"_s.arg(i)));
    {
        auto unit = must(UnitOfWork::begin(*rig.context));
        for (const qint64 id : ids)
            must(store::CorpRepository(unit.db()).setKeys(id, u"old"_s, u"old"_s, u"another ICU"_s));
        must(unit.commit());
    }
    std::stop_source stopped;
    stopped.request_stop();
    QCOMPARE(must(corps.refreshKeys(stopped.get_token())), 0);
    QCOMPARE(must(corps.refreshKeys({})), 120);
    QVERIFY(rig.corp(ids.back()).searchKey.contains(u"chenguang"_s));
    QCOMPARE(must(corps.refreshKeys({})), 0);
}

QTEST_GUILESS_MAIN(TestCorpService)
#include "test_corp_service.moc"
