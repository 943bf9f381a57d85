#include "core/service/record_error.h"
#include "core/store/token_repository.h"
#include "core/wecom/error_codes.h"
#include "tests/service/service_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::CorpStatus;

/// Reading corps on demand, links with parameters, and authorisations that exist already.
class TestSync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeadAuthorisationIsBrokenAtTheSecondLook_data();
    void aDeadAuthorisationIsBrokenAtTheSecondLook();
    void whatWasReadStaysWhenTheRestFails();
    void oneBadAccountDoesNotStopTheOthers();
    void namesEveryFailureOfMany();
    void canBeCalledOff();
    void makesLinksWithParameters();
    void importsWhatIsThere();
    void importNeedsATicket();

private:
    static model::Corp authorise(ServiceRig& rig)
    {
        const QString corpId = rig.control(u"authorize"_s).value("auth_corpid"_L1).toString();
        if (!rig.waitForCorp(corpId, CorpStatus::Active))
            qFatal("not authorised");
        return *rig.corp(corpId);
    }
};

void TestSync::aDeadAuthorisationIsBrokenAtTheSecondLook_data()
{
    QTest::addColumn<int>("errcode");
    for (const int errcode : {40084, 48004, 301007})
        QTest::addRow("%d", errcode) << errcode;
}

void TestSync::aDeadAuthorisationIsBrokenAtTheSecondLook()
{
    QFETCH(int, errcode);
    ServiceRig rig;
    const auto corp = authorise(rig);
    rig.workspace->host().stop();
    rig.fault(u"get_auth_info"_s, errcode, 2);
    auto outcome = rig.workspace->sync().syncCorp(corp.id, {});
    QCOMPARE(outcome.error().code, errcode);
    QCOMPARE(rig.corp(corp.authCorpId)->status, CorpStatus::Active);
    QCOMPARE(rig.corp(corp.authCorpId)->lastErrorCode, errcode);
    QVERIFY(!rig.workspace->sync().syncCorp(corp.id, {}));
    QCOMPARE(rig.corp(corp.authCorpId)->status, CorpStatus::Broken);
    QVERIFY(rig.workspace->sync().syncCorp(corp.id, {}));
    QCOMPARE(rig.corp(corp.authCorpId)->status, CorpStatus::Active);
    QCOMPARE(rig.corp(corp.authCorpId)->lastErrorId, QString());
}

void TestSync::whatWasReadStaysWhenTheRestFails()
{
    ServiceRig rig({.accounts = 5});
    rig.fault(u"add_contact_way"_s, 0, 2);
    rig.fault(u"add_contact_way"_s, 60020, 1);
    const QString corpId = rig.control(u"authorize"_s).value("auth_corpid"_L1).toString();
    QVERIFY(rig.waitFor([&] { return rig.corp(corpId) && rig.corp(corpId)->lastErrorCode == 60020; }));
    auto corp = *rig.corp(corpId);
    QCOMPARE(service::errorOf(corp).args.value(u"ip"_s), u"203.0.113.7"_s); // which one to put on WeCom's list
    QCOMPARE(corp.status, CorpStatus::Syncing);
    QCOMPARE(corp.accountCount, 5);
    QCOMPARE(corp.linkCount, 2);
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).linksAt, qint64(0));
    rig.advance(61'000);
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    QCOMPARE(rig.corp(corpId)->linkCount, 5);
    QVERIFY(rig.corp(corpId)->lastErrorArgs.isEmpty());
    QCOMPARE(rig.calls(u"add_contact_way"_s), 6); // no link is asked for twice
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).accountsAdded, 5);
    QVERIFY(rig.onlyEvent(u"create_auth"_s).linksAt != 0);
}

void TestSync::oneBadAccountDoesNotStopTheOthers()
{
    ServiceRig rig;
    rig.fault(u"add_contact_way"_s, 95000);
    const QString corpId = rig.control(u"authorize"_s).value("auth_corpid"_L1).toString();
    QVERIFY(rig.waitFor([&] { return rig.corp(corpId) && rig.corp(corpId)->lastErrorCode == 95000; }));
    QCOMPARE(rig.corp(corpId)->linkCount, 2);
}

void TestSync::namesEveryFailureOfMany()
{
    ServiceRig rig;
    const auto first = authorise(rig);
    const auto second = authorise(rig);
    rig.fault(u"get_auth_info"_s, 40084);
    std::vector<service::Progress> reports;
    const auto all = *rig.workspace->sync().allCorps(rig.suiteId());
    QCOMPARE(all.size(), size_t(2));
    const auto progress = rig.workspace->sync().syncMany(
        all, rig.workspace->networkPool(), {}, [&](const service::Progress& report) { reports.push_back(report); });
    QVERIFY(progress);
    QCOMPARE(progress->total, 2);
    QCOMPARE(progress->done, 2);
    QCOMPARE(progress->failures.size(), size_t(1));
    const auto& failure = progress->failures.front();
    QCOMPARE(failure.error.code, 40084);
    QCOMPARE(failure.name, failure.localId == first.id ? first.name : second.name);
    QVERIFY(!reports.empty());
    QCOMPARE(reports.back().done, 2);
}

void TestSync::canBeCalledOff()
{
    ServiceRig rig;
    const auto corp = authorise(rig);
    std::stop_source stop;
    stop.request_stop();
    const auto progress = rig.workspace->sync().syncMany({corp.id}, rig.workspace->networkPool(), stop.get_token(), {});
    QVERIFY(progress);
    QCOMPARE(progress->done, 0);
    QCOMPARE(progress->total, 1);
    QCOMPARE(rig.workspace->sync().syncCorp(corp.id, stop.get_token()).error().kind, ErrorKind::Cancelled);
    QCOMPARE(rig.corp(corp.authCorpId)->lastErrorId, QString());
}

void TestSync::makesLinksWithParameters()
{
    ServiceRig rig;
    const auto corp = authorise(rig);
    auto& sync = rig.workspace->sync();
    const auto account = rig.workspace->corps().detail(corp.id)->accounts.front();
    const int asked = rig.calls(u"add_contact_way"_s);
    const auto plain = *sync.makeLink(account.id, u"poster"_s, {}, {});
    QVERIFY(plain.url.contains("enc_scene="_L1));
    const auto again = *sync.makeLink(account.id, u"poster"_s, {}, {});
    QCOMPARE(again.id, plain.id);
    const auto param = *sync.makeLink(account.id, u"poster"_s, u"门店 7&x"_s, {});
    QCOMPARE(param.url, QString(plain.url + u"&scene_param=%E9%97%A8%E5%BA%97%207%26x"_s));
    QCOMPARE(rig.calls(u"add_contact_way"_s), asked + 1); // one URL an account and scene
    QCOMPARE(rig.corp(corp.authCorpId)->linkCount, 5);

    QCOMPARE(sync.makeLink(account.id, u"a b"_s, {}, {}).error().id, u"input.scene"_s);
    QCOMPARE(sync.makeLink(account.id, {}, u"x"_s, {}).error().id, u"input.scene_param_needs_scene"_s);
    QCOMPARE(sync.makeLink(4711, u"a"_s, {}, {}).error().id, u"account.not_found"_s);
}

void TestSync::importsWhatIsThere()
{
    // One console exchanged the codes, another one takes over.
    ServiceRig rig;
    const auto corp = authorise(rig);
    Secret code;
    {
        auto database = *store::Database::open(rig.workspaceDir() + u"/kfdesk.sqlite"_s);
        const auto vault = *store::Vault::unlock(**database->connection(), rig.key());
        code = (*store::TokenRepository(**database->connection(), *vault)
                     .find(store::TokenKind::PermanentCode, rig.suiteId(), corp.authCorpId))
                   ->value;
    }
    QVERIFY(rig.workspace->purges().purge(corp.id, {}));
    QVERIFY(rig.corps().empty());

    const std::vector<service::ImportItem> items{{corp.authCorpId, code, u"shop"_s},
                                                 {u"wpUnknown"_s, Secret(QByteArrayView("x")), {}}};
    const auto progress = rig.workspace->sync().importCorps(rig.suiteId(), items, rig.workspace->networkPool(), {}, {});
    QVERIFY(progress);
    QCOMPARE(progress->done, 2);
    QCOMPARE(progress->failures.size(), size_t(1));
    QCOMPARE(progress->failures.front().name, u"wpUnknown"_s);
    QVERIFY(wecom::meansAuthorisationGone(progress->failures.front().error.code));
    const auto imported = *rig.corp(corp.authCorpId);
    QCOMPARE(imported.status, CorpStatus::Active);
    QCOMPARE(imported.name, corp.name);
    QCOMPARE(imported.states, QStringList(u"shop"_s));
    QCOMPARE(imported.linkCount, 3);
    QCOMPARE(rig.corps().size(), size_t(1));
}

void TestSync::importNeedsATicket()
{
    ServiceRig rig({.ticket = false});
    const auto progress = rig.workspace->sync().importCorps(
        rig.suiteId(), {{u"wpA"_s, Secret(QByteArrayView("x")), {}}}, rig.workspace->networkPool(), {}, {});
    QCOMPARE(progress.error().id, u"ticket.none"_s);
}

QTEST_GUILESS_MAIN(TestSync)
#include "test_sync.moc"
