#include "core/net/http_server.h"
#include "core/net/query.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::net;

class TestQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesOnce_data();
    void decodesOnce();
    void refuses_data();
    void refuses();
    void keepsRepeatedParametersApart();
    void takesSixtyFourParameters();
    void splitsTarget_data();
    void splitsTarget();
};

void TestQuery::decodesOnce_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("value"); // of "a"

    QTest::newRow("plain") << QByteArray("a=1") << QByteArray("1");
    QTest::newRow("plus stays") << QByteArray("a=x+y%2B%2f==") << QByteArray("x+y+/==");
    QTest::newRow("once only") << QByteArray("a=%2541") << QByteArray("%41");
    QTest::newRow("not UTF-8") << QByteArray("a=%ff%00") << QByteArray("\xff\0", 2);
    QTest::newRow("no equals sign") << QByteArray("b=1&a") << QByteArray("");
    QTest::newRow("encoded name") << QByteArray("%61=1") << QByteArray("1");
    QTest::newRow("empty items") << QByteArray("&&a=1&") << QByteArray("1");
}

void TestQuery::decodesOnce()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, value);
    const auto query = Query::parse(raw);
    QVERIFY(query);
    QCOMPARE(query->single("a"), std::optional(value));
    QCOMPARE(query->count("a"), 1);
}

void TestQuery::refuses_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("percent at the end") << QByteArray("a=%");
    QTest::newRow("one digit") << QByteArray("a=%4");
    QTest::newRow("no hex") << QByteArray("a=%4g");
    QTest::newRow("in the name") << QByteArray("%zz=1");
    QTest::newRow("too many") << QByteArray("a&").repeated(65);
}

void TestQuery::refuses()
{
    QFETCH(QByteArray, raw);
    const auto query = Query::parse(raw);
    QVERIFY(!query);
    QCOMPARE(query.error().id, QStringLiteral("net.query"));
    QCOMPARE(query.error().kind, ErrorKind::Input);
}

void TestQuery::keepsRepeatedParametersApart()
{
    const auto query = Query::parse("a=1&b=2&a=3");
    QVERIFY(query);
    QCOMPARE(query->single("a"), std::nullopt);
    QCOMPARE(query->count("a"), 2);
    QCOMPARE(query->single("b"), std::optional(QByteArray("2")));
    QCOMPARE(query->single("c"), std::nullopt);
    QCOMPARE(query->count("c"), 0);
}

void TestQuery::takesSixtyFourParameters()
{
    const auto query = Query::parse(QByteArray("a&").repeated(64));
    QVERIFY(query);
    QCOMPARE(query->count("a"), 64);
}

void TestQuery::splitsTarget_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");

    QTest::newRow("both") << QByteArray("/a%20b?x=1?2") << QByteArray("/a%20b") << QByteArray("x=1?2");
    QTest::newRow("no query") << QByteArray("/a") << QByteArray("/a") << QByteArray();
    QTest::newRow("empty query") << QByteArray("/a?") << QByteArray("/a") << QByteArray();
}

void TestQuery::splitsTarget()
{
    QFETCH(QByteArray, target);
    HttpRequest request;
    request.target = target;
    QTEST(request.path(), "path");
    QTEST(request.query(), "query");
}

QTEST_GUILESS_MAIN(TestQuery)
#include "test_query.moc"
