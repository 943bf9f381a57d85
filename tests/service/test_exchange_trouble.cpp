#include "tests/service/service_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::CorpStatus;
using model::EventStatus;

/// What can go wrong with a code that is good once, for ten minutes.
class TestExchangeTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tryAgainWhenItDidNotExecute_data();
    void tryAgainWhenItDidNotExecute();
    void aLostAnswerLeavesAnOrphan();
    void aStopWaitsForTheAnswer();
    void anOrphanIsFoundAgainByItsAccounts();
    void aRefusedCodeFails();
    void theServerIsBusyThreeTimes();
    void otherTroubleDoesNotCountAsBusy();
    void aLostRefreshIsNotALostCode();
    void aLostAnswerAndNoTimeLeftIsLost();
    void theCodeExpires();
    void withoutACodeThereIsNothingToExchange();
    void aResetReplacesTheCode();
    void aForeignSuiteIsNotExchanged();

private:
    /// Lets time pass, little by little, until the event is no longer pending.
    static bool settle(ServiceRig& rig, const QString& type)
    {
        for (int tries = rig.onlyEvent(type).attempts; rig.onlyEvent(type).status == EventStatus::Pending;) {
            rig.advance(61'000);
            const bool moved = rig.waitFor([&] {
                const auto event = rig.onlyEvent(type);
                return event.status != EventStatus::Pending ||
                       (event.attempts > tries && event.nextAttemptAt > rig.clock.nowMs());
            });
            if (!moved)
                return false;
            tries = rig.onlyEvent(type).attempts;
        }
        return true;
    }
    /// Authorises, and waits until the first try is over.
    static QString authorise(ServiceRig& rig)
    {
        const QJsonObject answer = rig.control(u"authorize"_s, {{u"state"_s, u"shop"_s}});
        const bool tried = rig.waitFor([&] {
            const auto event = rig.onlyEvent(u"create_auth"_s);
            return event.attempts > 0 && (!event.errorId.isEmpty() || event.status != EventStatus::Pending);
        });
        if (!tried)
            qFatal("never tried");
        return answer.value("auth_corpid"_L1).toString();
    }
};

void TestExchangeTrouble::tryAgainWhenItDidNotExecute_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<int>("errcode");
    QTest::newRow("address not trusted") << u"get_permanent_code"_s << 60020;
    QTest::newRow("address not trusted, for the token") << u"get_suite_token"_s << 60020;
    QTest::newRow("busy") << u"get_permanent_code"_s << -1;
    QTest::newRow("ticket of another suite") << u"get_suite_token"_s << 40085;
    QTest::newRow("limit") << u"get_permanent_code"_s << 45009;
}

void TestExchangeTrouble::tryAgainWhenItDidNotExecute()
{
    QFETCH(QString, endpoint);
    QFETCH(int, errcode);
    ServiceRig rig;
    rig.fault(endpoint, errcode);
    const QString corpId = authorise(rig);
    auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Pending);
    QCOMPARE(event.errorId, u"wecom.%1"_s.arg(errcode));
    QCOMPARE(event.errorCode, errcode);
    QVERIFY(event.nextAttemptAt <= event.deadlineAt);
    QVERIFY(rig.corps().empty());
    QVERIFY(settle(rig, u"create_auth"_s));
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).status, EventStatus::Done);
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
}

void TestExchangeTrouble::aLostAnswerLeavesAnOrphan()
{
    ServiceRig rig;
    rig.fault(u"get_permanent_code"_s, 0, 1, true);
    authorise(rig);
    auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Pending);
    QCOMPARE(event.errorId, u"net.dropped"_s);
    QVERIFY(settle(rig, u"create_auth"_s));
    event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Failed);
    QCOMPARE(event.errorId, u"exchange.lost"_s);
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 2);
    QCOMPARE(rig.corps().size(), size_t(1));
    const auto corp = rig.corps().front();
    QCOMPARE(corp.status, CorpStatus::Orphaned);
    QCOMPARE(corp.states, QStringList(u"shop"_s));
    QCOMPARE(corp.id, event.corpId);
    QCOMPARE(rig.workspace->sync().syncCorp(corp.id, {}).error().id, u"corp.orphaned"_s);
}

void TestExchangeTrouble::aStopWaitsForTheAnswer()
{
    ServiceRig rig;
    rig.control(u"fault"_s, {{u"endpoint"_s, u"get_permanent_code"_s}, {u"delay_ms"_s, 200}});
    const QString corpId = rig.control(u"authorize"_s).value("auth_corpid"_L1).toString();
    while (rig.calls(u"get_permanent_code"_s) == 0) {
    } // executed: the only copy of the permanent code is on its way
    rig.closeWorkspace();
    rig.openWorkspace();
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).status, EventStatus::Done);
    QCOMPARE(rig.corp(corpId)->status, CorpStatus::Syncing);
    rig.startHost();
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
}

void TestExchangeTrouble::anOrphanIsFoundAgainByItsAccounts()
{
    ServiceRig rig;
    rig.fault(u"get_permanent_code"_s, 0, 1, true);
    const QString corpId = authorise(rig);
    QVERIFY(settle(rig, u"create_auth"_s));
    const qint64 orphanId = rig.corps().front().id;

    // The merchant removes the component in WeCom and scans again, as the page tells.
    rig.clock.advance(1000);
    rig.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}});
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"cancel_auth"_s).status == EventStatus::Done; }));
    rig.clock.advance(1000);
    rig.control(u"push-ticket"_s);
    const QString name = rig.state().value("corps"_L1).toArray().at(0).toObject().value("corp_name"_L1).toString();
    rig.control(u"authorize"_s, {{u"corp_name"_s, name}});
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    QCOMPARE(rig.corps().size(), size_t(1));
    QCOMPARE(rig.corps().front().id, orphanId);
}

void TestExchangeTrouble::aRefusedCodeFails()
{
    ServiceRig rig;
    rig.fault(u"get_permanent_code"_s, 40078);
    authorise(rig);
    const auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Failed);
    QCOMPARE(event.errorId, u"wecom.40078"_s);
    QVERIFY(rig.corps().empty());
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 1);
}

void TestExchangeTrouble::theServerIsBusyThreeTimes()
{
    ServiceRig rig;
    rig.fault(u"get_permanent_code"_s, -1, 5);
    authorise(rig);
    QVERIFY(settle(rig, u"create_auth"_s));
    const auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Failed);
    QCOMPARE(event.errorId, u"wecom.-1"_s);
    QCOMPARE(event.attempts, 3);
}

void TestExchangeTrouble::otherTroubleDoesNotCountAsBusy()
{
    ServiceRig rig;
    rig.fault(u"get_permanent_code"_s, 60020, 4);
    rig.fault(u"get_permanent_code"_s, -1, 2);
    const QString corpId = authorise(rig);
    QVERIFY(settle(rig, u"create_auth"_s));
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).errorId, QString());
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 7);
}

void TestExchangeTrouble::aLostRefreshIsNotALostCode()
{
    ServiceRig rig;
    rig.fault(u"get_suite_token"_s, 0);            // the token of the first try …
    rig.fault(u"get_permanent_code"_s, 42009);     // … is refused, and the code is not touched;
    rig.fault(u"get_suite_token"_s, 0, 100, true); // the next one is lost, however often Qt asks again by itself
    authorise(rig);
    const auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Pending);
    QVERIFY2(event.errorId.startsWith(u"net."_s), qPrintable(event.errorId));
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 1);

    // So a code that is refused now was never good: nothing was executed, and no merchant has authorised.
    rig.fault(u"get_suite_token"_s, 0, 0); // no more of them
    rig.fault(u"get_permanent_code"_s, 40078);
    QVERIFY(settle(rig, u"create_auth"_s));
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).errorId, u"wecom.40078"_s);
    QVERIFY(rig.corps().empty());
}

void TestExchangeTrouble::aLostAnswerAndNoTimeLeftIsLost()
{
    ServiceRig rig;
    rig.fault(u"get_permanent_code"_s, 0, 1, true);
    rig.fault(u"get_permanent_code"_s, 60020, 1000);
    authorise(rig);
    QVERIFY(settle(rig, u"create_auth"_s));
    const auto event = rig.onlyEvent(u"create_auth"_s);
    QVERIFY(rig.clock.nowMs() >= event.deadlineAt);
    QCOMPARE(event.status, EventStatus::Failed);
    QCOMPARE(event.errorId, u"exchange.lost"_s);
    QCOMPARE(rig.corps().front().status, CorpStatus::Orphaned);
}

void TestExchangeTrouble::theCodeExpires()
{
    ServiceRig rig;
    rig.fault(u"get_permanent_code"_s, 60020, 1000);
    authorise(rig);
    QVERIFY(settle(rig, u"create_auth"_s));
    const auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Expired);
    QCOMPARE(event.errorId, u"exchange.expired"_s);
    QCOMPARE(event.errorCode, 60020);
    QCOMPARE(event.errorArgs, u"{\"reason\":\"wecom.60020\"}"_s);
    QVERIFY(rig.clock.nowMs() >= event.deadlineAt);
    QCOMPARE(rig.workspace->events().retry(event.id).error().id, u"event.not_retryable"_s);
}

void TestExchangeTrouble::withoutACodeThereIsNothingToExchange()
{
    ServiceRig rig;
    QVERIFY(rig.ingest(rig.eventXml("create_auth", 1, "<State>x</State>")));
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"create_auth"_s).status == EventStatus::Failed; }));
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).errorId, u"event.no_auth_code"_s);
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 0);
}

void TestExchangeTrouble::aResetReplacesTheCode()
{
    ServiceRig rig;
    const QString corpId = authorise(rig);
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    rig.clock.advance(1000);
    rig.control(u"reset-code"_s, {{u"auth_corpid"_s, corpId}});
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"reset_permanent_code"_s).linksAt != 0; }));
    QCOMPARE(rig.corps().size(), size_t(1));
    QCOMPARE(rig.corp(corpId)->states, QStringList(u"shop"_s));
    // The new code works: a corp token can be had with it.
    rig.clock.advance(2 * 3'600'000);
    rig.control(u"push-ticket"_s);
    QVERIFY(rig.workspace->sync().syncCorp(rig.corp(corpId)->id, {}));
}

void TestExchangeTrouble::aForeignSuiteIsNotExchanged()
{
    ServiceRig rig;
    const QByteArray xml = "<xml><SuiteId>wwOther</SuiteId><InfoType>create_auth</InfoType>"
                           "<AuthCode>abc</AuthCode><TimeStamp>5</TimeStamp></xml>";
    QVERIFY(rig.ingest(xml));
    auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Failed);
    QCOMPARE(event.errorId, u"event.foreign_suite"_s);
    QVERIFY(rig.workspace->events().retry(event.id));
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"create_auth"_s).status == EventStatus::Failed; }));
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 0);
}

QTEST_GUILESS_MAIN(TestExchangeTrouble)
#include "test_exchange_trouble.moc"
