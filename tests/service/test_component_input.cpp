#include "core/service/component_service.h"

#include <QTest>

#include <functional>

using namespace kfdesk;
using namespace kfdesk::service;

namespace {

const QByteArray goodJson = R"({"name":"客服组件","suite_id":"ww5uite0kf0demo01","suite_secret":"s3cret_-x",
"token":"QDG6eK","encoding_aes_key":"jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C","provider_corpid":"wx5823bf96d3bd56c7",
"control":"http://127.0.0.1:1/control","mini_programs":[{"appid":"wx0123456789abcdef","name":"商城","bound_corpid":"ww1"}]})";

model::Component good()
{
    return *ComponentService::fromJson(goodJson);
}

model::Component goodSandbox()
{
    auto component = good();
    component.apiBase = QStringLiteral("http://127.0.0.1:40000");
    component.authBase = QStringLiteral("http://127.0.0.1:40000");
    return component;
}

} // namespace

using Edit = std::function<void(model::Component&)>;
Q_DECLARE_METATYPE(Edit)

class TestComponentInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheJson();
    void refusesJson_data();
    void refusesJson();
    void acceptsGoodOnes();
    void namesTheField_data();
    void namesTheField();
    void namesEveryFaultAtOnce();
    void knowsLoopback_data();
    void knowsLoopback();
};

void TestComponentInput::readsTheJson()
{
    const auto component = good();
    QCOMPARE(component.name, QStringLiteral("客服组件"));
    QCOMPARE(component.suiteId, QStringLiteral("ww5uite0kf0demo01"));
    QCOMPARE(component.suiteSecret, Secret(QStringLiteral("s3cret_-x")));
    QCOMPARE(component.apiBase, QStringLiteral("https://qyapi.weixin.qq.com"));
    QCOMPARE(component.authBase, QStringLiteral("https://open.work.weixin.qq.com"));
    QCOMPARE(component.miniPrograms.size(), 1);
    QCOMPARE(component.miniPrograms.at(0).boundCorpId, QStringLiteral("ww1"));

    const auto relay = ComponentService::fromJson(R"({"api_base":"https://relay.example/wecom/"})");
    QVERIFY(relay);
    QCOMPARE(relay->apiBase, QStringLiteral("https://relay.example/wecom"));
}

void TestComponentInput::refusesJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("fields");
    const auto notJson = QStringLiteral("component.json");
    const auto type = QStringLiteral("component.json_type");
    QTest::newRow("empty") << QByteArray() << notJson << QString();
    QTest::newRow("broken") << QByteArray("{\"name\":") << notJson << QString();
    QTest::newRow("list") << QByteArray("[]") << notJson << QString();
    QTest::newRow("numbers") << QByteArray(R"({"suite_id":1,"proxy":false})") << type << "suite_id, proxy";
    QTest::newRow("mini programs") << QByteArray(R"({"mini_programs":{}})") << type << "mini_programs";
    QTest::newRow("one of them") << QByteArray(R"({"mini_programs":[{"appid":"a"},{"appid":1}]})") << type
                                 << "mini_programs[1].appid";
}

void TestComponentInput::refusesJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, id);
    QFETCH(QString, fields);
    const auto component = ComponentService::fromJson(json);
    QVERIFY(!component);
    QCOMPARE(component.error().id, id);
    QCOMPARE(component.error().args.value(QStringLiteral("fields")), fields);
}

void TestComponentInput::acceptsGoodOnes()
{
    QVERIFY(ComponentService::check(good(), false).empty());
    QVERIFY(ComponentService::check(goodSandbox(), true).empty());
    auto component = good();
    component.proxy = QStringLiteral("http://user:pass@proxy.example:3128");
    component.miniPrograms.clear();
    QVERIFY(ComponentService::check(component, false).empty());
    component.proxy = QStringLiteral("socks5://127.0.0.1:1080");
    QVERIFY(ComponentService::check(component, false).empty());
}

void TestComponentInput::namesTheField_data()
{
    QTest::addColumn<bool>("sandbox");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("id");

    const auto row = [](const char* name, bool sandbox, const char* field, const char* id, Edit edit) {
        QTest::newRow(name) << sandbox << edit << QString::fromLatin1(field) << QString::fromLatin1(id);
    };
    const auto secret = [](const char* text) { return Secret(QByteArrayView(text)); };
    row("no name", false, "name", "input.component_name", [](auto& c) { c.name = QStringLiteral(" "); });
    row("long name", false, "name", "input.component_name", [](auto& c) { c.name = QString(101, u'x'); });
    row("name with a line break", false, "name", "input.component_name",
        [](auto& c) { c.name = QStringLiteral("a\nb"); });
    row("no suite", false, "suite_id", "input.suite_id", [](auto& c) { c.suiteId.clear(); });
    row("suite with a slash", false, "suite_id", "input.suite_id", [](auto& c) { c.suiteId = QStringLiteral("ww/1"); });
    row("no secret", false, "suite_secret", "input.suite_secret", [](auto& c) { c.suiteSecret.clear(); });
    row("secret with a blank", false, "suite_secret", "input.suite_secret",
        [=](auto& c) { c.suiteSecret = secret("a b"); });
    row("no token", false, "token", "input.token", [](auto& c) { c.token.clear(); });
    row("token of 33", false, "token", "input.token", [](auto& c) { c.token = Secret(QString(33, u'a')); });
    row("token with a dash", false, "token", "input.token", [=](auto& c) { c.token = secret("a-b"); });
    row("key of 42", false, "encoding_aes_key", "input.encoding_aes_key",
        [](auto& c) { c.encodingAesKey = Secret(QString(42, u'a')); });
    row("key with a plus", false, "encoding_aes_key", "input.encoding_aes_key",
        [](auto& c) { c.encodingAesKey = Secret(QString(QString(42, u'a') + u'+')); });
    row("no provider", false, "provider_corpid", "input.provider_corpid", [](auto& c) { c.providerCorpId.clear(); });
    row("plain http", false, "api_base", "input.api_base",
        [](auto& c) { c.apiBase = QStringLiteral("http://relay.example"); });
    row("loopback in production", false, "api_base", "input.api_base",
        [](auto& c) { c.apiBase = QStringLiteral("https://127.0.0.1:8443"); });
    row("with password", false, "api_base", "input.api_base",
        [](auto& c) { c.apiBase = QStringLiteral("https://u:p@relay.example"); });
    row("with query", false, "api_base", "input.api_base",
        [](auto& c) { c.apiBase = QStringLiteral("https://relay.example?x=1"); });
    row("real API in a sandbox", true, "api_base", "input.api_base_sandbox",
        [](auto& c) { c.apiBase = QStringLiteral("https://qyapi.weixin.qq.com"); });
    row("other host in a sandbox", true, "api_base", "input.api_base_sandbox",
        [](auto& c) { c.apiBase = QStringLiteral("http://127.0.0.1.example.com"); });
    row("auth base", false, "auth_base", "input.auth_base",
        [](auto& c) { c.authBase = QStringLiteral("http://127.0.0.1:1"); });
    row("proxy without port", false, "proxy", "input.proxy",
        [](auto& c) { c.proxy = QStringLiteral("http://proxy.example"); });
    row("SOCKS proxy with half the credentials", false, "proxy", "input.proxy",
        [](auto& c) { c.proxy = QStringLiteral("socks5://user@proxy.example:1080"); });
    row("proxy of another kind", false, "proxy", "input.proxy",
        [](auto& c) { c.proxy = QStringLiteral("ftp://proxy.example:1"); });
    row("mini program without id", false, "mini_programs", "input.mini_program",
        [](auto& c) { c.miniPrograms = {{}}; });
}

void TestComponentInput::namesTheField()
{
    QFETCH(bool, sandbox);
    QFETCH(Edit, edit);
    QFETCH(QString, field);
    QFETCH(QString, id);
    auto component = sandbox ? goodSandbox() : good();
    edit(component);
    const auto faults = ComponentService::check(component, sandbox);
    QCOMPARE(faults.size(), size_t(1));
    QCOMPARE(faults.at(0).field, field);
    QCOMPARE(faults.at(0).error.id, id);
}

void TestComponentInput::namesEveryFaultAtOnce()
{
    const auto empty = ComponentService::fromJson("{}");
    QVERIFY(empty);
    QStringList fields;
    for (const FieldFault& fault : ComponentService::check(*empty, false))
        fields.append(fault.field);
    QCOMPARE(fields, (QStringList{QStringLiteral("name"), QStringLiteral("suite_id"), QStringLiteral("suite_secret"),
                                  QStringLiteral("token"), QStringLiteral("encoding_aes_key"),
                                  QStringLiteral("provider_corpid")}));
}

void TestComponentInput::knowsLoopback_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("loopback");
    QTest::newRow("v4") << "http://127.0.0.1:40000" << true;
    QTest::newRow("other v4") << "http://127.8.0.1" << true;
    QTest::newRow("v6") << "http://[::1]:1" << true;
    QTest::newRow("name") << "http://localhost:1" << true;
    QTest::newRow("WeCom") << "https://qyapi.weixin.qq.com" << false;
    QTest::newRow("look-alike") << "http://127.0.0.1.example.com" << false;
    QTest::newRow("user info") << "http://127.0.0.1@example.com" << false;
    QTest::newRow("nothing") << "" << false;
}

void TestComponentInput::knowsLoopback()
{
    QFETCH(QString, base);
    QFETCH(bool, loopback);
    QCOMPARE(ComponentService::isLoopback(base), loopback);
}

QTEST_GUILESS_MAIN(TestComponentInput)
#include "test_component_input.moc"
