#pragma once

#include <QList>

class QRadioButton;
class QWidget;

namespace kfdesk::ui {

/// What Tab stops at within a part of a window, the part itself included, in the order it was made.
QList<QWidget*> tabStops(QWidget* part);

/// For parts that are made later: Tab comes to them, one after the other, from the last stop of `before`, rather than
/// at the end of the window.
void continueTabOrder(QWidget* before, const QList<QWidget*>& parts);

/// Of radio buttons that exclude each other, Tab comes to the checked one; arrows go on to the others.
void tabToChecked(const QList<QRadioButton*>& buttons);

} // namespace kfdesk::ui
