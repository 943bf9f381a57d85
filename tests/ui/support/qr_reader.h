#pragma once

#include <QImage>
#include <QString>

namespace kfdesk::ui::test {

/// What an independent reader (libzxing) finds in the picture; empty when it finds nothing.
QString readQr(const QImage& picture);

} // namespace kfdesk::ui::test
