#include "core/wecom/body.h"
#include "core/wecom/envelope.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::wecom;

class TestEnvelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestEnvelope::reads_data()
{
    QTest::addColumn<QByteArray>("body");

    const QByteArray xml = "<xml><ToUserName><![CDATA[ww1]]></ToUserName><AgentID><![CDATA[7]]></AgentID>"
                           "<Encrypt><![CDATA[Ab+/9==]]></Encrypt></xml>";
    QTest::newRow("official") << xml;
    QTest::newRow("BOM and blanks in front") << QByteArray("\xEF\xBB\xBF\r\n \t") + xml;
    QTest::newRow("declaration and comment") << QByteArray("<?xml version=\"1.0\"?><!-- x -->\n") + xml;
    QTest::newRow("other order, unknown children")
        << QByteArray("<xml><Encrypt><![CDATA[Ab+/9==]]></Encrypt><Z><Encrypt>no</Encrypt></Z>"
                      "<AgentID><![CDATA[7]]></AgentID><ToUserName><![CDATA[ww1]]></ToUserName></xml>");
    QTest::newRow("plain text, indented") << QByteArray("<xml>\n  <ToUserName>\n    ww1\n  </ToUserName>\n"
                                                        "  <AgentID> 7 </AgentID>\n  <Encrypt>\n    Ab+/9==\n"
                                                        "  </Encrypt>\n</xml>\n");
    QTest::newRow("blanks around the CDATA")
        << QByteArray("<xml><ToUserName> <![CDATA[ww1]]></ToUserName><AgentID><![CDATA[7]]> </AgentID>"
                      "<Encrypt>\n <![CDATA[Ab+/9==]]>\n</Encrypt></xml>");
    const QByteArray usual = "<Encrypt><![CDATA[Ab+/9==]]></Encrypt>";
    const QByteArray name = "<ToUserName><![CDATA[ww1]]></ToUserName>";
    QTest::newRow("another in a comment") << "<!--<Encrypt><![CDATA[no]]>--><xml>" + name + usual + "</xml>";
    QTest::newRow("its beginning in a comment")
        << "<xml><!--<Encrypt><![CDATA[-->" + name + "<Encrypt>Ab+/9==</Encrypt><a><![CDATA[]]></a></xml>";
    QTest::newRow("another in an attribute") << "<xml a='<Encrypt><![CDATA[no]]>'>" + name + usual + "</xml>";
    QTest::newRow("another in a CDATA") << "<xml><a><![CDATA[<Encrypt><![CDATA[no]]></a>" + name + usual + "</xml>";
    QTest::newRow("another deeper, before it")
        << "<xml><a><Encrypt><![CDATA[no]]></Encrypt></a>" + name + usual + "</xml>";
    QTest::newRow("in two pieces") << "<xml>" + name + "<Encrypt><![CDATA[Ab+]]><![CDATA[/9==]]></Encrypt></xml>";
    QTest::newRow("half of it plain") << "<xml>" + name + "<Encrypt><![CDATA[Ab+]]>/9==</Encrypt></xml>";
    QTest::newRow("JSON") << QByteArray(R"({"ToUserName":"ww1","AgentID":"7","Encrypt":"Ab+/9=="})");
    QTest::newRow("JSON, number for a string, BOM, unknown keys")
        << QByteArray("\xEF\xBB\xBF {\"x\":[1],\"AgentID\":7,\"Encrypt\":\"Ab+\\/9==\",\"ToUserName\":\"ww1\"}");
}

void TestEnvelope::reads()
{
    QFETCH(QByteArray, body);
    const auto envelope = parseEnvelope(body);
    QVERIFY(envelope);
    QCOMPARE(envelope->encrypt.toByteArray(), QByteArray("Ab+/9=="));
    QCOMPARE(envelopeAddressee(body), QByteArray("ww1"));
}

void TestEnvelope::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("errorId");

    const QString parse = QStringLiteral("callback.parse");
    const QString noEncrypt = QStringLiteral("callback.no_encrypt");
    QTest::newRow("empty") << QByteArray() << parse;
    QTest::newRow("blanks") << QByteArray(" \r\n") << parse;
    QTest::newRow("only a BOM") << QByteArray("\xEF\xBB\xBF") << parse;
    QTest::newRow("text") << QByteArray("hello") << parse;
    QTest::newRow("JSON array") << QByteArray("[{\"Encrypt\":\"A\"}]") << parse;
    QTest::newRow("JSON cut short") << QByteArray("{\"Encrypt\":\"A") << parse;
    QTest::newRow("unclosed") << QByteArray("<xml><Encrypt>A</Encrypt>") << parse;
    QTest::newRow("NUL") << QByteArray("<xml><Encrypt>A</Encrypt></xml>").replace("A", QByteArray(1, '\0')) << parse;
    QTest::newRow("NUL after the end") << QByteArray("<xml><Encrypt>A</Encrypt></xml>") + QByteArray(1, '\0') << parse;
    QTest::newRow("latin-1") << QByteArray("<xml><Encrypt>A\xE9</Encrypt></xml>") << parse;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE<\0x\0", 6) << parse;
    QTest::newRow("DOCTYPE") << QByteArray("<!DOCTYPE xml><xml><Encrypt>A</Encrypt></xml>") << parse;
    QTest::newRow("entities") << QByteArray("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e \"A\">]>"
                                            "<xml><Encrypt>&e;</Encrypt></xml>")
                              << parse;
    QTest::newRow("too large") << "<xml><Encrypt>" + QByteArray(maxBodyBytes, 'A') + "</Encrypt></xml>" << parse;
    QTest::newRow("two Encrypts") << QByteArray("<xml><Encrypt>A</Encrypt><a/><Encrypt>A</Encrypt></xml>") << parse;
    QTest::newRow("two usual Encrypts")
        << QByteArray("<xml><Encrypt><![CDATA[A]]></Encrypt><Encrypt><![CDATA[A]]></Encrypt></xml>") << parse;
    QTest::newRow("CDATA unclosed") << QByteArray("<xml><Encrypt><![CDATA[A</Encrypt></xml>") << parse;
    QTest::newRow("usual, and broken behind it")
        << QByteArray("<xml><Encrypt><![CDATA[A]]></Encrypt><a></xml>") << parse;
    QTest::newRow("usual, with a DOCTYPE")
        << QByteArray("<!DOCTYPE xml><xml><Encrypt><![CDATA[A]]></Encrypt></xml>") << parse;
    QTest::newRow("no Encrypt") << QByteArray("<xml><ToUserName>a</ToUserName></xml>") << noEncrypt;
    QTest::newRow("empty Encrypt") << QByteArray("<xml><Encrypt><![CDATA[]]></Encrypt></xml>") << noEncrypt;
    QTest::newRow("Encrypt elsewhere") << QByteArray("<xml><a><Encrypt>A</Encrypt></a></xml>") << noEncrypt;
    QTest::newRow("JSON without Encrypt") << QByteArray("{\"encrypt\":\"A\"}") << noEncrypt;
    QTest::newRow("JSON Encrypt of another type") << QByteArray("{\"Encrypt\":5}") << noEncrypt;
}

void TestEnvelope::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, errorId);
    const auto envelope = parseEnvelope(body);
    QVERIFY(!envelope);
    QCOMPARE(envelope.error().id, errorId);
    QCOMPARE(envelope.error().code, -40002);
    QCOMPARE(envelope.error().kind, ErrorKind::Input);
}

QTEST_APPLESS_MAIN(TestEnvelope)
#include "test_envelope.moc"
