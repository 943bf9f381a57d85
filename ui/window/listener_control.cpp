#include "ui/window/listener_control.h"

#include "core/service/setting_service.h"
#include "core/service/workspace.h"
#include "ui/support/background.h"

#include <QCoreApplication>

namespace kfdesk::ui {

ListenerControl::ListenerControl(service::Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
{}

void ListenerControl::start()
{
    carryOut(Order::Start);
}

void ListenerControl::stop()
{
    carryOut(Order::Stop);
}

void ListenerControl::restart()
{
    carryOut(Order::Restart);
}

void ListenerControl::startIfWanted()
{
    carryOut(Order::StartIfWanted);
}

namespace {

/// Blocking. What went wrong is in the state that follows, so that it is shown like any other.
Error startListener(service::Workspace& workspace, bool onlyIfWanted)
{
    const auto settings = workspace.settings().listener();
    if (!settings)
        return settings.error();
    if (onlyIfWanted && !settings->startWithConsole)
        return {};
    const auto started =
        workspace.host().start(settings->address, settings->port, QStringLiteral("kfdesk"), settings->tls);
    return started ? Error() : started.error();
}

} // namespace

void ListenerControl::carryOut(Order order)
{
    using Phase = service::ListenerState::Phase;
    if (m_busy)
        return;
    m_busy = true;
    Q_EMIT changed();
    runInBackground(
        m_workspace.networkPool(), this,
        [&workspace = m_workspace, order](std::stop_token) -> Result<service::ListenerState> {
            service::Host& host = workspace.host();
            if (order == Order::Stop || order == Order::Restart)
                host.stop();
            Error failure;
            if (order != Order::Stop && host.state().phase != Phase::Listening)
                failure = startListener(workspace, order == Order::StartIfWanted);
            service::ListenerState state = host.state();
            if (!failure.id.isEmpty() && state.phase == Phase::Stopped) {
                state.phase = Phase::Failed;
                state.error = failure;
            }
            return state;
        },
        [this](const Result<service::ListenerState>& state) {
            m_busy = false;
            if (state)
                take(*state);
            Q_EMIT changed();
        });
}

void ListenerControl::take(const service::ListenerState& state)
{
    using Phase = service::ListenerState::Phase;
    const bool somebodyListens = state.phase == Phase::Listening || state.phase == Phase::HeldElsewhere;
    if (somebodyListens)
        m_departed.clear();
    else if (m_state.phase == Phase::HeldElsewhere)
        m_departed = m_state.holder;
    m_state = state;
}

void ListenerControl::refresh()
{
    if (m_busy)
        return;
    runInBackground(
        m_workspace.readPool(), this,
        [&workspace = m_workspace](std::stop_token) -> Result<service::ListenerState> {
            return workspace.host().state();
        },
        [this](const Result<service::ListenerState>& state) {
            // A failed start is remembered here only; the host has merely stopped.
            const bool keepsFailure = m_state.phase == service::ListenerState::Phase::Failed && state &&
                                      state->phase == service::ListenerState::Phase::Stopped;
            if (m_busy || !state || keepsFailure)
                return;
            take(*state);
            Q_EMIT changed();
        });
}

} // namespace kfdesk::ui
