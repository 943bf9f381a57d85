#include "tests/net/tls_client.h"
#include "tests/net/tls_files.h"
#include "tests/system/served_listener.h"

#include <QElapsedTimer>
#include <QTest>

#include <functional>
#include <limits>
#include <sys/resource.h>
#include <vector>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

/// What many strangers, or one that does not stop, do to a real `kfdeskctl serve`: a good callback sent in the midst of
/// it is stored and answered, memory stays within 16 MiB of what it was, and neither log nor disk grow with the flood.
/// How long the good one took is printed; scripts/bench shows speed, tests do not.
class TestHostileFloods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void floods_data();
    void floods();
    void rejectionsLeaveNothingBehind();
    void floodsOfTls_data();
    void floodsOfTls();

private:
    using Crowd = std::vector<RawClient>;
    using Attack = std::function<void(quint16 port, Crowd& crowd)>; ///< what is in the crowd stays connected

    void attack(ServedListener& listener, const Attack& attack, const std::function<RawAnswer(const QByteArray&)>& ask);
};

Q_DECLARE_METATYPE(std::function<void(quint16, std::vector<RawClient>&)>)

namespace {

constexpr qint64 mebibyte = 1024 * 1024;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// What a sanitizer keeps of freed memory, and its notes about it, would count as the listener's.
constexpr qint64 memoryAllowed = std::numeric_limits<qint64>::max();
#else
constexpr qint64 memoryAllowed = 16 * mebibyte;
#endif

const QByteArray piece(64 * 1024, 'x');

/// Until the listener closes, or `bytes` have gone.
void pour(RawClient& client, const QByteArray& part, qint64 bytes)
{
    for (qint64 sent = 0; sent < bytes && client.send(part); sent += part.size()) {
    }
}

QByteArray postHead(const QByteArray& field)
{
    return "POST " + sender::path() + " HTTP/1.1\r\n" + field + "\r\n\r\n";
}

} // namespace

void TestHostileFloods::initTestCase()
{
    // Thousands of connections, and the listener inherits it.
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 8192);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_cur < 4096)
        QSKIP("too few file descriptors allowed");
}

void TestHostileFloods::attack(ServedListener& listener, const Attack& attack,
                               const std::function<RawAnswer(const QByteArray&)>& ask)
{
    for (int i = 0; i < 200; ++i) // whatever is made once
        QCOMPARE(ask(sender::delivery("warm " + QByteArray::number(i))).body, QByteArray("success"));
    const MemoryUse before = listener.memory();

    Crowd crowd;
    attack(listener.port(), crowd);
    QElapsedTimer watch;
    watch.start();
    const RawAnswer answer = ask(sender::delivery("good"));
    const qint64 tookMs = watch.elapsed();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("success"));

    const MemoryUse during = listener.memory();
    qInfo("%s: the good callback took %lld ms; memory %.1f MiB before, +%.1f at most", QTest::currentDataTag(), tookMs,
          double(before.resident) / mebibyte, double(during.peak - before.resident) / mebibyte);
    QVERIFY(during.peak - before.resident <= memoryAllowed);
    crowd.clear();
    QCOMPARE(ask(sender::delivery("afterwards")).body, QByteArray("success"));
    QCOMPARE(listener.storedEvents(), 202);
}

void TestHostileFloods::floods_data()
{
    QTest::addColumn<Attack>("flood");
    const auto row = [](const char* name, const Attack& flood) { QTest::newRow(name) << flood; };

    row("bodies of 50 MB", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 8; ++i) {
            crowd.emplace_back(port);
            crowd.back().send(postHead("Content-Length: 50000000"));
            pour(crowd.back(), piece, 50'000'000);
        }
    });
    row("chunks of 50 MB", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 8; ++i) {
            crowd.emplace_back(port);
            crowd.back().send(postHead("Transfer-Encoding: chunked"));
            pour(crowd.back(), "10000\r\n" + piece + "\r\n", 50'000'000);
        }
    });
    row("headers without end", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 8; ++i) {
            crowd.emplace_back(port);
            crowd.back().send("GET / HTTP/1.1\r\n");
            pour(crowd.back(), QByteArray("X-Header: y\r\n").repeated(5000), 50'000'000);
        }
    });
    row("2000 idle connections", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 2000; ++i)
            crowd.emplace_back(port);
    });
    row("2000 half requests", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 2000; ++i) {
            crowd.emplace_back(port);
            crowd.back().send("POST /callback/x HTTP/1.1\r\nX: " + QByteArray(7000, 'x'));
        }
    });
    row("450 bodies that never end", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 450; ++i) { // fewer than may be connected, and more than all bodies may have together
            crowd.emplace_back(port);
            crowd.back().send(postHead("Content-Length: 262144") + QByteArray(30 * 1024, 'x'));
        }
    });
    row("slow drip", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 500; ++i)
            crowd.emplace_back(port);
        for (int round = 0; round < 20; ++round) {
            for (RawClient& client : crowd)
                client.send(QByteArray(1, "GET /callback/abcdef"[round]));
        }
    });
    row("pipelining without reading", [](quint16 port, Crowd& crowd) {
        const QByteArray request = "GET " + sender::path() + "?a=1 HTTP/1.1\r\n\r\n";
        for (int i = 0; i < 8; ++i) {
            crowd.emplace_back(port);
            crowd.back().sendWhatFits(request.repeated(100'000));
        }
    });
    row("XML bombs", [](quint16 port, Crowd& crowd) {
        const QByteArray bomb = "<!DOCTYPE x [<!ENTITY a \"" + QByteArray(100'000, 'a') + "\"><!ENTITY b \"" +
                                QByteArray("&a;").repeated(30'000) + "\">]><xml><Encrypt>&b;</Encrypt></xml>";
        const QByteArray deep = QByteArray("<a>").repeated(80'000);
        const QByteArray query = sender::signedQuery("x");
        for (int i = 0; i < 100; ++i) {
            crowd.emplace_back(port);
            crowd.back().ask(sender::post(sender::path() + query, i % 2 ? bomb : deep));
        }
    });
}

void TestHostileFloods::floods()
{
    QFETCH(Attack, flood);
    ServedListener listener;
    attack(listener, flood, [&](const QByteArray& request) { return RawClient(listener.port()).ask(request); });
}

void TestHostileFloods::rejectionsLeaveNothingBehind()
{
    constexpr int rejected = 100'000;
    constexpr int atOnce = 200;
    ServedListener listener;
    QCOMPARE(RawClient(listener.port()).ask(sender::delivery("first")).body, QByteArray("success"));
    const qint64 diskBefore = listener.diskBytes();
    const MemoryUse before = listener.memory();
    const QByteArray encrypt = QByteArray(200, 'A');
    const QByteArray request = sender::post(
        sender::path() + "?msg_signature=0&timestamp=1&nonce=" + QByteArray(500, 'n'), sender::envelope(encrypt));
    RawClient client(listener.port());
    for (int sent = 0; sent < rejected; sent += atOnce) {
        QVERIFY(client.send(request.repeated(atOnce)));
        for (int i = 0; i < atOnce; ++i)
            QCOMPARE(client.answer().status, 403);
    }
    QTRY_COMPARE_WITH_TIMEOUT(listener.status().value(u"refused"_s).toObject().value(u"signature"_s).toInt(), rejected,
                              60'000);
    const qint64 grown = listener.diskBytes() - diskBefore;
    qInfo("%d rejections: %lld bytes on disk, %.1f MiB of memory", rejected, grown,
          double(listener.memory().peak - before.resident) / mebibyte);
    QVERIFY(grown < 256 * 1024);
    QVERIFY(listener.memory().peak - before.resident <= memoryAllowed);
    QCOMPARE(listener.storedEvents(), 1);
}

void TestHostileFloods::floodsOfTls_data()
{
    QTest::addColumn<Attack>("flood");
    const auto row = [](const char* name, const Attack& flood) { QTest::newRow(name) << flood; };
    const QByteArray hello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);

    row("2000 silent connections", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 2000; ++i)
            crowd.emplace_back(port);
    });
    row("2000 half handshakes", [hello](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 2000; ++i) {
            crowd.emplace_back(port);
            crowd.back().send(hello);
        }
    });
    row("2000 hellos that claim much", [](quint16 port, Crowd& crowd) {
        const QByteArray claim("\x16\x03\x01\x40\x00\x01\x00\x3f\xfc\x03\x03", 11);
        for (int i = 0; i < 2000; ++i) {
            crowd.emplace_back(port);
            crowd.back().send(claim + QByteArray(16'000, 'h'));
        }
    });
    row("2000 times no TLS", [](quint16 port, Crowd& crowd) {
        for (int i = 0; i < 2000; ++i) {
            crowd.emplace_back(port);
            crowd.back().send("GET / HTTP/1.1\r\n\r\n");
        }
    });
}

void TestHostileFloods::floodsOfTls()
{
    QFETCH(Attack, flood);
    const TlsFolder folder;
    ServedListener listener({u"--tls-cert"_s, folder.files().certificate, u"--tls-key"_s, folder.files().key});
    QVERIFY(listener.url().startsWith(u"https://"_s));
    attack(listener, flood, [&](const QByteArray& request) { return TlsClient(listener.port()).ask(request); });
}

QTEST_GUILESS_MAIN(TestHostileFloods)
#include "test_hostile_floods.moc"
