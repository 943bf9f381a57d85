#include "tests/sandbox/rig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <thread>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestSandboxCallbacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_rig = std::make_unique<Rig>(60, 3); }
    void cleanup() { m_rig.reset(); }

    void ticketIsPushed();
    void verificationSendsAnEcho();
    void createAuthCarriesCodeStateAndAccounts();
    void stateIsLeftOutWhenTheLinkHadNone();
    void scanningAgainSendsChangeAuth();
    void namesChooseTheMerchant();
    void changeSetsTheAccounts();
    void cancelSendsNothingButTheCorp();
    void resetCodeSendsANewCode();
    void messagesComeOnTheDataCallback();
    void failedDeliveriesAreTriedThreeTimes_data();
    void failedDeliveriesAreTriedThreeTimes();
    void everyTryIsEncryptedAnew();
    void nobodyListening();
    void refusals_data();
    void refusals();
    void noMerchantIsLeft();
    void fiftyAtOnce();
    void stopEndsWaitingCallbacks();

private:
    std::vector<ReceivedCallback> received() const { return m_rig->receiver.received(); }
    ReceivedCallback last() const { return received().back(); }

    std::unique_ptr<Rig> m_rig;
};

void TestSandboxCallbacks::ticketIsPushed()
{
    const QJsonObject answer = m_rig->control(u"push-ticket"_s);
    QCOMPARE(answer.value("callback_status"_L1).toInt(), 200);
    QCOMPARE(answer.value("callback_body"_L1).toString(), u"success"_s);

    const ReceivedCallback callback = last();
    QVERIFY(callback.signatureHolds);
    QCOMPARE(callback.request.method, QByteArray("POST"));
    QCOMPARE(callback.request.path(), "/callback/" + m_rig->identity().suiteId.toUtf8());
    QCOMPARE(callback.receiveId, m_rig->identity().suiteId.toUtf8());
    QCOMPARE(callback.toUserName, m_rig->identity().suiteId.toUtf8());
    QVERIFY(callback.request.body.contains("<AgentID><![CDATA[]]></AgentID>"));
    QCOMPARE(callback.event.type, u"suite_ticket"_s);
    QCOMPARE(callback.event.suiteId, m_rig->identity().suiteId);
    QCOMPARE(callback.event.timeStamp, m_rig->clock.nowMs() / 1000);
    QVERIFY(!callback.event.suiteTicket.isEmpty());
}

void TestSandboxCallbacks::verificationSendsAnEcho()
{
    const QJsonObject answer = m_rig->control(u"verify"_s);
    QCOMPARE(answer.value("callback_status"_L1).toInt(), 200);
    QCOMPARE(answer.value("verified"_L1).toBool(), true);
    QCOMPARE(last().request.method, QByteArray("GET"));
    QVERIFY(last().signatureHolds);
    QCOMPARE(last().receiveId, m_rig->identity().providerCorpId.toUtf8());
    QCOMPARE(answer.value("callback_body"_L1).toString().toUtf8(), last().message);

    m_rig->receiver.answerNext({403});
    const QJsonObject refused = m_rig->control(u"verify"_s);
    QCOMPARE(refused.value("callback_status"_L1).toInt(), 403);
    QCOMPARE(refused.value("verified"_L1).toBool(), false);
    QCOMPARE(received().size(), 2u); // a verification is not repeated
}

void TestSandboxCallbacks::createAuthCarriesCodeStateAndAccounts()
{
    const QJsonObject answer = m_rig->control(u"authorize"_s, {{u"state"_s, u"shop42"_s}, {u"accounts"_s, 2}});
    QCOMPARE(answer.value("event"_L1).toString(), u"create_auth"_s);
    QCOMPARE(answer.value("open_kfids"_L1).toArray().size(), 2);

    const ReceivedCallback callback = last();
    QVERIFY(callback.signatureHolds);
    QCOMPARE(callback.receiveId, m_rig->identity().suiteId.toUtf8());
    QCOMPARE(callback.event.type, u"create_auth"_s);
    QCOMPARE(callback.event.state, u"shop42"_s);
    QCOMPARE(callback.event.openKfIds, answer.value("open_kfids"_L1).toVariant().toStringList());
    QVERIFY(callback.event.authCode.size() >= 64);
    QVERIFY2(!callback.message.contains("AuthCorpId"), "create_auth does not name the corp");
}

void TestSandboxCallbacks::stateIsLeftOutWhenTheLinkHadNone()
{
    m_rig->control(u"authorize"_s);
    QVERIFY(!last().message.contains("<State>"));
    QCOMPARE(last().event.openKfIds.size(), 3); // all accounts, unless a number is given
}

void TestSandboxCallbacks::scanningAgainSendsChangeAuth()
{
    const QJsonObject corp{{u"corp_name"_s, u"再来一次商贸有限公司"_s}, {u"accounts"_s, 1}};
    const QJsonObject first = m_rig->control(u"authorize"_s, corp);
    QJsonObject again = corp;
    again.insert(u"state"_s, u"second"_s);
    const QJsonObject second = m_rig->control(u"authorize"_s, again);
    QCOMPARE(second.value("event"_L1).toString(), u"change_auth"_s);
    QCOMPARE(second.value("auth_corpid"_L1), first.value("auth_corpid"_L1));
    QVERIFY(second.value("open_kfids"_L1) != first.value("open_kfids"_L1)); // one not yet authorised
    QCOMPARE(last().event.type, u"change_auth"_s);
    QCOMPARE(last().event.authCorpId, first.value("auth_corpid"_L1).toString());
    QCOMPARE(last().event.state, u"second"_s);
    QVERIFY(last().event.authCode.isEmpty());
    QCOMPARE(m_rig->state().value("corps"_L1).toArray().at(0).toObject().value("open_kfids"_L1).toArray().size(), 2);
}

void TestSandboxCallbacks::namesChooseTheMerchant()
{
    const QString known = m_rig->control(u"authorize"_s).value("corp_name"_L1).toString();
    QCOMPARE(m_rig->control(u"authorize"_s, {{u"corp_name"_s, known}}).value("event"_L1).toString(), u"change_auth"_s);
    const QJsonObject made = m_rig->control(u"authorize"_s, {{u"corp_name"_s, u"新来的商贸有限公司"_s}});
    QCOMPARE(made.value("event"_L1).toString(), u"create_auth"_s);
    QCOMPARE(made.value("corp_name"_L1).toString(), u"新来的商贸有限公司"_s);
    QCOMPARE(m_rig->state().value("corp_count"_L1).toInt(), 61);
}

void TestSandboxCallbacks::changeSetsTheAccounts()
{
    const QJsonObject done = m_rig->control(u"authorize"_s, {{u"accounts"_s, 2}});
    const QJsonArray only{done.value("open_kfids"_L1).toArray().at(1)};
    const QJsonObject body{
        {u"auth_corpid"_s, done.value("auth_corpid"_L1)}, {u"state"_s, u"s2"_s}, {u"open_kfids"_s, only}};
    QCOMPARE(m_rig->control(u"change"_s, body).value("open_kfids"_L1).toArray(), only);
    QCOMPARE(last().event.type, u"change_auth"_s);
    QCOMPARE(last().event.state, u"s2"_s);
    QCOMPARE(last().event.openKfIds, QStringList{only.at(0).toString()});
    QCOMPARE(m_rig->state().value("corps"_L1).toArray().at(0).toObject().value("open_kfids"_L1).toArray(), only);
}

void TestSandboxCallbacks::cancelSendsNothingButTheCorp()
{
    const QJsonObject done = m_rig->control(u"authorize"_s, {{u"state"_s, u"shop42"_s}});
    const QJsonObject answer = m_rig->control(u"cancel"_s, {{u"auth_corpid"_s, done.value("auth_corpid"_L1)}});
    QCOMPARE(answer.value("callback_status"_L1).toInt(), 200);
    QCOMPARE(last().event.type, u"cancel_auth"_s);
    QCOMPARE(last().event.authCorpId, done.value("auth_corpid"_L1).toString());
    QVERIFY(last().event.state.isEmpty());
    QVERIFY(!last().event.hasOpenKfIdList);
}

void TestSandboxCallbacks::resetCodeSendsANewCode()
{
    const QString suiteToken = m_rig->suiteToken();
    const QJsonObject done = m_rig->control(u"authorize"_s);
    const QJsonObject first = m_rig->exchange(suiteToken, m_rig->lastAuthCode());
    m_rig->control(u"reset-code"_s, {{u"auth_corpid"_s, done.value("auth_corpid"_L1)}});
    QCOMPARE(last().event.type, u"reset_permanent_code"_s);
    QVERIFY(!last().message.contains("AuthCorpId"));
    const QJsonObject second = m_rig->exchange(suiteToken, m_rig->lastAuthCode());
    QCOMPARE(second.value("auth_corp_info"_L1).toObject().value("corpid"_L1), done.value("auth_corpid"_L1));
    QVERIFY(second.value("permanent_code"_L1) != first.value("permanent_code"_L1));
}

void TestSandboxCallbacks::messagesComeOnTheDataCallback()
{
    const QJsonObject done = m_rig->control(u"authorize"_s, {{u"accounts"_s, 1}});
    const QString corpId = done.value("auth_corpid"_L1).toString();
    const QString openKfId = done.value("open_kfids"_L1).toArray().at(0).toString();
    m_rig->control(u"message"_s, {{u"auth_corpid"_s, corpId}, {u"open_kfid"_s, openKfId}});
    QVERIFY(last().signatureHolds);
    QCOMPARE(last().receiveId, corpId.toUtf8());
    QCOMPARE(last().toUserName, corpId.toUtf8());
    QCOMPARE(last().event.kind, wecom::CallbackEvent::Kind::Data);
    QCOMPARE(last().event.type, u"kf_msg_or_event"_s);
    QCOMPARE(last().event.toUserName, corpId);
    QCOMPARE(last().event.openKfIds, QStringList{openKfId});
}

void TestSandboxCallbacks::failedDeliveriesAreTriedThreeTimes_data()
{
    QTest::addColumn<QList<int>>("answers"); // 0 closes the connection
    QTest::addColumn<int>("tries");
    QTest::addColumn<int>("status");
    QTest::newRow("at once") << QList<int>{200} << 1 << 200;
    QTest::newRow("second") << QList<int>{503, 200} << 2 << 200;
    QTest::newRow("third") << QList<int>{0, 500, 200} << 3 << 200;
    QTest::newRow("given up") << QList<int>{503, 503, 503} << 3 << 503;
    QTest::newRow("closed each time") << QList<int>{0, 0, 0} << 3 << 0;
}

void TestSandboxCallbacks::failedDeliveriesAreTriedThreeTimes()
{
    QFETCH(QList<int>, answers);
    m_rig->receiver.answerNext({answers.begin(), answers.end()});
    const QJsonObject answer = m_rig->control(u"push-ticket"_s);
    QTEST(answer.value("callback_tries"_L1).toInt(), "tries");
    QTEST(answer.value("callback_status"_L1).toInt(), "status");
    QTEST(static_cast<int>(received().size()), "tries");
    QCOMPARE(answer.contains(u"callback_error"_s), answer.value("callback_status"_L1).toInt() == 0);
}

void TestSandboxCallbacks::everyTryIsEncryptedAnew()
{
    m_rig->receiver.answerNext({503, 503, 503});
    m_rig->control(u"authorize"_s);
    QSet<QByteArray> ciphertexts;
    QSet<QByteArray> messages;
    for (const ReceivedCallback& callback : received()) {
        QVERIFY(callback.signatureHolds);
        ciphertexts.insert(callback.encrypted);
        messages.insert(callback.message);
    }
    QCOMPARE(ciphertexts.size(), 3);
    QCOMPARE(messages.size(), 1);
}

void TestSandboxCallbacks::nobodyListening()
{
    m_rig->simulator.setCallbackBase(QString());
    const QJsonObject answer = m_rig->control(u"authorize"_s);
    QCOMPARE(answer.value("callback_status"_L1).toInt(-1), 0);
    QCOMPARE(answer.value("callback_error"_L1).toString(), u"sandbox.no_callback_url"_s);
    QCOMPARE(answer.value("callback_tries"_L1).toInt(-1), 0);
    QVERIFY(!answer.value("auth_corpid"_L1).toString().isEmpty());

    net::HttpServer closed([](const net::HttpRequest&, const net::HttpReply&) {});
    QVERIFY(closed.start(u"127.0.0.1"_s, 0).has_value());
    const QString url = closed.url();
    closed.stop();
    m_rig->simulator.setCallbackBase(url + u'/');
    const QJsonObject refused = m_rig->control(u"push-ticket"_s);
    QCOMPARE(refused.value("callback_error"_L1).toString(), u"net.refused"_s);
    QCOMPARE(refused.value("callback_tries"_L1).toInt(), 3);
}

void TestSandboxCallbacks::refusals_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << u"authorize"_s << QByteArray("{") << 400;
    QTest::newRow("no object") << u"authorize"_s << QByteArray("[]") << 400;
    QTest::newRow("state not text") << u"authorize"_s << QByteArray(R"({"state":5})") << 400;
    QTest::newRow("accounts not whole") << u"authorize"_s << QByteArray(R"({"accounts":1.5})") << 400;
    QTest::newRow("accounts negative") << u"authorize"_s << QByteArray(R"({"accounts":-1})") << 400;
    QTest::newRow("accounts as text") << u"authorize"_s << QByteArray(R"({"accounts":"2"})") << 400;
    QTest::newRow("too many accounts") << u"authorize"_s << QByteArray(R"({"accounts":1e300})") << 400;
    QTest::newRow("no corp") << u"cancel"_s << QByteArray("{}") << 400;
    QTest::newRow("unknown corp") << u"cancel"_s << QByteArray(R"({"auth_corpid":"wpNobody"})") << 404;
    QTest::newRow("accounts no list") << u"change"_s << QByteArray(R"({"auth_corpid":"%1","open_kfids":"wk"})") << 400;
    QTest::newRow("foreign account") << u"change"_s << QByteArray(R"({"auth_corpid":"%1","open_kfids":["wk"]})") << 400;
    QTest::newRow("message without account") << u"message"_s << QByteArray(R"({"auth_corpid":"%1"})") << 400;
    QTest::newRow("unknown endpoint") << u"fault"_s << QByteArray(R"({"endpoint":"nothing"})") << 400;
    QTest::newRow("drop no bool") << u"fault"_s << QByteArray(R"({"endpoint":"account/list","drop":1})") << 400;
    QTest::newRow("no such control") << u"nothing"_s << QByteArray("{}") << 404;
    QTest::newRow("state by POST") << u"state"_s << QByteArray("{}") << 405;
}

void TestSandboxCallbacks::refusals()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, body);
    body.replace("%1", m_rig->control(u"authorize"_s).value("auth_corpid"_L1).toString().toUtf8());
    const auto answer = m_rig->post(u"/control/"_s + name, body);
    QVERIFY(answer.has_value());
    QTEST(answer->status, "status");
    QVERIFY(!QJsonDocument::fromJson(answer->body).object().value("error"_L1).toString().isEmpty());
    QCOMPARE(received().size(), 1u);
}

void TestSandboxCallbacks::noMerchantIsLeft()
{
    Rig small(1, 1);
    const QJsonObject done = small.control(u"authorize"_s);
    QVERIFY(small.control(u"authorize"_s).contains(u"error"_s));
    const QJsonObject corp{{u"auth_corpid"_s, done.value("auth_corpid"_L1)}};
    QVERIFY(!small.control(u"cancel"_s, corp).contains(u"error"_s));
    QVERIFY(small.control(u"cancel"_s, corp).contains(u"error"_s)); // cancelled already
    QCOMPARE(small.control(u"authorize"_s).value("auth_corpid"_L1), corp.value("auth_corpid"_L1));
}

void TestSandboxCallbacks::fiftyAtOnce()
{
    std::mutex mutex;
    QSet<QString> corps;
    std::vector<std::thread> callers;
    for (int i = 0; i < 50; ++i) {
        callers.emplace_back([&] {
            const QJsonObject answer = m_rig->control(u"authorize"_s, {{u"accounts"_s, 1}});
            const std::scoped_lock lock(mutex);
            if (answer.value("callback_status"_L1).toInt() == 200)
                corps.insert(answer.value("auth_corpid"_L1).toString());
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    QCOMPARE(corps.size(), 50);
    QCOMPARE(received().size(), 50u);
}

void TestSandboxCallbacks::stopEndsWaitingCallbacks()
{
    // A listener that never answers; it tells when the callback has arrived.
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<net::HttpReply> held;
    net::HttpServer silent([&](const net::HttpRequest&, const net::HttpReply& reply) {
        const std::scoped_lock lock(mutex);
        held.push_back(reply);
        arrived.notify_all();
    });
    QVERIFY(silent.start(u"127.0.0.1"_s, 0).has_value());
    m_rig->simulator.setCallbackBase(silent.url());
    m_rig->simulator.startTicketPushes();
    {
        std::unique_lock lock(mutex);
        arrived.wait(lock, [&] { return !held.empty(); });
    }
    m_rig->simulator.stop();
    const std::scoped_lock lock(mutex);
    QCOMPARE(held.size(), 1u); // stopped on the first try
}

QTEST_GUILESS_MAIN(TestSandboxCallbacks)
#include "test_sandbox_callbacks.moc"
