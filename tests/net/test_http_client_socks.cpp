#include "core/net/http_client.h"
#include "core/net/proxy_setting.h"
#include "tests/net/client_requests.h"
#include "tests/net/scripted_server.h"

#include <QTest>

#include <atomic>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// A small SOCKS5 proxy (RFC 1928, 1929) for one connection.
class SocksPeer
{
public:
    SocksPeer(ServedConnection& connection, const QByteArray& user, const QByteArray& password)
        : m_connection(connection)
        , m_user(user)
        , m_password(password)
    {}

    /// Lets the client in, or tells it why not. Without a user everybody may pass.
    bool greet()
    {
        const QByteArray head = m_connection.readExactly(2);
        if (head.isEmpty() || head[0] != '\x05')
            return false;
        const char wanted = m_user.isEmpty() ? '\x00' : '\x02';
        if (!m_connection.readExactly(head[1]).contains(wanted)) {
            m_connection.send(QByteArray("\x05\xff", 2));
            return false;
        }
        m_connection.send(QByteArray(1, '\x05') + wanted);
        return m_user.isEmpty() || checkPassword();
    }

    /// "name:port" as the client asked for it; an address in numbers shows as "resolved".
    QByteArray target()
    {
        const QByteArray head = m_connection.readExactly(4);
        if (!head.startsWith(QByteArray("\x05\x01\x00", 3)))
            return {};
        if (head[3] != '\x03')
            return "resolved";
        const QByteArray name = readText();
        const QByteArray port = m_connection.readExactly(2);
        return port.isEmpty() ? QByteArray() : name + ':' + QByteArray::number(quint8(port[0]) * 256 + quint8(port[1]));
    }

    void reply(char code)
    {
        m_connection.send(QByteArray("\x05", 1) + code + QByteArray("\x00\x01\x7f\x00\x00\x01\x00\x50", 8));
    }

private:
    QByteArray readText()
    {
        const QByteArray length = m_connection.readExactly(1);
        return length.isEmpty() ? QByteArray() : m_connection.readExactly(quint8(length[0]));
    }
    bool checkPassword()
    {
        m_connection.readExactly(1);
        const QByteArray user = readText();
        const bool right = user == m_user && readText() == m_password;
        m_connection.send(right ? QByteArray("\x01\x00", 2) : QByteArray("\x01\x01", 2));
        return right;
    }

    ServedConnection& m_connection;
    const QByteArray m_user;
    const QByteArray m_password;
};

HttpClientRequest postVia(quint16 port, const QString& credentials = {}, const QString& scheme = u"http"_s)
{
    HttpClientRequest request;
    request.url = QUrl(scheme + u"://qyapi.invalid/path?access_token=TOP-SECRET"_s);
    request.body = "{}";
    request.deadlineMs = 600'000;
    request.proxy = u"socks5://"_s + credentials + u"127.0.0.1:"_s + QString::number(port);
    return request;
}

} // namespace

class TestHttpClientSocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsThrough_data();
    void sendsThrough();
    void leavesNamesToTheProxy_data();
    void leavesNamesToTheProxy();
    void keepsTheConnection();
    void doesNotSendTwice();
    void reportsTrouble_data();
    void reportsTrouble();
    void outlivesAProxyThatHangsUp();
    void checksSettings_data();
    void checksSettings();
};

void TestHttpClientSocks::sendsThrough_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("credentials");
    QTest::newRow("everybody") << QByteArray() << QByteArray() << QString();
    QTest::newRow("plain") << QByteArray("staff") << QByteArray("word") << u"staff:word@"_s;
    QTest::newRow("encoded") << QByteArray("st:ff") << QByteArray("p@/%") << u"st%3Aff:p%40%2F%25@"_s;
    QTest::newRow("long") << QByteArray(255, 'u') << QByteArray(255, 'p')
                          << QString(255, u'u') + u':' + QString(255, u'p') + u'@';
}

void TestHttpClientSocks::sendsThrough()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    QFETCH(QString, credentials);
    ScriptedServer proxy([&](ServedConnection& connection) {
        SocksPeer peer(connection, user, password);
        if (!peer.greet() || peer.target().isEmpty())
            return;
        peer.reply(0);
        // Until the client is gone: it may use the connection again, and one that ends under a request drops it.
        for (QByteArray request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
            // The tunnel's own credentials stay in it.
            if (request.startsWith("POST /path?access_token=TOP-SECRET HTTP/1.1\r\n") && !request.contains("Proxy-"))
                connection.sendAnswer("through");
        }
    });
    HttpClient client;
    for (const bool singleUse : {false, true}) {
        HttpClientRequest request = postVia(proxy.port(), credentials);
        request.singleUse = singleUse;
        const auto answer = client.send(request);
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().id));
        QCOMPARE(answer->body, QByteArray("through"));
    }
}

void TestHttpClientSocks::leavesNamesToTheProxy_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("http") << u"http"_s << QByteArray("qyapi.invalid:80");
    QTest::newRow("https") << u"https"_s << QByteArray("qyapi.invalid:443");
}

void TestHttpClientSocks::leavesNamesToTheProxy()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, target);
    QByteArray asked;
    QByteArray first;
    {
        ScriptedServer proxy([&](ServedConnection& connection) {
            SocksPeer peer(connection, {}, {});
            if (!peer.greet())
                return;
            asked = peer.target();
            peer.reply(0);
            first = connection.readSome();
        });
        HttpClient client;
        HttpClientRequest request = postVia(proxy.port(), {}, scheme);
        request.singleUse = true; // so that it is one connection
        QVERIFY(!client.send(request));
    }
    QCOMPARE(asked, target);
    // Through the tunnel goes a handshake or the request, never the one in place of the other.
    QVERIFY(first.startsWith(scheme == u"https"_s ? QByteArray("\x16\x03") : QByteArray("POST ")));
}

void TestHttpClientSocks::keepsTheConnection()
{
    std::atomic<int> connections = 0;
    ScriptedServer proxy([&](ServedConnection& connection) {
        ++connections;
        SocksPeer peer(connection, {}, {});
        if (!peer.greet() || peer.target().isEmpty())
            return;
        peer.reply(0);
        while (!connection.readRequest().isEmpty())
            connection.sendAnswer("through");
    });
    HttpClient client(1);
    for (int i = 0; i < 5; ++i)
        QVERIFY(client.send(postVia(proxy.port())));
    QCOMPARE(connections, 1);
}

void TestHttpClientSocks::doesNotSendTwice()
{
    std::atomic<int> requests = 0;
    ScriptedServer proxy([&](ServedConnection& connection) {
        SocksPeer peer(connection, {}, {});
        if (!peer.greet() || peer.target().isEmpty())
            return;
        peer.reply(0);
        requests += connection.readRequest().isEmpty() ? 0 : 1; // and gone without an answer
    });
    HttpClient client;
    HttpClientRequest request = postVia(proxy.port());
    request.singleUse = true;
    COMPARE_ERROR(client.send(request), ErrorKind::Ambiguous, u"net.dropped"_s);
    QCOMPARE(requests, 1);
}

void TestHttpClientSocks::reportsTrouble_data()
{
    QTest::addColumn<QByteArray>("user");     // whom the proxy lets in
    QTest::addColumn<QByteArray>("answer");   // what it says to the greeting, if it is no SOCKS5 proxy
    QTest::addColumn<int>("code");            // what it says to the target
    QTest::addColumn<QString>("credentials"); // ours
    QTest::addColumn<QString>("id");
    const auto row = [](const char* name, const QByteArray& user, const QByteArray& answer, int code,
                        const QString& credentials,
                        const QString& id) { QTest::newRow(name) << user << answer << code << credentials << id; };
    row("no credentials", "staff", {}, 0, {}, u"net.proxy_auth"_s);
    row("wrong credentials", "staff", {}, 0, u"staff:wrong@"_s, u"net.proxy_auth"_s);
    row("general failure", {}, {}, 1, {}, u"net.proxy"_s);
    row("not allowed", {}, {}, 2, {}, u"net.proxy"_s);
    row("network unreachable", {}, {}, 3, {}, u"net.proxy"_s);
    row("host unreachable", {}, {}, 4, {}, u"net.proxy"_s);
    row("refused there", {}, {}, 5, {}, u"net.proxy"_s);
    row("unknown code", {}, {}, 99, {}, u"net.proxy"_s);
    row("an HTTP proxy", {}, "HTTP/1.1 400 Bad Request\r\n\r\n", 0, {}, u"net.proxy"_s);
    row("SOCKS4", {}, QByteArray("\x00\x5b\x00\x00\x00\x00\x00\x00", 8), 0, {}, u"net.proxy"_s);
}

void TestHttpClientSocks::reportsTrouble()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, answer);
    QFETCH(int, code);
    QFETCH(QString, credentials);
    QFETCH(QString, id);
    ScriptedServer proxy([&](ServedConnection& connection) {
        if (!answer.isEmpty()) {
            connection.readSome();
            connection.send(answer);
            return;
        }
        SocksPeer peer(connection, user, "word");
        if (!peer.greet() || peer.target().isEmpty())
            return;
        peer.reply(static_cast<char>(code));
        connection.waitForEnd();
    });
    HttpClient client;
    for (const QString& scheme : {u"http"_s, u"https"_s}) {
        for (const bool singleUse : {false, true}) {
            HttpClientRequest request = postVia(proxy.port(), credentials, scheme);
            request.singleUse = singleUse;
            COMPARE_ERROR(client.send(request), ErrorKind::Network, id);
        }
    }
}

void TestHttpClientSocks::outlivesAProxyThatHangsUp()
{
    // Qt waits for ever then, for what will not come: the deadline is what ends it.
    ScriptedServer proxy([](ServedConnection& connection) { connection.readSome(); });
    HttpClient client;
    for (const QString& scheme : {u"http"_s, u"https"_s}) {
        for (const bool singleUse : {false, true}) {
            HttpClientRequest request = postVia(proxy.port(), {}, scheme);
            request.singleUse = singleUse;
            request.deadlineMs = 200;
            COMPARE_ERROR(client.send(request), ErrorKind::Network, u"net.unreachable"_s); // certainly not executed
        }
    }
}

void TestHttpClientSocks::checksSettings_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<bool>("valid");
    const auto row = [](const QString& setting, bool valid) {
        QTest::newRow(qPrintable(setting.left(40))) << setting << valid;
    };
    row(u"socks5://proxy.example.com:1080"_s, true);
    row(u"socks5://[::1]:1080/"_s, true);
    row(u"socks5://u:p@10.0.0.1:1080"_s, true);
    row(u"socks5://h"_s, false);
    row(u"socks5://h:0"_s, false);
    row(u"socks5://h:99999"_s, false);
    row(u"socks5h://h:1080"_s, false);
    row(u"socks4://h:1080"_s, false);
    row(u"socks5:h:1080"_s, false);
    row(u"socks5://h:1080?x"_s, false);
    row(u"socks5://:SECRET@h:1080"_s, false);
    row(u"socks5://user@h:1080"_s, false);
    row(u"socks5://%1:SECRET@h:1080"_s.arg(QString(256, u'u')), false);
    row(u"socks5://u:%1SECRET@h:1080"_s.arg(QString(256, u'p')), false);
    row(u"socks5://u:密码@h:1080"_s, false); // Qt sends Latin-1
    row(u"http://u:密码@h:1080"_s, true);
}

void TestHttpClientSocks::checksSettings()
{
    QFETCH(QString, setting);
    QFETCH(bool, valid);
    const auto proxy = parseProxySetting(setting);
    QCOMPARE(proxy.has_value(), valid);
    if (!valid) {
        COMPARE_ERROR(proxy, ErrorKind::Config, u"net.proxy"_s);
    }
}

QTEST_GUILESS_MAIN(TestHttpClientSocks)
#include "test_http_client_socks.moc"
