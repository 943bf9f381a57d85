#pragma once

#include "core/base/result.h"
#include "core/service/workspace.h"

#include <QStringList>

#include <optional>

namespace kfdesk {

/// The command line of kfdesk.
struct ConsoleOptions
{
    QString workspace; ///< never empty
    std::optional<store::SlotKey> key;
    bool sandbox = false;
    QString tourFolder; ///< "" = no tour
    QString language;   ///< "" = as set in the console
    QString theme;      ///< "" = as set in the console
};

/// What to do instead of running: print `text` and exit with `exitCode` (0: on stdout, 1 and 2: on stderr).
struct EarlyExit
{
    int exitCode = 2;
    QString text;
};

/// Reads the passphrase file, if one is named.
tl::expected<ConsoleOptions, EarlyExit> parseOptions(const QStringList& arguments);

} // namespace kfdesk
