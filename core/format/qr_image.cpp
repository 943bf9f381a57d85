#include "core/format/qr.h"

#include <png.h>

#include <csetjmp>

namespace kfdesk::format {

namespace {

constexpr int largestPicture = 16'384;

void appendTo(png_structp png, png_bytep data, size_t size)
{
    static_cast<QByteArray*>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
}

/// One row of modules as 1-bit pixels, 1 = white; `y` counts from the top of the quiet zone.
QByteArray pixelRow(const QrMatrix& matrix, int y, int scale)
{
    const int side = (matrix.size() + 2 * qrQuietZone) * scale;
    QByteArray row((side + 7) / 8, '\xff');
    const int moduleY = y - qrQuietZone;
    if (moduleY < 0 || moduleY >= matrix.size())
        return row;
    for (int x = 0; x < matrix.size(); ++x) {
        if (!matrix.dark(x, moduleY))
            continue;
        const int first = (x + qrQuietZone) * scale;
        for (int pixel = first; pixel < first + scale; ++pixel)
            row[pixel / 8] = static_cast<char>(row[pixel / 8] & ~(0x80 >> (pixel % 8)));
    }
    return row;
}

/// Nothing here has a destructor: libpng leaves by longjmp when it fails.
bool writePng(png_structp png, png_infop info, int side, int scale, const QByteArray* rows)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_set_IHDR(png, info, static_cast<png_uint_32>(side), static_cast<png_uint_32>(side), 1, PNG_COLOR_TYPE_GRAY,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < side; ++y)
        png_write_row(png, reinterpret_cast<png_const_bytep>(rows[y / scale].constData()));
    png_write_end(png, info);
    return true;
}

} // namespace

Result<QByteArray> qrPng(const QrMatrix& matrix, int pixels)
{
    if (matrix.size() == 0)
        return fail(makeError(ErrorKind::Input, QStringLiteral("format.qr_empty")));
    if (pixels > largestPicture)
        return fail(makeError(ErrorKind::Input, QStringLiteral("format.qr_size")));

    const int modules = matrix.size() + 2 * qrQuietZone;
    const int scale = qrModulePixels(matrix, pixels);
    std::vector<QByteArray> rows;
    for (int y = 0; y < modules; ++y)
        rows.push_back(pixelRow(matrix, y, scale));

    QByteArray picture;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png ? png_create_info_struct(png) : nullptr;
    bool written = false;
    if (info) {
        png_set_write_fn(png, &picture, appendTo, nullptr);
        written = writePng(png, info, modules * scale, scale, rows.data());
    }
    png_destroy_write_struct(&png, &info);
    if (!written)
        return fail(makeError(ErrorKind::Internal, QStringLiteral("format.qr_size"), QStringLiteral("libpng failed")));
    return picture;
}

QByteArray qrSvg(const QrMatrix& matrix)
{
    const int side = matrix.size() + 2 * qrQuietZone;
    QByteArray path;
    for (int y = 0; y < matrix.size(); ++y) {
        for (int x = 0; x < matrix.size(); ++x) {
            int end = x;
            while (end < matrix.size() && matrix.dark(end, y))
                ++end;
            if (end == x)
                continue;
            const QByteArray run = QByteArray::number(end - x);
            path += 'M' + QByteArray::number(x + qrQuietZone) + ' ' + QByteArray::number(y + qrQuietZone) + 'h' + run +
                    "v1h-" + run + 'z';
            x = end;
        }
    }
    const QByteArray length = QByteArray::number(side);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + length + ' ' + length +
           "\" shape-rendering=\"crispEdges\">\n<rect width=\"" + length + "\" height=\"" + length +
           "\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"" + path + "\"/>\n</svg>\n";
}

} // namespace kfdesk::format
