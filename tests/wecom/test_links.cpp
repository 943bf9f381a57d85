#include "core/wecom/auth_link.h"
#include "core/wecom/kf_link.h"

#include <QSet>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace kfdesk;
using namespace kfdesk::wecom;

class TestLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAuthLink_data();
    void writesAuthLink();
    void readsOfficialForms_data();
    void readsOfficialForms();
    void refusesOtherUrls_data();
    void refusesOtherUrls();
    void checksState_data();
    void checksState();
    void makesStates();
    void checksScene_data();
    void checksScene();
    void checksSceneParam_data();
    void checksSceneParam();
    void appendsSceneParam();
};

void TestLinks::writesAuthLink_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("single");
    QTest::addColumn<QString>("url");

    const QString base = QStringLiteral("https://open.work.weixin.qq.com/compApp/ww5uite0kf0demo01");
    QTest::newRow("plain") << QString() << false << base;
    QTest::newRow("state") << QStringLiteral("shop42") << false << base + QStringLiteral("?state=shop42");
    QTest::newRow("single") << QString() << true << base + QStringLiteral("?mode=1");
    QTest::newRow("both") << QStringLiteral("shop42") << true << base + QStringLiteral("?state=shop42&mode=1");
    QTest::newRow("foreign state") << QStringLiteral("a b+c&d=店") << false
                                   << base + QStringLiteral("?state=a%20b%2Bc%26d%3D%E5%BA%97");
}

void TestLinks::writesAuthLink()
{
    QFETCH(QString, state);
    QFETCH(bool, single);
    QFETCH(QString, url);

    AuthLink link;
    link.suiteId = QStringLiteral("ww5uite0kf0demo01");
    link.state = state;
    link.single = single;
    QCOMPARE(toUrl(link), url);
    const auto parsed = parseAuthLink(url);
    QVERIFY(parsed);
    QVERIFY(*parsed == link);
}

void TestLinks::readsOfficialForms_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("authBase");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("single");

    QTest::newRow("parameters in the other order")
        << QStringLiteral("https://open.work.weixin.qq.com/compApp/wwxx_1-2?mode=1&state=s1")
        << QStringLiteral("https://open.work.weixin.qq.com") << QStringLiteral("s1") << true;
    QTest::newRow("blanks around, empty state, another mode, a fragment")
        << QStringLiteral("  https://open.work.weixin.qq.com/compApp/wwxx_1-2?state=&mode=0#top\n")
        << QStringLiteral("https://open.work.weixin.qq.com") << QString() << false;
    QTest::newRow("simulator with port and prefix")
        << QStringLiteral("http://127.0.0.1:8090/auth/compApp/wwxx_1-2?state=s2")
        << QStringLiteral("http://127.0.0.1:8090/auth") << QStringLiteral("s2") << false;
    QTest::newRow("a plus is a plus") << QStringLiteral("https://h.example/compApp/wwxx_1-2?state=a+b%2Bc")
                                      << QStringLiteral("https://h.example") << QStringLiteral("a+b+c") << false;
}

void TestLinks::readsOfficialForms()
{
    QFETCH(QString, url);
    QFETCH(QString, authBase);
    QFETCH(QString, state);
    QFETCH(bool, single);

    const auto link = parseAuthLink(url);
    QVERIFY(link);
    QCOMPARE(link->authBase, authBase);
    QCOMPARE(link->suiteId, QStringLiteral("wwxx_1-2"));
    QCOMPARE(link->state, state);
    QCOMPARE(link->single, single);
}

void TestLinks::refusesOtherUrls_data()
{
    QTest::addColumn<QString>("url");

    for (const char* url : {"", "hello", "compApp/ww1", "https://open.work.weixin.qq.com/", "https:///compApp/ww1",
                            "https://open.work.weixin.qq.com/compApp/", "https://open.work.weixin.qq.com/compApp/a/b",
                            "https://open.work.weixin.qq.com/compApp/ww1%20", "ftp://h.example/compApp/ww1",
                            "https://user:pass@h.example/compApp/ww1", "javascript:/compApp/ww1",
                            "https://open.work.weixin.qq.com/3rdapp/install?suite_id=ww1"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestLinks::refusesOtherUrls()
{
    QFETCH(QString, url);
    const auto link = parseAuthLink(url);
    QVERIFY(!link);
    QCOMPARE(link.error().id, QStringLiteral("link.not_auth_link"));
    QCOMPARE(link.error().kind, ErrorKind::Input);
}

void TestLinks::checksState_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("valid");

    QTest::newRow("usual") << QStringLiteral("nszq7K2mXq9a") << true;
    QTest::newRow("128 bytes") << QString(128, u'a') << true;
    QTest::newRow("129 bytes") << QString(129, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("dash") << QStringLiteral("a-b") << false;
    QTest::newRow("line feed at the end") << QStringLiteral("abc\n") << false;
    QTest::newRow("digits of another script") << QStringLiteral("١٢٣") << false;
}

void TestLinks::checksState()
{
    QFETCH(QString, state);
    QFETCH(bool, valid);
    const auto checked = checkState(state);
    QCOMPARE(checked.has_value(), valid);
    if (!valid) {
        QCOMPARE(checked.error().id, QStringLiteral("input.state"));
        QCOMPARE(checked.error().args.value(QStringLiteral("state")), state);
    }
}

void TestLinks::makesStates()
{
    QSet<QString> states;
    for (int i = 0; i < 1000; ++i) {
        const QString state = newState();
        QCOMPARE(state.size(), 12);
        QVERIFY(checkState(state));
        states.insert(state);
    }
    QCOMPARE(states.size(), 1000);
    QCOMPARE(newState(128).size(), 128);
}

void TestLinks::checksScene_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<bool>("valid");

    QTest::newRow("empty is a plain link") << QString() << true;
    QTest::newRow("all characters") << QStringLiteral("shop_42-A") << true;
    QTest::newRow("32 bytes") << QString(32, u'x') << true;
    QTest::newRow("33 bytes") << QString(33, u'x') << false;
    QTest::newRow("blank") << QStringLiteral("a b") << false;
    QTest::newRow("Chinese") << QStringLiteral("店") << false;
    QTest::newRow("line feed at the end") << QStringLiteral("a\n") << false;
}

void TestLinks::checksScene()
{
    QFETCH(QString, scene);
    QFETCH(bool, valid);
    const auto checked = checkScene(scene);
    QCOMPARE(checked.has_value(), valid);
    if (!valid)
        QCOMPARE(checked.error().id, QStringLiteral("input.scene"));
}

void TestLinks::checksSceneParam_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("param");
    QTest::addColumn<QString>("errorId");

    const QString scene = QStringLiteral("shop42");
    QTest::newRow("none") << scene << QString() << QString();
    QTest::newRow("neither") << QString() << QString() << QString();
    QTest::newRow("128 bytes before encoding") << scene << QString(128, u'&') << QString();
    QTest::newRow("129 bytes") << scene << QString(129, u'a') << QStringLiteral("input.scene_param");
    QTest::newRow("42 Chinese characters are 126 bytes") << scene << QString(42, QChar(0x5e97)) << QString();
    QTest::newRow("43 are 129") << scene << QString(43, QChar(0x5e97)) << QStringLiteral("input.scene_param");
    QTest::newRow("without a scene") << QString() << QStringLiteral("sku=9")
                                     << QStringLiteral("input.scene_param_needs_scene");
}

void TestLinks::checksSceneParam()
{
    QFETCH(QString, scene);
    QFETCH(QString, param);
    QFETCH(QString, errorId);
    const auto checked = checkSceneParam(scene, param);
    QCOMPARE(checked ? QString() : checked.error().id, errorId);
}

void TestLinks::appendsSceneParam()
{
    // The URL is opaque: WeCom checks enc_scene, so nothing of it may be normalised.
    const QString url = QStringLiteral("https://work.weixin.qq.com/kfid/kfcDEMO?enc_scene=EN%43d+e/mo==&x=%e5");
    const QString param = QStringLiteral("sku=9&名=店 a+b");
    const QString whole = withSceneParam(url, param);
    QCOMPARE(whole, url + QStringLiteral("&scene_param=sku%3D9%26%E5%90%8D%3D%E5%BA%97%20a%2Bb"));
    QCOMPARE(QUrlQuery(QUrl(whole)).queryItemValue(QStringLiteral("scene_param"), QUrl::FullyDecoded), param);
    QCOMPARE(withSceneParam(url, QString()), url);
}

QTEST_APPLESS_MAIN(TestLinks)
#include "test_links.moc"
