#include "tests/sandbox/rig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int notThere = -999'999;

int errcodeOf(const QJsonObject& answer)
{
    return answer.value("errcode"_L1).toInt(notThere);
}

QJsonObject with(QJsonObject object, const QString& key, const QJsonValue& value)
{
    object.insert(key, value);
    return object;
}

} // namespace

class TestSandboxApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_rig = std::make_unique<Rig>(20, 3); }
    void cleanup() { m_rig.reset(); }

    void suiteTokenOmitsErrcodeOnSuccess();
    void suiteTokenRefusals_data();
    void suiteTokenRefusals();
    void ticketsExpire();
    void permanentCodeBringsTheCorp();
    void permanentCodeV2BringsNoToken();
    void authCodeRefusals();
    void corpTokenRefusals_data();
    void corpTokenRefusals();
    void cancelEndsCodeAndToken();
    void reauthorisingChangesThePermanentCode();
    void tokenKindsAreNotMixed_data();
    void tokenKindsAreNotMixed();
    void tokensExpire();
    void getIsAnsweredAsIfThereWereNoBody_data();
    void getIsAnsweredAsIfThereWereNoBody();
    void errmsgCarriesHintAndAddress();
    void wrongJsonIsSaid();
    void accountPages_data();
    void accountPages();
    void accountListRefusals_data();
    void accountListRefusals();
    void onlyAuthorisedAccountsAreListed();
    void contactWay();
    void contactWayRefusals_data();
    void contactWayRefusals();
    void faultsAreAnsweredAndUsedUp();
    void tokenFaultsEndTheToken();
    void droppedCallsAreExecuted();
    void unknownPathsAreNotFound_data();
    void unknownPathsAreNotFound();
    void logosAreServed();

private:
    std::unique_ptr<Rig> m_rig;
};

void TestSandboxApi::suiteTokenOmitsErrcodeOnSuccess()
{
    const QJsonObject answer = m_rig->api(u"service/get_suite_token"_s, m_rig->suiteTokenBody(m_rig->pushTicket()));
    QVERIFY(!answer.contains(u"errcode"_s));
    QCOMPARE(answer.value("expires_in"_L1).toInt(), 7200);
    QVERIFY(!answer.value("suite_access_token"_L1).toString().isEmpty());
}

void TestSandboxApi::suiteTokenRefusals_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("errcode");
    QTest::newRow("no suite_id") << u"suite_id"_s << QString() << 41021;
    QTest::newRow("no suite_secret") << u"suite_secret"_s << QString() << 41024;
    QTest::newRow("no suite_ticket") << u"suite_ticket"_s << QString() << 41023;
    QTest::newRow("unknown suite") << u"suite_id"_s << u"ww0000000000000000"_s << 40083;
    QTest::newRow("wrong secret") << u"suite_secret"_s << u"wrong"_s << 40080;
    QTest::newRow("wrong ticket") << u"suite_ticket"_s << u"wrong"_s << 40085;
}

void TestSandboxApi::suiteTokenRefusals()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    const QJsonObject body = with(m_rig->suiteTokenBody(m_rig->pushTicket()), field, value);
    QTEST(errcodeOf(m_rig->api(u"service/get_suite_token"_s, body)), "errcode");
}

void TestSandboxApi::ticketsExpire()
{
    const QJsonObject body = m_rig->suiteTokenBody(m_rig->pushTicket());
    m_rig->clock.advance(1'800'000);
    QCOMPARE(errcodeOf(m_rig->api(u"service/get_suite_token"_s, body)), 40085);
}

void TestSandboxApi::permanentCodeBringsTheCorp()
{
    const QString suiteToken = m_rig->suiteToken();
    const QJsonObject done = m_rig->control(u"authorize"_s, {{u"state"_s, u"shop42"_s}});
    const QJsonObject answer = m_rig->exchange(suiteToken, m_rig->lastAuthCode());
    QCOMPARE(errcodeOf(answer), 0);
    const QJsonObject corp = answer.value("auth_corp_info"_L1).toObject();
    QCOMPARE(corp.value("corpid"_L1), done.value("auth_corpid"_L1));
    QCOMPARE(corp.value("corp_name"_L1), done.value("corp_name"_L1));
    QVERIFY(!answer.value("permanent_code"_L1).toString().isEmpty());

    const QJsonObject codes{{u"auth_corpid"_s, corp.value("corpid"_L1)},
                            {u"permanent_code"_s, answer.value("permanent_code"_L1)}};
    const QJsonObject token = m_rig->api(u"service/get_corp_token?suite_access_token="_s + suiteToken, codes);
    QVERIFY(!token.contains(u"errcode"_s));
    QCOMPARE(token.value("access_token"_L1), answer.value("access_token"_L1)); // the same while it lives
    const QJsonObject info = m_rig->api(u"service/get_auth_info?suite_access_token="_s + suiteToken, codes);
    QCOMPARE(info.value("auth_corp_info"_L1).toObject(), corp);
    QVERIFY(!info.contains(u"permanent_code"_s));
}

void TestSandboxApi::permanentCodeV2BringsNoToken()
{
    const QString suiteToken = m_rig->suiteToken();
    m_rig->control(u"authorize"_s);
    const QJsonObject answer = m_rig->api(u"service/v2/get_permanent_code?suite_access_token="_s + suiteToken,
                                          {{u"auth_code"_s, m_rig->lastAuthCode()}});
    QCOMPARE(errcodeOf(answer), 0);
    QVERIFY(!answer.contains(u"access_token"_s));
    QVERIFY(!answer.contains(u"auth_info"_s));
    QVERIFY(!answer.value("permanent_code"_L1).toString().isEmpty());
}

void TestSandboxApi::authCodeRefusals()
{
    const QString suiteToken = m_rig->suiteToken();
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, QString())), 41008);
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, u"no such code"_s)), 40078);

    m_rig->control(u"authorize"_s);
    const QString code = m_rig->lastAuthCode();
    QVERIFY(code.size() >= 64);
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, code)), 0);
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, code)), 40078);

    m_rig->control(u"authorize"_s);
    const QString late = m_rig->lastAuthCode();
    m_rig->clock.advance(600'000);
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, late)), 40078);

    const QJsonObject done = m_rig->control(u"authorize"_s);
    const QString cancelled = m_rig->lastAuthCode();
    m_rig->control(u"cancel"_s, {{u"auth_corpid"_s, done.value("auth_corpid"_L1)}});
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, cancelled)), 40078);
}

void TestSandboxApi::corpTokenRefusals_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("errcode");
    QTest::newRow("no corp") << u"auth_corpid"_s << QString() << 84054;
    QTest::newRow("no code") << u"permanent_code"_s << QString() << 41025;
    QTest::newRow("plain corpid") << u"auth_corpid"_s << u"ww0123456789abcdef"_s << 710000;
    QTest::newRow("wrong code") << u"permanent_code"_s << u"wrong"_s << 40084;
    QTest::newRow("corp that never authorised") << u"auth_corpid"_s << u"wpNobody"_s << 48004;
}

void TestSandboxApi::corpTokenRefusals()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    const QString suiteToken = m_rig->suiteToken();
    const QJsonObject done = m_rig->control(u"authorize"_s);
    const QJsonObject codes{
        {u"auth_corpid"_s, done.value("auth_corpid"_L1)},
        {u"permanent_code"_s, m_rig->exchange(suiteToken, m_rig->lastAuthCode()).value("permanent_code"_L1)}};
    const QJsonObject body = with(codes, field, value);
    QTEST(errcodeOf(m_rig->api(u"service/get_corp_token?suite_access_token="_s + suiteToken, body)), "errcode");
    QTEST(errcodeOf(m_rig->api(u"service/get_auth_info?suite_access_token="_s + suiteToken, body)), "errcode");
}

void TestSandboxApi::cancelEndsCodeAndToken()
{
    const QString suiteToken = m_rig->suiteToken();
    const QJsonObject done = m_rig->control(u"authorize"_s);
    const QJsonObject exchanged = m_rig->exchange(suiteToken, m_rig->lastAuthCode());
    const QString corpToken = exchanged.value("access_token"_L1).toString();
    QCOMPARE(errcodeOf(m_rig->api(u"kf/account/list?access_token="_s + corpToken, {})), 0);

    m_rig->control(u"cancel"_s, {{u"auth_corpid"_s, done.value("auth_corpid"_L1)}});
    const QString path = u"service/get_corp_token?suite_access_token="_s + suiteToken;
    const QJsonObject codes{{u"auth_corpid"_s, done.value("auth_corpid"_L1)},
                            {u"permanent_code"_s, exchanged.value("permanent_code"_L1)}};
    QCOMPARE(errcodeOf(m_rig->api(path, codes)), 40084);
    QCOMPARE(errcodeOf(m_rig->api(path, with(codes, u"permanent_code"_s, u"another"_s))), 48004);
    QCOMPARE(errcodeOf(m_rig->api(u"kf/account/list?access_token="_s + corpToken, {})), 40014);
}

void TestSandboxApi::reauthorisingChangesThePermanentCode()
{
    const QString suiteToken = m_rig->suiteToken();
    const QJsonObject corp{{u"corp_name"_s, u"回头客商贸有限公司"_s}};
    const QJsonObject done = m_rig->control(u"authorize"_s, corp);
    const QJsonObject first = m_rig->exchange(suiteToken, m_rig->lastAuthCode());
    m_rig->control(u"cancel"_s, {{u"auth_corpid"_s, done.value("auth_corpid"_L1)}});

    QCOMPARE(m_rig->control(u"authorize"_s, corp).value("event"_L1).toString(), u"create_auth"_s);
    const QJsonObject second = m_rig->exchange(suiteToken, m_rig->lastAuthCode());
    QVERIFY(second.value("permanent_code"_L1) != first.value("permanent_code"_L1));
    const QString path = u"service/get_corp_token?suite_access_token="_s + suiteToken;
    const QJsonObject codes{{u"auth_corpid"_s, done.value("auth_corpid"_L1)},
                            {u"permanent_code"_s, first.value("permanent_code"_L1)}};
    QCOMPARE(errcodeOf(m_rig->api(path, codes)), 40084);
    const QString oldToken = first.value("access_token"_L1).toString();
    QCOMPARE(errcodeOf(m_rig->api(u"kf/account/list?access_token="_s + oldToken, {})), 40014);
}

void TestSandboxApi::tokenKindsAreNotMixed_data()
{
    QTest::addColumn<QString>("path"); // %1 suite token, %2 corp token
    QTest::addColumn<int>("errcode");
    QTest::newRow("service without token") << u"service/get_corp_token"_s << 41022;
    QTest::newRow("service with the other name") << u"service/get_corp_token?access_token=%1"_s << 41022;
    QTest::newRow("service with a corp token") << u"service/get_corp_token?suite_access_token=%2"_s << 40082;
    QTest::newRow("kf without token") << u"kf/account/list"_s << 41001;
    QTest::newRow("kf with the other name") << u"kf/account/list?suite_access_token=%2"_s << 41001;
    QTest::newRow("kf with a suite token") << u"kf/account/list?access_token=%1"_s << 40014;
}

void TestSandboxApi::tokenKindsAreNotMixed()
{
    QFETCH(QString, path);
    const QString corpToken = m_rig->corpToken(1);
    const QString suiteToken = m_rig->suiteToken();
    path.replace(u"%1"_s, suiteToken).replace(u"%2"_s, corpToken);
    QTEST(errcodeOf(m_rig->api(path, {})), "errcode");
}

void TestSandboxApi::tokensExpire()
{
    const QString corpToken = m_rig->corpToken(1);
    const QString suiteToken = m_rig->suiteToken();
    m_rig->clock.advance(7'200'000);
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, u"any"_s)), 42009);
    QCOMPARE(errcodeOf(m_rig->api(u"kf/account/list?access_token="_s + corpToken, {})), 42001);
}

void TestSandboxApi::getIsAnsweredAsIfThereWereNoBody_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("errcode");
    QTest::newRow("suite token") << u"service/get_suite_token"_s << 40083;
    QTest::newRow("permanent code") << u"service/get_permanent_code?suite_access_token=%1"_s << 40063;
    QTest::newRow("corp token") << u"service/get_corp_token?suite_access_token=%1"_s << 40063;
    QTest::newRow("accounts") << u"kf/account/list?access_token=%2"_s << 40058;
    QTest::newRow("contact way") << u"kf/add_contact_way?access_token=%2"_s << 40058;
}

void TestSandboxApi::getIsAnsweredAsIfThereWereNoBody()
{
    QFETCH(QString, path);
    const QString corpToken = m_rig->corpToken(1);
    path.replace(u"%1"_s, m_rig->suiteToken()).replace(u"%2"_s, corpToken);
    const auto answer = m_rig->get(u"/cgi-bin/"_s + path);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 200);
    QTEST(errcodeOf(QJsonDocument::fromJson(answer->body).object()), "errcode");
}

void TestSandboxApi::errmsgCarriesHintAndAddress()
{
    const QString errmsg = m_rig->api(u"kf/account/list"_s, {}).value("errmsg"_L1).toString();
    static const QRegularExpression shape(
        u"^access_token missing, hint: \\[\\d+_62_[0-9a-f]{32}\\], from ip: [\\d.]+, "
        "more info at https://open\\.work\\.weixin\\.qq\\.com/devtool/query\\?e=41001$"_s);
    QVERIFY2(shape.match(errmsg).hasMatch(), qPrintable(errmsg));
}

void TestSandboxApi::wrongJsonIsSaid()
{
    const auto answer = m_rig->post(u"/cgi-bin/kf/account/list?access_token="_s + m_rig->corpToken(1), "{\"limit\":");
    QVERIFY(answer.has_value());
    const QJsonObject object = QJsonDocument::fromJson(answer->body).object();
    QCOMPARE(errcodeOf(object), 40058);
    QVERIFY(object.value("errmsg"_L1).toString().contains(u"Warning: wrong json format."_s));
}

void TestSandboxApi::accountPages_data()
{
    QTest::addColumn<int>("accounts");
    QTest::addColumn<QList<int>>("pages");
    QTest::newRow("0") << 0 << QList<int>{0};
    QTest::newRow("99") << 99 << QList<int>{99};
    QTest::newRow("100") << 100 << QList<int>{100, 0};
    QTest::newRow("101") << 101 << QList<int>{100, 1};
    QTest::newRow("200") << 200 << QList<int>{100, 100, 0};
}

void TestSandboxApi::accountPages()
{
    QFETCH(int, accounts);
    const QString path = u"kf/account/list?access_token="_s + m_rig->corpToken(accounts);
    QList<int> pages;
    QSet<QString> seen;
    do {
        const QJsonObject body{{u"offset"_s, seen.size()}, {u"limit"_s, 100}};
        const QJsonArray page = m_rig->api(path, body).value("account_list"_L1).toArray();
        pages << static_cast<int>(page.size());
        for (const QJsonValue& account : page) {
            QVERIFY(!account.toObject().contains(u"manage_privilege"_s));
            seen.insert(account.toObject().value("open_kfid"_L1).toString());
        }
    } while (pages.constLast() == 100);
    QTEST(pages, "pages");
    QCOMPARE(seen.size(), accounts);
}

void TestSandboxApi::accountListRefusals_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("errcode");
    QTest::newRow("defaults") << QJsonObject() << 0;
    QTest::newRow("smallest") << QJsonObject{{u"offset"_s, 0}, {u"limit"_s, 1}} << 0;
    QTest::newRow("beyond the end") << QJsonObject{{u"offset"_s, 5000}, {u"limit"_s, 100}} << 0;
    QTest::newRow("limit 0") << QJsonObject{{u"limit"_s, 0}} << 40058;
    QTest::newRow("limit 101") << QJsonObject{{u"limit"_s, 101}} << 40058;
    QTest::newRow("limit as text") << QJsonObject{{u"limit"_s, u"100"_s}} << 40058;
    QTest::newRow("negative offset") << QJsonObject{{u"offset"_s, -1}} << 40058;
}

void TestSandboxApi::accountListRefusals()
{
    QFETCH(QJsonObject, body);
    QTEST(errcodeOf(m_rig->api(u"kf/account/list?access_token="_s + m_rig->corpToken(2), body)), "errcode");
}

void TestSandboxApi::onlyAuthorisedAccountsAreListed()
{
    const QString token = m_rig->corpToken(2);
    const QJsonObject corp = m_rig->state().value("corps"_L1).toArray().at(0).toObject();
    QCOMPARE(corp.value("kf_accounts"_L1).toArray().size(), 3);
    const QJsonArray listed =
        m_rig->api(u"kf/account/list?access_token="_s + token, {}).value("account_list"_L1).toArray();
    QJsonArray ids;
    for (const QJsonValue& account : listed)
        ids << account.toObject().value("open_kfid"_L1);
    QCOMPARE(ids, corp.value("open_kfids"_L1).toArray());

    // Taken away again between two pages.
    m_rig->control(u"change"_s, {{u"auth_corpid"_s, corp.value("auth_corpid"_L1)}, {u"open_kfids"_s, QJsonArray()}});
    QVERIFY(m_rig->api(u"kf/account/list?access_token="_s + token, {}).value("account_list"_L1).toArray().isEmpty());
}

void TestSandboxApi::contactWay()
{
    const QString path = u"kf/add_contact_way?access_token="_s + m_rig->corpToken(2);
    const QJsonArray ids = m_rig->state().value("corps"_L1).toArray().at(0).toObject().value("open_kfids"_L1).toArray();
    const auto url = [&](const QJsonValue& id, const QString& scene) {
        return m_rig->api(path, {{u"open_kfid"_s, id}, {u"scene"_s, scene}}).value("url"_L1).toString();
    };
    const QString plain = m_rig->api(path, {{u"open_kfid"_s, ids.at(0)}}).value("url"_L1).toString();
    static const QRegularExpression shape(
        u"^https://work\\.weixin\\.qq\\.com/kfid/kfc[0-9a-f]{17}\\?enc_scene=ENC[A-Za-z0-9]+$"_s);
    QVERIFY2(shape.match(plain).hasMatch(), qPrintable(plain));
    QCOMPARE(url(ids.at(0), u"shop42"_s), url(ids.at(0), u"shop42"_s));
    QCOMPARE(url(ids.at(0), QString()), plain);
    const QSet<QString> all{plain, url(ids.at(0), u"shop42"_s), url(ids.at(0), u"shop43"_s),
                            url(ids.at(1), u"shop42"_s)};
    QCOMPARE(all.size(), 4);
}

void TestSandboxApi::contactWayRefusals_data()
{
    QTest::addColumn<QString>("openKfId"); // "own", "foreign", "unauthorised" stand for real ids
    QTest::addColumn<QJsonValue>("scene");
    QTest::addColumn<int>("errcode");
    QTest::newRow("no account") << QString() << QJsonValue(u"a"_s) << 60251;
    QTest::newRow("illegal id") << u"kf123"_s << QJsonValue(u"a"_s) << 95000;
    QTest::newRow("id too long") << u"wk"_s + QString(63, u'x') << QJsonValue(u"a"_s) << 95000;
    QTest::newRow("unknown id") << u"wkNobody"_s << QJsonValue(u"a"_s) << 95004;
    QTest::newRow("another corp's") << u"foreign"_s << QJsonValue(u"a"_s) << 95004;
    QTest::newRow("not authorised") << u"unauthorised"_s << QJsonValue(u"a"_s) << 48007;
    QTest::newRow("32 bytes") << u"own"_s << QJsonValue(QString(32, u'z')) << 0;
    QTest::newRow("33 bytes") << u"own"_s << QJsonValue(QString(33, u'z')) << 40058;
    QTest::newRow("all characters") << u"own"_s << QJsonValue(u"09azAZ_-"_s) << 0;
    QTest::newRow("a blank") << u"own"_s << QJsonValue(u"a b"_s) << 40058;
    QTest::newRow("Chinese") << u"own"_s << QJsonValue(u"门店"_s) << 40058;
    QTest::newRow("a number") << u"own"_s << QJsonValue(42) << 40058;
}

void TestSandboxApi::contactWayRefusals()
{
    QFETCH(QString, openKfId);
    QFETCH(QJsonValue, scene);
    const QString token = m_rig->corpToken(1);
    m_rig->control(u"authorize"_s);
    const QJsonArray corps = m_rig->state().value("corps"_L1).toArray();
    const auto account = [&](int corp, int n) {
        const QJsonArray accounts = corps.at(corp).toObject().value("kf_accounts"_L1).toArray();
        return accounts.at(n).toObject().value("open_kfid"_L1).toString();
    };
    if (openKfId == u"own"_s)
        openKfId = account(0, 0);
    else if (openKfId == u"unauthorised"_s)
        openKfId = account(0, 1);
    else if (openKfId == u"foreign"_s)
        openKfId = account(1, 0);
    const QJsonObject body{{u"open_kfid"_s, openKfId}, {u"scene"_s, scene}};
    QTEST(errcodeOf(m_rig->api(u"kf/add_contact_way?access_token="_s + token, body)), "errcode");
}

void TestSandboxApi::faultsAreAnsweredAndUsedUp()
{
    const QString path = u"kf/account/list?access_token="_s + m_rig->corpToken(1);
    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"kf/account/list"_s}, {u"errcode"_s, -1}, {u"times"_s, 2}});
    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"/cgi-bin/kf/account/list"_s}, {u"errcode"_s, 45009}});
    QCOMPARE(m_rig->state().value("faults"_L1).toArray().size(), 2);
    QList<int> errcodes;
    for (int i = 0; i < 4; ++i)
        errcodes << errcodeOf(m_rig->api(path, {}));
    QCOMPARE(errcodes, (QList<int>{-1, -1, 45009, 0}));

    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"account/list"_s}, {u"errcode"_s, 60020}, {u"delay_ms"_s, 1}});
    QCOMPARE(errcodeOf(m_rig->api(path, {})), 60020);
    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"account/list"_s}, {u"errcode"_s, 60020}});
    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"account/list"_s}, {u"times"_s, 0}});
    QCOMPARE(errcodeOf(m_rig->api(path, {})), 0);
    QCOMPARE(m_rig->state().value("calls"_L1).toObject().value("account/list"_L1).toInt(), 6);
}

void TestSandboxApi::tokenFaultsEndTheToken()
{
    const QString corpToken = m_rig->corpToken(1);
    const QString path = u"kf/account/list?access_token="_s + corpToken;
    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"account/list"_s}, {u"errcode"_s, 42001}});
    QCOMPARE(errcodeOf(m_rig->api(path, {})), 42001);
    QCOMPARE(errcodeOf(m_rig->api(path, {})), 40014);
}

void TestSandboxApi::droppedCallsAreExecuted()
{
    const QString suiteToken = m_rig->suiteToken();
    m_rig->control(u"authorize"_s);
    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"get_permanent_code"_s}, {u"drop"_s, true}});
    const QByteArray body = QJsonDocument(QJsonObject{{u"auth_code"_s, m_rig->lastAuthCode()}}).toJson();
    const auto dropped = m_rig->post(u"/cgi-bin/service/get_permanent_code?suite_access_token="_s + suiteToken, body);
    QVERIFY(!dropped.has_value());
    QCOMPARE(dropped.error().kind, ErrorKind::Ambiguous);
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, m_rig->lastAuthCode())), 40078);
}

void TestSandboxApi::unknownPathsAreNotFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("root") << u"/"_s;
    QTest::newRow("unknown endpoint") << u"/cgi-bin/kf/sync_msg"_s;
    QTest::newRow("short name") << u"/cgi-bin/get_suite_token"_s;
    QTest::newRow("wrong family") << u"/cgi-bin/kf/get_suite_token"_s;
    QTest::newRow("control") << u"/control/nothing"_s;
    QTest::newRow("logo") << u"/logo/corp/wpNobody.svg"_s;
}

void TestSandboxApi::unknownPathsAreNotFound()
{
    QFETCH(QString, path);
    const auto answer = m_rig->get(path);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 404);
}

void TestSandboxApi::logosAreServed()
{
    const QJsonArray accounts =
        m_rig->api(u"kf/account/list?access_token="_s + m_rig->corpToken(1), {}).value("account_list"_L1).toArray();
    const QString avatar = accounts.at(0).toObject().value("avatar"_L1).toString();
    QVERIFY(avatar.startsWith(m_rig->identity().apiBase));
    const auto answer = m_rig->get(avatar.mid(m_rig->identity().apiBase.size()));
    QVERIFY(answer.has_value());
    QCOMPARE(answer->contentType, QByteArray("image/svg+xml"));
    QVERIFY(answer->body.startsWith("<svg "));
}

QTEST_GUILESS_MAIN(TestSandboxApi)
#include "test_sandbox_api.moc"
