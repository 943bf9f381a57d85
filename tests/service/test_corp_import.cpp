#include "core/service/corp_service.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;

class TestCorpImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestCorpImport::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray json =
        R"([{"auth_corpid":"wpA1","permanent_code":"code-1","state":"shop1"},{"auth_corpid":"wpB2","permanent_code":"code-2"}])";
    QTest::newRow("json") << json;
    QTest::newRow("json with BOM") << "\xEF\xBB\xBF" + json;
    QTest::newRow("csv") << QByteArray("auth_corpid,permanent_code,state\r\nwpA1,code-1,shop1\r\nwpB2,code-2,\r\n");
    QTest::newRow("csv, other order, more columns")
        << QByteArray("\xEF\xBB\xBFname,state,permanent_code,auth_corpid\nx,shop1,code-1,wpA1\ny,, code-2 ,wpB2\n");
}

void TestCorpImport::reads()
{
    QFETCH(QByteArray, text);
    const auto items = CorpService::parseImport(text);
    QVERIFY2(items, items ? "" : qPrintable(items.error().id));
    QCOMPARE(items->size(), size_t(2));
    QCOMPARE(items->at(0).authCorpId, QStringLiteral("wpA1"));
    QCOMPARE(items->at(0).permanentCode, Secret(QStringLiteral("code-1")));
    QCOMPARE(items->at(0).state, QStringLiteral("shop1"));
    QCOMPARE(items->at(1).authCorpId, QStringLiteral("wpB2"));
    QCOMPARE(items->at(1).permanentCode, Secret(QStringLiteral("code-2")));
    QVERIFY(items->at(1).state.isEmpty());
}

void TestCorpImport::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("reason");
    const auto format = QStringLiteral("import.format");
    const auto line = QStringLiteral("import.line");
    QTest::newRow("empty") << QByteArray(" \n") << format << QString() << QString();
    QTest::newRow("object") << QByteArray(R"({"auth_corpid":"a"})") << format << QString() << QString();
    QTest::newRow("broken json") << QByteArray("[{") << QStringLiteral("import.json") << QString() << QString();
    QTest::newRow("no items") << QByteArray("[]") << format << QString() << QString();
    QTest::newRow("no header") << QByteArray("wpA1,code-1\n") << format << QString() << QString();
    QTest::newRow("header only") << QByteArray("auth_corpid,permanent_code\n") << format << QString() << QString();
    QTest::newRow("no id") << QByteArray(R"([{"permanent_code":"c"}])") << line << "1"
                           << "auth_corpid";
    QTest::newRow("number for an id") << QByteArray(R"([{"auth_corpid":7,"permanent_code":"c"}])") << line << "1"
                                      << "auth_corpid";
    QTest::newRow("not an object") << QByteArray(R"([{"auth_corpid":"a","permanent_code":"c"},5])") << line << "2"
                                   << "auth_corpid";
    QTest::newRow("id with a path") << QByteArray(R"([{"auth_corpid":"a/b","permanent_code":"c"}])") << line << "1"
                                    << "auth_corpid";
    QTest::newRow("twice") << QByteArray("auth_corpid,permanent_code\na,1\na,2\n") << line << "3"
                           << "auth_corpid";
    QTest::newRow("no code") << QByteArray("auth_corpid,permanent_code\na,1\nb,\n") << line << "3"
                             << "permanent_code";
    QTest::newRow("code too long") << "auth_corpid,permanent_code\na," + QByteArray(513, 'x') + "\n"
                                   << line << "2"
                                   << "permanent_code";
    QTest::newRow("state") << QByteArray(R"([{"auth_corpid":"a","permanent_code":"c","state":"shop-1"}])") << line
                           << "1"
                           << "state";
}

void TestCorpImport::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, id);
    QFETCH(QString, line);
    QFETCH(QString, reason);
    const auto items = CorpService::parseImport(text);
    QVERIFY(!items);
    QCOMPARE(items.error().id, id);
    QCOMPARE(items.error().args.value(QStringLiteral("line")), line);
    QCOMPARE(items.error().args.value(QStringLiteral("reason")), reason);
}

QTEST_GUILESS_MAIN(TestCorpImport)
#include "test_corp_import.moc"
