#include "core/wecom/answers.h"
#include "tests/support/interop.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::wecom;

namespace {

const QString endpoint = QStringLiteral("service/x");

QByteArray text(const Secret& secret)
{
    return secret.view().toByteArray();
}

/// What every decoder makes of one body, as the ids of their errors ("" = success).
QStringList errorIds(const QByteArray& body)
{
    const auto idOf = [](const auto& answer) { return answer ? QString() : answer.error().id; };
    return {idOf(decodeSuiteToken(body, endpoint)),    idOf(decodeCorpToken(body, endpoint)),
            idOf(decodePermanentCode(body, endpoint)), idOf(decodeAuthInfo(body, endpoint)),
            idOf(decodeKfAccounts(body, endpoint)),    idOf(decodeContactWay(body, endpoint))};
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTokens_data();
    void readsTokens();
    void readsPermanentCode();
    void neverLosesAPermanentCode_data();
    void neverLosesAPermanentCode();
    void readsAccounts();
    void refusesUnusable_data();
    void refusesUnusable();
    void namesMissingFields_data();
    void namesMissingFields();
    void agreesWithPublishedAnswers_data();
    void agreesWithPublishedAnswers();
    void agreesWithPublishedErrors_data();
    void agreesWithPublishedErrors();
};

void TestAnswers::readsTokens_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("official") << QByteArray(
        R"({"errcode":0,"errmsg":"ok","suite_access_token":"tok","access_token":"tok","expires_in":7200})");
    QTest::newRow("without errcode") << QByteArray(
        R"({"suite_access_token":"tok","access_token":"tok","expires_in":7200})");
    QTest::newRow("null errcode, numbers as strings, unknown fields")
        << QByteArray(R"({"errcode":null,"suite_access_token":"tok","access_token":"tok","expires_in":"7200","z":[]})");
    QTest::newRow("errcode as a string, BOM, blanks")
        << QByteArray("\xEF\xBB\xBF\r\n {\"errcode\":\"0\",\"suite_access_token\":\"tok\",\"access_token\":\"tok\","
                      "\"expires_in\":7200.0}\n");
}

void TestAnswers::readsTokens()
{
    QFETCH(QByteArray, body);
    for (const auto decode : {decodeSuiteToken, decodeCorpToken}) {
        const auto answer = decode(body, endpoint);
        QVERIFY(answer);
        QCOMPARE(text(answer->token), QByteArray("tok"));
        QCOMPARE(answer->expiresIn, 7200);
    }
}

void TestAnswers::readsPermanentCode()
{
    const auto answer = decodePermanentCode(
        R"({"access_token":"at","expires_in":7200,"permanent_code":"pc","auth_corp_info":{"corpid":"wp1",)"
        R"("corp_name":"店","corp_type":"verified","corp_round_logo_url":"https://l/r","corp_full_name":"店 Ltd",)"
        R"("subject_type":"1","corp_scale":"1-50人","corp_industry":"IT服务"}})",
        endpoint);
    QVERIFY(answer);
    QCOMPARE(text(answer->permanentCode), QByteArray("pc"));
    QCOMPARE(text(answer->corpToken.token), QByteArray("at"));
    QCOMPARE(answer->corpToken.expiresIn, 7200);
    QCOMPARE(answer->corp.corpId, QStringLiteral("wp1"));
    QCOMPARE(answer->corp.name, QStringLiteral("店"));
    QCOMPARE(answer->corp.fullName, QStringLiteral("店 Ltd"));
    QCOMPARE(answer->corp.logoUrl, QStringLiteral("https://l/r"));
    QCOMPARE(answer->corp.type, QStringLiteral("verified"));
    QCOMPARE(answer->corp.subjectType, 1);
    QCOMPARE(answer->corp.scale, QStringLiteral("1-50人"));
    QCOMPARE(answer->corp.industry, QStringLiteral("IT服务"));
}

void TestAnswers::neverLosesAPermanentCode_data()
{
    QTest::addColumn<QByteArray>("rest");

    QTest::newRow("v2: no token") << QByteArray();
    QTest::newRow("token without its life") << QByteArray(R"(,"access_token":"at")");
    QTest::newRow("life without a token") << QByteArray(R"(,"expires_in":7200)");
    QTest::newRow("odd types") << QByteArray(R"(,"access_token":{},"expires_in":[],"auth_info":3)");
    QTest::newRow("nonsense life") << QByteArray(R"(,"access_token":"at","expires_in":-5)");
}

void TestAnswers::neverLosesAPermanentCode()
{
    QFETCH(QByteArray, rest);
    const QByteArray body = R"({"permanent_code":"pc","auth_corp_info":{"corpid":"wp1"})" + rest + "}";
    const auto answer = decodePermanentCode(body, endpoint);
    QVERIFY(answer);
    QCOMPARE(text(answer->permanentCode), QByteArray("pc"));
    QCOMPARE(answer->corp.corpId, QStringLiteral("wp1"));
    QVERIFY(answer->corpToken.token.isEmpty());
    QCOMPARE(answer->corpToken.expiresIn, 0);
}

void TestAnswers::readsAccounts()
{
    const auto accounts =
        decodeKfAccounts(R"({"errcode":0,"account_list":[{"open_kfid":"wkA","name":"售前","avatar":"https://a"},)"
                         R"({"open_kfid":"wkB","name":12345678901234567,"manage_privilege":true}]})",
                         endpoint);
    QVERIFY(accounts);
    QCOMPARE(accounts->size(), size_t(2));
    QCOMPARE(accounts->at(0).openKfId, QStringLiteral("wkA"));
    QCOMPARE(accounts->at(0).name, QStringLiteral("售前"));
    QCOMPARE(accounts->at(0).avatarUrl, QStringLiteral("https://a"));
    QCOMPARE(accounts->at(1).name, QStringLiteral("12345678901234567"));
    QCOMPARE(accounts->at(1).avatarUrl, QString());
    const auto none = decodeKfAccounts(R"({"account_list":[]})", endpoint);
    QVERIFY(none && none->empty());
}

void TestAnswers::refusesUnusable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("errorId");

    QTest::newRow("empty") << QByteArray() << QStringLiteral("wecom.empty");
    QTest::newRow("blanks") << QByteArray(" \r\n") << QStringLiteral("wecom.empty");
    QTest::newRow("HTML") << QByteArray("\n<html><body>502</body></html>") << QStringLiteral("wecom.html");
    QTest::newRow("text") << QByteArray("Bad Gateway") << QStringLiteral("wecom.not_json");
    QTest::newRow("array") << QByteArray("[]") << QStringLiteral("wecom.not_json");
    QTest::newRow("cut short") << QByteArray(R"({"errcode":0,"suite_access_token":"6)")
                               << QStringLiteral("wecom.not_json");
    QTest::newRow("latin-1") << QByteArray("{\"errmsg\":\"\xE9\"}") << QStringLiteral("wecom.not_json");
    QTest::newRow("errcode as a string") << QByteArray(R"({"errcode":"42001","errmsg":"x"})")
                                         << QStringLiteral("wecom.42001");
    QTest::newRow("negative errcode") << QByteArray(R"({"errcode":-1})") << QStringLiteral("wecom.-1");
    QTest::newRow("errcode is no number")
        << QByteArray(R"({"errcode":"bad"})") << QStringLiteral("wecom.missing_field");
    QTest::newRow("errcode beyond int") << QByteArray(R"({"errcode":4294967296})")
                                        << QStringLiteral("wecom.missing_field");
}

void TestAnswers::refusesUnusable()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, errorId);
    QCOMPARE(errorIds(body), QStringList(6, errorId));
    const Error error = decodeSuiteToken(body, endpoint).error();
    QCOMPARE(error.args.value(QStringLiteral("endpoint")), endpoint);
    if (error.code == 0)
        QCOMPARE(error.kind, ErrorKind::Remote);
}

void TestAnswers::namesMissingFields_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("fields"); // in the order of errorIds()

    const QStringList none{QStringLiteral("suite_access_token"), QStringLiteral("access_token"),
                           QStringLiteral("permanent_code"),     QStringLiteral("auth_corp_info.corpid"),
                           QStringLiteral("account_list"),       QStringLiteral("url")};
    QTest::newRow("nothing") << QByteArray("{}") << none;
    QTest::newRow("empty values") << QByteArray(
                                         R"({"suite_access_token":"","access_token":"","permanent_code":"","url":"",)"
                                         R"("auth_corp_info":{"corpid":""},"account_list":null})")
                                  << none;
    QTest::newRow("less than is needed")
        << QByteArray(R"({"suite_access_token":"t","access_token":"t","permanent_code":"p","auth_corp_info":[],)"
                      R"("account_list":[{"open_kfid":"wkA"},{}],"url":{}})")
        << QStringList{QStringLiteral("expires_in"),
                       QStringLiteral("expires_in"),
                       QStringLiteral("auth_corp_info.corpid"),
                       QStringLiteral("auth_corp_info.corpid"),
                       QStringLiteral("account_list.open_kfid"),
                       QStringLiteral("url")};
}

void TestAnswers::namesMissingFields()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, fields);
    const auto fieldOf = [](const auto& answer) {
        return answer ? QString() : answer.error().args.value(QStringLiteral("field"));
    };
    QCOMPARE(errorIds(body), QStringList(6, QStringLiteral("wecom.missing_field")));
    QCOMPARE(QStringList({fieldOf(decodeSuiteToken(body, endpoint)), fieldOf(decodeCorpToken(body, endpoint)),
                          fieldOf(decodePermanentCode(body, endpoint)), fieldOf(decodeAuthInfo(body, endpoint)),
                          fieldOf(decodeKfAccounts(body, endpoint)), fieldOf(decodeContactWay(body, endpoint))}),
             fields);
}

void TestAnswers::agreesWithPublishedAnswers_data()
{
    if (!test::interopDir())
        QSKIP("KFDESK_INTEROP_DIR is not set");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("api");
    QTest::addColumn<QJsonObject>("expected");

    static const QRegularExpression ours(QStringLiteral(
        "/(get_suite_token|get_corp_token|get_permanent_code|get_auth_info|account/list|add_contact_way)$"));
    QSet<QString> apis;
    const QJsonArray index = test::readInteropJson(QStringLiteral("api/index.json")).array();
    for (const QJsonValue item : index) {
        const QString file = item[u"file"].toString();
        const QString api = ours.match(item[u"endpoint"].toString()).captured(1);
        if (api.isEmpty() || file.startsWith(u"error-"))
            continue;
        apis.insert(api);
        QTest::newRow(qPrintable(file)) << test::readInterop(QStringLiteral("api/") + file) << api
                                        << item[u"expected"].toObject();
    }
    QCOMPARE(apis.size(), 6);
}

void TestAnswers::agreesWithPublishedAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, api);
    QFETCH(QJsonObject, expected);
    const auto field = [&expected](const char* key) { return expected.value(QLatin1String(key)).toString(); };

    if (api == u"get_suite_token" || api == u"get_corp_token") {
        const bool suite = api == u"get_suite_token";
        const auto answer = suite ? decodeSuiteToken(body, api) : decodeCorpToken(body, api);
        QVERIFY(answer);
        QCOMPARE(text(answer->token), field(suite ? "suite_access_token" : "access_token").toUtf8());
        QCOMPARE(answer->expiresIn, expected.value(u"expires_in").toInt());
    } else if (api == u"get_permanent_code") {
        const auto answer = decodePermanentCode(body, api);
        QVERIFY(answer);
        QCOMPARE(text(answer->permanentCode), field("permanent_code").toUtf8());
        QCOMPARE(answer->corp.corpId, field("corpid"));
        QCOMPARE(answer->corp.name, field("corp_name"));
        QCOMPARE(!answer->corpToken.token.isEmpty(), expected.value(u"has_access_token").toBool());
    } else if (api == u"get_auth_info") {
        const auto answer = decodeAuthInfo(body, api);
        QVERIFY(answer);
        QCOMPARE(answer->corpId, field("corpid"));
    } else if (api == u"account/list") {
        const auto answer = decodeKfAccounts(body, api);
        QVERIFY(answer);
        const QJsonArray accounts = expected.value(u"accounts").toArray();
        QCOMPARE(qsizetype(answer->size()), accounts.size());
        for (qsizetype i = 0; i < accounts.size(); ++i) {
            QCOMPARE(answer->at(size_t(i)).openKfId, accounts.at(i)[u"open_kfid"].toString());
            QCOMPARE(answer->at(size_t(i)).name, accounts.at(i)[u"name"].toString());
        }
    } else {
        const auto answer = decodeContactWay(body, api);
        QVERIFY(answer);
        QCOMPARE(*answer, field("url"));
    }
}

void TestAnswers::agreesWithPublishedErrors_data()
{
    if (!test::interopDir())
        QSKIP("KFDESK_INTEROP_DIR is not set");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("errcode");

    int count = 0;
    const QJsonArray index = test::readInteropJson(QStringLiteral("api/index.json")).array();
    for (const QJsonValue item : index) {
        const QString file = item[u"file"].toString();
        if (!file.startsWith(u"error-"))
            continue;
        ++count;
        QTest::newRow(qPrintable(file)) << test::readInterop(QStringLiteral("api/") + file)
                                        << item[u"expected"][u"errcode"].toInt();
    }
    QVERIFY(count >= 15);
}

void TestAnswers::agreesWithPublishedErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(int, errcode); // 0: none, or one that is a string
    const QStringList ids = errorIds(body);
    QVERIFY(!ids.contains(QString()));
    if (errcode != 0)
        QCOMPARE(ids, QStringList(6, QStringLiteral("wecom.%1").arg(errcode)));
    const Error error = decodeSuiteToken(body, endpoint).error();
    QVERIFY(!error.detail.contains(u"hint") && !error.detail.contains(u"http"));
    QCOMPARE(!error.args.value(QStringLiteral("hint")).isEmpty(), body.contains("hint:"));
    QCOMPARE(!error.args.value(QStringLiteral("ip")).isEmpty(), body.contains("from ip:"));
}

QTEST_APPLESS_MAIN(TestAnswers)
#include "test_answers.moc"
