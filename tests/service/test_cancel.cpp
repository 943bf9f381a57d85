#include "core/service/corp_records.h"
#include "core/store/corp_repository.h"
#include "core/store/token_repository.h"
#include "tests/service/service_rig.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::CorpStatus;
using model::EventStatus;

/// A merchant ends its authorisation: everything about it goes, and that is proven.
class TestCancel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void purgesAndProvesIt();
    void waitsForTheExchangeItOvertook();
    void aLateCancelAsksWecom();
    void aLateCancelOfADeadAuthorisationPurges();
    void lateEventsOfAPurgedCorpKeepNoName();
    void aPurgedCorpMayComeBack();
    void comingBackInTheMiddleOfAPurge();
    void aSharedNameIsNoResidue();
    void resumesAfterARestart();
    void dropsBackupsThatHoldTheCorp();
    void byHand();
    void manyAtOnceWhileCallbacksCome();

private:
    static QStringList tracesOf(const service::CorpDetail& detail)
    {
        QStringList traces{detail.corp.authCorpId, detail.corp.name};
        for (const auto& account : detail.accounts)
            traces << account.openKfId;
        for (const auto& link : detail.links)
            traces << link.url;
        return traces;
    }
};

void TestCancel::purgesAndProvesIt()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    rig.authorise(); // somebody else, who stays
    const auto detail = *rig.workspace->corps().detail(rig.corp(corpId)->id);
    const QStringList traces = tracesOf(detail);
    QVERIFY(!rig.workspace->purges().check({corpId})->empty());
    const QString cached = service::PurgeService::cacheFolder(rig.workspaceDir(), detail.corp.id);
    QVERIFY(QDir().mkpath(cached));
    QFile avatar(cached + u"/avatar.png"_s);
    QVERIFY(avatar.open(QFile::WriteOnly) && avatar.write(corpId.toUtf8()) > 0);
    avatar.close();

    rig.clock.advance(1000);
    const qint64 cancelTime = rig.clock.nowMs() / 1000;
    rig.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}});
    QVERIFY(rig.waitForProof());
    const auto receipt = rig.workspace->purges().list({})->front();
    QCOMPARE(receipt.reason, u"cancel_auth"_s);
    QCOMPARE(receipt.cancelTime, cancelTime);
    QVERIFY(receipt.purgedAt != 0);
    QCOMPARE(receipt.counts.value(u"corp"_s), 1);
    QCOMPARE(receipt.counts.value(u"kf_account"_s), 3);
    QCOMPARE(receipt.counts.value(u"kf_link"_s), 3);
    const auto hits = *rig.workspace->purges().check(traces);
    for (const auto& hit : hits)
        qWarning("%s at %lld: %s", qPrintable(hit.file), hit.offset, qPrintable(traces.at(hit.needle)));
    QVERIFY(hits.empty());
    QVERIFY(!QDir(cached).exists());
    QCOMPARE(rig.corps().size(), size_t(1));

    const auto event = rig.onlyEvent(u"cancel_auth"_s);
    QCOMPARE(event.status, EventStatus::Done);
    QCOMPARE(event.receiptId, receipt.id);
    QCOMPARE(event.authCorpId, QString());
    QVERIFY(!event.hasPayload);
    QVERIFY(rig.workspace->purges().unfinished()->empty());
}

void TestCancel::waitsForTheExchangeItOvertook()
{
    ServiceRig rig({.ticket = false});
    const QString corpId = rig.control(u"authorize"_s).value("auth_corpid"_L1).toString();
    rig.clock.advance(1000);
    // Not through the simulator: there the code would be dead afterwards.
    QVERIFY(rig.ingest(
        rig.eventXml("cancel_auth", rig.clock.nowMs() / 1000, "<AuthCorpId>" + corpId.toUtf8() + "</AuthCorpId>")));
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"cancel_auth"_s).attempts == 1; }));
    QCOMPARE(rig.onlyEvent(u"cancel_auth"_s).status, EventStatus::Pending);
    rig.control(u"push-ticket"_s);
    rig.advance(61'000);
    QVERIFY(rig.waitForProof());
    QVERIFY(rig.corps().empty());
    QVERIFY(rig.workspace->purges().check({corpId})->empty());
}

void TestCancel::aLateCancelAsksWecom()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    const int asked = rig.calls(u"get_corp_token"_s);
    QVERIFY(rig.ingest(rig.eventXml("cancel_auth", rig.clock.nowMs() / 1000 - 60,
                                    "<AuthCorpId>" + corpId.toUtf8() + "</AuthCorpId>")));
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"cancel_auth"_s).status == EventStatus::Done; }));
    QCOMPARE(rig.calls(u"get_corp_token"_s), asked + 1);
    QCOMPARE(rig.corp(corpId)->status, CorpStatus::Active);
    QVERIFY(rig.workspace->purges().list({})->empty());
}

void TestCancel::aLateCancelOfADeadAuthorisationPurges()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    rig.fault(u"get_corp_token"_s, 40084);
    QVERIFY(rig.ingest(rig.eventXml("cancel_auth", rig.clock.nowMs() / 1000 - 60,
                                    "<AuthCorpId>" + corpId.toUtf8() + "</AuthCorpId>")));
    QVERIFY(rig.waitForProof());
    QVERIFY(rig.corps().empty());
}

void TestCancel::lateEventsOfAPurgedCorpKeepNoName()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    rig.clock.advance(1000);
    const qint64 before = rig.clock.nowMs() / 1000 - 1;
    rig.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}});
    QVERIFY(rig.waitForProof());
    const QByteArray named = "<AuthCorpId>" + corpId.toUtf8() + "</AuthCorpId>";
    for (const char* type : {"change_auth", "cancel_auth", "change_contact"})
        QVERIFY(rig.ingest(rig.eventXml(type, before, named)));
    QVERIFY(rig.waitFor([&] {
        const auto events = rig.events();
        return std::all_of(events.begin(), events.end(),
                           [](const model::Event& event) { return event.status == EventStatus::Done; });
    }));
    for (const auto& event : rig.events()) {
        QCOMPARE(event.authCorpId, QString());
        QVERIFY(!event.hasPayload);
    }
    QVERIFY(rig.corps().empty());
    QCOMPARE(rig.workspace->purges().list({})->size(), size_t(1));
    // The rows were written in one piece and taken back: what the file keeps of that is found and removed by the check.
    QVERIFY(rig.workspace->purges().check({corpId})->empty());
}

void TestCancel::aPurgedCorpMayComeBack()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    const QString name = rig.corp(corpId)->name;
    rig.clock.advance(1000);
    rig.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}});
    QVERIFY(rig.waitForProof());
    rig.clock.advance(1000);
    rig.control(u"authorize"_s, {{u"corp_name"_s, name}});
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    // The old cancellation, delivered once more in other words, is older than the new authorisation.
    QVERIFY(rig.ingest(rig.eventXml("cancel_auth", rig.clock.nowMs() / 1000 - 1,
                                    "<AuthCorpId>" + corpId.toUtf8() + "</AuthCorpId><Again/>")));
    QVERIFY(rig.waitFor([&] {
        const auto events = rig.events(u"cancel_auth"_s);
        return events.size() == 2 && events[1].status == EventStatus::Done;
    }));
    QCOMPARE(rig.corp(corpId)->status, CorpStatus::Active);
}

void TestCancel::comingBackInTheMiddleOfAPurge()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    const auto old = *rig.corp(corpId);
    rig.closeWorkspace();

    auto database = *store::Database::open(rig.workspaceDir() + u"/kfdesk.sqlite"_s);
    service::ChangeFeed feed;
    service::Context context(*database, feed, rig.clock, rig.workspaceDir(), true);
    context.setVault(*store::Vault::unlock(**database->connection(), rig.key()));
    service::PurgeService purges(context);
    auto begin = *service::UnitOfWork::begin(context);
    const auto receiptId = purges.begin(begin, old.id, rig.clock.nowMs() / 1000, 0, u"cancel_auth"_s);
    QVERIFY(receiptId);
    QVERIFY(begin.commit());

    // No row is deleted yet, and the merchant authorises again.
    service::Authorisation again;
    again.suiteId = rig.suiteId();
    again.corp.corpId = corpId;
    again.corp.name = old.name;
    again.permanentCode = Secret(QByteArrayView("new code"));
    again.createTime = rig.clock.nowMs() / 1000 + 1;
    auto store = *service::UnitOfWork::begin(context);
    const auto newId = service::storeAuthorisation(store, **context.vault(), again, rig.clock.nowMs());
    QVERIFY(newId);
    QVERIFY(store.commit());
    QVERIFY(*newId != old.id);

    QCOMPARE(*purges.settle({}), 0);
    const auto receipt = *purges.find(*receiptId);
    QVERIFY(receipt);
    QVERIFY(receipt->purgedAt != 0);
    QVERIFY(receipt->verifiedAt != 0);
    QCOMPARE(receipt->counts.value(u"kf_account"_s), 3);
    const auto corp = *store::CorpRepository(**database->connection()).find(*newId);
    QVERIFY(corp);
    QCOMPARE(corp->status, CorpStatus::Syncing);
    QCOMPARE(corp->accountCount, 0);
    store::TokenRepository tokens(**database->connection(), **context.vault());
    const auto code = *tokens.find(store::TokenKind::PermanentCode, rig.suiteId(), corpId);
    QVERIFY(code);
    QCOMPARE(code->value.view().toByteArray(), QByteArray("new code"));
}

void TestCancel::aSharedNameIsNoResidue()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    const auto corp = *rig.corp(corpId);
    // A placement that bears the merchant's name is ours and stays.
    QVERIFY(rig.workspace->placements().add(rig.suiteId(), corp.name, {}, false));
    rig.clock.advance(1000);
    rig.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}});
    QVERIFY(rig.waitForProof());
    QVERIFY(!rig.workspace->purges().check({corp.name})->empty());
    QVERIFY(rig.workspace->purges().check({corpId})->empty());
}

void TestCancel::resumesAfterARestart()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    rig.workspace->host().stop();
    // A file in the way of the cache folder: the purge cannot be finished.
    const QString cached = service::PurgeService::cacheFolder(rig.workspaceDir(), rig.corp(corpId)->id);
    QVERIFY(QDir().mkpath(cached + u"/locked"_s));
    QFile file(cached + u"/locked/avatar.png"_s);
    QVERIFY(file.open(QFile::WriteOnly));
    file.close();
    std::stop_source stopped;
    stopped.request_stop();
    const auto cut = rig.workspace->purges().purge(rig.corp(corpId)->id, stopped.get_token());
    QVERIFY(!cut);
    QCOMPARE(cut.error().kind, ErrorKind::Cancelled);
    QCOMPARE(rig.workspace->purges().unfinished()->size(), size_t(1));
    QCOMPARE(rig.corp(corpId)->status, CorpStatus::Purging);

    rig.closeWorkspace();
    rig.openWorkspace();
    rig.startHost();
    QVERIFY(rig.waitForProof());
    QVERIFY(rig.corps().empty());
    QVERIFY(rig.workspace->purges().check({corpId})->empty());
}

void TestCancel::dropsBackupsThatHoldTheCorp()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    const QDir backups(rig.workspaceDir() + u"/backups"_s);
    QVERIFY(backups.mkpath(u"."_s));
    const auto write = [&](const QString& name, const QByteArray& bytes) {
        QFile file(backups.filePath(name));
        return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write(u"with.sqlite"_s, "SQLite " + corpId.toUtf8()));
    QVERIFY(write(u"without.sqlite"_s, "SQLite"));
    QVERIFY(rig.workspace->purges().purge(rig.corp(corpId)->id, {}));
    QVERIFY(rig.waitForProof());
    QCOMPARE(backups.entryList(QDir::Files), QStringList(u"without.sqlite"_s));
}

void TestCancel::byHand()
{
    ServiceRig rig;
    const QString corpId = rig.authorise();
    const auto receipt = rig.workspace->purges().purge(rig.corp(corpId)->id, {});
    QVERIFY(receipt);
    QCOMPARE(receipt->reason, u"manual"_s);
    QVERIFY(receipt->purgedAt != 0); // the proof follows in the background
    QVERIFY(rig.waitForProof());
    QCOMPARE(rig.workspace->purges().purge(4711, {}).error().id, u"corp.not_found"_s);
    QCOMPARE(rig.workspace->purges().erase(4711, {}).error().id, u"purge.not_found"_s);
}

/// Everybody leaves at once, and nobody who calls meanwhile is sent away.
void TestCancel::manyAtOnceWhileCallbacksCome()
{
    ServiceRig rig({.corps = 40});
    QStringList traces;
    for (int i = 0; i < 40; ++i)
        traces << rig.authorise();
    rig.clock.advance(1000);
    for (const QString& corpId : std::as_const(traces))
        QCOMPARE(rig.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}}).value("callback_status"_L1).toInt(), 200);
    int asked = 0;
    do {
        QCOMPARE(rig.control(u"push-ticket"_s).value("callback_status"_L1).toInt(), 200);
        ++asked;
        rig.clock.advance(10); // a proof that was put off is due some day
    } while (!rig.isProven(40));
    QVERIFY(asked > 0);
    QVERIFY(rig.corps().empty());
    QVERIFY(rig.workspace->purges().check(traces)->empty());
}

QTEST_GUILESS_MAIN(TestCancel)
#include "test_cancel.moc"
