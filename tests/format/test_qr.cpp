#include "core/format/qr.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ImageView.h>
#include <ZXing/ReadBarcode.h>

using namespace kfdesk::format;

namespace {

/// What an independent reader sees in a picture; empty when it sees no code.
QString readCode(const QImage& picture)
{
    const QImage gray = picture.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(gray.constBits(), gray.width(), gray.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(gray.bytesPerLine()));
    const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode);
    const auto result = ZXing::ReadBarcode(view, hints);
    return result.isValid() ? QString::fromStdString(result.text()) : QString();
}

QString kfUrl()
{
    return QStringLiteral("https://work.weixin.qq.com/kfid/kfcb8db1f7d2a8d7a5d?enc_scene=ENCGFSRbWLkxQGvfGVVMwqDrW&"
                          "scene_param=a%3Db%26c%3Dd");
}

QStringList texts()
{
    return {QStringLiteral("a"), kfUrl(),
            QStringLiteral("https://open.work.weixin.qq.com/3rdservice/wework/kf/compApp/"
                           "ww0123456789abcdef?state=shop42&mode=1"),
            QStringLiteral("https://example.com/客服?场景=晨光"), QString(2331, QLatin1Char('x'))};
}

} // namespace

class TestQr : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadFromPng_data();
    void isReadFromPng();
    void refusesText();
    void hasFinderPatterns();
    void fitsWholeModules_data();
    void fitsWholeModules();
    void writesOneBitPng();
    void refusesPng();
    void drawsSvg();
};

void TestQr::isReadFromPng_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("pixels");
    const QStringList all = texts();
    for (int i = 0; i < all.size(); ++i) {
        for (const int pixels : {256, 600, 1024})
            QTest::addRow("text %d at %d", i, pixels) << all[i] << pixels;
    }
}

void TestQr::isReadFromPng()
{
    QFETCH(QString, text);
    QFETCH(int, pixels);
    const auto matrix = QrMatrix::encode(text);
    QVERIFY(matrix);
    const auto png = qrPng(*matrix, pixels);
    QVERIFY(png);
    QCOMPARE(readCode(QImage::fromData(*png, "PNG")), text);
}

void TestQr::refusesText()
{
    QCOMPARE(QrMatrix::encode(QString()).error().id, QStringLiteral("format.qr_empty"));
    // Version 40 at correction level M holds 2331 bytes.
    QVERIFY(QrMatrix::encode(QString(2331, QLatin1Char('x'))));
    QCOMPARE(QrMatrix::encode(QString(2332, QLatin1Char('x'))).error().id, QStringLiteral("format.qr_too_long"));
    QCOMPARE(QrMatrix::encode(QString(800, QChar(0x6668))).error().id, QStringLiteral("format.qr_too_long"));
}

void TestQr::hasFinderPatterns()
{
    const auto matrix = QrMatrix::encode(kfUrl());
    QVERIFY(matrix);
    const int far = matrix->size() - 7;
    for (int i = 0; i < 7; ++i) {
        for (const auto& [x, y] : {std::pair(0, 0), std::pair(far, 0), std::pair(0, far)}) {
            QVERIFY(matrix->dark(x + i, y) && matrix->dark(x, y + i) && matrix->dark(x + 3, y + 3));
            if (i >= 1 && i <= 5)
                QVERIFY(!matrix->dark(x + i, y + 1) && !matrix->dark(x + 1, y + i));
        }
    }
}

void TestQr::fitsWholeModules_data()
{
    QTest::addColumn<int>("pixels");
    QTest::addColumn<int>("scale");
    // 21 modules and twice the quiet zone of 4: 29 a side.
    QTest::newRow("zero") << 0 << 1;
    QTest::newRow("too small") << 20 << 1;
    QTest::newRow("just one") << 29 << 1;
    QTest::newRow("one less than two") << 57 << 1;
    QTest::newRow("two") << 58 << 2;
    QTest::newRow("ten and some") << 300 << 10;
}

void TestQr::fitsWholeModules()
{
    QFETCH(int, pixels);
    QFETCH(int, scale);
    const auto matrix = QrMatrix::encode(QStringLiteral("a"));
    QVERIFY(matrix);
    QCOMPARE(matrix->size(), 21);
    QCOMPARE(qrModulePixels(*matrix, pixels), scale);

    const auto png = qrPng(*matrix, pixels);
    QVERIFY(png);
    const QImage picture = QImage::fromData(*png, "PNG");
    QCOMPARE(picture.size(), QSize(29 * scale, 29 * scale));
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const int moduleX = x / scale - qrQuietZone;
            const int moduleY = y / scale - qrQuietZone;
            const bool inside = moduleX >= 0 && moduleY >= 0 && moduleX < 21 && moduleY < 21;
            const bool dark = inside && matrix->dark(moduleX, moduleY);
            QCOMPARE(picture.pixel(x, y), dark ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
        }
    }
}

void TestQr::writesOneBitPng()
{
    const auto png = qrPng(*QrMatrix::encode(kfUrl()), 1024);
    QVERIFY(png);
    QCOMPARE(int(png->at(24)), 1); // IHDR: bit depth
    QCOMPARE(int(png->at(25)), 0); // greyscale
    QVERIFY(png->size() < 8 * 1024);
}

void TestQr::refusesPng()
{
    QCOMPARE(qrPng(QrMatrix(), 100).error().id, QStringLiteral("format.qr_empty"));
    QCOMPARE(qrPng(*QrMatrix::encode(QStringLiteral("a")), 16'385).error().id, QStringLiteral("format.qr_size"));
}

void TestQr::drawsSvg()
{
    const auto matrix = QrMatrix::encode(kfUrl());
    QVERIFY(matrix);
    const QString svg = QString::fromUtf8(qrSvg(*matrix));
    const int side = matrix->size() + 2 * qrQuietZone;
    QVERIFY(svg.contains(QStringLiteral("viewBox=\"0 0 %1 %1\"").arg(side)));
    QCOMPARE(svg.count(QStringLiteral("<path")), 1);

    QImage picture(side, side, QImage::Format_RGB32);
    picture.fill(Qt::white);
    static const QRegularExpression run(QStringLiteral("M(\\d+) (\\d+)h(\\d+)v1h-\\3z"));
    for (auto it = run.globalMatch(svg); it.hasNext();) {
        const auto match = it.next();
        for (int i = 0; i < match.captured(3).toInt(); ++i)
            picture.setPixel(match.captured(1).toInt() + i, match.captured(2).toInt(), qRgb(0, 0, 0));
    }
    const QImage same = QImage::fromData(*qrPng(*matrix, side), "PNG").convertToFormat(QImage::Format_RGB32);
    QCOMPARE(picture, same);
}

QTEST_APPLESS_MAIN(TestQr)
#include "test_qr.moc"
