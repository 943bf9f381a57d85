#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace kfdesk::store {

/// Copies the write-ahead log into the database on a thread of its own, so that no commit of a busy writer does: it
/// would wait for two more flushes and some thousand pages.
///
/// The copying never blocks anybody, so under load it is always a little behind, and the log grows. The writer's own
/// automatic checkpoint (Connection::tuneForSteadyWriting) then copies the little that is left and the log begins anew.
class BackgroundCheckpoint
{
public:
    explicit BackgroundCheckpoint(Database& database);
    ~BackgroundCheckpoint(); ///< joins

    BackgroundCheckpoint(const BackgroundCheckpoint&) = delete;
    BackgroundCheckpoint& operator=(const BackgroundCheckpoint&) = delete;

    /// The writer has committed so many rows. Never blocks.
    void wrote(std::size_t rows);

private:
    void run(const std::stop_token& stop);
    Result<void> copy();

    Database& m_database;
    std::mutex m_mutex;
    std::condition_variable_any m_due;
    std::size_t m_rows = 0; ///< since the last copying
    std::jthread m_thread;
};

} // namespace kfdesk::store
