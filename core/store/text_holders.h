#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <QString>

namespace kfdesk::store {

/// True when a row, or the schema itself, holds `text` in a plain column: then its bytes in the file prove nothing
/// about deleted rows. Scans the tables.
Result<bool> isHeldByRows(Connection& connection, const QString& text);

/// True when staff wrote `text` into something of their own that stays: a note, a placement, a setting.
Result<bool> isWrittenByStaff(Connection& connection, const QString& text);

} // namespace kfdesk::store
