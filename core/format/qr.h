#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace kfdesk::format {

/// Quiet zone around a code, in modules, as the standard asks.
inline constexpr int qrQuietZone = 4;

/// The modules of one QR code, without quiet zone. Black on white in every theme.
class QrMatrix
{
public:
    /// Encodes UTF-8 text at error correction M. Errors: "format.qr_empty", "format.qr_too_long".
    static Result<QrMatrix> encode(const QString& text);

    int size() const { return m_size; } ///< modules a side; 0 for a default-constructed matrix
    bool dark(int x, int y) const { return m_modules[static_cast<size_t>(y * m_size + x)] != 0; }

    QrMatrix() = default;
    friend bool operator==(const QrMatrix&, const QrMatrix&) = default;

private:
    int m_size = 0;
    std::vector<unsigned char> m_modules;
};

/// Whole pixels a module so that the code with its quiet zone fits into `pixels`; at least 1.
int qrModulePixels(const QrMatrix& matrix, int pixels);

/// PNG, 1-bit, the largest whole-module size that fits `pixels` a side (so the picture may be a little smaller; one
/// pixel a module is the least). Errors: "format.qr_empty", "format.qr_size" (more than 16 384 pixels).
Result<QByteArray> qrPng(const QrMatrix& matrix, int pixels);

/// SVG with one path for the dark modules, crisp edges, white background, quiet zone included; one unit a module.
QByteArray qrSvg(const QrMatrix& matrix);

} // namespace kfdesk::format
