#pragma once

#include <QString>
#include <QStringList>

namespace kfdesk::store {

/// The single statements of an SQL script, without their semicolons and without comments between them: the driver runs
/// one at a time. Quotes, comments and the bodies of triggers (which end with "; END;") are respected.
QStringList splitSql(const QString& script);

} // namespace kfdesk::store
