#include "tests/sandbox/rig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// kf/*, injected faults and logos.
class TestSandboxKf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_rig = std::make_unique<Rig>(20, 3); }
    void cleanup() { m_rig.reset(); }

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

void TestSandboxKf::accountPages_data()
{
    QTest::addColumn<int>("accounts");
    QTest::addColumn<QList<int>>("pages");
    QTest::newRow("0") << 0 << QList<int>{0};
    QTest::newRow("99") << 99 << QList<int>{99};
    QTest::newRow("100") << 100 << QList<int>{100, 0};
    QTest::newRow("101") << 101 << QList<int>{100, 1};
    QTest::newRow("200") << 200 << QList<int>{100, 100, 0};
}

void TestSandboxKf::accountPages()
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

void TestSandboxKf::accountListRefusals_data()
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

void TestSandboxKf::accountListRefusals()
{
    QFETCH(QJsonObject, body);
    QTEST(errcodeOf(m_rig->api(u"kf/account/list?access_token="_s + m_rig->corpToken(2), body)), "errcode");
}

void TestSandboxKf::onlyAuthorisedAccountsAreListed()
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

void TestSandboxKf::contactWay()
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

void TestSandboxKf::contactWayRefusals_data()
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

void TestSandboxKf::contactWayRefusals()
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

void TestSandboxKf::faultsAreAnsweredAndUsedUp()
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

void TestSandboxKf::tokenFaultsEndTheToken()
{
    const QString corpToken = m_rig->corpToken(1);
    const QString path = u"kf/account/list?access_token="_s + corpToken;
    m_rig->control(u"fault"_s, {{u"endpoint"_s, u"account/list"_s}, {u"errcode"_s, 42001}});
    QCOMPARE(errcodeOf(m_rig->api(path, {})), 42001);
    QCOMPARE(errcodeOf(m_rig->api(path, {})), 40014);
}

void TestSandboxKf::droppedCallsAreExecuted()
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

void TestSandboxKf::unknownPathsAreNotFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("root") << u"/"_s;
    QTest::newRow("unknown endpoint") << u"/cgi-bin/kf/sync_msg"_s;
    QTest::newRow("short name") << u"/cgi-bin/get_suite_token"_s;
    QTest::newRow("wrong family") << u"/cgi-bin/kf/get_suite_token"_s;
    QTest::newRow("control") << u"/control/nothing"_s;
    QTest::newRow("logo") << u"/logo/corp/wpNobody.svg"_s;
}

void TestSandboxKf::unknownPathsAreNotFound()
{
    QFETCH(QString, path);
    const auto answer = m_rig->get(path);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 404);
}

void TestSandboxKf::logosAreServed()
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

QTEST_GUILESS_MAIN(TestSandboxKf)
#include "test_sandbox_kf.moc"
