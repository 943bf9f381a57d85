#pragma once

#include "core/base/result.h"
#include "core/service/workspace.h"

#include <QString>

namespace kfdesk::service {

/// The folder of a workspace: its paths, its mode and workspace.ini (kind and format version, no secrets).
class WorkspaceFolder
{
public:
    explicit WorkspaceFolder(QString path);

    QString path() const { return m_path; }
    QString databasePath() const;
    QString backupPath() const;
    bool isWorkspace() const; ///< has an ini

    /// Makes it (0700). Errors "workspace.exists", "workspace.folder", each with arg path.
    Result<void> create();
    /// Writes the ini: what makes a folder a workspace, so the last step of founding one. Error "workspace.folder".
    Result<void> declare(WorkspaceKind kind) const;
    Error error(const QString& id) const; ///< with arg path
    /// Takes back a founding that was not followed through: the ini and the database files.
    void discard();
    /// Reads the ini and sets the mode to 0700. Errors "workspace.none", "workspace.folder" (arg path),
    /// "store.newer_schema" (args have, want).
    Result<WorkspaceKind> open(bool readOnly);

private:
    QString iniPath() const;
    Result<void> protect() const;

    QString m_path;
};

} // namespace kfdesk::service
