#include "core/base/log.h"

#include "core/base/log_file.h"

#include <QDateTime>
#include <QDir>

#include <atomic>
#include <cstdio>

namespace kfdesk {

Q_LOGGING_CATEGORY(logBase, "kfdesk.base", QtInfoMsg)
Q_LOGGING_CATEGORY(logNet, "kfdesk.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logWecom, "kfdesk.wecom", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "kfdesk.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logCallback, "kfdesk.callback", QtInfoMsg)
Q_LOGGING_CATEGORY(logService, "kfdesk.service", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "kfdesk.ui", QtInfoMsg)

namespace {

constexpr qint64 rotateAtBytes = 4 * 1024 * 1024;
constexpr int oldFilesKept = 4;

LogFile& logFile()
{
    static LogFile file(rotateAtBytes, oldFilesKept);
    return file;
}

/// One message is one line: what came from outside must not begin a line of its own.
QString oneLine(QString message)
{
    return message.replace(QLatin1Char('\r'), QStringLiteral("\\r")).replace(QLatin1Char('\n'), QStringLiteral("\\n"));
}

const char* levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "info";
}

std::atomic_bool stderrWanted = true;

void handleMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QString line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) % QLatin1Char(' ') %
                         QLatin1String(levelName(type)) % QLatin1Char(' ') %
                         QLatin1String(context.category ? context.category : "default") % QLatin1String(": ") %
                         oneLine(redact(message)) % QLatin1Char('\n');
    const QByteArray utf8 = line.toUtf8();
    if (stderrWanted)
        std::fwrite(utf8.constData(), 1, static_cast<size_t>(utf8.size()), stderr);
    logFile().write(utf8);
}

} // namespace

bool installLog(const QString& directory, bool alsoToStderr)
{
    stderrWanted = alsoToStderr;
    const bool opened = directory.isEmpty() || logFile().open(QDir(directory).filePath(QStringLiteral("kfdesk.log")));
    qInstallMessageHandler(handleMessage);
    return opened;
}

} // namespace kfdesk
