#pragma once

#include "core/service/context.h"

#include <optional>
#include <stop_token>
#include <thread>

namespace kfdesk::service {

/// Brings what other processes changed in the same workspace into the change feed: looks every 500 ms whether SQLite's
/// data_version moved, and reads the change table only then. Who holds the lease, and what it says beside it, counts
/// as a change of the listener. One thread of its own; joined by the destructor.
class ChangeWatcher
{
public:
    /// `seq`: newest change known already.
    ChangeWatcher(Context& context, qint64 seq);
    ~ChangeWatcher();

    ChangeWatcher(const ChangeWatcher&) = delete;
    ChangeWatcher& operator=(const ChangeWatcher&) = delete;

private:
    void run(const std::stop_token& stop);
    Result<void> look();
    void lookAtLease();

    Context& m_context;
    qint64 m_seq;
    qint64 m_version = -1;
    std::optional<QString> m_holder; ///< of the lease
    std::optional<QString> m_note;
    std::jthread m_thread;
};

} // namespace kfdesk::service
