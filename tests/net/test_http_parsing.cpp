#include "core/net/http_server.h"
#include "tests/net/raw_client.h"
#include "tests/net/server_requests.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::net;
using namespace kfdesk::test;

class TestHttpParsing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsRequests_data();
    void understandsRequests();
    void understandsOneByteAtATime_data();
    void understandsOneByteAtATime();
    void refusesMalformed_data();
    void refusesMalformed();
};

void TestHttpParsing::understandsRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("understood");

    QTest::newRow("GET") << QByteArray("GET /a?b=%20c HTTP/1.1\r\nHost: x\r\n\r\n")
                         << QByteArray("GET /a?b=%20c  127.0.0.1 ");
    QTest::newRow("POST") << QByteArray("POST /p HTTP/1.1\r\nhost: x\r\nCONTENT-TYPE: text/xml\r\n"
                                        "content-length: 5\r\n\r\nhello")
                          << QByteArray("POST /p text/xml 127.0.0.1 hello");
    QTest::newRow("empty body") << QByteArray("POST /p HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
                                << QByteArray("POST /p  127.0.0.1 ");
    QTest::newRow("chunked") << QByteArray("POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           "3\r\nabc\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n")
                             << QByteArray("POST /p  127.0.0.1 abc0123456789");
    QTest::newRow("chunked and empty") << QByteArray("POST /p HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n")
                                       << QByteArray("POST /p  127.0.0.1 ");
    QTest::newRow("trailer") << QByteArray("POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           "1\r\na\r\n0\r\nContent-Type: evil\r\n\r\n")
                             << QByteArray("POST /p  127.0.0.1 a");
    QTest::newRow("another method") << QByteArray("PROPFIND / HTTP/1.1\r\n\r\n")
                                    << QByteArray("PROPFIND /  127.0.0.1 ");
    QTest::newRow("HTTP/1.0") << QByteArray("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi")
                              << QByteArray("POST /  127.0.0.1 hi");
}

void TestHttpParsing::understandsRequests()
{
    QFETCH(QByteArray, request);
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    const auto answer = client.ask(request);
    QCOMPARE(answer.status, 200);
    QTEST(answer.body, "understood");
}

void TestHttpParsing::understandsOneByteAtATime_data()
{
    understandsRequests_data();
}

void TestHttpParsing::understandsOneByteAtATime()
{
    QFETCH(QByteArray, request);
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    for (const char byte : request) {
        QVERIFY(client.send(QByteArray(1, byte)));
        client.isReadable(1); // lets the byte arrive alone
    }
    const auto answer = client.answer();
    QCOMPARE(answer.status, 200);
    QTEST(answer.body, "understood");
}

void TestHttpParsing::refusesMalformed_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray chunkedHead = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

    QTest::newRow("no HTTP") << QByteArray("\x16\x03\x01\x02\x00 client hello\r\n\r\n", 21);
    QTest::newRow("HTTP/2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
    QTest::newRow("blank in the target") << QByteArray("GET /a b HTTP/1.1\r\n\r\n");
    QTest::newRow("header without colon") << QByteArray("GET / HTTP/1.1\r\nnonsense\r\n\r\n");
    QTest::newRow("length is no number") << QByteArray("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n");
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    QTest::newRow("length and chunks") << QByteArray(
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    QTest::newRow("unknown coding") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
    QTest::newRow("hidden coding") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n");
    QTest::newRow("chunk size is no number") << QByteArray(chunkedHead + "zz\r\n");
    QTest::newRow("chunk longer than its size") << QByteArray(chunkedHead + "1\r\nabc\r\n0\r\n\r\n");
    QTest::newRow("endless chunk extension") << QByteArray(chunkedHead + "1;" + QByteArray(64 * 1024, 'x'));
    QTest::newRow("endless trailer") << QByteArray(chunkedHead + "0\r\n" + QByteArray("a: b\r\n").repeated(4096));
}

void TestHttpParsing::refusesMalformed()
{
    QFETCH(QByteArray, request);
    HttpServer server(echo);
    QVERIFY(server.start(QStringLiteral("127.0.0.1"), 0));
    RawClient client(server.port());
    const auto answer = client.ask(request);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray());
    QCOMPARE(answer.field("Connection"), QByteArray("close"));
    QVERIFY(client.isEnded());
    QCOMPARE(server.stats().malformed, 1u);
    QCOMPARE(server.stats().requests, 0u);
}

QTEST_GUILESS_MAIN(TestHttpParsing)
#include "test_http_parsing.moc"
