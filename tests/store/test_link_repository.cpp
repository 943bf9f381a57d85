#include "core/store/kf_repository.h"
#include "tests/store/fixture.h"

#include <QTest>

#include <functional>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

/// Four links of two corps, and one of another suite. Names say what the filters below look for.
struct Sample
{
    Sample()
    {
        auto transaction = must(WriteTransaction::begin(workspace.db()));
        workspace.addPlacement(QStringLiteral("官网首页"), QStringLiteral("home"));
        workspace.addPlacement(QStringLiteral("小程序"), QStringLiteral("mini"));
        changsha = workspace.addCorp(QStringLiteral("长沙臭豆腐"), QStringLiteral("wwChangsha"));
        beijing = workspace.addCorp(QStringLiteral("北京100%羊毛"), QStringLiteral("wwBeijing"));
        elsewhere = workspace.addCorp(QStringLiteral("别家"), QStringLiteral("wwElse"), QStringLiteral("s2"));
        const auto sale = workspace.addAccount(changsha, QStringLiteral("售前"), QStringLiteral("kfSale"));
        const auto service = workspace.addAccount(changsha, QStringLiteral("售后"), QStringLiteral("kfService"));
        const auto wool = workspace.addAccount(beijing, QStringLiteral("客服_1"), QStringLiteral("kfWool"));
        const auto other = workspace.addAccount(elsewhere, QStringLiteral("其他"), QStringLiteral("kfOther"));
        workspace.addGrant(sale, QStringLiteral("home"), 10);
        workspace.addGrant(sale, QStringLiteral("mini"), 20);
        workspace.addGrant(service, QString(), 30);
        workspace.addGrant(wool, QStringLiteral("unknown"), 40);
        salePlain = workspace.addLink(sale);
        saleScene = workspace.addLink(sale, QStringLiteral("web"), QStringLiteral("sku=9"));
        servicePlain = workspace.addLink(service);
        woolPlain = workspace.addLink(wool);
        otherPlain = workspace.addLink(other);
        must(transaction.commit());
    }

    std::vector<qint64> find(const LinkFilter& filter, LinkSort sort = LinkSort::Corp, bool descending = false)
    {
        return must(LinkRepository(workspace.db()).ids(filter, sort, descending));
    }

    /// Letters of the matching links: A salePlain, B saleScene, C servicePlain, D woolPlain, E otherPlain.
    QString letters(const std::vector<qint64>& ids) const
    {
        QString text;
        for (const qint64 id : ids)
            text += id == salePlain.id      ? u'A'
                    : id == saleScene.id    ? u'B'
                    : id == servicePlain.id ? u'C'
                    : id == woolPlain.id    ? u'D'
                    : id == otherPlain.id   ? u'E'
                                            : u'?';
        return text;
    }

    Workspace workspace;
    model::Corp changsha, beijing, elsewhere;
    model::KfLink salePlain, saleScene, servicePlain, woolPlain, otherPlain;
};

LinkFilter filterOf(const std::function<void(LinkFilter&)>& change)
{
    LinkFilter filter;
    change(filter);
    return filter;
}

} // namespace

Q_DECLARE_METATYPE(LinkFilter)

class TestLinkRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWhole();
    void filters_data();
    void filters();
    void filtersWithOneSuiteOnly();
    void sorts_data();
    void sorts();
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

void TestLinkRepository::filters_data()
{
    QTest::addColumn<LinkFilter>("filter");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const std::function<void(LinkFilter&)>& change, const char* expected) {
        QTest::newRow(name) << filterOf(change) << QString::fromLatin1(expected);
    };
    const auto text = [&row](const char* name, const char* words, const char* expected) {
        row(
            name, [words](LinkFilter& f) { f.text = QString::fromUtf8(words); }, expected);
    };
    row(
        "all", [](LinkFilter&) {}, "DEABC");
    row(
        "suite", [](LinkFilter& f) { f.suiteId = QStringLiteral("s1"); }, "DABC");
    row(
        "unknown suite", [](LinkFilter& f) { f.suiteId = QStringLiteral("s9"); }, "");
    text("Chinese", "臭豆腐", "ABC");
    text("pinyin", "changsha", "ABC");
    text("other reading", "zhangsha", "ABC");
    text("initials", "csc", "ABC");
    text("two words, both must hold", "changsha 售后", "C");
    text("two words, one fails", "changsha 羊毛", "");
    text("full width and case", "ＣＨＡＮＧＳＨＡ", "ABC");
    text("corp id", "wwbeijing", "D");
    text("account id", "KFSERVICE", "C");
    text("scene", "web", "B");
    text("scene parameter", "sku=9", "B");
    text("placement of any grant", "官网", "AB");
    text("placement by pinyin", "xiaochengxu", "AB");
    text("percent is a character", "100%", "D");
    text("percent alone", "%", "D");
    text("underscore is a character", "_", "ABCDE");
    text("underscore in a word", "客服_", "D");
    text("backslash", "\\", "");
    text("quote", "' OR 1=1 --", "");
    text("blanks only", "  ", "DEABC");
    text("a pasted link", "https://work.weixin.qq.com/kfid/kfSale?enc_scene=ENCweb", "B");
    row(
        "state", [](LinkFilter& f) { f.state = QStringLiteral("home"); }, "AB");
    row(
        "state is exact", [](LinkFilter& f) { f.state = QStringLiteral("hom"); }, "");
    row(
        "state is case-sensitive", [](LinkFilter& f) { f.state = QStringLiteral("HOME"); }, "");
    row(
        "without state", [](LinkFilter& f) { f.state = QString(); }, "EC"); // E was never granted under any
    row(
        "corp", [](LinkFilter& f) { f.corpId = 2; }, "D");
    row(
        "corp by its id", [](LinkFilter& f) { f.authCorpId = QStringLiteral("wwChangsha"); }, "ABC");
    row(
        "ids",
        [](LinkFilter& f) {
            f.ids = {4, 1, 99};
        },
        "DA");
    row(
        "configured", [](LinkFilter& f) { f.configured = Configured::Done; }, "B");
    row(
        "pending", [](LinkFilter& f) { f.configured = Configured::Pending; }, "DEAC");
    row(
        "all at once",
        [](LinkFilter& f) {
            f.suiteId = QStringLiteral("s1");
            f.text = QStringLiteral("cs 售前");
            f.state = QStringLiteral("mini");
            f.configured = Configured::Pending;
            f.corpId = 1;
            f.authCorpId = QStringLiteral("wwChangsha");
            f.ids = {1, 2, 3};
        },
        "A");
}

void TestLinkRepository::filters()
{
    QFETCH(LinkFilter, filter);
    QFETCH(QString, expected);
    Sample sample;
    must(LinkRepository(sample.workspace.db()).setConfigured({sample.saleScene.id}, 5, 5));
    QString found = sample.letters(sample.find(filter));
    if (filter.text == QStringLiteral("_")) // enc_scene is part of every link
        std::sort(found.begin(), found.end());
    QCOMPARE(found, expected);
}

void TestLinkRepository::filtersWithOneSuiteOnly()
{
    Workspace workspace;
    const auto corp = workspace.addCorp(QStringLiteral("甲"), QStringLiteral("c1"));
    const auto link = workspace.addLink(workspace.addAccount(corp, QStringLiteral("A"), QStringLiteral("k1")));
    LinkRepository links(workspace.db());
    LinkFilter filter;
    filter.suiteId = QStringLiteral("s1");
    QCOMPARE(must(links.ids(filter, LinkSort::Corp, false)), std::vector{link.id});
    QCOMPARE(must(links.count(filter.suiteId)), 1);
    filter.suiteId = QStringLiteral("s2");
    QVERIFY(must(links.ids(filter, LinkSort::Corp, false)).empty());
    QCOMPARE(must(links.count(filter.suiteId)), 0);
}

void TestLinkRepository::sorts_data()
{
    QTest::addColumn<int>("sort");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, LinkSort sort, const char* up, const char* down) {
        QTest::addRow("%s", name) << int(sort) << false << QString::fromLatin1(up);
        QTest::addRow("%s, descending", name) << int(sort) << true << QString::fromLatin1(down);
    };
    // 北京 < 别家 < 长沙; equal keys stay in order of their ids either way.
    row("corp", LinkSort::Corp, "DEABC", "ABCED");
    row("account", LinkSort::Account, "DECAB", "ABCED"); // 客服 < 其他 < 售后 < 售前
    row("placement", LinkSort::Placement, "CDEAB", "ABCDE");
    row("scene", LinkSort::Scene, "ACDEB", "BACDE");
    row("configured", LinkSort::Configured, "BDEAC", "CABDE");
    row("updated", LinkSort::Updated, "BDEAC", "CABDE");
}

void TestLinkRepository::sorts()
{
    QFETCH(int, sort);
    QFETCH(bool, descending);
    QFETCH(QString, expected);
    Sample sample;
    LinkRepository links(sample.workspace.db());
    must(links.setConfigured({sample.servicePlain.id}, 90, sample.workspace.clock.nowMs() + 90));
    must(links.setConfigured({sample.salePlain.id}, 80, sample.workspace.clock.nowMs() + 80));
    QCOMPARE(sample.letters(sample.find({}, LinkSort(sort), descending)), expected);
    // A text search takes another plan and must give the same order.
    LinkFilter everything;
    everything.text = QStringLiteral("enc");
    QCOMPARE(sample.letters(sample.find(everything, LinkSort(sort), descending)), expected);
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
    filter.text = url;
    QCOMPARE(sample.letters(sample.find(filter)), QStringLiteral("D"));
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
