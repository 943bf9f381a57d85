#include "core/net/http_client.h"
#include "core/net/http_server.h"
#include "tests/system/programs.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <mutex>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000;

/// Another program's callback receiver: keeps requests as they came, one JSON a line.
class OtherReceiver
{
public:
    OtherReceiver()
        : m_server([this](const net::HttpRequest& request, const net::HttpReply& reply) {
            const std::lock_guard lock(m_mutex);
            m_lines.append(QJsonDocument(QJsonObject{{u"query"_s, QString::fromUtf8(request.query())},
                                                     {u"body"_s, QString::fromUtf8(request.body)}})
                               .toJson(QJsonDocument::Compact));
            reply(net::HttpResponse::plain(200, "success"));
        })
    {
        if (!m_server.start(u"127.0.0.1"_s, 0))
            qFatal("no receiver");
    }

    QString url() const { return m_server.url(); }

    QByteArray takeLines()
    {
        const std::lock_guard lock(m_mutex);
        const QByteArray lines = m_lines.join('\n');
        m_lines.clear();
        return lines + '\n';
    }

private:
    std::mutex m_mutex;
    QByteArrayList m_lines;
    net::HttpServer m_server;
};

QString valueOf(const QString& xml, const QString& element)
{
    const QRegularExpression value(u"<%1>\\s*<!\\[CDATA\\[([^\\]]+)\\]\\]>"_s.arg(element));
    return value.match(xml).captured(1);
}

} // namespace

/// A suite whose callback URL another server owns: raw requests are fed in, existing authorisations imported.
class TestSystemElsewhere : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void feedsInATicket();
    void feedsInAnAuthorisationOnce();
    void refusesWhatIsNotSigned();
    void importsAnAuthorisation();
    void synchronisesInProcess();
    void namesACodeThatWasUsed();
    void purgesInProcess();

private:
    QJsonArray rows(const QStringList& command) const
    {
        return m_console.run(command + QStringList{u"--json"_s}).rows();
    }
    QString newestPlaintext(const QString& type) const;
    QJsonObject callApi(const QString& path, const QJsonObject& body) const;
    QString exchange(const QString& ticket, const QString& authCode);

    Console m_console;
    OtherReceiver m_receiver;
    std::unique_ptr<RunningProgram> m_sandbox;
    QJsonObject m_identity;
    QJsonObject m_merchant;
    QString m_permanentCode;
};

void TestSystemElsewhere::initTestCase()
{
    m_sandbox = std::make_unique<RunningProgram>(u"kfdesk-sandbox"_s, QStringList{u"--callback"_s, m_receiver.url()},
                                                 m_console.path(u"sandbox.log"_s));
    m_identity = m_sandbox->firstLine();
    QJsonObject component = m_identity;
    component.insert(u"name"_s, u"Fed"_s);
    const QString file = m_console.writeFile(u"component.json"_s, QJsonDocument(component).toJson());
    const Outcome added = m_console.run({u"component"_s, u"add"_s, u"--from"_s, file});
    QVERIFY2(added.exitCode == 0, added.err.constData());
}

QString TestSystemElsewhere::newestPlaintext(const QString& type) const
{
    const QJsonArray events = rows({u"events"_s, u"--type"_s, type, u"--limit"_s, u"1"_s, u"--show-plaintext"_s});
    return events.first()[u"plaintext"].toString();
}

QJsonObject TestSystemElsewhere::callApi(const QString& path, const QJsonObject& body) const
{
    net::HttpClient http;
    net::HttpClientRequest request;
    request.url = QUrl(m_identity.value(u"api_base"_s).toString() + path);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const auto answer = http.send(request);
    if (!answer)
        qFatal("the simulator does not answer");
    return QJsonDocument::fromJson(answer->body).object();
}

QString TestSystemElsewhere::exchange(const QString& ticket, const QString& authCode)
{
    const QJsonObject token =
        callApi(u"/cgi-bin/service/get_suite_token"_s, {{u"suite_id"_s, m_identity.value(u"suite_id"_s)},
                                                        {u"suite_secret"_s, m_identity.value(u"suite_secret"_s)},
                                                        {u"suite_ticket"_s, ticket}});
    const QString access = token.value(u"suite_access_token"_s).toString();
    return callApi(u"/cgi-bin/service/get_permanent_code?suite_access_token="_s + access, {{u"auth_code"_s, authCode}})
        .value(u"permanent_code"_s)
        .toString();
}

void TestSystemElsewhere::feedsInATicket()
{
    QCOMPARE(
        callControl(m_identity.value(u"control"_s).toString(), u"push-ticket"_s).value(u"callback_body"_s).toString(),
        u"success"_s);
    const Outcome fed = m_console.run({u"callback"_s, u"ingest"_s, u"--json"_s}, m_receiver.takeLines());
    QVERIFY2(fed.exitCode == 0, fed.err.constData());
    QCOMPARE(fed.rows().last()[u"result"].toString(), u"stored"_s);
    const QJsonObject status = m_console.runWithoutKey({u"status"_s, u"--json"_s}).object();
    QVERIFY(status.value(u"ticket_received_at"_s).isString());
    QCOMPARE(status.value(u"listener"_s).toString(), u"stopped"_s);
}

void TestSystemElsewhere::feedsInAnAuthorisationOnce()
{
    m_merchant = callControl(m_identity.value(u"control"_s).toString(), u"authorize"_s, {{u"state"_s, u"shop1"_s}});
    const QString file = m_console.writeFile(u"raw.jsonl"_s, m_receiver.takeLines());
    const QStringList call{u"callback"_s, u"ingest"_s, u"--from"_s, file, u"--json"_s};
    QCOMPARE(m_console.run(call).rows().last()[u"result"].toString(), u"stored"_s);
    QCOMPARE(m_console.run(call).rows().last()[u"result"].toString(), u"duplicate"_s);
    const QJsonArray events = rows({u"events"_s, u"--type"_s, u"create_auth"_s});
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first()[u"status"].toString(), u"pending"_s);
    QCOMPARE(events.first()[u"state"].toString(), u"shop1"_s);
    QVERIFY(
        !events.first()[u"plaintext"].toString().contains(valueOf(newestPlaintext(u"create_auth"_s), u"AuthCode"_s)));
}

void TestSystemElsewhere::refusesWhatIsNotSigned()
{
    const QByteArray lines = "{\"query\":\"msg_signature=0&timestamp=1&nonce=2\",\"body\":\"<xml><Encrypt>QUJD</"
                             "Encrypt></xml>\"}\nnot json\n";
    const Outcome fed = m_console.run({u"callback"_s, u"ingest"_s, u"--json"_s}, lines);
    QCOMPARE(fed.exitCode, 1);
    QCOMPARE(fed.rows().size(), 2);
    QCOMPARE(fed.rows().at(0)[u"error"].toString(), u"callback.signature"_s);
    QCOMPARE(fed.rows().at(0)[u"code"].toInt(), -40001);
    QCOMPARE(fed.rows().at(1)[u"error"].toString(), u"import.line"_s);
}

void TestSystemElsewhere::importsAnAuthorisation()
{
    // The other server exchanges the code: afterwards it knows the permanent code, and we do not.
    m_permanentCode = exchange(valueOf(newestPlaintext(u"suite_ticket"_s), u"SuiteTicket"_s),
                               valueOf(newestPlaintext(u"create_auth"_s), u"AuthCode"_s));
    QVERIFY(!m_permanentCode.isEmpty());
    const QString corpId = m_merchant.value(u"auth_corpid"_s).toString();
    const QJsonArray list{
        QJsonObject{{u"auth_corpid"_s, corpId}, {u"permanent_code"_s, m_permanentCode}, {u"state"_s, u"shop1"_s}},
        QJsonObject{{u"auth_corpid"_s, u"wpStranger"_s}, {u"permanent_code"_s, u"wrong"_s}}};
    const Outcome imported =
        m_console.run({u"corp"_s, u"import"_s, u"--from"_s, u"-"_s, u"--json"_s}, QJsonDocument(list).toJson());
    QCOMPARE(imported.exitCode, 1); // one of them failed, by name
    QCOMPARE(imported.rows().size(), 1);
    QVERIFY2(imported.err.contains("wpStranger") && !imported.err.contains(m_permanentCode.toUtf8()),
             imported.err.constData());

    const QJsonArray corps = rows({u"corps"_s});
    QCOMPARE(corps.size(), 1);
    QCOMPARE(corps.first()[u"auth_corpid"].toString(), corpId);
    QCOMPARE(corps.first()[u"corp_name"], m_merchant.value(u"corp_name"_s));
    QCOMPARE(corps.first()[u"kf_account_count"].toInt(), m_merchant.value(u"open_kfids"_s).toArray().size());
    for (const QByteArray& content : m_console.files())
        QVERIFY(!content.contains(m_permanentCode.toUtf8()));
}

void TestSystemElsewhere::synchronisesInProcess()
{
    const Outcome synced = m_console.run({u"sync"_s});
    QVERIFY2(synced.exitCode == 0, synced.err.constData());
    QVERIFY(synced.err.contains("1/1"));
}

void TestSystemElsewhere::namesACodeThatWasUsed()
{
    RunningProgram serve(u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, u"0"_s} + m_console.globals(),
                         m_console.path(u"serve.log"_s));
    QVERIFY(serve.firstLine().contains(u"listening"_s));
    QTRY_COMPARE_WITH_TIMEOUT(rows({u"events"_s, u"--type"_s, u"create_auth"_s}).first()[u"error"].toString(),
                              u"wecom.40078"_s, patienceMs);
    QCOMPARE(serve.stop().exitCode, 0);
}

void TestSystemElsewhere::purgesInProcess()
{
    const QString corpId = m_merchant.value(u"auth_corpid"_s).toString();
    const Outcome purged = m_console.run({u"purge"_s, u"--corp"_s, corpId, u"--json"_s});
    QVERIFY2(purged.exitCode == 0, purged.err.constData());
    QVERIFY(purged.rows().first()[u"verified_at"].isString());
    QCOMPARE(m_console.run({u"purge-check"_s, corpId, m_merchant.value(u"corp_name"_s).toString()}).exitCode, 0);
    for (const QByteArray& content : m_console.files())
        QVERIFY(!content.contains(corpId.toUtf8()));
}

QTEST_GUILESS_MAIN(TestSystemElsewhere)
#include "test_system_elsewhere.moc"
