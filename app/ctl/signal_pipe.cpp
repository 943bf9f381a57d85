#include "app/ctl/signal_pipe.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace kfdesk::ctl {

namespace {

std::array<int, 2> ends{-1, -1};

void onSignalReceived(int)
{
    const char byte = 1;
    // A full pipe holds a signal already: nothing is lost when this write fails.
    [[maybe_unused]] const auto written = write(ends[1], &byte, 1);
}

} // namespace

SignalPipe::SignalPipe(std::function<void()> onSignal)
{
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, [onSignal = std::move(onSignal)] {
        char byte = 0;
        while (read(ends[0], &byte, 1) > 0)
            continue;
        onSignal();
    });

    struct sigaction action = {};
    action.sa_handler = onSignalReceived;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace kfdesk::ctl
