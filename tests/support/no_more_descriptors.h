#pragma once

#include <QtGlobal>

#include <sys/resource.h>

namespace kfdesk::test {

/// While it lives, a program gets no more descriptors than it has. Those that it gives back it gets again.
class NoMoreDescriptors
{
public:
    explicit NoMoreDescriptors(qint64 pid);
    ~NoMoreDescriptors();
    Q_DISABLE_COPY_MOVE(NoMoreDescriptors)

private:
    const pid_t m_pid;
    rlimit m_before = {};
};

} // namespace kfdesk::test
