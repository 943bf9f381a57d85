#include "tests/ui/support/qr_reader.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ImageView.h>
#include <ZXing/ReadBarcode.h>

namespace kfdesk::ui::test {

QString readQr(const QImage& picture)
{
    if (picture.isNull())
        return {};
    const QImage gray = picture.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(gray.constBits(), gray.width(), gray.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(gray.bytesPerLine()));
    return QString::fromStdWString(ZXing::ReadBarcode(view).text());
}

} // namespace kfdesk::ui::test
