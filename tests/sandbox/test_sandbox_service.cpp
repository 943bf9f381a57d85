#include "tests/sandbox/rig.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject with(QJsonObject object, const QString& key, const QJsonValue& value)
{
    object.insert(key, value);
    return object;
}

} // namespace

/// service/*: tokens, exchange of codes, and what every call has in common.
class TestSandboxService : public QObject
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

private:
    std::unique_ptr<Rig> m_rig;
};

void TestSandboxService::suiteTokenOmitsErrcodeOnSuccess()
{
    const QJsonObject answer = m_rig->api(u"service/get_suite_token"_s, m_rig->suiteTokenBody(m_rig->pushTicket()));
    QVERIFY(!answer.contains(u"errcode"_s));
    QCOMPARE(answer.value("expires_in"_L1).toInt(), 7200);
    QVERIFY(!answer.value("suite_access_token"_L1).toString().isEmpty());
}

void TestSandboxService::suiteTokenRefusals_data()
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

void TestSandboxService::suiteTokenRefusals()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    const QJsonObject body = with(m_rig->suiteTokenBody(m_rig->pushTicket()), field, value);
    QTEST(errcodeOf(m_rig->api(u"service/get_suite_token"_s, body)), "errcode");
}

void TestSandboxService::ticketsExpire()
{
    const QJsonObject body = m_rig->suiteTokenBody(m_rig->pushTicket());
    m_rig->clock.advance(1'800'000);
    QCOMPARE(errcodeOf(m_rig->api(u"service/get_suite_token"_s, body)), 40085);
}

void TestSandboxService::permanentCodeBringsTheCorp()
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

void TestSandboxService::permanentCodeV2BringsNoToken()
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

void TestSandboxService::authCodeRefusals()
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

void TestSandboxService::corpTokenRefusals_data()
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

void TestSandboxService::corpTokenRefusals()
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

void TestSandboxService::cancelEndsCodeAndToken()
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

void TestSandboxService::reauthorisingChangesThePermanentCode()
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

void TestSandboxService::tokenKindsAreNotMixed_data()
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

void TestSandboxService::tokenKindsAreNotMixed()
{
    QFETCH(QString, path);
    const QString corpToken = m_rig->corpToken(1);
    const QString suiteToken = m_rig->suiteToken();
    path.replace(u"%1"_s, suiteToken).replace(u"%2"_s, corpToken);
    QTEST(errcodeOf(m_rig->api(path, {})), "errcode");
}

void TestSandboxService::tokensExpire()
{
    const QString corpToken = m_rig->corpToken(1);
    const QString suiteToken = m_rig->suiteToken();
    m_rig->clock.advance(7'200'000);
    QCOMPARE(errcodeOf(m_rig->exchange(suiteToken, u"any"_s)), 42009);
    QCOMPARE(errcodeOf(m_rig->api(u"kf/account/list?access_token="_s + corpToken, {})), 42001);
}

void TestSandboxService::getIsAnsweredAsIfThereWereNoBody_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("errcode");
    QTest::newRow("suite token") << u"service/get_suite_token"_s << 40083;
    QTest::newRow("permanent code") << u"service/get_permanent_code?suite_access_token=%1"_s << 40063;
    QTest::newRow("corp token") << u"service/get_corp_token?suite_access_token=%1"_s << 40063;
    QTest::newRow("accounts") << u"kf/account/list?access_token=%2"_s << 40058;
    QTest::newRow("contact way") << u"kf/add_contact_way?access_token=%2"_s << 40058;
}

void TestSandboxService::getIsAnsweredAsIfThereWereNoBody()
{
    QFETCH(QString, path);
    const QString corpToken = m_rig->corpToken(1);
    path.replace(u"%1"_s, m_rig->suiteToken()).replace(u"%2"_s, corpToken);
    const auto answer = m_rig->get(u"/cgi-bin/"_s + path);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 200);
    QTEST(errcodeOf(QJsonDocument::fromJson(answer->body).object()), "errcode");
}

void TestSandboxService::errmsgCarriesHintAndAddress()
{
    const QString errmsg = m_rig->api(u"kf/account/list"_s, {}).value("errmsg"_L1).toString();
    static const QRegularExpression shape(
        u"^access_token missing, hint: \\[\\d+_62_[0-9a-f]{32}\\], from ip: [\\d.]+, "
        "more info at https://open\\.work\\.weixin\\.qq\\.com/devtool/query\\?e=41001$"_s);
    QVERIFY2(shape.match(errmsg).hasMatch(), qPrintable(errmsg));
}

void TestSandboxService::wrongJsonIsSaid()
{
    const auto answer = m_rig->post(u"/cgi-bin/kf/account/list?access_token="_s + m_rig->corpToken(1), "{\"limit\":");
    QVERIFY(answer.has_value());
    const QJsonObject object = QJsonDocument::fromJson(answer->body).object();
    QCOMPARE(errcodeOf(object), 40058);
    QVERIFY(object.value("errmsg"_L1).toString().contains(u"Warning: wrong json format."_s));
}

QTEST_GUILESS_MAIN(TestSandboxService)
#include "test_sandbox_service.moc"
