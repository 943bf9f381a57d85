#include "core/service/link_service.h"
#include "tests/service/records_rig.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"https://work.weixin.qq.com"_s;

/// Two corps; the first has a plain link, one with a scene, and one with a scene and a parameter.
struct Kept
{
    RecordsRig rig;
    LinkService links{*rig.context};

    Kept()
    {
        const qint64 sale = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wkSale"_s, u"售前"_s);
        rig.addLink(sale, host + u"/kfid/kfcA?enc_scene=ENCplain&p=kfdesk"_s);
        rig.addLink(sale, host + u"/kfid/kfcA?enc_scene=ENCshop&p=kfdesk"_s, u"shop42"_s);
        rig.addLink(sale, host + u"/kfid/kfcA?enc_scene=ENCposter&p=kfdesk&scene_param=sku%3D9"_s, u"poster"_s,
                    u"sku=9"_s);
        const qint64 wool = rig.addAccount(rig.addCorp(u"wpB"_s, u"Wool"_s), u"wkWool"_s, u"Wool"_s);
        rig.addLink(wool, host + u"/kf/kfcB?enc_scene=ENCwool&p=kfdesk"_s);
    }

    CheckedLink check(const QString& url, const QString& suiteId = {})
    {
        return must(links.check({url}, suiteId)).front();
    }
};

} // namespace

/// What is said about a link that somebody put into a product.
class TestLinkCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void answersInOrder();
    void looksAtOneSuite();
    void stopsWhenAsked();
};

void TestLinkCheck::judges_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("openKfId");
    const auto row = [](const char* name, const QString& url, const char* verdict, const char* openKfId) {
        QTest::newRow(name) << url << QString::fromLatin1(verdict) << QString::fromLatin1(openKfId);
    };
    const QString plain = host + u"/kfid/kfcA?enc_scene=ENCplain&p=kfdesk"_s;
    const QString shop = host + u"/kfid/kfcA?enc_scene=ENCshop&p=kfdesk"_s;
    const QString poster = host + u"/kfid/kfcA?enc_scene=ENCposter&p=kfdesk"_s;
    const QString longest(128, u'x');

    row("plain", plain, "intact", "wkSale");
    row("of the documents' form", host + u"/kf/kfcB?enc_scene=ENCwool&p=kfdesk"_s, "intact", "wkWool");
    row("blanks around it", u" \t"_s + plain + u"\n"_s, "intact", "wkSale");
    row("with its scene_param", poster + u"&scene_param=sku%3D9"_s, "intact", "wkSale");
    row("with another scene_param", poster + u"&scene_param=%e5%ba%97"_s, "intact", "wkSale");
    row("a scene_param where there was none", shop + u"&scene_param=a=b"_s, "intact", "wkSale");
    row("an empty scene_param", shop + u"&scene_param="_s, "intact", "wkSale");
    row("the longest scene_param", shop + u"&scene_param="_s + longest, "intact", "wkSale");

    row("too long a scene_param", shop + u"&scene_param=x"_s + longest, "altered", "wkSale");
    row("a scene_param without a scene", plain + u"&scene_param=a"_s, "altered", "wkSale");
    row("even an empty one", plain + u"&scene_param="_s, "altered", "wkSale");
    row("something after the scene_param", shop + u"&scene_param=a&utm=b"_s, "altered", "wkSale");
    row("a fragment after the scene_param", shop + u"&scene_param=a#b"_s, "altered", "wkSale");
    row("a blank in the scene_param", shop + u"&scene_param=a b"_s, "altered", "wkSale");
    row("scene_param before the rest", host + u"/kfid/kfcA?scene_param=a&enc_scene=ENCshop&p=kfdesk"_s, "altered",
        "wkSale");
    row("a value cut off", plain.chopped(1), "altered", "wkSale");
    row("a value of other case", host + u"/kfid/kfcA?enc_scene=ENCPLAIN&p=kfdesk"_s, "altered", "wkSale");
    row("something added", plain + u"&utm=b"_s, "altered", "wkSale");
    row("escaped as in HTML", host + u"/kfid/kfcA?enc_scene=ENCplain&amp;p=kfdesk"_s, "parameter_lost", "wkSale");
    row("not over TLS", u"http"_s + plain.mid(5), "altered", "wkSale");
    row("under the other path", host + u"/kf/kfcA?enc_scene=ENCplain&p=kfdesk"_s, "altered", "wkSale");
    row("a slash behind the page", host + u"/kfid/kfcA/?enc_scene=ENCplain&p=kfdesk"_s, "altered", "wkSale");

    row("no parameter", host + u"/kfid/kfcA"_s, "parameter_lost", "wkSale");
    row("nothing behind the question mark", host + u"/kfid/kfcA?"_s, "parameter_lost", "wkSale");
    row("one of two lost", host + u"/kfid/kfcA?enc_scene=ENCplain"_s, "parameter_lost", "wkSale");
    row("another in its place", host + u"/kfid/kfcA?p=kfdesk&utm=b"_s, "parameter_lost", "wkSale");
    row("scene_param lost", poster, "parameter_lost", "wkSale");
    row("parameters behind the fragment", host + u"/kfid/kfcA#?enc_scene=ENCplain&p=kfdesk"_s, "parameter_lost",
        "wkSale");

    row("parameters of another account", host + u"/kfid/kfcA?enc_scene=ENCwool&p=kfdesk"_s, "other_account", "wkSale");
    row("our parameters on a foreign page", host + u"/kfid/kfcC?enc_scene=ENCwool"_s, "other_account", "wkWool");
    row("what all of ours have, on a foreign page", host + u"/kfid/kfcC?p=kfdesk"_s, "unknown", "");

    row("early version", host + u"/kfid/kfcA?encScene=ENCplain"_s, "old_enc_scene", "wkSale");
    row("early version of somebody", u"https://kf.weixin.qq.com/kf/kfcX?encScene=e"_s, "old_enc_scene", "");
    row("encScene within a value", host + u"/kfid/kfcX?a=encScene"_s, "unknown", "");
    row("foreign", host + u"/kfid/kfcX?enc_scene=ENCx"_s, "unknown", "");
    row("no kf link", u"https://example.com/"_s, "unknown", "");
    row("no link at all", u"晨光"_s, "unknown", "");
    row("nothing", QString(), "unknown", "");
}

void TestLinkCheck::judges()
{
    QFETCH(QString, url);
    QFETCH(QString, verdict);
    QFETCH(QString, openKfId);
    Kept kept;
    const CheckedLink checked = kept.check(url);
    QCOMPARE(checked.url, url.trimmed());
    QCOMPARE(wordOf(checked.verdict), verdict);
    QCOMPARE(checked.openKfId, openKfId);
    const QString corp = openKfId.isEmpty() ? QString() : openKfId == u"wkSale" ? u"晨光"_s : u"Wool"_s;
    QCOMPARE(checked.corpName, corp);
}

void TestLinkCheck::answersInOrder()
{
    Kept kept;
    const QString twice = host + u"/kf/kfcB?enc_scene=ENCwool&p=kfdesk"_s;
    const auto checked = must(kept.links.check({twice, u"x"_s, twice}, {}));
    QCOMPARE(checked.size(), size_t(3));
    QCOMPARE(checked[0].verdict, LinkVerdict::Intact);
    QCOMPARE(checked[1].url, u"x"_s);
    QCOMPARE(checked[1].verdict, LinkVerdict::Unknown);
    QCOMPARE(checked[2].verdict, LinkVerdict::Intact);
    QVERIFY(must(kept.links.check({}, {})).empty());
}

void TestLinkCheck::looksAtOneSuite()
{
    Kept kept;
    const QString url = host + u"/kf/kfcB?enc_scene=ENCwool&p=kfdesk"_s;
    QCOMPARE(kept.check(url, RecordsRig::suite()).verdict, LinkVerdict::Intact);
    QCOMPARE(kept.check(url, u"wwAnother"_s).verdict, LinkVerdict::Unknown);
}

void TestLinkCheck::stopsWhenAsked()
{
    Kept kept;
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(errorId(kept.links.check({u"x"_s}, {}, stop.get_token())), u"store.cancelled"_s);
}

QTEST_GUILESS_MAIN(TestLinkCheck)
#include "test_link_check.moc"
