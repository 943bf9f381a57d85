#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace kfdesk::ctl {

/// Turns SIGINT and SIGTERM into a call on the thread of the event loop: the handler only writes into a pipe. One in a
/// process; lasts until the process ends.
class SignalPipe
{
public:
    explicit SignalPipe(std::function<void()> onSignal);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kfdesk::ctl
