#pragma once

#include "core/format/qr.h"

#include <QString>

class QWidget;

namespace kfdesk::ui {

/// One page for the merchant: name, code, what to do, the link in small print.
struct QrSheet
{
    format::QrMatrix matrix;
    QString name;
    QString hint;
    QString link;
};

/// Asks for a printer and prints the sheet in whole printer dots a module.
void printQrSheet(QWidget* parent, const QrSheet& sheet);

} // namespace kfdesk::ui
