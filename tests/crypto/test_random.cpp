#include "core/crypto/random.h"

#include <QHash>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::crypto;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBytes();
    void keepsToAlphabet();
    void usesWholeAlphabet();
};

void TestRandom::givesBytes()
{
    QCOMPARE(randomBytes(0).size(), 0);
    QCOMPARE(randomBytes(1000).size(), 1000);
    QVERIFY(randomBytes(32) != randomBytes(32));
    QCOMPARE(randomSecret(32).size(), 32);
    QVERIFY(!(randomSecret(32) == randomSecret(32)));
    QVERIFY(!(randomSecret(32) == Secret::ofSize(32)));
}

void TestRandom::keepsToAlphabet()
{
    QCOMPARE(randomAlphanumeric(0), QString());
    for (int length = 1; length < 200; ++length) {
        const QString text = randomAlphanumeric(length);
        QCOMPARE(text.size(), length);
        for (const QChar c : text)
            QVERIFY(c.unicode() < 128 && c.isLetterOrNumber());
    }
}

void TestRandom::usesWholeAlphabet()
{
    // 1613 of each letter on average, ±240 is six deviations; a modulo bias would give 1953 for the first eight.
    QHash<QChar, int> counts;
    for (const QChar c : randomAlphanumeric(100'000))
        ++counts[c];
    QCOMPARE(counts.size(), 62);
    for (const int count : qAsConst(counts))
        QVERIFY(count > 1373 && count < 1853);
}

QTEST_APPLESS_MAIN(TestRandom)
#include "test_random.moc"
