#include "core/sandbox/event_xml.h"
#include "tests/service/order_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::CorpStatus;

/// Corps with more accounts than our budget of calls lets us read in one go.
class TestLongLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moreThanOneBudgetIsReadInTheEnd();
    void aNewAuthorisationIsReadFromTheStart();
    void aListThatDoesNotEnd();
    void aListThatMovesWhileItIsRead();

private:
    static QString authorise(OrderRig& rig, int accounts)
    {
        const QString corpId = rig.world.takeNext()->corpId;
        const QStringList chosen = *rig.world.chooseAccounts(corpId, accounts);
        const auto consent = rig.world.authorise(corpId, chosen);
        rig.deliver(sandbox::event_xml::createAuth(rig.suiteId(), rig.seconds(), consent->authCode, u"shop"_s, chosen));
        return corpId;
    }
    static bool isList(const DirectWecom::Call& call) { return call.endpoint == u"account/list"; }
};

void TestLongLists::moreThanOneBudgetIsReadInTheEnd()
{
    constexpr int accounts = 2200; // 22 pages; a budget is 20 calls
    OrderRig rig(1);
    int pages = 0;
    rig.wecom.before = [&](DirectWecom::Call& call) {
        pages += isList(call) ? 1 : 0;
        return Fate::Answered;
    };
    const QString corpId = authorise(rig, accounts);
    QVERIFY(rig.settle());
    const auto corp = rig.corp(corpId);
    QCOMPARE(corp->status, CorpStatus::Active);
    QCOMPARE(corp->lastErrorId, QString());
    QCOMPARE(corp->accountCount, accounts);
    QCOMPARE(corp->linkCount, accounts);
    QCOMPARE(pages, accounts / 100 + 1); // each once; the last one is empty
}

void TestLongLists::aNewAuthorisationIsReadFromTheStart()
{
    OrderRig rig(1);
    const QString corpId = authorise(rig, 2500);
    for (const auto& event : rig.dueEvents())
        QVERIFY(rig.run(event));
    QVERIFY(rig.runSync(rig.dueSyncs().at(0))); // stops somewhere in the list
    QCOMPARE(rig.corp(corpId)->accountCount, 0);
    const QStringList fewer = *rig.world.chooseAccounts(corpId, 3);
    QVERIFY(rig.world.setAccounts(corpId, fewer));
    rig.clock.advance(1000);
    rig.deliver(sandbox::event_xml::changeAuth(rig.suiteId(), rig.seconds(), corpId, u"shop"_s, fewer));
    QVERIFY(rig.settle());
    QCOMPARE(rig.corp(corpId)->accountCount, 3);
    QCOMPARE(rig.corp(corpId)->linkCount, 3);
}

void TestLongLists::aListThatDoesNotEnd()
{
    OrderRig rig(1);
    rig.wecom.before = [&](DirectWecom::Call& call) {
        if (isList(call))
            call.body = R"({"offset":0,"limit":100})";
        return Fate::Answered;
    };
    const QString corpId = authorise(rig, 100);
    for (int i = 0; i < 20 && rig.corp(corpId).value_or(model::Corp{}).lastErrorId.isEmpty(); ++i) {
        for (const auto& event : rig.dueEvents())
            QVERIFY(rig.run(event));
        for (const qint64 id : rig.dueSyncs())
            QVERIFY(rig.runSync(id));
        rig.clock.advance(5000);
    }
    QCOMPARE(rig.corp(corpId)->lastErrorId, u"wecom.endless_list"_s);
    QCOMPARE(rig.accounts(rig.corp(corpId)->id).size(), size_t(0));
}

void TestLongLists::aListThatMovesWhileItIsRead()
{
    OrderRig rig(1);
    bool first = true;
    rig.wecom.before = [&](DirectWecom::Call& call) {
        if (isList(call) && !std::exchange(first, false))
            call.body.replace("\"offset\":100", "\"offset\":97");
        return Fate::Answered;
    };
    const QString corpId = authorise(rig, 120);
    QVERIFY(rig.settle());
    QCOMPARE(rig.corp(corpId)->status, CorpStatus::Active);
    QCOMPARE(rig.corp(corpId)->accountCount, 120);
}

QTEST_GUILESS_MAIN(TestLongLists)
#include "test_long_lists.moc"
