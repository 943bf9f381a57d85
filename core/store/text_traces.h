#pragma once

#include "core/base/result.h"

#include <QString>

#include <set>
#include <stop_token>
#include <vector>

namespace kfdesk::store {

/// A text that is looked for in the files of a workspace.
struct TracedText
{
    QString text;
    bool identifies = false; ///< an id: every occurrence is looked at. Of a name, a few hundred say enough: others bear
                             ///< it too.
};

/// Where one text was found.
struct TextTraces
{
    bool inRows = false;        ///< in a row of the database
    bool inUnusedSpace = false; ///< on a database page, where no row lies
    bool onOtherPages = false;  ///< on a database page that is no b-tree page
    bool inOtherFiles = false;  ///< neither database nor WAL; of names, not in our backups either
    std::set<quint32> pages;    ///< of the database file: those with the text in unused space
    QString file;               ///< of the last occurrence outside of rows, relative to the folder
    qint64 offset = 0;
};

/// Searches all files of the workspace once. The result is parallel to `texts`. Errors as those of searchFiles().
Result<std::vector<TextTraces>> traceTexts(const QString& workspaceDir, const QString& databasePath,
                                           const std::vector<TracedText>& texts, std::stop_token stop);

} // namespace kfdesk::store
