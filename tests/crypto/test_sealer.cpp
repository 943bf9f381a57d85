#include "core/crypto/sealer.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::crypto;

namespace {

Secret keyOf(char byte)
{
    return Secret(QByteArrayView(QByteArray(32, byte)));
}

} // namespace

class TestSealer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed_data();
    void opensWhatItSealed();
    void hasDocumentedFormat();
    void neverSealsAlike();
    void refuses_data();
    void refuses();
    void noticesEveryFlippedByte();
    void separatesLabelFromRow();
};

void TestSealer::opensWhatItSealed_data()
{
    QTest::addColumn<QByteArray>("plaintext");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("with NUL") << QByteArray("a\0b", 3);
    QTest::newRow("Chinese") << QByteArray("晨光文具");
    QTest::newRow("large") << QByteArray(256 * 1024, 'l');
}

void TestSealer::opensWhatItSealed()
{
    QFETCH(QByteArray, plaintext);
    const QByteArray sealed = Sealer(keyOf(1)).seal("corp.permanent_code", "row-1", plaintext);
    const auto opened = Sealer(keyOf(1)).open("corp.permanent_code", "row-1", sealed);
    QVERIFY(opened);
    QCOMPARE(opened->view().toByteArray(), plaintext);
}

void TestSealer::hasDocumentedFormat()
{
    const QByteArray sealed = Sealer(keyOf(1)).seal("label", "row", "12345");
    QCOMPARE(sealed.size(), 1 + 4 + 12 + 5 + 16);
    QCOMPARE(sealed.at(0), '\1');
    QVERIFY(!sealed.contains("12345"));
    QCOMPARE(sealed.mid(1, 4), Sealer(keyOf(1)).seal("other", "other", "").mid(1, 4));
    QVERIFY(sealed.mid(1, 4) != Sealer(keyOf(2)).seal("label", "row", "12345").mid(1, 4));
}

void TestSealer::neverSealsAlike()
{
    const Sealer sealer(keyOf(1));
    const QByteArray first = sealer.seal("label", "row", "same");
    const QByteArray second = sealer.seal("label", "row", "same");
    QVERIFY(first.mid(5, 12) != second.mid(5, 12));
    QVERIFY(first.mid(17) != second.mid(17));
}

void TestSealer::refuses_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("rowKey");
    QTest::addColumn<QByteArray>("sealed");
    QTest::addColumn<QString>("id");

    const QByteArray sealed = Sealer(keyOf(1)).seal("label", "row", "text");
    const QString format = QStringLiteral("seal.format");
    const QString otherKey = QStringLiteral("seal.other_key");
    const QString tampered = QStringLiteral("seal.tampered");
    QTest::newRow("nothing") << QByteArray("label") << QByteArray("row") << QByteArray() << format;
    QTest::newRow("cut below the tag") << QByteArray("label") << QByteArray("row") << sealed.left(32) << format;
    QTest::newRow("version 0") << QByteArray("label") << QByteArray("row") << '\0' + sealed.mid(1) << format;
    QTest::newRow("version 2") << QByteArray("label") << QByteArray("row") << '\2' + sealed.mid(1) << format;
    QTest::newRow("not sealed") << QByteArray("label") << QByteArray("row") << QByteArray(64, 'x') << format;
    QTest::newRow("another key") << QByteArray("label") << QByteArray("row")
                                 << Sealer(keyOf(2)).seal("label", "row", "text") << otherKey;
    QTest::newRow("last byte cut off") << QByteArray("label") << QByteArray("row") << sealed.chopped(1) << tampered;
    QTest::newRow("first text byte cut out")
        << QByteArray("label") << QByteArray("row") << QByteArray(sealed).remove(17, 1) << tampered;
    QTest::newRow("byte added") << QByteArray("label") << QByteArray("row") << sealed + 'x' << tampered;
    QTest::newRow("moved to another column") << QByteArray("label2") << QByteArray("row") << sealed << tampered;
    QTest::newRow("moved to another row") << QByteArray("label") << QByteArray("row2") << sealed << tampered;
    QTest::newRow("without a row") << QByteArray("label") << QByteArray() << sealed << tampered;
}

void TestSealer::refuses()
{
    QFETCH(QByteArray, label);
    QFETCH(QByteArray, rowKey);
    QFETCH(QByteArray, sealed);
    QFETCH(QString, id);
    const auto opened = Sealer(keyOf(1)).open(label, rowKey, sealed);
    QVERIFY(!opened);
    QCOMPARE(opened.error().id, id);
    QCOMPARE(opened.error().detail, QString());
}

void TestSealer::noticesEveryFlippedByte()
{
    const Sealer sealer(keyOf(1));
    const QByteArray sealed = sealer.seal("label", "row", "text");
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        QByteArray flipped = sealed;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x10);
        QVERIFY2(!sealer.open("label", "row", flipped), qPrintable(QString::number(i)));
    }
    QVERIFY(sealer.open("label", "row", sealed));
}

void TestSealer::separatesLabelFromRow()
{
    const Sealer sealer(keyOf(1));
    const QByteArray sealed = sealer.seal("ab", "c", "text");
    QVERIFY(!sealer.open("a", "bc", sealed));
}

QTEST_APPLESS_MAIN(TestSealer)
#include "test_sealer.moc"
