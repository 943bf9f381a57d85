#include "core/service/deafness.h"
#include "core/service/status_service.h"
#include "tests/service/service_rig.h"

#include <QTest>

#include <atomic>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;

std::atomic<int> warnings = 0;
std::atomic<int> allClears = 0;
QtMessageHandler nextHandler = nullptr;

void countMessages(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    warnings += type == QtWarningMsg && text.startsWith(u"no suite_ticket came") ? 1 : 0;
    allClears += type == QtInfoMsg && text.startsWith(u"a suite_ticket came") ? 1 : 0;
    nextHandler(type, context, text);
}

} // namespace

Q_DECLARE_METATYPE(kfdesk::service::Overview)

/// Listening is not hearing.
class TestDeafness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsSinceWhen_data();
    void knowsSinceWhen();
    void saysSoOnce();
    void theQuietestSuiteCounts();
    void aClockThatWasSetIsNoSilence();
};

void TestDeafness::knowsSinceWhen_data()
{
    QTest::addColumn<service::Overview>("overview");
    QTest::addColumn<qint64>("since"); // 0: not deaf; the time now is 100 minutes
    const auto row = [](const char* name, bool held, qint64 listeningMin, qint64 ticketMin, qint64 sinceMin) {
        service::Overview overview;
        overview.suites = 1;
        if (held)
            overview.holder = u"somebody"_s;
        overview.listeningSince = listeningMin * minuteMs;
        overview.quietestTicketAt = ticketMin * minuteMs;
        QTest::newRow(name) << overview << sinceMin * minuteMs;
    };
    row("hears", true, 1, 90, 0);
    row("one minute left", true, 1, 86, 0);
    row("deaf", true, 1, 85, 85);
    row("never heard", true, 10, 0, 10);
    row("has just begun", true, 90, 0, 0);
    row("has just begun, old ticket", true, 90, 5, 0);
    row("began a while ago, old ticket", true, 70, 5, 70);
    row("nobody listens", false, 0, 5, 0);
    row("began in the future", true, 500, 40, 40);
}

void TestDeafness::knowsSinceWhen()
{
    QFETCH(service::Overview, overview);
    QFETCH(qint64, since);
    QCOMPARE(service::deafSince(overview, 100 * minuteMs).value_or(0), since);
    overview.suites = 0; // nothing to hear of
    QVERIFY(!service::deafSince(overview, 100 * minuteMs));
}

void TestDeafness::saysSoOnce()
{
    warnings = 0;
    allClears = 0;
    nextHandler = qInstallMessageHandler(countMessages);
    {
        ServiceRig rig;
        const auto isDeaf = [&] {
            return service::deafSince(*rig.workspace->status().hearing(), rig.clock.nowMs()).has_value();
        };
        QVERIFY(!isDeaf());
        rig.advance(14 * minuteMs);
        QVERIFY(!isDeaf());
        rig.advance(minuteMs);
        QVERIFY(isDeaf());
        QVERIFY(rig.waitFor([] { return warnings > 0; }));
        rig.advance(minuteMs);
        rig.advance(minuteMs);
        rig.control(u"push-ticket"_s);
        rig.advance(minuteMs);
        QVERIFY(rig.waitFor([] { return allClears > 0; }));
        QVERIFY(!isDeaf());
    }
    qInstallMessageHandler(nextHandler);
    QCOMPARE(warnings.load(), 1);
    QCOMPARE(allClears.load(), 1);
}

void TestDeafness::theQuietestSuiteCounts()
{
    ServiceRig rig;
    model::Component second;
    second.name = u"Second"_s;
    second.suiteId = u"wwSecondSuite0001"_s;
    second.suiteSecret = Secret(u"secretsecretsecret"_s);
    second.token = Secret(u"Token123"_s);
    second.encodingAesKey = Secret(QString(43, u'b'));
    second.providerCorpId = rig.identity().providerCorpId;
    second.apiBase = rig.identity().apiBase;
    second.authBase = rig.identity().authBase;
    QVERIFY(rig.workspace->components().add(second));
    rig.advance(14 * minuteMs);
    rig.control(u"push-ticket"_s);
    rig.advance(2 * minuteMs);
    const qint64 now = rig.clock.nowMs();
    QVERIFY(service::deafSince(*rig.workspace->status().overview({}), now));
    QVERIFY(service::deafSince(*rig.workspace->status().overview(second.suiteId), now));
    QVERIFY(!service::deafSince(*rig.workspace->status().overview(rig.suiteId()), now));
}

void TestDeafness::aClockThatWasSetIsNoSilence()
{
    ServiceRig rig;
    rig.clock.jumpWall(24 * 60 * minuteMs);
    rig.workspace->host().wake();
    QVERIFY(rig.waitFor(
        [&] { return rig.workspace->status().overview({})->ticketReceivedAt > rig.clock.nowMs() - minuteMs; }));
    QVERIFY(!service::deafSince(*rig.workspace->status().overview({}), rig.clock.nowMs()));
}

QTEST_GUILESS_MAIN(TestDeafness)
#include "test_deafness.moc"
