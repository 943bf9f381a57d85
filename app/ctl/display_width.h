#pragma once

#include <QString>

namespace kfdesk::ctl {

/// Columns that a text takes in a terminal: wide East Asian characters take two, combining marks none.
int displayWidth(const QString& text);

} // namespace kfdesk::ctl
