#include "core/service/component_service.h"
#include "core/service/placement_service.h"
#include "core/service/setting_service.h"
#include "core/service/status_service.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/lease.h"
#include "tests/service/records_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestSettingsAndStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listenerHasDefaults();
    void listenerIsKept();
    void listenerIsChecked_data();
    void listenerIsChecked();
    void overviewOfNothing();
    void overviewCounts();
    void namesTheHolder();
};

void TestSettingsAndStatus::listenerHasDefaults()
{
    RecordsRig rig;
    QCOMPARE(must(SettingService(*rig.context).listener()), ListenerSettings());
}

void TestSettingsAndStatus::listenerIsKept()
{
    RecordsRig rig;
    SettingService settings(*rig.context);
    const ListenerSettings wanted{u"0.0.0.0"_s, 9000, u"https://kf.example.com/hook"_s, false};
    must(settings.setListener(wanted));
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Setting, 0}}));
    QCOMPARE(must(settings.listener()), wanted);

    // What somebody else wrote into the table falls back to the defaults.
    auto unit = must(UnitOfWork::begin(*rig.context));
    store::SettingRepository table(unit.db());
    must(table.setValue(u"listener.port"_s, u"a lot"_s));
    must(table.setValue(u"listener.address"_s, u"everywhere"_s));
    must(unit.commit());
    QCOMPARE(must(settings.listener()).port, quint16(8787));
    QCOMPARE(must(settings.listener()).address, u"127.0.0.1"_s);
}

void TestSettingsAndStatus::listenerIsChecked_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("publicUrl");
    QTest::addColumn<QString>("id");
    QTest::newRow("IPv6") << u"::1"_s << QString() << QString();
    QTest::newRow("name") << u"localhost"_s << QString() << u"input.listener_address"_s;
    QTest::newRow("with port") << u"127.0.0.1:1"_s << QString() << u"input.listener_address"_s;
    QTest::newRow("public http") << u"127.0.0.1"_s << u"http://a.example:8080/x/"_s << QString();
    QTest::newRow("public query") << u"127.0.0.1"_s << u"https://a.example/?x=1"_s << u"input.public_url"_s;
    QTest::newRow("public path") << u"127.0.0.1"_s << u"/callback"_s << u"input.public_url"_s;
    QTest::newRow("public password") << u"127.0.0.1"_s << u"https://u:p@a.example"_s << u"input.public_url"_s;
}

void TestSettingsAndStatus::listenerIsChecked()
{
    QFETCH(QString, address);
    QFETCH(QString, publicUrl);
    QFETCH(QString, id);
    RecordsRig rig;
    QCOMPARE(errorId(SettingService(*rig.context).setListener({address, 1, publicUrl, true})), id);
}

void TestSettingsAndStatus::overviewOfNothing()
{
    RecordsRig rig;
    const auto overview = must(StatusService(*rig.context).overview({}));
    QCOMPARE(overview.corps + overview.links + overview.placements + overview.eventsNeedPerson, 0);
    QCOMPARE(overview.eventsStored + overview.oldestEventAt + overview.lastSyncAt + overview.ticketReceivedAt,
             qint64(0));
    QVERIFY(!overview.holder);
}

void TestSettingsAndStatus::overviewCounts()
{
    constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
    RecordsRig rig;
    must(ComponentService(*rig.context).add(rig.component()));
    must(ComponentService(*rig.context).setTicket(rig.suite(), Secret(u"ticket"_s)));
    rig.addLink(rig.addAccount(rig.addCorp(u"wpA"_s, u"a"_s), u"wk1"_s, u"x"_s), u"https://a"_s);
    rig.addCorp(u"wpB"_s, u"b"_s);
    PlacementService placements(*rig.context);
    must(placements.add(rig.suite(), u"a"_s, {}, false));
    must(placements.setArchived(must(placements.add(rig.suite(), u"b"_s, {}, false)).id, true));
    const qint64 oldest = rig.clock.nowMs() - 2 * dayMs;
    int number = 0;
    for (const auto& [status, receivedAt] : {std::pair{model::EventStatus::Failed, oldest},
                                             {model::EventStatus::Done, rig.clock.nowMs()},
                                             {model::EventStatus::Expired, rig.clock.nowMs()}}) {
        model::Event event;
        event.suiteId = rig.suite();
        event.status = status;
        event.receivedAt = receivedAt;
        rig.addEvent(event, QByteArray::number(++number));
    }

    const auto overview = must(StatusService(*rig.context).overview(rig.suite()));
    QCOMPARE(overview.corps, 2);
    QCOMPARE(overview.links, 1);
    QCOMPARE(overview.placements, 1);
    QCOMPARE(overview.eventsStored, qint64(3));
    QCOMPARE(overview.eventsNeedPerson, 2);
    QCOMPARE(overview.oldestEventAt, oldest);
    QCOMPARE(overview.events24h, (QMap<QString, int>{{u"done"_s, 1}, {u"expired"_s, 1}}));
    QCOMPARE(overview.ticketReceivedAt, rig.clock.nowMs());
    QCOMPARE(overview.ticketValidUntil, rig.clock.nowMs() + 30 * 60 * 1000);
    const auto other = must(StatusService(*rig.context).overview(u"wwOther"_s));
    QCOMPARE(other.corps + other.links + other.eventsNeedPerson, 0);
    QCOMPARE(other.ticketReceivedAt, qint64(0));
}

void TestSettingsAndStatus::namesTheHolder()
{
    RecordsRig rig;
    StatusService status(*rig.context);
    QVERIFY(!status.holder());
    {
        const auto lease = must(store::Lease::acquire(rig.folder.path(), u"somebody"_s));
        QVERIFY(status.holder() && status.holder()->contains(u"somebody"_s));
    }
    QVERIFY(!status.holder());
}

QTEST_GUILESS_MAIN(TestSettingsAndStatus)
#include "test_settings_and_status.moc"
