#include "tests/support/interop.h"

#include <QDir>
#include <QFile>

namespace kfdesk::test {

std::optional<QString> interopDir()
{
    const QString dir = qEnvironmentVariable("KFDESK_INTEROP_DIR");
    if (dir.isEmpty() || !QDir(dir).exists())
        return std::nullopt;
    return dir;
}

QByteArray readInterop(const QString& relativePath)
{
    QFile file(QDir(interopDir().value_or(QString())).filePath(relativePath));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing interop file %s", qPrintable(relativePath));
    return file.readAll();
}

QJsonDocument readInteropJson(const QString& relativePath)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(readInterop(relativePath), &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("interop file %s: %s", qPrintable(relativePath), qPrintable(error.errorString()));
    return document;
}

} // namespace kfdesk::test
