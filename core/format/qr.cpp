#include "core/format/qr.h"

#include <qrencode.h>

#include <memory>

namespace kfdesk::format {

Result<QrMatrix> QrMatrix::encode(const QString& text)
{
    if (text.isEmpty())
        return fail(makeError(ErrorKind::Input, QStringLiteral("format.qr_empty")));
    const QByteArray utf8 = text.toUtf8();
    constexpr int smallestVersion = 0; // the library chooses
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(utf8.size()), reinterpret_cast<const unsigned char*>(utf8.constData()),
                          smallestVersion, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return fail(makeError(ErrorKind::Input, QStringLiteral("format.qr_too_long")));

    QrMatrix matrix;
    matrix.m_size = code->width;
    const size_t count = static_cast<size_t>(code->width) * static_cast<size_t>(code->width);
    matrix.m_modules.resize(count);
    for (size_t i = 0; i < count; ++i)
        matrix.m_modules[i] = code->data[i] & 1; // the other bits tell what a module is for
    return matrix;
}

int qrModulePixels(const QrMatrix& matrix, int pixels)
{
    return qMax(1, pixels / (matrix.size() + 2 * qrQuietZone));
}

} // namespace kfdesk::format
