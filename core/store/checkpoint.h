#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

namespace kfdesk::store {

enum class Checkpointed {
    Done,   ///< the write-ahead log is in the database, and its file is empty
    NotNow, ///< a reader or writer is in the way: come back later
};

/// How long checkpoint() waits for others. It may hold the write lock meanwhile, so this is a small part of the time
/// that the inbox has for an answer.
inline constexpr int checkpointWaitMs = 100;

/// Moves the write-ahead log into the database and truncates it, without being in the way of anybody.
///
/// The bulk is moved without the write lock; only the end of it waits, and at most checkpointWaitMs. The connection's
/// busy timeout is what it was afterwards. Not inside a transaction, nor while a statement of this connection has rows
/// left. Errors of Connection.
Result<Checkpointed> checkpoint(Connection& connection);

} // namespace kfdesk::store
