#include "ui/page/invite/qr_printer.h"

#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

#include <algorithm>
#include <memory>

namespace kfdesk::ui {

namespace {

constexpr double codeMillimetres = 100;

void drawCode(QPainter& painter, const format::QrMatrix& matrix, QPoint corner, int dots)
{
    for (int y = 0; y < matrix.size(); ++y) {
        for (int x = 0; x < matrix.size(); ++x) {
            if (matrix.dark(x, y))
                painter.fillRect(corner.x() + x * dots, corner.y() + y * dots, dots, dots, Qt::black);
        }
    }
}

void drawSheet(QPrinter& printer, const QrSheet& sheet)
{
    QPainter painter(&printer);
    const QRect page = painter.viewport();
    const double dotsPerMillimetre = printer.resolution() / 25.4;
    const int modules = sheet.matrix.size() + 2 * format::qrQuietZone;
    const int dots = std::max(1, static_cast<int>(codeMillimetres * dotsPerMillimetre) / modules);
    const int side = dots * sheet.matrix.size();
    const QPoint corner((page.width() - side) / 2, (page.height() - side) / 2);
    drawCode(painter, sheet.matrix, corner, dots);

    const auto band = [&](double fromMillimetres, double heightMillimetres) {
        return QRect(0, static_cast<int>(fromMillimetres * dotsPerMillimetre), page.width(),
                     static_cast<int>(heightMillimetres * dotsPerMillimetre));
    };
    const auto line = [&](const QRect& room, double points, const QString& text) {
        QFont font = painter.font();
        font.setPointSizeF(points);
        painter.setFont(font);
        painter.drawText(room, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextWrapAnywhere, text);
    };
    const double codeTop = corner.y() / dotsPerMillimetre;
    const double codeBottom = (corner.y() + side) / dotsPerMillimetre;
    line(band(codeTop - 45, 20), 28, sheet.name);
    line(band(codeTop - 25, 12), 14, sheet.hint);
    line(band(codeBottom + 15, 20), 9, sheet.link);
}

} // namespace

void printQrSheet(QWidget* parent, const QrSheet& sheet)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(sheet.name);
    auto* dialog = new QPrintDialog(printer.get(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), dialog,
                     [printer, sheet] { drawSheet(*printer, sheet); });
    QObject::connect(dialog, &QObject::destroyed, [printer] {}); // the dialog uses it to the last
    dialog->open();
}

} // namespace kfdesk::ui
