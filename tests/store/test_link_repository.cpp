#include "core/store/kf_repository.h"
#include "tests/store/link_sample.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

class TestLinkRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWhole();
    void rowsHaveTheNamesAround();
    void rowsFollowTheOrderGiven();
    void streamsByCorpAndId();
    void streamsWhatTheFilterSays();
    void stopsWhenAsked();
    void visitorsEndTheStream();
    void visitorsMayReadMeanwhile();
    void keysFollowNames();
    void keysFollowTheUrl();
    void marksConfigured();
    void findsByUrl();
    void countsLinks();
};

void TestLinkRepository::comesBackWhole()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    QVERIFY(*must(links.find(sample.saleScene.accountId, QStringLiteral("web"), QStringLiteral("sku=9"))) ==
            sample.saleScene);
    QVERIFY(!must(links.find(sample.saleScene.accountId, QStringLiteral("web"), {})));
    QVERIFY(must(links.ofCorp(sample.changsha.id)) ==
            (std::vector{sample.salePlain, sample.saleScene, sample.servicePlain}));
    QCOMPARE(errorId(links.insert(sample.saleScene)), QStringLiteral("store.constraint"));
}

void TestLinkRepository::rowsHaveTheNamesAround()
{
    Sample sample;
    const auto rows = must(LinkRepository(sample.workspace.db()).rows({sample.saleScene.id, sample.woolPlain.id}));
    QCOMPARE(rows.size(), size_t(2));
    QVERIFY(rows[0].link == sample.saleScene);
    QCOMPARE(rows[0].corpName, QStringLiteral("长沙臭豆腐"));
    QCOMPARE(rows[0].authCorpId, QStringLiteral("wwChangsha"));
    QCOMPARE(rows[0].kfName, QStringLiteral("售前"));
    QCOMPARE(rows[0].openKfId, QStringLiteral("kfSale"));
    QCOMPARE(rows[0].accountAuthorized, true);
    QCOMPARE(rows[0].placement, QStringLiteral("小程序"));
    QCOMPARE(rows[0].state, QStringLiteral("mini"));
    QCOMPARE(rows[0].states, (QStringList{QStringLiteral("mini"), QStringLiteral("home")}));
    QCOMPARE(rows[0].authorizedAt, 20);
    QCOMPARE(rows[1].placement, QString()); // nobody owns its state
    QCOMPARE(rows[1].state, QStringLiteral("unknown"));
}

void TestLinkRepository::rowsFollowTheOrderGiven()
{
    Sample sample;
    const auto rows = must(LinkRepository(sample.workspace.db())
                               .rows({sample.woolPlain.id, 999, sample.salePlain.id, sample.servicePlain.id}));
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(rows[0].link.id, sample.woolPlain.id);
    QCOMPARE(rows[1].link.id, sample.salePlain.id);
    QCOMPARE(rows[2].link.id, sample.servicePlain.id);
}

void TestLinkRepository::streamsByCorpAndId()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    const auto late = sample.workspace.addLink(
        sample.workspace.addAccount(sample.changsha, QStringLiteral("晚来"), QStringLiteral("kfLate")));
    std::vector<qint64> seen;
    std::vector<model::LinkRow> streamed;
    must(links.forEach({}, [&](const model::LinkRow& row) -> Result<void> {
        seen.push_back(row.link.id);
        streamed.push_back(row);
        return {};
    }));
    QCOMPARE(seen, (std::vector{sample.salePlain.id, sample.saleScene.id, sample.servicePlain.id, late.id,
                                sample.woolPlain.id, sample.otherPlain.id}));
    QVERIFY(streamed == must(links.rows(seen))); // both readers say the same of each
}

void TestLinkRepository::streamsWhatTheFilterSays()
{
    Sample sample;
    LinkFilter filter;
    filter.suiteId = QStringLiteral("s1");
    filter.text = QStringLiteral("shou");
    filter.state = QStringLiteral("home");
    std::vector<qint64> seen;
    must(LinkRepository(sample.workspace.db()).forEach(filter, [&](const model::LinkRow& row) -> Result<void> {
        seen.push_back(row.link.id);
        return {};
    }));
    QCOMPARE(sample.letters(seen), QStringLiteral("AB"));
}

void TestLinkRepository::stopsWhenAsked()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    std::stop_source stop;
    int seen = 0;
    const auto result = links.forEach(
        {},
        [&](const model::LinkRow&) -> Result<void> {
            ++seen;
            stop.request_stop();
            return {};
        },
        stop.get_token());
    QCOMPARE(errorId(result), QStringLiteral("store.cancelled"));
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QCOMPARE(seen, 1);
    QCOMPARE(errorId(links.ids({}, LinkSort::Corp, false, stop.get_token())), QStringLiteral("store.cancelled"));
    QCOMPARE(sample.find({}).size(), size_t(5)); // and leaves nothing behind
}

void TestLinkRepository::visitorsEndTheStream()
{
    Sample sample;
    int seen = 0;
    const auto result = LinkRepository(sample.workspace.db()).forEach({}, [&](const model::LinkRow&) -> Result<void> {
        ++seen;
        return fail(makeError(ErrorKind::Store, QStringLiteral("test.full")));
    });
    QCOMPARE(errorId(result), QStringLiteral("test.full"));
    QCOMPARE(seen, 1);
}

void TestLinkRepository::visitorsMayReadMeanwhile()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    int seen = 0;
    must(links.forEach({}, [&](const model::LinkRow& row) -> Result<void> {
        ++seen;
        KFDESK_TRY(const auto same, links.rows({row.link.id}));
        KFDESK_TRY(const auto corps, links.ofCorp(row.link.corpId));
        return same.size() == 1 && same.front() == row && !corps.empty()
                   ? Result<void>()
                   : fail(makeError(ErrorKind::Internal, QStringLiteral("test.differs")));
    }));
    QCOMPARE(seen, 5);
}

void TestLinkRepository::keysFollowNames()
{
    Sample sample;
    LinkFilter filter;
    filter.text = QStringLiteral("guangzhou");
    QVERIFY(sample.find(filter).empty());
    must(sample.workspace.db().exec(QStringLiteral("UPDATE corp SET name = '广州早茶' WHERE id = 2")));
    must(LinkRepository(sample.workspace.db()).refreshKeys(2));
    QCOMPARE(sample.letters(sample.find(filter)), QStringLiteral("D"));
    QCOMPARE(sample.letters(sample.find({})), QStringLiteral("EABCD"));
}

void TestLinkRepository::keysFollowTheUrl()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    const QString url = QStringLiteral("https://work.weixin.qq.com/kfid/kfRenewed?enc_scene=x");
    must(links.updateUrl(sample.woolPlain.id, url, 777));
    LinkFilter filter;
    for (const QString& text : {url, QStringLiteral("kfrenewed")}) {
        filter.text = text;
        QCOMPARE(sample.letters(sample.find(filter)), QStringLiteral("D"));
    }
    const auto rows = must(links.rows({sample.woolPlain.id}));
    QCOMPARE(rows.front().link.url, url);
    QCOMPARE(rows.front().link.updatedAt, 777);
    must(links.updateUrl(999, url, 777));
}

void TestLinkRepository::marksConfigured()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    QCOMPARE(must(links.setConfigured({sample.salePlain.id, sample.saleScene.id, 999}, 50, 60)), 2);
    QCOMPARE(must(links.setConfigured({sample.salePlain.id, sample.woolPlain.id}, 70, 80)), 1);
    const auto rows = must(links.rows({sample.salePlain.id, sample.woolPlain.id}));
    QCOMPARE(rows[0].link.configuredAt, 50); // keeps its date
    QCOMPARE(rows[0].link.updatedAt, 60);
    QCOMPARE(rows[1].link.configuredAt, 70);
    QCOMPARE(must(links.setConfigured({sample.salePlain.id, sample.servicePlain.id}, 0, 90)), 1);
    QCOMPARE(must(links.rows({sample.salePlain.id})).front().link.configuredAt, 0);
    LinkFilter done;
    done.configured = Configured::Done;
    QCOMPARE(sample.letters(sample.find(done)), QStringLiteral("DB"));
    must(links.refreshKeys(sample.changsha.id)); // keeps the marks
    QCOMPARE(sample.letters(sample.find(done)), QStringLiteral("DB"));
}

void TestLinkRepository::findsByUrl()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    QCOMPARE(must(links.idsForUrls({sample.woolPlain.url, sample.salePlain.url, QStringLiteral("https://none")})),
             (std::vector{sample.salePlain.id, sample.woolPlain.id}));
    QVERIFY(must(links.idsForUrls({})).empty());
}

void TestLinkRepository::countsLinks()
{
    Sample sample;
    LinkRepository links(sample.workspace.db());
    QCOMPARE(must(links.count({})), 5);
    QCOMPARE(must(links.count(QStringLiteral("s1"))), 4);
    QCOMPARE(must(links.count(QStringLiteral("s2"))), 1);
}

QTEST_GUILESS_MAIN(TestLinkRepository)
#include "test_link_repository.moc"
