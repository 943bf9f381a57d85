#include "core/service/self_test.h"
#include "core/service/setting_service.h"
#include "tests/service/service_rig.h"
#include "tests/wecom/scripted_server.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using net::HttpRequest;
using net::HttpResponse;

namespace {

/// What a relay does with a request: answers by itself, or passes a changed one on.
struct Deed
{
    std::function<bool(HttpRequest&, const net::HttpReply&)> before; ///< true: dealt with
    std::function<void(HttpResponse&)> after;
};

Deed answering(HttpResponse response)
{
    return {[response](HttpRequest&, const net::HttpReply& reply) {
                reply(response);
                return true;
            },
            {}};
}

Deed changing(const std::function<void(HttpRequest&)>& change)
{
    return {[change](HttpRequest& request, const net::HttpReply&) {
                change(request);
                return false;
            },
            {}};
}

Deed wrapping(const std::function<void(HttpResponse&)>& change)
{
    return {{}, change};
}

HttpResponse redirect()
{
    HttpResponse response = HttpResponse::plain(301);
    response.location = "https://elsewhere.example/";
    return response;
}

void wrapCiphertext(HttpRequest& request)
{
    const qsizetype at = request.body.indexOf("<Encrypt><![CDATA[");
    if (at >= 0)
        request.body.insert(at + 60, "\r\n");
}

/// Passes what it gets on to `target`, like the reverse proxies and tunnels between WeCom and a desk.
class Relay
{
public:
    Relay(QString target, Deed deed)
        : m_target(std::move(target))
        , m_deed(std::move(deed))
    {}

    QString url() const { return m_server.url(); }

private:
    void serve(HttpRequest request, const net::HttpReply& reply)
    {
        if (m_deed.before && m_deed.before(request, reply))
            return;
        net::HttpClientRequest onward;
        onward.method = request.method;
        onward.url = QUrl(m_target + QString::fromUtf8(request.target), QUrl::StrictMode);
        onward.body = request.body;
        onward.contentType = request.contentType;
        const auto answer = m_http.send(onward);
        HttpResponse response = answer ? HttpResponse::plain(answer->status, answer->body) : HttpResponse::plain(502);
        if (m_deed.after)
            m_deed.after(response);
        reply(response);
    }

    QString m_target;
    Deed m_deed;
    net::HttpClient m_http;
    ScriptedServer m_server{[this](const HttpRequest& request, const net::HttpReply& reply) { serve(request, reply); }};
};

} // namespace

Q_DECLARE_METATYPE(Deed)

/// Does the self-test name what stands between WeCom and the listener?
class TestSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatTheRelayDoes_data();
    void namesWhatTheRelayDoes();
    void namesTheFieldThatDiffers_data();
    void namesTheFieldThatDiffers();
    void namesWhyNobodyIsThere_data();
    void namesWhyNobodyIsThere();
    void takesTheAddressFromTheSettings();
    void knowsTheAddressOfASuite_data();
    void knowsTheAddressOfASuite();
    void leavesNoTrace();
};

void TestSelfTest::namesWhatTheRelayDoes_data()
{
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const Deed& deed, const QString& id, int status = 0) {
        QTest::newRow(name) << deed << id << status;
    };
    row("passes on", {}, {});
    row("hangs up", {[](HttpRequest&, const net::HttpReply&) { return true; }, {}}, u"selftest.dropped"_s);
    row("redirects", answering(redirect()), u"selftest.redirect"_s, 301);
    row("knows no such path", answering(HttpResponse::plain(404)), u"selftest.path"_s, 404);
    row("finds nobody behind it", answering(HttpResponse::plain(502)), u"selftest.gateway"_s, 502);
    row("wants a login", answering(HttpResponse::plain(401)), u"selftest.answer"_s, 401);
    row("has a page of its own", answering(HttpResponse::plain(200, "<html>It works!</html>")), u"selftest.answer"_s);
    row("says success to everything", answering(HttpResponse::plain(200, "success")), u"selftest.answer"_s);
    row("allows short queries only", answering(HttpResponse::plain(414)), u"selftest.size"_s, 414);
    row("fails", answering(HttpResponse::plain(500)), u"selftest.status"_s, 500);
    row("decodes queries as forms", changing([](HttpRequest& request) { request.target.replace("%2B", "%20"); }),
        u"selftest.relay_plus"_s, 403);
    row("decodes bodies as forms", changing([](HttpRequest& request) { request.body.replace('+', ' '); }),
        u"selftest.relay_plus"_s, 403);
    row("loses queries", changing([](HttpRequest& request) { request.target = request.path(); }),
        u"selftest.relay_query"_s, 400);
    row("loses echostr", changing([](HttpRequest& request) { request.target.replace("&echostr=", "&echo="); }),
        u"selftest.relay_query"_s, 400);
    row("changes queries", changing([](HttpRequest& request) { request.target.replace("nonce=", "nonce=x"); }),
        u"selftest.token"_s, 403);
    row("wraps bodies", changing(wrapCiphertext), u"selftest.relay_body"_s, 403);
    row("cuts bodies", changing([](HttpRequest& request) { request.body.truncate(100); }), u"selftest.relay_body"_s,
        400);
    row("quotes answers", wrapping([](HttpResponse& response) { response.body = "\"" + response.body + "\""; }),
        u"selftest.answer_altered"_s);
    row("ends answers with a line break", wrapping([](HttpResponse& response) { response.body += "\n"; }),
        u"selftest.answer_altered"_s);
}

void TestSelfTest::namesWhatTheRelayDoes()
{
    QFETCH(Deed, deed);
    QFETCH(QString, id);
    QFETCH(int, status);
    ServiceRig rig;
    const Relay relay(rig.workspace->host().state().url, deed);
    const auto result = rig.workspace->host().publicSelfTest(rig.suiteId(), relay.url(), {});
    QVERIFY(result);
    QCOMPARE(result->error.id, id);
    QCOMPARE(result->error.code, status);
    QCOMPARE(result->ok, id.isEmpty());
    QCOMPARE(result->url, relay.url() + u"/callback/"_s + rig.suiteId());
    if (!id.isEmpty())
        QCOMPARE(result->error.args.value(u"url"_s), result->url);
}

void TestSelfTest::namesTheFieldThatDiffers_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("id");
    for (const char* field : {"token", "encoding_aes_key", "provider_corpid", "suite_id"})
        QTest::newRow(field) << QString::fromLatin1(field) << u"selftest."_s + QLatin1String(field);
}

/// The listener at the address has other settings than the component here.
void TestSelfTest::namesTheFieldThatDiffers()
{
    QFETCH(QString, field);
    QFETCH(QString, id);
    ServiceRig rig;
    const auto& identity = rig.identity();
    const auto key = [&](const Secret& text) { return *crypto::CallbackKey::parse(text.view()); };
    callback::SuiteKeys keys{identity.suiteId, identity.providerCorpId, identity.token, key(identity.encodingAesKey)};
    if (field == u"token")
        keys.token = Secret(u"another"_s);
    else if (field == u"encoding_aes_key")
        keys.key = key(Secret(QString(43, u'a')));
    else if (field == u"provider_corpid")
        keys.providerCorpId = u"wwSomebodyElse"_s;
    else
        keys.suiteId = u"wwAnotherSuite"_s;
    const auto result =
        service::runSelfTest(rig.http, rig.clock, keys, {rig.workspace->host().callbackUrl(identity.suiteId), {}}, {});
    QVERIFY(result && !result->ok);
    QCOMPARE(result->error.id, id);
}

void TestSelfTest::namesWhyNobodyIsThere_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("id");
    QTest::newRow("no such name") << u"https://nowhere.invalid/callback"_s << u"selftest.host"_s;
    QTest::newRow("nobody at the port") << QString() << u"selftest.port"_s;
    QTest::newRow("no TLS there") << u"https"_s << u"selftest.tls"_s;
}

void TestSelfTest::namesWhyNobodyIsThere()
{
    QFETCH(QString, url);
    QFETCH(QString, id);
    ServiceRig rig;
    if (url.isEmpty()) {
        ScriptedServer gone([](const HttpRequest&, const net::HttpReply&) {});
        url = gone.url();
    } else if (url == u"https") {
        url = rig.workspace->host().state().url.replace(u"http:"_s, u"https:"_s);
    }
    const auto result = rig.workspace->host().publicSelfTest(rig.suiteId(), url, {});
    QVERIFY(result && !result->ok);
    QCOMPARE(result->error.id, id);
}

void TestSelfTest::takesTheAddressFromTheSettings()
{
    ServiceRig rig;
    QCOMPARE(rig.workspace->host().publicSelfTest(rig.suiteId(), {}, {})->error.id, u"selftest.no_public_url"_s);
    const Relay relay(rig.workspace->host().state().url, {});
    service::ListenerSettings settings;
    settings.publicUrl = relay.url() + u"/callback/"_s + rig.suiteId() + u"/data"_s;
    QVERIFY(rig.workspace->settings().setListener(settings));
    const auto result = rig.workspace->host().publicSelfTest(rig.suiteId(), {}, {});
    QVERIFY(result && result->ok);
    QCOMPARE(result->url, settings.publicUrl);
    QCOMPARE(rig.workspace->host().publicSelfTest(u"wwNone"_s, {}, {}).error().id, u"component.not_found"_s);
}

void TestSelfTest::knowsTheAddressOfASuite_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("meant");
    QTest::newRow("origin") << u"https://a.example"_s << u"https://a.example/callback/ww1"_s;
    QTest::newRow("origin with slash") << u"https://a.example:8443/"_s << u"https://a.example:8443/callback/ww1"_s;
    QTest::newRow("complete") << u"https://a.example/callback/ww1"_s << u"https://a.example/callback/ww1"_s;
    QTest::newRow("another suite's") << u"https://a.example/cb/ww2/"_s << u"https://a.example/cb/ww1/"_s;
    QTest::newRow("mapped by the relay") << u"https://a.example/wecom"_s << u"https://a.example/wecom"_s;
}

void TestSelfTest::knowsTheAddressOfASuite()
{
    QFETCH(QString, written);
    QFETCH(QString, meant);
    QCOMPARE(service::publicCallbackUrl(written, u"ww1"_s, {u"ww1"_s, u"ww2"_s}), meant);
}

void TestSelfTest::leavesNoTrace()
{
    ServiceRig rig;
    QVERIFY(rig.workspace->host().selfTest(rig.suiteId(), {})->ok);
    QVERIFY(rig.workspace->host().publicSelfTest(rig.suiteId(), rig.workspace->host().state().url, {})->ok);
    QVERIFY(rig.events().empty());
    QVERIFY(rig.workspace->host().rejections().empty());
}

QTEST_GUILESS_MAIN(TestSelfTest)
#include "test_self_test.moc"
