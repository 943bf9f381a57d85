#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/sandbox/simulator.h"
#include "ui/window/app_controller.h"

#include <QTemporaryDir>

#include <memory>

namespace kfdesk {

/// The product on a simulated WeCom in this process: simulator, a fresh workspace in a temporary folder with its key
/// file beside it, listener, tickets. Everything goes with it.
class SandboxSession
{
public:
    /// Blocking; on a worker. Errors of Simulator::start, Workspace::found, ComponentService::add, Host::start, and
    /// "workspace.folder" when there is no room for temporary files.
    static Result<std::shared_ptr<SandboxSession>> start(const Clock& clock);

    /// The workspace leaves to whoever shows it; the rest must outlive it.
    std::unique_ptr<service::Workspace> takeWorkspace() { return std::move(m_workspace); }
    sandbox::SimulatorIdentity identity() const { return m_simulator.identity(); }

    explicit SandboxSession(const Clock& clock);

private:
    Result<void> begin(const Clock& clock);

    QTemporaryDir m_folder;
    sandbox::Simulator m_simulator;
    std::unique_ptr<service::Workspace> m_workspace;
};

} // namespace kfdesk
