#include "core/store/pattern_set.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <tuple>

using namespace kfdesk::store;

namespace {

using Found = std::tuple<qsizetype, qsizetype, int>;

std::vector<Found> search(const PatternSet& patterns, const QByteArray& block, qsizetype fresh = 0)
{
    std::vector<Found> found;
    patterns.search(block, fresh,
                    [&found](qsizetype at, qsizetype size, int tag) { found.emplace_back(at, size, tag); });
    std::sort(found.begin(), found.end());
    return found;
}

/// The same, one pattern after the other.
std::vector<Found> searchPlainly(const std::vector<QByteArray>& patterns, const QByteArray& block)
{
    std::vector<Found> found;
    for (int tag = 0; tag < int(patterns.size()); ++tag) {
        const QByteArray& pattern = patterns[size_t(tag)];
        for (qsizetype at = block.indexOf(pattern); at >= 0 && !pattern.isEmpty(); at = block.indexOf(pattern, at + 1))
            found.emplace_back(at, pattern.size(), tag);
    }
    std::sort(found.begin(), found.end());
    return found;
}

PatternSet setOf(const std::vector<QByteArray>& patterns)
{
    PatternSet set;
    for (int tag = 0; tag < int(patterns.size()); ++tag)
        set.add(patterns[size_t(tag)], tag);
    set.prepare();
    return set;
}

} // namespace

class TestPatternSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatAPlainSearchFinds();
    void findsPatternsThatBeginAlike();
    void leavesOutWhatBelongedToTheBlockBefore();
    void anEmptySetFindsNothing();
};

/// Few letters, so that everything overlaps and every length occurs often.
void TestPatternSet::findsWhatAPlainSearchFinds()
{
    std::mt19937 random(7);
    const auto text = [&random](int size, int letters) {
        QByteArray bytes;
        for (int i = 0; i < size; ++i)
            bytes.append(char('a' + int(random() % unsigned(letters))));
        return bytes;
    };
    size_t total = 0;
    for (int round = 0; round < 200; ++round) {
        const int letters = 2 + round % 4;
        std::vector<QByteArray> patterns;
        for (int i = 0; i < 1 + round % 40; ++i)
            patterns.push_back(text(int(random() % 14), letters));
        const QByteArray block = text(600, letters) + QByteArray(3, '\0') + text(20, letters);
        const auto expected = searchPlainly(patterns, block);
        total += expected.size();
        QCOMPARE(search(setOf(patterns), block), expected);
    }
    QVERIFY(total > 10'000);
}

/// Addresses of one host: what tells them apart is at the end.
void TestPatternSet::findsPatternsThatBeginAlike()
{
    std::vector<QByteArray> patterns;
    QByteArray block;
    for (int i = 0; i < 5000; ++i) {
        patterns.push_back("https://work.weixin.qq.com/kfid/kfc" + QByteArray::number(100'000 + i));
        if (i % 7 == 0)
            block += patterns.back() + '\n';
    }
    QCOMPARE(search(setOf(patterns), block), searchPlainly(patterns, block));
}

void TestPatternSet::leavesOutWhatBelongedToTheBlockBefore()
{
    const PatternSet set = setOf({"needle"});
    const QByteArray block = "needle.needle";
    QCOMPARE(search(set, block, 5).size(), size_t(2)); // the first one ends within the fresh part
    QCOMPARE(search(set, block, 6).size(), size_t(1));
    QCOMPARE(search(set, block, 13).size(), size_t(0));
}

void TestPatternSet::anEmptySetFindsNothing()
{
    PatternSet set;
    set.add({}, 0);
    set.prepare();
    QVERIFY(set.isEmpty());
    QVERIFY(search(set, "anything").empty());
    QVERIFY(search(setOf({"longer than the block"}), "short").empty());
}

QTEST_APPLESS_MAIN(TestPatternSet)
#include "test_pattern_set.moc"
