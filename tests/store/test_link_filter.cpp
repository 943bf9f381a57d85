#include "core/store/kf_repository.h"
#include "tests/store/link_sample.h"

#include <QTest>

#include <functional>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

namespace {

LinkFilter filterOf(const std::function<void(LinkFilter&)>& change)
{
    LinkFilter filter;
    change(filter);
    return filter;
}

} // namespace

Q_DECLARE_METATYPE(LinkFilter)

class TestLinkFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void filtersWithOneSuiteOnly();
    void sorts_data();
    void sorts();
};

void TestLinkFilter::filters_data()
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
    text("underscore is a character", "_", "D");
    text("underscore in a word", "客服_", "D");
    text("backslash", "\\", "");
    text("quote", "' OR 1=1 --", "");
    text("blanks only", "  ", "DEABC");
    text("the name in a link", "kfsale", "AB");
    text("a pasted link", "https://work.weixin.qq.com/kfid/kfSale?enc_scene=ENCweb", "B");
    text("its beginning", "https://work.weixin.qq.com/kfid/kfSale", "AB");
    text("its beginning and a word", "https://work.weixin.qq.com/kfid/kf 售后", "C");
    text("a link of other case", "https://work.weixin.qq.com/kfid/kfsale", "");
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

void TestLinkFilter::filters()
{
    QFETCH(LinkFilter, filter);
    QFETCH(QString, expected);
    Sample sample;
    must(LinkRepository(sample.workspace.db()).setConfigured({sample.saleScene.id}, 5, 5));
    QCOMPARE(sample.letters(sample.find(filter)), expected);
}

void TestLinkFilter::filtersWithOneSuiteOnly()
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

void TestLinkFilter::sorts_data()
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

void TestLinkFilter::sorts()
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
    everything.text = QStringLiteral("kf");
    QCOMPARE(sample.letters(sample.find(everything, LinkSort(sort), descending)), expected);
}

QTEST_GUILESS_MAIN(TestLinkFilter)
#include "test_link_filter.moc"
