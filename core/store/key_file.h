#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

namespace kfdesk::store {

// A key file: 32 random bytes in base64, readable by its owner alone, never inside the workspace it opens.

/// Errors (arg path): "vault.key_missing", "vault.key_permissions" (group or others may read it, or we may not),
/// "vault.key_format".
Result<Secret> readKeyFile(const QString& path);

/// The key of the file; one that does not exist is made first, and never replaces anything. Errors (arg path): those of
/// readKeyFile; "vault.key_inside"; "vault.key_write".
Result<Secret> readOrCreateKeyFile(const QString& path, const QString& workspaceDir);

} // namespace kfdesk::store
