#include "core/sandbox/event_xml.h"
#include "tests/service/order_story.h"

#include <QElapsedTimer>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::CorpStatus;
using model::EventStatus;

/// Whatever the order in which callbacks, answers, failures and deaths come: the end is the same, and it is the truth.
/// KFDESK_ORDER_STORIES and KFDESK_ORDER_SEED tell more and other stories than the usual ones.
class TestOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stories();
    void aCancelMeetsTheNextAuthorisation();
    void theLaterCodeStays();
    void aResetIsExchangedAlone();
    void aChangeOfTheLastAuthorisationStaysAway();
    void aChangeOfTheNextAuthorisationSurvivesThePurge();
    void aCancelOfNobodyIsRemembered();
    void codesAreTriedUntilTheirDeadline_data();
    void codesAreTriedUntilTheirDeadline();
    void aClockSetMeanwhileEndsNoCode();
    void aDeathBeforeTheCallCostsNothing();
    void aDeathBeforeTheAnswerLosesIt();
};

namespace {

/// A merchant that has authorised, and its create_auth.
struct Authorised
{
    QString corpId;
    QByteArray createAuth;
    QByteArray authCode;
};

Authorised authorise(OrderRig& rig, const QString& corpId, const QString& state = u"shop"_s)
{
    const QStringList all{rig.world.find(corpId)->accounts.front().openKfId};
    const auto consent = rig.world.authorise(corpId, all);
    return {corpId, sandbox::event_xml::createAuth(rig.suiteId(), rig.seconds(), consent->authCode, state, all),
            consent->authCode};
}

Authorised authoriseNext(OrderRig& rig)
{
    return authorise(rig, rig.world.takeNext()->corpId);
}

QByteArray cancelAuth(const OrderRig& rig, const QString& corpId)
{
    return sandbox::event_xml::cancelAuth(rig.suiteId(), rig.seconds(), corpId);
}

QByteArray changeAuth(const OrderRig& rig, const QString& corpId, const QString& state)
{
    return sandbox::event_xml::changeAuth(rig.suiteId(), rig.seconds(), corpId, state, {});
}

quint64 environmentNumber(const char* name, quint64 fallback)
{
    bool ok = false;
    const quint64 number = qEnvironmentVariable(name).toULongLong(&ok);
    return ok ? number : fallback;
}

} // namespace

void TestOrder::stories()
{
    const quint64 count = environmentNumber("KFDESK_ORDER_STORIES", 60);
    const quint64 first = environmentNumber("KFDESK_ORDER_SEED", 1);
    OrderStory::Counts sum;
    QElapsedTimer timer;
    timer.start();
    for (quint64 seed = first; seed < first + count; ++seed) {
        OrderStory story(seed);
        const QString wrong = story.tell();
        QVERIFY2(wrong.isEmpty(),
                 qPrintable(u"%1; repeat with KFDESK_ORDER_SEED=%2 KFDESK_ORDER_STORIES=1"_s.arg(wrong).arg(seed)));
        sum.steps += story.counts().steps;
        sum.callbacks += story.counts().callbacks;
        sum.redeliveries += story.counts().redeliveries;
        sum.crashes += story.counts().crashes;
        sum.purges += story.counts().purges;
    }
    qInfo("%llu stories: %d steps, %d callbacks, %d redeliveries, %d crashes, %d purges; %lld ms", count, sum.steps,
          sum.callbacks, sum.redeliveries, sum.crashes, sum.purges, timer.elapsed());
}

/// WeCom is asked about the old authorisation, and says that it is dead, while the next one is stored.
void TestOrder::aCancelMeetsTheNextAuthorisation()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    QVERIFY(rig.settle());
    const QByteArray cancelled = cancelAuth(rig, first.corpId); // of the same second: WeCom is asked
    rig.world.cancel(first.corpId);
    rig.deliver(cancelled);
    bool met = false;
    rig.wecom.after = [&](const DirectWecom::Call& call, const QByteArray&) {
        if (call.endpoint != u"get_corp_token" || std::exchange(met, true))
            return;
        rig.clock.advance(1000);
        rig.deliver(authorise(rig, first.corpId, u"again"_s).createAuth);
        rig.run(rig.dueEvents().front());
    };
    QVERIFY(rig.settle());
    QVERIFY(met);
    QCOMPARE(rig.corp(first.corpId)->status, CorpStatus::Active);
    QCOMPARE(rig.corp(first.corpId)->states, QStringList(u"again"_s));
    QCOMPARE(rig.permanentCode(first.corpId), rig.world.find(first.corpId)->permanentCode);
    QVERIFY(rig.receipts().empty());
}

/// A corp leaves and comes back while its code is exchanged, and the older answer is stored last.
void TestOrder::theLaterCodeStays()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    bool overtaken = false;
    rig.wecom.after = [&](const DirectWecom::Call& call, const QByteArray&) {
        if (call.endpoint != u"get_permanent_code" || std::exchange(overtaken, true))
            return;
        rig.world.cancel(first.corpId);
        rig.clock.advance(1000);
        rig.deliver(authorise(rig, first.corpId, u"again"_s).createAuth);
        QVERIFY(rig.run(rig.dueEvents().back()));
    };
    rig.run(rig.dueEvents().front());
    QCOMPARE(rig.permanentCode(first.corpId), rig.world.find(first.corpId)->permanentCode);
    QVERIFY(rig.settle());
    QCOMPARE(rig.corp(first.corpId)->status, CorpStatus::Active);
    QCOMPARE(rig.corp(first.corpId)->states, QStringList(u"again"_s));
}

/// Nobody knows whose code a reset replaces, so it goes alone, and the codes after it wait.
void TestOrder::aResetIsExchangedAlone()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    rig.clock.advance(1000);
    rig.deliver(
        sandbox::event_xml::resetPermanentCode(rig.suiteId(), rig.seconds(), *rig.world.newAuthCode(first.corpId)));
    rig.clock.advance(1000);
    rig.deliver(authoriseNext(rig).createAuth);
    const auto due = rig.dueEvents();
    QCOMPARE(due.size(), size_t(3));
    bool tried = false;
    rig.wecom.before = [&](const DirectWecom::Call& call) {
        if (call.endpoint == u"get_permanent_code" && !std::exchange(tried, true)) {
            [&] {
                QVERIFY(!rig.run(due[1]));
                QVERIFY(!rig.run(due[2]));
            }();
        }
        return Fate::Answered;
    };
    QVERIFY(rig.run(due[0]));
    QVERIFY(tried);
    QVERIFY(rig.settle());
    QCOMPARE(rig.corps().size(), size_t(2));
    QCOMPARE(rig.permanentCode(first.corpId), rig.world.find(first.corpId)->permanentCode);
}

void TestOrder::aChangeOfTheLastAuthorisationStaysAway()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    QVERIFY(rig.settle());
    rig.clock.advance(1000);
    const QByteArray late = changeAuth(rig, first.corpId, u"old"_s);
    const QByteArray lost = changeAuth(rig, first.corpId, u"older"_s);
    rig.clock.advance(1000);
    rig.world.cancel(first.corpId);
    const QByteArray cancelled = cancelAuth(rig, first.corpId);
    rig.clock.advance(1000);
    rig.deliver(authorise(rig, first.corpId, u"again"_s).createAuth);
    QVERIFY(rig.settle());
    // The cancellation has not come, but a create_auth says as much.
    QCOMPARE(rig.corp(first.corpId)->states, QStringList(u"again"_s));
    rig.deliver(late);
    QVERIFY(rig.settle());
    rig.deliver(cancelled);
    rig.deliver(lost);
    QVERIFY(rig.settle());
    QCOMPARE(rig.corp(first.corpId)->states, QStringList(u"again"_s));
    QCOMPARE(rig.corp(first.corpId)->status, CorpStatus::Active);
}

/// It came before the purge, was applied to the authorisation that ends, and belongs to the one that begins.
void TestOrder::aChangeOfTheNextAuthorisationSurvivesThePurge()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    QVERIFY(rig.settle());
    rig.clock.advance(1000);
    rig.world.cancel(first.corpId);
    const QByteArray cancelled = cancelAuth(rig, first.corpId);
    rig.clock.advance(1000);
    const auto again = authorise(rig, first.corpId, u"again"_s);
    rig.clock.advance(1000);
    rig.deliver(changeAuth(rig, first.corpId, u"more"_s));
    rig.run(rig.dueEvents().front());
    QCOMPARE(rig.events(u"change_auth"_s).front().status, EventStatus::Done);
    rig.deliver(cancelled);
    rig.run(rig.dueEvents().front());
    QVERIFY(!rig.corp(first.corpId));
    QCOMPARE(rig.events(u"change_auth"_s).front().status, EventStatus::Pending);
    rig.deliver(again.createAuth);
    QVERIFY(rig.settle());
    QCOMPARE(rig.corp(first.corpId)->status, CorpStatus::Active);
    QCOMPARE(rig.corp(first.corpId)->states, (QStringList{u"more"_s, u"again"_s}));
}

/// Its code was lost, so its id was never learned; then it left. What came before must not make a row of it later.
void TestOrder::aCancelOfNobodyIsRemembered()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.clock.advance(1000);
    const QByteArray early = changeAuth(rig, first.corpId, u"early"_s);
    rig.clock.advance(1000);
    const QByteArray late = changeAuth(rig, first.corpId, u"late"_s);
    rig.world.cancel(first.corpId);
    rig.clock.advance(1000);
    rig.deliver(early);
    rig.run(rig.dueEvents().front());
    QCOMPARE(rig.events(u"change_auth"_s).front().errorId, u"event.unknown_corp"_s);
    rig.deliver(cancelAuth(rig, first.corpId));
    rig.deliver(late);
    QVERIFY(rig.settle());
    QVERIFY(rig.corps().empty());
    QCOMPARE(rig.traces({first.corpId}), QStringList());
    QCOMPARE(rig.receipts().size(), size_t(1));
    QVERIFY(rig.receipts().front().verifiedAt != 0);
}

void TestOrder::codesAreTriedUntilTheirDeadline_data()
{
    QTest::addColumn<int>("fate");
    QTest::addColumn<int>("failures");
    QTest::addColumn<QString>("errorId");
    const int never = 1000;
    QTest::newRow("not reached for a while") << int(Fate::Unreachable) << 5 << QString();
    QTest::newRow("not answered for a while") << int(Fate::LostBefore) << 5 << QString();
    QTest::newRow("never reached") << int(Fate::Unreachable) << never << u"exchange.expired"_s;
    QTest::newRow("never answered") << int(Fate::LostBefore) << never << u"exchange.lost"_s;
    QTest::newRow("executed, answer lost") << int(Fate::LostAfter) << 1 << u"exchange.lost"_s;
    QTest::newRow("executed, answers lost") << int(Fate::LostAfter) << 3 << u"exchange.lost"_s;
}

void TestOrder::codesAreTriedUntilTheirDeadline()
{
    QFETCH(int, fate);
    QFETCH(int, failures);
    QFETCH(QString, errorId);
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    int calls = 0;
    rig.wecom.before = [&](const DirectWecom::Call& call) {
        const bool fails = call.endpoint == u"get_permanent_code" && calls++ < failures;
        return fails ? static_cast<Fate>(fate) : Fate::Answered;
    };
    rig.deliver(first.createAuth);
    const qint64 deadline = rig.events(u"create_auth"_s).front().deadlineAt;
    QVERIFY(rig.settle());
    const auto event = rig.events(u"create_auth"_s).front();
    QCOMPARE(event.errorId, errorId);
    QCOMPARE(rig.corps().size(), size_t(1));
    const auto corp = rig.corps().front();
    QCOMPARE(event.corpId, corp.id);
    QCOMPARE(corp.status, errorId.isEmpty() ? CorpStatus::Active : CorpStatus::Orphaned);
    QCOMPARE(corp.states, QStringList(u"shop"_s));
    if (failures == 1000)
        QVERIFY(rig.clock.nowMs() >= deadline);
    else
        QCOMPARE(calls, failures + 1);
}

void TestOrder::aClockSetMeanwhileEndsNoCode()
{
    constexpr qint64 dayMs = 24 * 3'600'000;
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    const auto event = rig.dueEvents().front();
    rig.clock.jumpWall(dayMs); // after it was handed out
    QVERIFY(rig.run(event));
    QCOMPARE(rig.events(u"create_auth"_s).front().status, EventStatus::Pending);
    rig.clock.jumpWall(-dayMs);
    rig.wecom.before = [&](const DirectWecom::Call& call) {
        if (call.endpoint == u"get_suite_token")
            rig.clock.jumpWall(dayMs);
        return Fate::Answered;
    };
    QVERIFY(rig.run(event));
    QCOMPARE(rig.events(u"create_auth"_s).front().status, EventStatus::Pending);
    rig.wecom.before = [](const DirectWecom::Call&) { return Fate::Answered; };
    rig.clock.jumpWall(-dayMs);
    QVERIFY(rig.settle());
    QCOMPARE(rig.corp(first.corpId)->status, CorpStatus::Active);
}

/// Killed while it waited for its token: the code was not sent, so a refusal later means what it says.
void TestOrder::aDeathBeforeTheCallCostsNothing()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    rig.wecom.before = [](const DirectWecom::Call& call) {
        return call.endpoint == u"get_suite_token" ? Fate::Crash : Fate::Answered;
    };
    QVERIFY_THROWS_EXCEPTION(Crashed, rig.run(rig.dueEvents().front()));
    rig.restart();
    const auto event = rig.events(u"create_auth"_s).front();
    QCOMPARE(event.status, EventStatus::Pending);
    QCOMPARE(event.errorArgs, QString());
    QCOMPARE(event.attempts, 0);
    rig.wecom.before = [](const DirectWecom::Call&) { return Fate::Answered; };
    QVERIFY(rig.settle());
    QCOMPARE(rig.corp(first.corpId)->status, CorpStatus::Active);
}

void TestOrder::aDeathBeforeTheAnswerLosesIt()
{
    OrderRig rig(1);
    const auto first = authoriseNext(rig);
    rig.deliver(first.createAuth);
    rig.wecom.before = [](const DirectWecom::Call& call) {
        return call.endpoint == u"get_permanent_code" ? Fate::Crash : Fate::Answered;
    };
    QVERIFY_THROWS_EXCEPTION(Crashed, rig.run(rig.dueEvents().front()));
    rig.restart();
    QCOMPARE(rig.events(u"create_auth"_s).front().attempts, 1);
    rig.wecom.before = [](const DirectWecom::Call&) { return Fate::Answered; };
    QVERIFY(rig.settle());
    QCOMPARE(rig.events(u"create_auth"_s).front().errorId, u"exchange.lost"_s);
    QCOMPARE(rig.corps().size(), size_t(1));
    QCOMPARE(rig.corps().front().status, CorpStatus::Orphaned);
}

QTEST_GUILESS_MAIN(TestOrder)
#include "test_order.moc"
