#pragma once

class QWidget;

namespace kfdesk::ui {

/// Whatever scrolls around the widget shows it, once the layout has made room for what became visible.
void bringIntoView(QWidget* widget);

} // namespace kfdesk::ui
