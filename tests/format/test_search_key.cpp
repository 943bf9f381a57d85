#include "core/format/search_key.h"
#include "core/format/word_matcher.h"

#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

using namespace kfdesk::format;

class TestSearchKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data();
    void folds();
    void splitsQueries_data();
    void splitsQueries();
    void finds_data();
    void finds();
    void findsBySubstringAlone();
    void keepsTextsApart();
    void boundsKeys();
    void leavesOtherTextsAlone();
    void survivesForeignKeys_data();
    void survivesForeignKeys();
    void knowsWhenWordsMix();
    void sorts_data();
    void sorts();
    void sortKeysSurviveUtf8();
    void worksOnSeveralThreads();
    void namesVersion();
};

void TestSearchKey::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("ASCII") << u"ABC-1"_qs << u"abc-1"_qs;
    QTest::newRow("full width") << u"ＡＢＣ　１２３"_qs << u"abc 123"_qs;
    QTest::newRow("half-width katakana") << u"ｶﾞ"_qs << u"ガ"_qs;
    QTest::newRow("sharp s") << u"Straße"_qs << u"strasse"_qs;
    QTest::newRow("Greek final sigma") << u"ΣΑΣ"_qs << u"σασ"_qs;
    QTest::newRow("ligature and circled digit") << u"ﬁ①"_qs << u"fi1"_qs;
    QTest::newRow("composed and not") << QString(u"e\u0301"_qs) << u"é"_qs;
    QTest::newRow("zero-width blank") << QString(u"晨\u200b光"_qs) << u"晨光"_qs;
}

void TestSearchKey::folds()
{
    QFETCH(QString, text);
    QFETCH(QString, folded);
    QCOMPARE(foldText(text), folded);
    QCOMPARE(foldText(folded), folded);
}

void TestSearchKey::splitsQueries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("empty") << QString() << QStringList();
    QTest::newRow("blanks") << u" \t　"_qs << QStringList();
    QTest::newRow("words") << u"  SZ　晨光 "_qs << QStringList{u"sz"_qs, u"晨光"_qs};
    QTest::newRow("separator of keys") << QString(u"a\u001fb"_qs) << QStringList{u"a"_qs, u"b"_qs};
}

void TestSearchKey::splitsQueries()
{
    QFETCH(QString, query);
    QFETCH(QStringList, words);
    QCOMPARE(queryWords(query), words);
}

void TestSearchKey::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    const auto row = [](const QString& text, const QString& query, bool found) {
        QTest::addRow("%s %s %s", qPrintable(query), found ? "in" : "not in", qPrintable(text))
            << text << query << found;
    };
    const QString corp = u"深圳市晨光文具（中国）有限公司"_qs;
    for (const auto& query :
         {u"晨光"_qs, u"晨光 深圳"_qs, u"(中国)"_qs, u"（中国）"_qs, u"shenzhen"_qs, u"SHENZHEN"_qs, u"ｓｚ"_qs,
          u"szs"_qs, u"cgwj"_qs, u"chenguang"_qs, u"chenguangwenju"_qs, u"wenjuzhongguo"_qs, u"hen"_qs, u""_qs})
        row(corp, query, true);
    // Mixes: initials, whole spellings and characters in any order, the last one cut short.
    for (const auto& query : {u"szschenguang"_qs, u"shenzs"_qs, u"sz市晨光"_qs, u"sz市cg"_qs, u"深zhen"_qs, u"深z"_qs,
                              u"chenguangwj"_qs, u"chengwenj"_qs, u"chgwj"_qs, u"shzhsh"_qs, u"cguangwen"_qs,
                              u"文ju中guo"_qs, u"文具z"_qs, u"szscheng"_qs, u"szscgwenju zhongguo"_qs})
        row(corp, query, true);
    for (const auto& query : {u"szx"_qs, u"szchenguang"_qs, u"chengong"_qs, u"cgx"_qs, u"深x"_qs, u"深圳晨光"_qs,
                              u"shezhe"_qs, u"gc"_qs, u"sz晨"_qs, u"chenguang beijing"_qs})
        row(corp, query, false);
    row(u"深圳晨光"_qs, u"szchenguang"_qs, true);
    row(u"深圳晨光"_qs, u"szche"_qs, true);
    row(u"深圳晨光"_qs, u"szsh"_qs, false);
    row(u"长春花园"_qs, u"changchuhua"_qs, false);
    row(u"深圳晨光"_qs, u"sz晨光"_qs, true);
    row(u"深圳晨光"_qs, u"szcheng"_qs, true);
    row(u"深圳 晨光"_qs, u"szcg"_qs, true);
    row(u"深圳-晨光"_qs, u"szchenguang"_qs, true);

    row(u"长沙臭豆腐"_qs, u"changsha"_qs, true);
    row(u"长沙臭豆腐"_qs, u"zhangsha"_qs, true);
    row(u"长沙臭豆腐"_qs, u"cscdf"_qs, true);
    row(u"长沙臭豆腐"_qs, u"cschou"_qs, true);
    row(u"长沙臭豆腐"_qs, u"zhang沙"_qs, true);
    row(u"长沙臭豆腐"_qs, u"changs臭"_qs, true);
    row(u"厦门银行"_qs, u"xiamenyinhang"_qs, true);
    row(u"厦门银行"_qs, u"xmyh"_qs, true);
    row(u"厦门银行"_qs, u"xiamenyh"_qs, true);
    row(u"深圳大厦"_qs, u"dasha"_qs, true);
    row(u"重庆火锅"_qs, u"chongqing"_qs, true);
    row(u"重型机械"_qs, u"zhongxing"_qs, true);
    row(u"行业协会"_qs, u"hangye"_qs, true);
    row(u"旅行社"_qs, u"lvxingshe"_qs, true);
    row(u"音乐教室"_qs, u"yinyue"_qs, true);
    row(u"快乐"_qs, u"kuaile"_qs, true);
    row(u"朝阳区"_qs, u"chaoyangqu"_qs, true);
    row(u"六安茶叶"_qs, u"luan"_qs, true);
    row(u"六六"_qs, u"liuliu"_qs, true);
    row(u"曾记"_qs, u"zengji"_qs, true);
    row(u"单县羊汤"_qs, u"shanxian"_qs, true);
    row(u"解家"_qs, u"xiejia"_qs, true);
    row(u"仇庄"_qs, u"qiuzhuang"_qs, true);
    row(u"区记餐厅"_qs, u"ouji"_qs, true);
    row(u"开发区"_qs, u"kaifaqu"_qs, true);
    row(u"开发区"_qs, u"kaifaou"_qs, false);
    row(u"会计师"_qs, u"kuaijishi"_qs, true);
    row(u"绿地女装"_qs, u"lvdinvzhuang"_qs, true);
    row(u"黄埔军校"_qs, u"huangpu"_qs, true);
    row(u"畜牧"_qs, u"xumu"_qs, true);
    row(u"策略"_qs, u"celue"_qs, true);
    row(u"策略"_qs, u"celve"_qs, true);
    row(u"佛山"_qs, u"foshan"_qs, true);
    row(u"長樂"_qs, u"changle"_qs, true);
    row(u"𠀀文"_qs, u"hewen"_qs, true);
    row(u"の店"_qs, u"の店"_qs, true);
    row(u"の店"_qs, u"のd"_qs, true);
    row(u"Apple专卖"_qs, u"appzhuan"_qs, false);
    row(u"Apple专卖"_qs, u"applezm"_qs, true);
    row(u"Apple专卖"_qs, u"applezhuanm"_qs, true);
    row(u"3号店"_qs, u"3haod"_qs, true);
    row(u"café店"_qs, u"cafédian"_qs, true);
    row(u"wpDemoCorp_01"_qs, u"democorp_01"_qs, true);
}

void TestSearchKey::finds()
{
    QFETCH(QString, text);
    QFETCH(QString, query);
    QFETCH(bool, found);
    QCOMPARE(matchesKey(searchKey({text}), query), found);
    // The words of a key's neighbours change nothing.
    QCOMPARE(matchesKey(searchKey({u"ww1"_qs, text, u"二"_qs}), query), found);
}

void TestSearchKey::findsBySubstringAlone()
{
    // What SQL's LIKE sees: text, full spelling and initials of every reading, without blanks and signs.
    const QString key = searchKey({u"长沙 晨光(中国)"_qs});
    for (const auto& word : {u"长沙 晨光(中国)"_qs, u"changshachenguangzhongguo"_qs, u"zhangshachenguangzhongguo"_qs,
                             u"cscgzg"_qs, u"zscgzg"_qs})
        QVERIFY2(key.contains(word), qPrintable(word));
    // Its bookkeeping is nothing that LIKE, which ignores ASCII case, could mistake for text.
    QVERIFY(std::none_of(key.begin(), key.end(), [](QChar c) { return c.isUpper(); }));
}

void TestSearchKey::keepsTextsApart()
{
    const QString key = searchKey({u"晨光"_qs, u"文具"_qs, u"abc"_qs});
    QVERIFY(!matchesKey(key, u"晨光文具"_qs));
    QVERIFY(!matchesKey(key, u"cgwj"_qs));
    QVERIFY(!matchesKey(key, u"guangwen"_qs));
    QVERIFY(!matchesKey(key, u"wjabc"_qs));
    QVERIFY(matchesKey(key, u"cg wj abc"_qs));
    // A text cannot forge the layout.
    QVERIFY(!matchesKey(searchKey({u"a\u001fb\u001fc\u0002"_qs}), u"ab"_qs));
}

void TestSearchKey::boundsKeys()
{
    const QString polyphones(100, QChar(u'长'));
    const QString key = searchKey({polyphones});
    QCOMPARE(key.count(QChar(0x1f)), 3 * 8);
    QVERIFY(key.size() <= 100 + 8 * (3 + 500 + 100 + 100));
    QVERIFY(matchesKey(key, u"changchangchang"_qs));

    const QString longText(5000, QChar(u'光'));
    QVERIFY(searchKey({longText}).size() < 5000 + 3 + 100 * (5 + 1 + 1) + 1);
    QCOMPARE(searchKey({u"晨光"_qs, u"晨光"_qs, u" 晨光 "_qs}), searchKey({u"晨光"_qs}));
}

void TestSearchKey::leavesOtherTextsAlone()
{
    QCOMPARE(searchKey({}), QString());
    QCOMPARE(searchKey({QString(), u" "_qs}), QString());
    QCOMPARE(searchKey({u"Shop 42"_qs, u"のサ"_qs}), u"shop 42\u001fのサ"_qs);
}

void TestSearchKey::survivesForeignKeys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("separators") << QByteArray("\x1f\x1f\x1f\x1f");
    QTest::newRow("lengths first") << QByteArray("\x02\x02");
    QTest::newRow("lengths without spelling") << QByteArray("x\x1f\x1f\x1f\x07\x07");
    QTest::newRow("lengths beyond the spelling") << QByteArray("sz\x1f"
                                                               "s\x1fs\x1f\x07\x07");
    QTest::newRow("lengths beyond the text") << QByteArray("s\x1fshenzhen\x1fs\x1f\x05\x05\x05");
    QTest::newRow("cut character") << QByteArray("\xe6\xb7\x1fshen\x1fs\x1f\x05");
    QTest::newRow("bytes that are no UTF-8") << QByteArray("\xff\xff\x1fshen\x1fs\x1f\x05\xff");
}

void TestSearchKey::survivesForeignKeys()
{
    QFETCH(QByteArray, key);
    QVERIFY(!WordMatcher(u"shezhq"_qs).matches(key));
}

void TestSearchKey::knowsWhenWordsMix()
{
    QVERIFY(WordMatcher(u"sz"_qs).mayMix());
    QVERIFY(WordMatcher(u"深z"_qs).mayMix());
    QVERIFY(!WordMatcher(u"s"_qs).mayMix());
    QVERIFY(!WordMatcher(u"深圳"_qs).mayMix());
    QVERIFY(!WordMatcher(u"123"_qs).mayMix());
    QVERIFY(WordMatcher(QString(63, QLatin1Char('x'))).mayMix());
    QVERIFY(!WordMatcher(QString(64, QLatin1Char('x'))).mayMix());

    // The longest word still matches to its last letter.
    const QString text(63, QChar(u'光'));
    const QString mixed = QString(62, QLatin1Char('g')) + u'g';
    QVERIFY(WordMatcher(mixed).matchesMix(searchKey({text}).toUtf8()));
    QVERIFY(!WordMatcher(QString(62, QLatin1Char('g')) + u'x').matchesMix(searchKey({text}).toUtf8()));
}

void TestSearchKey::sorts_data()
{
    QTest::addColumn<QStringList>("sorted");
    QTest::newRow("pinyin") << QStringList{u"阿里"_qs, u"百度"_qs, u"晨光"_qs, u"杭州"_qs, u"深圳"_qs, u"中国"_qs};
    QTest::newRow("kinds") << QStringList{u"9号店"_qs, u"晨光"_qs, u"Apple"_qs, u"banana"_qs};
    QTest::newRow("numbers by value") << QStringList{u"店2"_qs, u"店10"_qs, u"店100"_qs};
    QTest::newRow("case") << QStringList{u"abc"_qs, u"ABD"_qs, u"abe"_qs};
    QTest::newRow("shorter first") << QStringList{u"晨"_qs, u"晨光"_qs, u"晨光文具"_qs};
    QTest::newRow("same reading, by stroke") << QStringList{u"丁"_qs, u"仃"_qs};
    QTest::newRow("长 as chang") << QStringList{u"昌盛"_qs, u"长沙"_qs, u"唱片"_qs, u"晨光"_qs};
    QTest::newRow("厦 as xia") << QStringList{u"深圳"_qs, u"厦门"_qs, u"小米"_qs};
    QTest::newRow("重 as chong") << QStringList{u"晨光"_qs, u"重庆"_qs, u"春天"_qs};
    QTest::newRow("六 as lu") << QStringList{u"刘备"_qs, u"六安"_qs, u"绿地"_qs};
    QTest::newRow("行 as hang") << QStringList{u"银海"_qs, u"银行"_qs, u"银河"_qs};
    QTest::newRow("番 as pan") << QStringList{u"欧"_qs, u"番禺"_qs, u"胖"_qs};
    QTest::newRow("蚌 as beng") << QStringList{u"北京"_qs, u"蚌埠"_qs, u"比"_qs};
    QTest::newRow("empty first") << QStringList{QString(), u"1"_qs};
}

void TestSearchKey::sorts()
{
    QFETCH(QStringList, sorted);
    for (qsizetype i = 1; i < sorted.size(); ++i) {
        QVERIFY2(sortKey(sorted[i - 1]) < sortKey(sorted[i]), qPrintable(sorted[i]));
        QVERIFY2(sortKey(sorted[i - 1]).toUtf8() < sortKey(sorted[i]).toUtf8(), qPrintable(sorted[i]));
    }
}

void TestSearchKey::sortKeysSurviveUtf8()
{
    const QString key = sortKey(u"深圳市晨光文具有限公司 ABC ９９"_qs);
    QVERIFY(!key.contains(QChar(0)));
    QCOMPARE(QString::fromUtf8(key.toUtf8()), key);
    QCOMPARE(sortKey(u"ＡＢＣ"_qs), sortKey(u"abc"_qs));
    QVERIFY(sortKey(QString(10'000, QChar(u'晨'))) < sortKey(QString(10'000, QChar(u'晨')) + u'光'));
}

void TestSearchKey::worksOnSeveralThreads()
{
    const QString expectedKey = searchKey({u"长沙晨光"_qs});
    const QString expectedSort = sortKey(u"长沙晨光"_qs);
    std::atomic<int> right = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(QThread::create([&, i] {
            for (int round = 0; round < 100; ++round) {
                (void)searchKey({QString(QChar(0x4e00 + 100 * i + round))});
                right += searchKey({u"长沙晨光"_qs}) == expectedKey && sortKey(u"长沙晨光"_qs) == expectedSort;
            }
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        thread->wait();
    QCOMPARE(right.load(), 400);
}

void TestSearchKey::namesVersion()
{
    QVERIFY(searchKeyVersion().contains(u"icu"_qs));
    QCOMPARE(searchKeyVersion(), searchKeyVersion());
}

QTEST_APPLESS_MAIN(TestSearchKey)
#include "test_search_key.moc"
