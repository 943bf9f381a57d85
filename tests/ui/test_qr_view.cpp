#include "ui/support/theme.h"
#include "ui/widget/qr_view.h"

#include <QApplication>
#include <QImage>
#include <QTest>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ImageView.h>
#include <ZXing/ReadBarcode.h>

using namespace kfdesk;
using namespace kfdesk::ui;

namespace {

const QString& link()
{
    static const QString text = QStringLiteral("https://open.work.weixin.qq.com/wwopen/compApp/ww5uite0kf0demo01?state="
                                               "nszq7K2mXq9a&mode=1");
    return text;
}

QString decode(const QImage& image)
{
    const QImage gray = image.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(gray.constBits(), gray.width(), gray.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(gray.bytesPerLine()));
    return QString::fromStdWString(ZXing::ReadBarcode(view).text());
}

/// Renders at a device pixel ratio, the view at an odd place, as in a window.
QImage render(QrView& view, qreal ratio, QPoint at)
{
    const QSize size = view.size() + QSize(at.x(), at.y()) + QSize(5, 5);
    QImage image(qCeil(size.width() * ratio), qCeil(size.height() * ratio), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::gray);
    view.render(&image, at, QRegion(), QWidget::DrawChildren);
    return image;
}

struct Extent
{
    QRect dark;
    bool onlyBlackAndWhite = true;
};

Extent extentOf(const QImage& image)
{
    Extent extent;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y) | 0xff000000;
            if (pixel == qRgb(0, 0, 0))
                extent.dark |= QRect(x, y, 1, 1);
            else if (pixel != qRgb(255, 255, 255) && pixel != QColor(Qt::gray).rgb())
                extent.onlyBlackAndWhite = false;
        }
    }
    return extent;
}

} // namespace

class TestQrView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isExact_data();
    void isExact();
    void imageForTheClipboard();
    void isBlackOnWhiteInTheDark();
};

void TestQrView::isExact_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0, 3.0})
        QTest::addRow("%.2f", ratio) << ratio;
}

void TestQrView::isExact()
{
    QFETCH(const double, ratio);
    const auto matrix = format::QrMatrix::encode(link());
    QVERIFY(matrix);
    QrView view;
    view.resize(243, 251);
    view.setMatrix(*matrix, u"QR code"_qs);
    QCOMPARE(view.accessibleName(), u"QR code"_qs);
    const QImage image = render(view, ratio, {3, 7});

    const Extent extent = extentOf(image);
    QVERIFY(extent.onlyBlackAndWhite); // no smoothed edge anywhere
    const int modules = matrix->size() + 2 * format::qrQuietZone;
    const int module = static_cast<int>(243 * ratio) / modules;
    QCOMPARE(extent.dark.size(), QSize(matrix->size(), matrix->size()) * module);
    for (int y = 0; y < matrix->size(); ++y) {
        for (int x = 0; x < matrix->size(); ++x) {
            const QPoint corner = extent.dark.topLeft() + QPoint(x, y) * module;
            for (const QPoint inset : {QPoint(0, 0), QPoint(module - 1, module - 1)})
                QCOMPARE(qGray(image.pixel(corner + inset)) == 0, matrix->dark(x, y));
        }
    }
    const QRect quiet = extent.dark.marginsAdded(QMargins(1, 1, 1, 1) * (format::qrQuietZone * module));
    QCOMPARE(image.pixelColor(quiet.topLeft()), QColor(Qt::white));
    QCOMPARE(image.pixelColor(quiet.bottomRight()), QColor(Qt::white));
    QCOMPARE(decode(image), link());
}

void TestQrView::imageForTheClipboard()
{
    QrView view;
    QVERIFY(view.image(500).isNull());
    view.setMatrix(format::QrMatrix::encode(link()).value(), {});
    const QImage image = view.image(500);
    QVERIFY(image.width() <= 500 && image.width() > 400);
    QCOMPARE(decode(image), link());
}

void TestQrView::isBlackOnWhiteInTheDark()
{
    Theme theme(*qApp);
    theme.setMode(Theme::Mode::Dark);
    QrView view;
    view.resize(200, 200);
    view.setMatrix(format::QrMatrix::encode(link()).value(), {});
    QCOMPARE(decode(render(view, 1.0, {})), link());
}

QTEST_MAIN(TestQrView)
#include "test_qr_view.moc"
