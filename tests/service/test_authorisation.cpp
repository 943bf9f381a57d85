#include "tests/service/service_rig.h"

#include <QTest>

#include <algorithm>
#include <future>
#include <map>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using model::CorpStatus;
using model::EventStatus;

/// The main road: a merchant scans, and its accounts and links are there.
class TestAuthorisation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsCorpAccountsAndLinks();
    void readsAccountsToTheEnd();
    void waitsForAccountsOfACorpWithoutAny();
    void keepsFiftyAtOnceApart();
    void aRedeliveryChangesNothing();
    void aChangeFollowsTheList();
    void aChangeBeforeItsCreateWaits();
    void aLateChangeDoesNotMoveTheCorpBack();
    void oneTokenForMany();
    void goesOnAfterARestart();
};

namespace {

QStringList texts(const QJsonValue& array)
{
    QStringList all;
    for (const QJsonValue& value : array.toArray())
        all << value.toString();
    return all;
}

/// Authorises the next merchant and waits until it is active. Returns its id.
QString authorised(ServiceRig& rig, const QString& state = {}, int accounts = -1)
{
    QJsonObject body{{u"state"_s, state}};
    if (accounts >= 0)
        body.insert(u"accounts"_s, accounts);
    const QJsonObject answer = rig.control(u"authorize"_s, body);
    const QString corpId = answer.value("auth_corpid"_L1).toString();
    if (answer.value("callback_body"_L1) != "success"_L1 || !rig.waitForCorp(corpId, CorpStatus::Active))
        qFatal("the authorisation did not arrive");
    return corpId;
}

} // namespace

void TestAuthorisation::bringsCorpAccountsAndLinks()
{
    ServiceRig rig;
    const auto placement = rig.workspace->placements().add(rig.suiteId(), u"官网"_s, u"shop42"_s, false);
    QVERIFY(placement);
    const QJsonObject answer = rig.control(u"authorize"_s, {{u"state"_s, u"shop42"_s}});
    QCOMPARE(answer.value("callback_body"_L1).toString(), u"success"_s);
    const QString corpId = answer.value("auth_corpid"_L1).toString();
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));

    const auto corp = *rig.corp(corpId);
    QCOMPARE(corp.name, answer.value("corp_name"_L1).toString());
    QCOMPARE(corp.states, QStringList(u"shop42"_s));
    QCOMPARE(corp.accountCount, 3);
    QCOMPARE(corp.linkCount, 3);
    QCOMPARE(corp.lastSyncAt, rig.clock.nowMs());
    QVERIFY(!corp.searchKey.isEmpty());
    const auto detail = *rig.workspace->corps().detail(corp.id);
    QStringList openKfIds;
    for (const auto& account : detail.accounts)
        openKfIds << account.openKfId;
    openKfIds.sort();
    QStringList expected = texts(answer.value("open_kfids"_L1));
    expected.sort();
    QCOMPARE(openKfIds, expected);
    QCOMPARE(detail.grants.size(), size_t(3));
    for (const auto& link : detail.links)
        QVERIFY(link.url.startsWith("https://work.weixin.qq.com/"_L1));

    const auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Done);
    QCOMPARE(event.corpId, corp.id);
    QCOMPARE(event.attempts, 1);
    QCOMPARE(event.errorId, QString());
    QCOMPARE(event.errorArgs, QString());
    QCOMPARE(event.exchangedAt, rig.clock.nowMs());
    QCOMPARE(event.accountsAt, rig.clock.nowMs());
    QCOMPARE(event.linksAt, rig.clock.nowMs());
    QCOMPARE(event.accountCount, 3);
    QCOMPARE(event.accountsAdded, 3);
    const auto sessions = *rig.workspace->placements().sessions(*placement);
    QCOMPARE(sessions.size(), size_t(1));
    QCOMPARE(sessions[0].linkCount, 3);
    // The exchange brought a corp token: none was asked for.
    QCOMPARE(rig.calls(u"get_corp_token"_s), 0);
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 1);
}

void TestAuthorisation::readsAccountsToTheEnd()
{
    ServiceRig rig({.accounts = 100});
    const QString corpId = rig.control(u"authorize"_s).value("auth_corpid"_L1).toString();
    // More links than a corp's calls at a time: the sync comes back for the rest, as time passes.
    QVERIFY(rig.waitFor([&] {
        rig.advance(5000);
        const auto corp = rig.corp(corpId);
        return corp && corp->status == CorpStatus::Active;
    }));
    QCOMPARE(rig.corp(corpId)->accountCount, 100);
    QCOMPARE(rig.corp(corpId)->linkCount, 100);
    QCOMPARE(rig.corp(corpId)->lastErrorId, QString());
    QCOMPARE(rig.calls(u"add_contact_way"_s), 100);
    QCOMPARE(rig.onlyEvent(u"create_auth"_s).accountCount, 100);
}

void TestAuthorisation::waitsForAccountsOfACorpWithoutAny()
{
    ServiceRig rig;
    const QString corpId = rig.control(u"authorize"_s, {{u"accounts"_s, 0}}).value("auth_corpid"_L1).toString();
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::AwaitingAccounts));
    QCOMPARE(rig.corp(corpId)->states, QStringList(QString()));
    rig.clock.advance(1000);
    rig.control(u"authorize"_s, {{u"corp_name"_s, rig.corp(corpId)->name}, {u"accounts"_s, 2}});
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    QCOMPARE(rig.corp(corpId)->linkCount, 2);
}

void TestAuthorisation::keepsFiftyAtOnceApart()
{
    constexpr int merchants = 50;
    ServiceRig rig({.corps = merchants, .accounts = 2});
    std::vector<std::future<QJsonObject>> answers;
    for (int i = 0; i < merchants; ++i) {
        answers.push_back(std::async(std::launch::async, [&rig, i] {
            return rig.control(u"authorize"_s, {{u"state"_s, u"state%1"_s.arg(i)}});
        }));
    }
    std::map<QString, QString> stateOfCorp;
    for (int i = 0; i < merchants; ++i) {
        const QJsonObject answer = answers[size_t(i)].get();
        QCOMPARE(answer.value("callback_body"_L1).toString(), u"success"_s);
        stateOfCorp[answer.value("auth_corpid"_L1).toString()] = u"state%1"_s.arg(i);
    }
    QCOMPARE(int(stateOfCorp.size()), merchants);
    QVERIFY(rig.waitFor([&] {
        const auto corps = rig.corps();
        return int(corps.size()) == merchants && std::all_of(corps.begin(), corps.end(), [](const model::Corp& corp) {
                   return corp.status == CorpStatus::Active;
               });
    }));
    for (const model::Corp& corp : rig.corps()) {
        QCOMPARE(corp.states, QStringList(stateOfCorp[corp.authCorpId]));
        QCOMPARE(corp.linkCount, 2);
    }
    QCOMPARE(rig.calls(u"get_permanent_code"_s), merchants);
    QCOMPARE(rig.calls(u"get_suite_token"_s), 1);
}

void TestAuthorisation::aRedeliveryChangesNothing()
{
    ServiceRig rig;
    const QString corpId = authorised(rig, u"shop"_s);
    const auto before = *rig.corp(corpId);
    const auto event = rig.onlyEvent(u"create_auth"_s);
    const Secret plaintext = *rig.workspace->events().plaintext(event.id);
    QVERIFY(!rig.ingest(plaintext.view().toByteArray()));
    // The same AuthCode in other words is the same authorisation.
    QByteArray reworded = plaintext.view().toByteArray();
    reworded.replace("</xml>", "<More/></xml>");
    QVERIFY(!rig.ingest(reworded));
    QCOMPARE(rig.events().size(), size_t(1));
    QCOMPARE(*rig.corp(corpId), before);
    QCOMPARE(rig.calls(u"get_permanent_code"_s), 1);
}

void TestAuthorisation::aChangeFollowsTheList()
{
    ServiceRig rig;
    const QString corpId = authorised(rig, u"shop"_s);
    auto corp = *rig.corp(corpId);
    auto detail = *rig.workspace->corps().detail(corp.id);
    QVERIFY(rig.workspace->links().setConfigured({detail.links[0].id}, true));

    rig.clock.advance(1000);
    const QString kept = detail.accounts[0].openKfId;
    rig.control(u"change"_s,
                {{u"auth_corpid"_s, corpId}, {u"state"_s, u"other"_s}, {u"open_kfids"_s, QJsonArray{kept}}});
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Changed));
    corp = *rig.corp(corpId);
    QCOMPARE(corp.accountCount, 1);
    QCOMPARE(corp.linkCount, 3); // links of accounts that were taken away stay, marked by their account
    QCOMPARE(corp.states, (QStringList{u"other"_s, u"shop"_s}));
    detail = *rig.workspace->corps().detail(corp.id);
    for (const auto& account : detail.accounts)
        QCOMPARE(account.authorized, account.openKfId == kept);
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"change_auth"_s).linksAt != 0; }));
    const auto event = rig.onlyEvent(u"change_auth"_s);
    QCOMPARE(event.accountsRemoved, 2);
    QCOMPARE(event.accountsAdded, 0);
    QCOMPARE(event.accountCount, 1);

    // Nothing staff had configured: a change is no alarm.
    QVERIFY(rig.workspace->corps().acknowledge({corp.id}));
    QVERIFY(rig.workspace->links().setConfigured({detail.links[0].id}, false));
    rig.clock.advance(1000);
    rig.control(u"authorize"_s, {{u"corp_name"_s, corp.name}, {u"accounts"_s, 2}});
    QVERIFY(rig.waitFor([&] { return rig.corp(corpId)->accountCount == 3; }));
    QVERIFY(rig.waitFor([&] { return rig.corp(corpId)->lastSyncAt == rig.clock.nowMs(); }));
    QCOMPARE(rig.corp(corpId)->status, CorpStatus::Active);
}

void TestAuthorisation::aChangeBeforeItsCreateWaits()
{
    ServiceRig rig;
    // What the simulator would call its first corp is learned from a twin.
    QString corpId;
    {
        ServiceRig twin;
        corpId = authorised(twin);
    }
    const qint64 seconds = rig.clock.nowMs() / 1000;
    QVERIFY(rig.ingest(rig.eventXml("change_auth", seconds + 5,
                                    "<AuthCorpId>" + corpId.toUtf8() + "</AuthCorpId><State>late</State>")));
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"change_auth"_s).attempts == 1; }));
    auto waiting = rig.onlyEvent(u"change_auth"_s);
    QCOMPARE(waiting.status, EventStatus::Pending);
    QCOMPARE(waiting.errorId, u"event.unknown_corp"_s);
    QCOMPARE(authorised(rig, u"first"_s), corpId);
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"change_auth"_s).status == EventStatus::Done; }));
    QCOMPARE(rig.corp(corpId)->states, (QStringList{u"late"_s, u"first"_s}));
}

void TestAuthorisation::aLateChangeDoesNotMoveTheCorpBack()
{
    ServiceRig rig;
    const QString corpId = authorised(rig);
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"create_auth"_s).linksAt != 0; }));
    const int listed = rig.calls(u"account/list"_s);
    const qint64 before = rig.clock.nowMs() / 1000 - 100;
    QVERIFY(rig.ingest(rig.eventXml("change_auth", before, "<AuthCorpId>" + corpId.toUtf8() + "</AuthCorpId>")));
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"change_auth"_s).status == EventStatus::Done; }));
    QCOMPARE(rig.corp(corpId)->status, CorpStatus::Active);
    QCOMPARE(rig.corp(corpId)->authorizedAt, rig.clock.nowMs() / 1000 * 1000);
    QCOMPARE(rig.calls(u"account/list"_s), listed);
}

void TestAuthorisation::oneTokenForMany()
{
    ServiceRig rig({.corps = 8, .accounts = 1});
    std::vector<qint64> ids;
    for (int i = 0; i < 8; ++i)
        ids.push_back(rig.corp(authorised(rig))->id);
    const int suiteTokens = rig.calls(u"get_suite_token"_s);
    rig.clock.advance(2 * 3'600'000); // every token is dead
    rig.control(u"push-ticket"_s);
    const auto progress =
        rig.workspace->sync().syncMany(ids, rig.workspace->networkPool(), {}, [](const service::Progress&) {});
    QVERIFY(progress);
    QCOMPARE(progress->done, 8);
    QCOMPARE(progress->failures.size(), size_t(0));
    QCOMPARE(rig.calls(u"get_suite_token"_s), suiteTokens + 1);
    QCOMPARE(rig.calls(u"get_corp_token"_s), 8);
}

void TestAuthorisation::goesOnAfterARestart()
{
    ServiceRig rig({.ticket = false});
    const QJsonObject answer = rig.control(u"authorize"_s, {{u"state"_s, u"shop"_s}});
    QCOMPARE(answer.value("callback_body"_L1).toString(), u"success"_s);
    QVERIFY(rig.waitFor([&] { return rig.onlyEvent(u"create_auth"_s).errorId == "ticket.none"_L1; }));

    rig.closeWorkspace();
    rig.openWorkspace();
    auto event = rig.onlyEvent(u"create_auth"_s);
    QCOMPARE(event.status, EventStatus::Pending);
    QCOMPARE(event.attempts, 1);
    rig.startHost();
    rig.control(u"push-ticket"_s);
    rig.advance(60'000);
    const QString corpId = answer.value("auth_corpid"_L1).toString();
    QVERIFY(rig.waitForCorp(corpId, CorpStatus::Active));
    QCOMPARE(rig.corp(corpId)->states, QStringList(u"shop"_s));
}

QTEST_GUILESS_MAIN(TestAuthorisation)
#include "test_authorisation.moc"
