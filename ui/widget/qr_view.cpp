#include "ui/widget/qr_view.h"

#include <QPaintEvent>
#include <QPainter>

namespace kfdesk::ui {

namespace {

int sideInModules(const format::QrMatrix& matrix)
{
    return matrix.size() + 2 * format::qrQuietZone;
}

/// `origin` and `module` in the painter's pixels.
void paintModules(QPainter& painter, const format::QrMatrix& matrix, QPoint origin, int module)
{
    const int side = sideInModules(matrix) * module;
    painter.fillRect(QRect(origin, QSize(side, side)), Qt::white);
    origin += QPoint(format::qrQuietZone, format::qrQuietZone) * module;
    for (int y = 0; y < matrix.size(); ++y) {
        for (int x = 0; x < matrix.size(); ++x) {
            if (matrix.dark(x, y))
                painter.fillRect(QRect(origin + QPoint(x, y) * module, QSize(module, module)), Qt::black);
        }
    }
}

} // namespace

QrView::QrView(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void QrView::setMatrix(const format::QrMatrix& matrix, const QString& description)
{
    m_matrix = matrix;
    setAccessibleName(description);
    update();
}

void QrView::clear()
{
    setMatrix({}, {});
}

QImage QrView::image(int pixels) const
{
    if (m_matrix.size() == 0)
        return {};
    const int module = format::qrModulePixels(m_matrix, pixels);
    const int side = sideInModules(m_matrix) * module;
    QImage picture(side, side, QImage::Format_RGB32);
    QPainter painter(&picture);
    paintModules(painter, m_matrix, {}, module);
    return picture;
}

void QrView::paintEvent(QPaintEvent*)
{
    if (m_matrix.size() == 0)
        return;
    QPainter painter(this);
    // In device pixels from here on: at a ratio of 1.25 our own edges lie between pixels, and modules must not.
    const QTransform toDevice = painter.deviceTransform();
    const QRectF room = toDevice.mapRect(QRectF(rect()));
    painter.setWorldTransform(toDevice.inverted(), true);
    const int module = format::qrModulePixels(m_matrix, static_cast<int>(qMin(room.width(), room.height())));
    const int side = sideInModules(m_matrix) * module;
    const QPoint origin(qRound(room.center().x() - side / 2.0), qRound(room.center().y() - side / 2.0));
    paintModules(painter, m_matrix, origin, module);
}

} // namespace kfdesk::ui
