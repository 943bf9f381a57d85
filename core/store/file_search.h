#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>
#include <vector>

namespace kfdesk::store {

/// One occurrence of a searched text.
struct FileHit
{
    QString file; ///< relative to the folder
    qint64 offset = 0;
    qint64 size = 0;
    int needle = 0; ///< index into the searched texts
};

using HitVisitor = std::function<void(const FileHit&)>;

/// Searches every file below `dir` for the bytes of `texts` (in the forms of formsOf()), all of them in one pass, also
/// across read blocks. Empty texts are ignored; symbolic links are not followed. Errors "store.io" (arg path),
/// "store.cancelled".
///
/// Safe beside open connections of this process: see keptDescriptor(). Nobody else may open those files with QFile and
/// the like.
Result<void> searchFiles(const QString& dir, const QStringList& texts, const HitVisitor& visit,
                         std::stop_token stop = {});
/// The same, in order of file and offset.
Result<std::vector<FileHit>> searchFiles(const QString& dir, const QStringList& texts);

} // namespace kfdesk::store
