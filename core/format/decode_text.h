#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace kfdesk::format {

/// Reads the bytes of a text file: UTF-8 (a BOM is dropped) if they are valid UTF-8, otherwise GB18030, which Chinese
/// spreadsheets save. Empty optional when they are neither. Thread-safe.
std::optional<QString> decodeText(const QByteArray& bytes);

} // namespace kfdesk::format
