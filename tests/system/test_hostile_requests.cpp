#include "core/crypto/callback_cipher.h"
#include "tests/system/served_listener.h"

#include <QTest>

#include <initializer_list>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// One request after another that a stranger, a broken relay or an attacker could send to a real `kfdeskctl serve`:
/// each gets the status that the contract gives it and nothing else, and the next good callback is stored as ever.
class TestHostileRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void signatures_data();
    void signatures() { check(); }
    void ciphertexts_data();
    void ciphertexts() { check(); }
    void envelopes_data();
    void envelopes() { check(); }
    void queries_data();
    void queries() { check(); }
    void targets_data();
    void targets() { check(); }
    void messages_data();
    void messages() { check(); }
    void refusalsReachTheOperator();

private:
    void check();

    std::unique_ptr<ServedListener> m_listener;
    int m_good = 0;  ///< callbacks that must be in the store
    int m_taken = 0; ///< of strangers, and answered with success: each is another one, so each must be in it as well
};

namespace {

using namespace sender;

void columns()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
}

void row(const char* name, const QByteArray& request, int status)
{
    QTest::newRow(name) << request << status;
}

/// Of an event that no other row has.
QByteArray sealedEvent()
{
    static int count = 0;
    return sealed(unknownEvent("m" + QByteArray::number(++count)), suiteId());
}

/// Signed as it should be, whatever is in it.
QByteArray withCiphertext(const QByteArray& encrypt)
{
    return post(path() + signedQuery(encrypt), envelope(encrypt));
}

/// In the place of a ciphertext that a row makes only when it is sent.
const QByteArray cipher = "{ciphertext}";

/// An event of its own in `body`, where it says so, and signed as it should be.
QByteArray withBody(QByteArray body)
{
    const QByteArray encrypt = sealedEvent();
    return post(path() + signedQuery(encrypt), body.replace(cipher, encrypt));
}

/// The right request for an event of its own, with `from` in the query written `to`.
QByteArray withQuery(const QByteArray& from, const QByteArray& to)
{
    const QByteArray encrypt = sealedEvent();
    return post(path() + signedQuery(encrypt).replace(from, to), envelope(encrypt));
}

/// The same with `more` behind the right query.
QByteArray withMore(const QByteArray& more)
{
    const QByteArray encrypt = sealedEvent();
    return post(path() + signedQuery(encrypt) + more, envelope(encrypt));
}

/// Signed with the nonce that is meant, however it is written.
QByteArray withNonce(const QByteArray& meant, const QByteArray& written)
{
    const QByteArray encrypt = sealedEvent();
    const QByteArray query = signedQuery(encrypt, meant);
    return post(path() + query.chopped(meant.size()) + written, envelope(encrypt));
}

/// The right request at another target.
QByteArray withTarget(const QByteArray& target)
{
    const QByteArray encrypt = sealedEvent();
    return post(target + signedQuery(encrypt), envelope(encrypt));
}

/// 16 bytes, the length given, the message, the receiveid, and padding as it should be.
QByteArray plaintext(quint32 length, const QByteArray& message, const QByteArray& receiveId)
{
    QByteArray plain = QByteArray(16, 'r') + char(length >> 24) + char(length >> 16) + char(length >> 8) +
                       char(length) + message + receiveId;
    const auto pad = 32 - plain.size() % 32;
    return plain + QByteArray(pad, char(pad));
}

QByteArray chunked(const QByteArray& chunks)
{
    return "POST " + path() + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

QByteArray verification(const QByteArray& echostr, const QByteArray& signature)
{
    return "GET " + path() + "?msg_signature=" + signature + "&timestamp=1718000009&nonce=nonce1&echostr=" + echostr +
           " HTTP/1.1\r\n\r\n";
}

} // namespace

void TestHostileRequests::initTestCase()
{
    m_listener = std::make_unique<ServedListener>();
}

void TestHostileRequests::check()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    RawClient stranger(m_listener->port());
    const RawAnswer answer = stranger.ask(request);
    QCOMPARE(answer.status, status);
    if (status != 200)
        QCOMPARE(answer.body, QByteArray());
    else if (answer.body == "success")
        ++m_taken;
    QVERIFY(!answer.head.contains("Server:"));

    ++m_good;
    const RawAnswer good = RawClient(m_listener->port()).ask(delivery("good " + QByteArray::number(m_good)));
    QCOMPARE(good.status, 200);
    QCOMPARE(good.body, QByteArray("success"));
}

void TestHostileRequests::cleanupTestCase()
{
    QVERIFY(m_taken > 0);
    QCOMPARE(m_listener->storedEvents(), m_good + m_taken);
    QCOMPARE(m_listener->stop().exitCode, 0);
}

void TestHostileRequests::signatures_data()
{
    columns();
    const QByteArray encrypt = sealedEvent();
    const QByteArray query = signedQuery(encrypt);
    const QByteArray signature = query.mid(query.indexOf('=') + 1, 40);
    const auto with = [&](const QByteArray& other) -> QByteArray {
        return post(path() + QByteArray(query).replace(signature, other), envelope(encrypt));
    };
    row("wrong", with(QByteArray(40, 'a')), 403);
    row("empty", with({}), 403);
    row("cut off", with(signature.chopped(1)), 403);
    row("longer", with(signature + "0"), 403);
    row("upper case", with("A" + signature.toUpper().mid(1)), 403);
    row("with a NUL behind", with(signature + "%00"), 403);
    row("very long", with(QByteArray(6000, 'a')), 403);
    row("of another ciphertext", post(path() + query, envelope(sealedEvent())), 403);
    row("timestamp changed", post(path() + QByteArray(query).replace("1718000009", "1718000010"), envelope(encrypt)),
        403);
    row("verification", verification("abc", QByteArray(40, 'b')), 403);
}

void TestHostileRequests::ciphertexts_data()
{
    columns();
    const QByteArray good = sealedEvent();
    const QByteArray message = unknownEvent("m");
    const auto claiming = [&](quint32 length) { return encryptedRaw(plaintext(length, message, suiteId())); };
    const auto padded = [](const QByteArray& end) -> QByteArray {
        return encryptedRaw(QByteArray(64 - end.size(), 'p') + end);
    };

    row("for another suite", withCiphertext(sealed(message, "ww0ther0suite0id")), 403);
    row("for the provider", withCiphertext(sealed(message, "wx5823bf96d3bd56c7")), 403);
    row("for nobody", withCiphertext(sealed(message, {})), 403);
    row("for the suite and more", withCiphertext(sealed(message, suiteId() + "x")), 403);
    row("for the suite and a NUL", withCiphertext(sealed(message, suiteId() + QByteArray(1, '\0'))), 403);
    const auto otherKey = kfdesk::crypto::CallbackKey::parse("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg");
    row("another key", withCiphertext(kfdesk::crypto::sealCallback(*otherKey, message, suiteId())), 400);
    row("cut off", withCiphertext(good.chopped(24)), 400);
    row("cut to one block", withCiphertext(QByteArray::fromBase64(good).first(16).toBase64()), 400);
    row("not whole blocks", withCiphertext(QByteArray(33, 'x').toBase64()), 400);
    row("not base64", withCiphertext("@@@@"), 400);
    row("base64 with blanks", withCiphertext(QByteArray(good).insert(10, ' ')), 400);
    row("base64 for URLs", withCiphertext("_-_-" + good), 400);
    row("base64 without its end", withCiphertext(good.first(good.size() - good.size() % 4 - 1)), 400);
    row("padding of nothing", withCiphertext(padded(QByteArray(1, '\0'))), 400);
    row("padding of 33", withCiphertext(padded(QByteArray(33, '\x21'))), 400);
    row("padding that differs", withCiphertext(padded("\x02\x03")), 400);
    row("padding alone", withCiphertext(encryptedRaw(QByteArray(32, '\x20'))), 400);
    row("length of nothing", withCiphertext(claiming(0)), 403);
    row("length one too many", withCiphertext(claiming(static_cast<quint32>(message.size() + suiteId().size()) + 1)),
        400);
    row("length all", withCiphertext(claiming(static_cast<quint32>(message.size() + suiteId().size()))), 403);
    row("length one short", withCiphertext(claiming(static_cast<quint32>(message.size()) - 1)), 403);
    row("length huge", withCiphertext(claiming(0x7fffffff)), 400);
    row("length negative", withCiphertext(claiming(0xffffffff)), 400);
    row("length that wraps", withCiphertext(claiming(0xfffffff0)), 400);
    row("200 KiB of a stranger's", post(path() + signedQuery(good), envelope(QByteArray(200 * 1024, 'A'))), 403);
    row("unreadable plaintext", withCiphertext(sealed("\x01\x02\x03", suiteId())), 200);
    row("binary plaintext", withCiphertext(sealed(QByteArray(1000, '\0'), suiteId())), 200);
}

void TestHostileRequests::envelopes_data()
{
    columns();
    const QByteArray right = envelope(cipher);
    const QByteArray bomb = "<!DOCTYPE xml [<!ENTITY a \"" + QByteArray(1000, 'a') + "\"><!ENTITY b \"" +
                            QByteArray("&a;").repeated(1000) + "\"><!ENTITY c \"" + QByteArray("&b;").repeated(1000) +
                            "\">]>";

    row("BOM", withBody("\xef\xbb\xbf" + right), 200);
    // The keys of what a receiver sends back, not of what it gets: to us there is no Encrypt in it.
    row("JSON with the keys of a reply", withBody("{\"encrypt\":\"" + cipher + "\",\"tousername\":\"a\"}"), 400);
    row("JSON", withBody("{\"Encrypt\":\"" + cipher + "\"}"), 200);
    row("empty", withBody({}), 400);
    row("blanks", withBody("  \r\n"), 400);
    row("NULs", withBody(QByteArray(5000, '\0')), 400);
    row("text", withBody("hello"), 400);
    row("HTML", withBody("<!doctype html><html><body>502</body></html>"), 400);
    row("no Encrypt", withBody("<xml><ToUserName>a</ToUserName></xml>"), 400);
    row("empty Encrypt", withBody("<xml><Encrypt/></xml>"), 400);
    // As with a parameter: what is there twice has no single meaning, whichever of them is signed.
    row("two Encrypts", withBody("<xml><Encrypt>a</Encrypt><Encrypt>" + cipher + "</Encrypt></xml>"), 400);
    row("two Encrypts, the right one first",
        withBody("<xml><Encrypt>" + cipher + "</Encrypt><Encrypt>a</Encrypt></xml>"), 400);
    row("bomb", withBody(bomb + "<xml><Encrypt>&c;</Encrypt></xml>"), 400);
    row("bomb around the right one", withBody(bomb + right), 400);
    row("file of ours",
        withBody("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Encrypt>&e;</Encrypt></xml>"), 400);
    // Without a DTD it is text like any other: first it must be signed, and then it is no base64.
    const QByteArray entity = "<xml><Encrypt>&e;</Encrypt></xml>";
    row("entity nobody knows", withBody(entity), 403);
    row("entity nobody knows, signed", post(path() + signedQuery("&e;"), entity), 400);
    row("deep", withBody(QByteArray("<a>").repeated(60'000)), 400);
    // Well-formed and signed, and no deeper than a body is long: there is nothing to refuse it for.
    row("deep and closed",
        withBody("<xml>" + QByteArray("<a>").repeated(20'000) + QByteArray("</a>").repeated(20'000) + "<Encrypt>" +
                 cipher + "</Encrypt></xml>"),
        200);
    row("many attributes", withBody("<xml" + QByteArray(" a=\"b\"").repeated(30'000) + "></xml>"), 400);
    row("cut off", withBody(right.chopped(10)), 400);
    row("UTF-16", withBody("\xff\xfe" + right), 400);
    row("JSON cut off", withBody("{\"Encrypt\":\"" + cipher), 400);
    row("JSON without", withBody("{\"tousername\":\"a\"}"), 400);
    row("JSON number", withBody("{\"Encrypt\":17}"), 400);
    row("JSON array", withBody("[\"" + cipher + "\"]"), 400);
    row("JSON deep", withBody(QByteArray("[").repeated(200'000)), 400);
    row("JSON object deep", withBody(QByteArray("{\"Encrypt\":").repeated(20'000)), 400);
}

void TestHostileRequests::queries_data()
{
    columns();
    const auto instead = [](const QByteArray& query) { return post(path() + query, envelope(sealedEvent())); };
    const auto without = [](const QByteArray& name) { return withQuery(name + '=', "x="); };

    row("none", instead({}), 400);
    row("mark alone", instead("?"), 400);
    row("ampersands", instead("?&&&&"), 400);
    row("no signature", without("msg_signature"), 400);
    row("no timestamp", without("timestamp"), 400);
    row("no nonce", without("nonce"), 400);
    row("signature twice", withMore("&msg_signature=" + QByteArray(40, 'a')), 400);
    row("timestamp twice", withMore("&timestamp=1718000009"), 400);
    row("nonce twice, once encoded", withMore("&%6eonce=nonce1"), 400);
    row("no echostr", "GET " + path() + signedQuery(sealedEvent()) + " HTTP/1.1\r\n\r\n", 400);
    row("echostr in a POST", withMore("&echostr=abc"), 200);
    row("unknown ones", withMore("&a=1&b=2&a=3"), 200);
    row("64 of them", withMore(QByteArray("&a=1").repeated(61)), 200);
    row("65 of them", withMore(QByteArray("&a=1").repeated(62)), 400);
    row("names encoded", withQuery("timestamp", "time%73tamp"), 200);
    row("names in capitals", withQuery("nonce=", "NONCE="), 400);
    row("cut percent", withMore("&a=%"), 400);
    row("half percent", withMore("&a=%4"), 400);
    row("no hex", withMore("&a=%zz"), 400);
    row("lower-case hex", withNonce("a+b/c", "a%2bb%2fc"), 200);
    row("plus is a plus", withNonce("a+b", "a+b"), 200);
    row("plus encoded", withNonce("a+b", "a%2Bb"), 200);
    row("plus is no blank", withNonce("a b", "a+b"), 403);
    row("blank encoded", withNonce("a b", "a%20b"), 200);
    row("encoded twice", withNonce("a+b", "a%252Bb"), 403);
    row("not UTF-8", withNonce("\xff\xfe", "%ff%fe"), 200);
    row("a NUL in it", withNonce(QByteArray("a\0b", 3), "a%00b"), 200);
    row("equals in it", withNonce("a==", "a=="), 200);
    row("semicolons", withQuery("&", ";"), 400);
    row("fragment", withMore("#x"), 403);
}

void TestHostileRequests::targets_data()
{
    columns();
    const auto method = [](const QByteArray& name) -> QByteArray {
        return name + ' ' + path() + signedQuery(sealedEvent()) + " HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
    };

    row("slash behind", withTarget(path() + "/"), 200);
    row("anything behind", withTarget(path() + "/a/../b"), 200);
    row("root", withTarget("/"), 404);
    row("other suite", withTarget("/callback/ww0ther"), 404);
    row("no suite", withTarget("/callback/"), 404);
    row("no suite, slashes", withTarget("/callback//"), 404);
    row("two slashes", withTarget("//callback/" + suiteId()), 404);
    row("dots", withTarget("/callback/../callback/" + suiteId()), 404);
    row("suite encoded", withTarget("/callback/%77" + suiteId().mid(1)), 404);
    row("suite in capitals", withTarget("/callback/" + suiteId().toUpper()), 404);
    row("suite and more", withTarget(path() + "x"), 404);
    row("suite and a NUL", withTarget(path() + "%00"), 404);
    row("absolute", withTarget("http://kf.example.com" + path()), 404);
    row("long", withTarget("/callback/" + QByteArray(4000, 'w')), 404);
    row("not UTF-8", withTarget("/callback/\xff\xfe"), 404);
    for (const char* name : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "BREW"})
        row(name, method(name), 405);
    row("CONNECT", "CONNECT kf.example.com:443 HTTP/1.1\r\n\r\n", 404);
    row("OPTIONS of all", "OPTIONS * HTTP/1.1\r\n\r\n", 404);
    row("health by POST", post("/healthz", {}), 405);
    row("health", "GET /healthz?x=y HTTP/1.1\r\n\r\n", 200);
    row("other method, other path", "DELETE /a HTTP/1.1\r\n\r\n", 404);
}

void TestHostileRequests::messages_data()
{
    columns();
    const QByteArray line = "POST " + path() + " HTTP/1.1\r\n";
    row("body of 257 KiB", post(path(), QByteArray(257 * 1024, 'x')), 413);
    row("body of 50 MB announced", line + "Content-Length: 50000000\r\n\r\n", 413);
    row("length beyond 64 bits", line + "Content-Length: 99999999999999999999999\r\n\r\n", 400);
    row("length negative", line + "Content-Length: -5\r\n\r\n", 400);
    row("length hex", line + "Content-Length: 0x10\r\n\r\n", 400);
    row("two lengths", line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400);
    row("length and chunks", line + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("gzip", line + "Transfer-Encoding: gzip\r\n\r\n", 400);
    row("chunks of 50 MB", chunked("2faf080\r\n"), 413);
    row("chunk size beyond 64 bits", chunked("fffffffffffffffffff\r\n"), 400);
    row("chunk size no number", chunked("zz\r\n"), 400);
    row("chunk longer than its size", chunked("1\r\nabc\r\n0\r\n\r\n"), 400);
    row("extension without end", chunked("1;" + QByteArray(64 * 1024, 'x')), 400);
    row("trailer without end", chunked("0\r\n" + QByteArray("a: b\r\n").repeated(4096)), 400);
    row("nothing in chunks", chunked("0\r\n\r\n"), 400);
    row("header of 9 KiB", line + "X: " + QByteArray(9 * 1024, 'x') + "\r\n\r\n", 431);
    row("header without end", line + QByteArray("X: y\r\n").repeated(5000), 431);
    row("target of 9 KiB", "GET /" + QByteArray(9 * 1024, 'x') + " HTTP/1.1\r\n\r\n", 431);
    row("header without colon", line + "nonsense\r\n\r\n", 400);
    row("folded header", line + "X: y\r\n z\r\n\r\n", 400);
    row("NUL in a header", line + QByteArray("X: a\0b\r\n\r\n", 10), 400);
    row("no version", "GET " + path() + "\r\n\r\n", 400);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
    row("HTTP/9.9", "GET " + path() + " HTTP/9.9\r\n\r\n", 400);
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + QByteArray(600, 'x'), 400);
    row("blank lines first", "\r\n\r\n\r\n", 400);
}

void TestHostileRequests::refusalsReachTheOperator()
{
    // Written down at most every five seconds; until then the last record stands.
    QJsonObject refused;
    QTRY_VERIFY_WITH_TIMEOUT((refused = m_listener->status().value(u"refused"_s).toObject()).contains(u"signature"_s) &&
                                 refused.contains(u"malformed"_s),
                             60'000);
    for (const char* reason : {"query", "xml", "signature", "base64", "decrypt", "padding", "length", "receive_id",
                               "path", "method", "malformed", "too_large"})
        QVERIFY2(refused.value(QLatin1String(reason)).toInteger() > 0, reason);
    QVERIFY(m_listener->status().value(u"accepted"_s).toInteger() > 0);
}

QTEST_GUILESS_MAIN(TestHostileRequests)
#include "test_hostile_requests.moc"
