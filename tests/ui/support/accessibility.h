#pragma once

#include <QStringList>

class QWidget;

namespace kfdesk::ui::test {

/// What a screen reader and a keyboard make of a window. Only what is visible counts, so show the page or state first.
/// Each answer is a list of complaints, one control a line; empty = good.

/// Controls that are announced without a name.
QStringList withoutName(QWidget& window);
/// Controls that say what they are but not what they are for: no accessible description, and no tool tip either.
QStringList withoutDescription(QWidget& window);

/// The controls that Tab walks through, from the first one until it comes back; object names, or classes where there is
/// none. `window` must be the active one.
QStringList tabOrder(QWidget& window);
/// Enabled controls that Tab never comes to, and the control that holds it, if one does.
QStringList unreachableByTab(QWidget& window);

} // namespace kfdesk::ui::test
