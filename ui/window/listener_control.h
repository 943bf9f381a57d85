#pragma once

#include "core/base/result.h"
#include "core/service/host.h"

#include <QObject>

namespace kfdesk::service {
class Workspace;
}

namespace kfdesk::ui {

/// Starts and stops the listener off the GUI thread and tells what state it is in.
class ListenerControl : public QObject
{
    Q_OBJECT

public:
    explicit ListenerControl(service::Workspace& workspace, QObject* parent = nullptr);

    /// As last read; changed() tells when it differs.
    const service::ListenerState& state() const { return m_state; }
    bool isBusy() const { return m_busy; } ///< starting or stopping
    /// The other program that listened for this workspace and has ended since; empty while somebody listens, and when
    /// it was this window that stopped.
    const QString& departed() const { return m_departed; }
    /// Address and port from the workspace's settings. Without effect while busy or listening.
    void start();
    void stop();
    /// Settings changed: stop, if listening, and start again.
    void restart();
    /// Start, if the settings say that the console starts it.
    void startIfWanted();
    /// Reads the state anew, in the background.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    enum class Order { Start, StartIfWanted, Stop, Restart };
    void carryOut(Order order);
    void take(const service::ListenerState& state);

    service::Workspace& m_workspace;
    service::ListenerState m_state;
    QString m_departed;
    bool m_busy = false;
};

} // namespace kfdesk::ui
