#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace kfdesk::store {

/// One occurrence of a searched text.
struct FileHit
{
    QString file; ///< relative to the folder
    qint64 offset = 0;
    int needle = 0; ///< index into the searched texts
};

/// Searches every file below `dir` for the bytes of `texts` (UTF-8, UTF-16LE, and JSON-escaped where that differs),
/// also across read blocks. Empty texts are ignored; symbolic links are not followed. Error "store.io" (arg path).
///
/// Safe beside open connections of this process: descriptors of SQLite files stay open until the file is deleted, since
/// closing one would drop the locks that SQLite holds on it. Nobody else may open those files with QFile and the like.
Result<std::vector<FileHit>> searchFiles(const QString& dir, const QStringList& texts);

} // namespace kfdesk::store
