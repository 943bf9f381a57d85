#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QString>

#include <optional>

namespace kfdesk::test {

/// Folder of published vectors and samples of other projects (environment KFDESK_INTEROP_DIR); none when it is not set.
/// Tests that need it call QSKIP then: the data are not part of the repository.
std::optional<QString> interopDir();

/// A whole file below it; aborts the test program when it is missing, since the folder promised it.
QByteArray readInterop(const QString& relativePath);
QJsonDocument readInteropJson(const QString& relativePath);

} // namespace kfdesk::test
