#include "core/service/component_service.h"
#include "core/service/placement_service.h"
#include "core/store/kf_repository.h"
#include "tests/service/records_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

class TestPlacementService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAndLists();
    void refuses_data();
    void refuses();
    void addsManyOrNone();
    void stateIsFixedOnceUsed();
    void namesLinksOfItsState();
    void makesInvitationLinks();
    void showsSessions();

private:
    static model::Event session(const QString& state, qint64 corpId);
};

model::Event TestPlacementService::session(const QString& state, qint64 corpId)
{
    model::Event event;
    event.suiteId = RecordsRig::suite();
    event.infoType = u"create_auth"_s;
    event.state = state;
    event.corpId = corpId;
    event.receivedAt = 1000;
    event.eventTime = 1;
    return event;
}

void TestPlacementService::addsAndLists()
{
    RecordsRig rig;
    PlacementService placements(*rig.context);
    const auto first = must(placements.add(rig.suite(), u" 南山旗舰店 "_s, u"shop1"_s, true));
    QCOMPARE(first.name, u"南山旗舰店"_s);
    QVERIFY(first.single);
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Placement, first.id}}));
    rig.clock.advance(1000);
    const auto second = must(placements.add(rig.suite(), u"Kiosk"_s, {}, false));
    QCOMPARE(second.state.size(), 12);
    must(placements.setArchived(second.id, true));

    const auto listed = must(placements.list(rig.suite()));
    QCOMPARE(listed.size(), size_t(2));
    QCOMPARE(listed.at(0).id, first.id); // the newer one is archived
    QCOMPARE(listed.at(1).archivedAt, rig.clock.nowMs());
    must(placements.setArchived(second.id, false));
    QCOMPARE(must(placements.list(rig.suite())).at(0).id, second.id);
    QCOMPARE(errorId(placements.setArchived(99, true)), u"placement.not_found"_s);
}

void TestPlacementService::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("id");
    QTest::newRow("no name") << u"  "_s << u"a"_s << u"input.placement_name"_s;
    QTest::newRow("long name") << QString(101, u'x') << u"a"_s << u"input.placement_name"_s;
    QTest::newRow("state") << u"x"_s << u"a_b"_s << u"input.state"_s;
    QTest::newRow("long state") << u"x"_s << QString(129, u'a') << u"input.state"_s;
    QTest::newRow("taken") << u"x"_s << u"taken"_s << u"placement.state_taken"_s;
}

void TestPlacementService::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, state);
    QFETCH(QString, id);
    RecordsRig rig;
    PlacementService placements(*rig.context);
    must(placements.add(rig.suite(), u"first"_s, u"taken"_s, false));
    QCOMPARE(errorId(placements.add(rig.suite(), name, state, false)), id);
    QCOMPARE(must(placements.list(rig.suite())).size(), size_t(1));
}

void TestPlacementService::addsManyOrNone()
{
    RecordsRig rig;
    PlacementService placements(*rig.context);
    QCOMPARE(errorId(placements.addMany(rig.suite(), {u"a"_s, u" "_s}, false)), u"input.placement_name"_s);
    QVERIFY(must(placements.list(rig.suite())).empty());
    const auto added = must(placements.addMany(rig.suite(), {u"a"_s, u"b"_s, u"a"_s}, true));
    QCOMPARE(added.size(), size_t(3));
    QVERIFY(added.at(0).state != added.at(2).state);
    QCOMPARE(must(placements.list(rig.suite())).size(), size_t(3));
}

void TestPlacementService::stateIsFixedOnceUsed()
{
    RecordsRig rig;
    PlacementService placements(*rig.context);
    auto placement = must(placements.add(rig.suite(), u"a"_s, u"s1"_s, false));
    must(placements.add(rig.suite(), u"b"_s, u"s2"_s, false));
    placement.state = u"s2"_s;
    QCOMPARE(errorId(placements.update(placement)), u"placement.state_taken"_s);
    placement.state = u"s3"_s;
    must(placements.update(placement));
    rig.addEvent(session(u"s3"_s, 0), "<xml>1</xml>");
    placement.state = u"s4"_s;
    QCOMPARE(errorId(placements.update(placement)), u"placement.state_used"_s);
    placement.state = u"s3"_s;
    placement.name = u"renamed"_s;
    placement.note = QString(2001, u'x');
    QCOMPARE(errorId(placements.update(placement)), u"input.note"_s);
    placement.note = u"second floor"_s;
    must(placements.update(placement));
    QCOMPARE(must(placements.list(rig.suite())).at(1).note, placement.note);
}

void TestPlacementService::namesLinksOfItsState()
{
    RecordsRig rig;
    PlacementService placements(*rig.context);
    const qint64 corpId = rig.addCorp(u"wpA"_s, u"晨光"_s);
    const qint64 accountId = rig.addAccount(corpId, u"wkA"_s, u"售前"_s);
    const qint64 linkId = rig.addLink(accountId, u"https://work.weixin.qq.com/kf/a"_s);
    rig.addGrant(corpId, u"wkA"_s, u"s1"_s, 1000);

    store::LinkFilter filter;
    filter.text = u"kiosk"_s;
    const auto find = [&] {
        store::LinkRepository links(*must(rig.database->connection()));
        return must(links.ids(filter, store::LinkSort::Corp, false));
    };
    QVERIFY(find().empty());
    auto placement = must(placements.add(rig.suite(), u"Kiosk"_s, u"s1"_s, false)); // the state had come before
    QCOMPARE(find(), std::vector<qint64>{linkId});
    placement.name = u"Counter"_s;
    must(placements.update(placement));
    QVERIFY(find().empty());
    filter.text = u"counter"_s;
    QCOMPARE(find(), std::vector<qint64>{linkId});
}

void TestPlacementService::makesInvitationLinks()
{
    RecordsRig rig;
    PlacementService placements(*rig.context);
    QCOMPARE(errorId(placements.authLink(rig.suite(), {}, false)), u"component.not_found"_s);
    must(ComponentService(*rig.context).add(rig.component()));
    const QString base = u"https://open.work.weixin.qq.com/compApp/ww5uite0kf0demo01"_s;
    QCOMPARE(must(placements.authLink(rig.suite(), {}, false)), base);
    QCOMPARE(must(placements.authLink(rig.suite(), u"s1"_s, true)), QString(base + u"?state=s1&mode=1"_s));
    QCOMPARE(errorId(placements.authLink(rig.suite(), u"s 1"_s, true)), u"input.state"_s);
}

void TestPlacementService::showsSessions()
{
    RecordsRig rig;
    PlacementService placements(*rig.context);
    const auto placement = must(placements.add(rig.suite(), u"a"_s, u"s1"_s, false));
    const qint64 corpId = rig.addCorp(u"wpA"_s, u"晨光"_s);
    rig.addLink(rig.addAccount(corpId, u"wkA"_s, u"售前"_s), u"https://work.weixin.qq.com/kf/a"_s);
    rig.addEvent(session(u"s1"_s, corpId), "<xml>1</xml>");
    rig.addEvent(session(u"s1"_s, 0), "<xml>2</xml>");
    rig.addEvent(session(u"other"_s, 0), "<xml>3</xml>");

    const auto sessions = must(placements.sessions(placement));
    QCOMPARE(sessions.size(), size_t(2));
    QVERIFY(sessions.at(0).corpName.isEmpty()); // newest first: not exchanged yet
    QCOMPARE(sessions.at(1).corpName, u"晨光"_s);
    QCOMPARE(sessions.at(1).linkCount, 1);
    QCOMPARE(must(placements.sessions(placement, 1)).size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestPlacementService)
#include "test_placement_service.moc"
