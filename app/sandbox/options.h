#pragma once

#include "core/sandbox/simulator.h"

#include <QStringList>

#include <tl/expected.hpp>

namespace kfdesk {

/// The command line of kfdesk-sandbox.
struct SandboxOptions
{
    sandbox::SimulatorOptions simulator;
    quint16 port = 0; ///< 0 = any free one
};

/// What to do instead of running: print `text` and exit with `exitCode` (0: on stdout, 2: on stderr).
struct EarlyExit
{
    int exitCode = 2;
    QString text;
};

tl::expected<SandboxOptions, EarlyExit> parseOptions(const QStringList& arguments);

} // namespace kfdesk
