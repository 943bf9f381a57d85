#pragma once

#include "core/format/qr.h"

#include <QImage>
#include <QWidget>

namespace kfdesk::ui {

/// A QR code in whole device pixels with its quiet zone, black on white in every theme; grows with the widget.
class QrView : public QWidget
{
    Q_OBJECT

public:
    explicit QrView(QWidget* parent = nullptr);
    /// `description` is what a screen reader says: "QR code of the authorisation link of …".
    void setMatrix(const format::QrMatrix& matrix, const QString& description);
    void clear();
    const format::QrMatrix& matrix() const { return m_matrix; }
    QImage image(int pixels) const; ///< the largest whole-module picture within `pixels` a side; for the clipboard

    QSize sizeHint() const override { return {238, 238}; }
    QSize minimumSizeHint() const override { return {120, 120}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    format::QrMatrix m_matrix;
};

} // namespace kfdesk::ui
