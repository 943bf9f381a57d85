#pragma once

#include <QString>

class QWidget;

namespace kfdesk::ui::test {

/// What a person reads there: the visible labels, one a line.
QString words(const QWidget* place);

} // namespace kfdesk::ui::test
