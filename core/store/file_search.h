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
/// also across read blocks. Empty texts are ignored. Error "store.io".
Result<std::vector<FileHit>> searchFiles(const QString& dir, const QStringList& texts);

} // namespace kfdesk::store
