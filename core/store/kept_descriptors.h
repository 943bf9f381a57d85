#pragma once

#include <QByteArray>

namespace kfdesk::store {

enum class FileAccess { Read, ReadWrite };

/// A descriptor of a file that SQLite may have open in this process; −1 with errno set when it cannot be had.
///
/// It stays open until the file is deleted, and belongs to all: never close it. Closing any descriptor of a file drops
/// every POSIX lock that the process holds on it, and the next writer or checkpoint of another process would damage it.
/// Symbolic links are not followed. Thread-safe; read and write by position.
int keptDescriptor(const QByteArray& path, FileAccess access = FileAccess::Read);

} // namespace kfdesk::store
