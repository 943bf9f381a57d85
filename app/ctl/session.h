#pragma once

#include "app/ctl/command_line.h"
#include "core/base/secret.h"
#include "core/model/component.h"
#include "core/model/corp.h"
#include "core/service/workspace.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace kfdesk::ctl {

enum class Access { Read, Write };

/// The program's clock.
const Clock& systemClock();

/// What --key-file or --passphrase-file name; none when neither is given. Errors "file.read".
Result<std::optional<store::SlotKey>> keyOf(const Arguments& arguments);

/// Opens the workspace of the call, unlocked when a key was given. Reading changes no byte of it.
Result<std::unique_ptr<service::Workspace>> openWorkspace(const Arguments& arguments, Access access);

/// The component of --suite, or the only one.
Result<model::ComponentSummary> componentOf(service::Workspace& workspace, const Arguments& arguments);

/// The corp with this auth_corpid in the suite of the call; error "corp.not_found".
Result<model::Corp> corpNamed(service::Workspace& workspace, const Arguments& arguments, const QString& authCorpId);

/// A file, or stdin for "-"; error "file.read" (arg path). At most 64 MiB.
Result<QByteArray> readInput(const QString& path);

/// The same without the line break and blanks at its ends: files that hold one secret.
Result<Secret> readSecret(const QString& path);

/// One line on stderr.
void note(const QString& text);

} // namespace kfdesk::ctl
