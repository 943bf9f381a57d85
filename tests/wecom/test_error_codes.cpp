#include "core/wecom/error_codes.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::wecom;

class TestErrorCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifies_data();
    void classifies();
    void knowsWholeRanges();
    void namesDeadAuthorisations();
    void takesErrmsgApart_data();
    void takesErrmsgApart();
    void keepsSecretsOut();
    void choosesKind_data();
    void choosesKind();
};

void TestErrorCodes::classifies_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<CodeClass>("expected");

    QTest::newRow("busy") << -1 << CodeClass::Retry;
    QTest::newRow("rate") << 45009 << CodeClass::Retry;
    QTest::newRow("concurrency") << 45033 << CodeClass::Retry;
    QTest::newRow("ticket") << 40085 << CodeClass::Retry;
    QTest::newRow("access_token") << 40014 << CodeClass::Token;
    QTest::newRow("access_token expired") << 42001 << CodeClass::Token;
    QTest::newRow("suite token") << 40082 << CodeClass::Token;
    QTest::newRow("suite token expired") << 42009 << CodeClass::Token;
    QTest::newRow("IP") << 60020 << CodeClass::Config;
    QTest::newRow("suite secret") << 40080 << CodeClass::Config;
    QTest::newRow("auth code") << 40078 << CodeClass::Auth;
    QTest::newRow("dissolved") << 301007 << CodeClass::Auth;
    QTest::newRow("permission lapsed") << 95032 << CodeClass::Auth;
    QTest::newRow("abandoned") << 48005 << CodeClass::Bug;
    QTest::newRow("plain corpid") << 710000 << CodeClass::Bug;
    QTest::newRow("seven digits") << 2000002 << CodeClass::Bug;
    QTest::newRow("absent from the list: 95020") << 95020 << CodeClass::Unknown;
    QTest::newRow("absent from the list: 84006") << 84006 << CodeClass::Unknown;
    QTest::newRow("never seen") << 301042 << CodeClass::Unknown;
    QTest::newRow("success is no code") << 0 << CodeClass::Unknown;
}

void TestErrorCodes::classifies()
{
    QFETCH(int, code);
    QFETCH(CodeClass, expected);
    QCOMPARE(codeClass(code), expected);
}

void TestErrorCodes::knowsWholeRanges()
{
    for (int code = 40133; code <= 40141; ++code)
        QCOMPARE(codeClass(code), CodeClass::Auth);
    for (int code = 40004; code <= 40009; ++code)
        QCOMPARE(codeClass(code), CodeClass::Bug);
    int known = 0;
    for (int code = 95000; code <= 95032; ++code)
        known += codeClass(code) == CodeClass::Unknown ? 0 : 1;
    QCOMPARE(known, 26); // 33 less 95010 and the six that no list has
}

void TestErrorCodes::namesDeadAuthorisations()
{
    for (const int code : {40084, 48004, 301007})
        QVERIFY(meansAuthorisationGone(code));
    for (const int code : {0, 40078, 40085, 48002, 48007})
        QVERIFY(!meansAuthorisationGone(code));
}

void TestErrorCodes::takesErrmsgApart_data()
{
    QTest::addColumn<QString>("errmsg");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<QString>("ip");

    QTest::newRow("whole") << QStringLiteral(
                                  "not allow to access from your ip, hint: [1718000001_62_abcdef], from ip: "
                                  "203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020")
                           << QStringLiteral("not allow to access from your ip")
                           << QStringLiteral("1718000001_62_abcdef") << QStringLiteral("203.0.113.7");
    QTest::newRow("without ip") << QStringLiteral("api forbidden, hint: [15_4_0d], more info at https://x")
                                << QStringLiteral("api forbidden") << QStringLiteral("15_4_0d") << QString();
    QTest::newRow("ip only, IPv6") << QStringLiteral("denied, from ip: 2001:db8::7") << QStringLiteral("denied")
                                   << QString() << QStringLiteral("2001:db8::7");
    QTest::newRow("another spelling") << QStringLiteral("denied Hint:[ 17_a ] From IP:1.2.3.4")
                                      << QStringLiteral("denied") << QStringLiteral("17_a")
                                      << QStringLiteral("1.2.3.4");
    QTest::newRow("plain") << QStringLiteral("invalid suite_ticket") << QStringLiteral("invalid suite_ticket")
                           << QString() << QString();
    QTest::newRow("several lines") << QStringLiteral("a\r\nb\tc") << QStringLiteral("a b c") << QString() << QString();
    QTest::newRow("empty") << QString() << QString() << QString() << QString();
}

void TestErrorCodes::takesErrmsgApart()
{
    QFETCH(QString, errmsg);
    QFETCH(QString, detail);
    QFETCH(QString, hint);
    QFETCH(QString, ip);
    const Error error = errorFromAnswer(60020, errmsg, QStringLiteral("kf/account/list"));
    QCOMPARE(error.code, 60020);
    QCOMPARE(error.id, QStringLiteral("wecom.60020"));
    QCOMPARE(error.detail, detail);
    QCOMPARE(error.args.value(QStringLiteral("hint")), hint);
    QCOMPARE(error.args.value(QStringLiteral("ip")), ip);
    QCOMPARE(error.args.value(QStringLiteral("endpoint")), QStringLiteral("kf/account/list"));
}

void TestErrorCodes::keepsSecretsOut()
{
    const Error error = errorFromAnswer(
        40014, QStringLiteral("bad request access_token=canary&x=1, hint: [1], from ip: 1.2.3.4"), QString());
    QVERIFY2(!error.detail.contains(u"canary"), qPrintable(error.detail));
    const Error longOne = errorFromAnswer(1, QString(5000, u'x'), QString());
    QVERIFY(longOne.detail.size() <= 300);
}

void TestErrorCodes::choosesKind_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorKind>("kind");

    QTest::newRow("rate") << 45009 << ErrorKind::Limit;
    QTest::newRow("concurrency") << 45033 << ErrorKind::Limit;
    QTest::newRow("busy") << -1 << ErrorKind::Remote;
    QTest::newRow("token") << 40014 << ErrorKind::Remote;
    QTest::newRow("configuration") << 60020 << ErrorKind::Config;
    QTest::newRow("authorisation") << 40084 << ErrorKind::Auth;
    QTest::newRow("input") << 40058 << ErrorKind::Input;
    QTest::newRow("unknown: nobody tries again by himself") << 301042 << ErrorKind::Config;
}

void TestErrorCodes::choosesKind()
{
    QFETCH(int, code);
    QFETCH(ErrorKind, kind);
    QCOMPARE(errorFromAnswer(code, QString(), QString()).kind, kind);
}

QTEST_APPLESS_MAIN(TestErrorCodes)
#include "test_error_codes.moc"
