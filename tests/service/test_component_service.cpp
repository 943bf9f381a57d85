#include "core/service/component_service.h"
#include "core/store/token_repository.h"
#include "tests/service/records_rig.h"

#include <QFile>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestComponentService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAComponentSealed();
    void refusesWhatDoesNotFit();
    void kindsNeverMix();
    void editsOne();
    void resolvesTheOneMeant();
    void keepsAPastedTicket();
    void refusesTickets_data();
    void refusesTickets();
    void lockedMeansNothingIsWritten();
};

void TestComponentService::keepsAComponentSealed()
{
    RecordsRig rig;
    ComponentService components(*rig.context);
    const qint64 id = must(components.add(rig.component()));
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Component, id}}));
    auto expected = rig.component();
    expected.id = id;
    QVERIFY(must(components.find(rig.suite())) == expected);
    QCOMPARE(must(components.list()), (std::vector<model::ComponentSummary>{{id, rig.suite(), u"Demo"_s}}));

    for (const char* name : {"kfdesk.sqlite", "kfdesk.sqlite-wal"}) {
        QFile file(rig.folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(!content.contains("QDG6eK") && !content.contains("jWmYm7qr5nMo") && !content.contains("qyapi"));
    }
}

void TestComponentService::refusesWhatDoesNotFit()
{
    RecordsRig rig;
    ComponentService components(*rig.context);
    auto faulty = rig.component();
    faulty.token = Secret(u"a-b"_s);
    faulty.proxy = u"relay"_s;
    const auto refused = components.add(faulty);
    QCOMPARE(errorId(refused), u"component.invalid"_s);
    const QString faults = refused.error().args.value(u"faults"_s);
    QVERIFY2(faults.contains(u"token: "_s) && faults.contains(u"proxy: "_s) && !faults.contains(u"a-b"_s),
             qPrintable(faults));

    must(components.add(rig.component()));
    rig.takeAnnounced();
    QCOMPARE(errorId(components.add(rig.component())), u"component.exists"_s);
    QVERIFY(rig.announced.empty());
    QCOMPARE(must(components.list()).size(), size_t(1));
}

void TestComponentService::kindsNeverMix()
{
    auto simulated = RecordsRig::component();
    simulated.apiBase = simulated.authBase = u"http://127.0.0.1:4000"_s;
    RecordsRig production(false);
    QCOMPARE(errorId(ComponentService(*production.context).add(simulated)), u"component.mixed"_s);
    RecordsRig sandbox(true);
    QCOMPARE(errorId(ComponentService(*sandbox.context).add(RecordsRig::component())), u"component.mixed"_s);
    must(ComponentService(*sandbox.context).add(simulated));
    auto redirected = simulated;
    redirected.apiBase = u"https://qyapi.weixin.qq.com"_s;
    redirected.authBase = u"https://open.work.weixin.qq.com"_s;
    QCOMPARE(errorId(ComponentService(*sandbox.context).update(redirected)), u"component.mixed"_s);
}

void TestComponentService::editsOne()
{
    RecordsRig rig;
    ComponentService components(*rig.context);
    auto next = rig.component();
    QCOMPARE(errorId(components.update(next)), u"component.not_found"_s);
    const qint64 id = must(components.add(next));
    rig.takeAnnounced();
    next.name = u"Renamed"_s;
    next.proxy = u"http://relay.example:3128"_s;
    must(components.update(next));
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Component, id}}));
    QCOMPARE(must(components.find(rig.suite())).proxy, next.proxy);
    QCOMPARE(must(components.list()).front().name, u"Renamed"_s);
}

void TestComponentService::resolvesTheOneMeant()
{
    RecordsRig rig;
    ComponentService components(*rig.context);
    QCOMPARE(errorId(components.resolve({})), u"component.none"_s);
    must(components.add(rig.component()));
    QCOMPARE(must(components.resolve({})).suiteId, rig.suite());
    auto second = rig.component();
    second.suiteId = u"wwSecond"_s;
    must(components.add(second));
    const auto ambiguous = components.resolve({});
    QCOMPARE(errorId(ambiguous), u"component.ambiguous"_s);
    QVERIFY(ambiguous.error().args.value(u"suites"_s).contains(u"wwSecond"_s));
    QCOMPARE(must(components.resolve(u"wwSecond"_s)).suiteId, u"wwSecond"_s);
    QCOMPARE(errorId(components.resolve(u"wwThird"_s)), u"component.not_found"_s);
}

void TestComponentService::keepsAPastedTicket()
{
    RecordsRig rig;
    ComponentService components(*rig.context);
    const qint64 id = must(components.add(rig.component()));
    QCOMPARE(must(components.ticket(rig.suite())).receivedAt, qint64(0));
    rig.takeAnnounced();
    must(components.setTicket(rig.suite(), Secret(u"ticket@@@first"_s)));
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Ticket, id}}));
    rig.clock.advance(60'000);
    must(components.setTicket(rig.suite(), Secret(u"ticket@@@second"_s)));
    const auto ticket = must(components.ticket(rig.suite()));
    QCOMPARE(ticket.receivedAt, rig.clock.nowMs());
    QCOMPARE(ticket.validUntil, rig.clock.nowMs() + 30 * 60 * 1000);

    store::TokenRepository tokens(*must(rig.database->connection()), *must(rig.context->vault()));
    const auto row = must(tokens.find(store::TokenKind::SuiteTicket, rig.suite(), {}));
    QVERIFY(row && row->value == Secret(u"ticket@@@second"_s));
    QCOMPARE(row->eventTime, rig.clock.nowMs() / 1000);
    QCOMPARE(errorId(components.setTicket(u"wwOther"_s, Secret(u"t"_s))), u"component.not_found"_s);
}

void TestComponentService::refusesTickets_data()
{
    QTest::addColumn<QString>("ticket");
    QTest::newRow("empty") << QString();
    QTest::newRow("blank inside") << u"a b"_s;
    QTest::newRow("line break") << u"a\n"_s;
    QTest::newRow("not ASCII") << u"票据"_s;
    QTest::newRow("too long") << QString(513, u'a');
}

void TestComponentService::refusesTickets()
{
    QFETCH(QString, ticket);
    RecordsRig rig;
    ComponentService components(*rig.context);
    must(components.add(rig.component()));
    QCOMPARE(errorId(components.setTicket(rig.suite(), Secret(ticket))), u"input.ticket"_s);
    QCOMPARE(must(components.ticket(rig.suite())).receivedAt, qint64(0));
}

void TestComponentService::lockedMeansNothingIsWritten()
{
    RecordsRig rig;
    Context locked(*rig.database, rig.feed, rig.clock, rig.folder.path(), false);
    ComponentService components(locked);
    QCOMPARE(errorId(components.add(rig.component())), u"vault.locked"_s);
    QCOMPARE(errorId(components.find(rig.suite())), u"vault.locked"_s);
    QVERIFY(must(components.list()).empty());
}

QTEST_GUILESS_MAIN(TestComponentService)
#include "test_component_service.moc"
