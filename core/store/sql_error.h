#pragma once

#include "core/base/error.h"

#include <QSqlError>

namespace kfdesk::store {

/// SQLite's result code as one of the documented ids of Connection and Database. The text is SQLite's own, which names
/// columns and never values.
Error toError(const QSqlError& error);

/// The same with the file named (arg path): for errors of opening.
Error withPath(Error error, const QString& path);

} // namespace kfdesk::store
