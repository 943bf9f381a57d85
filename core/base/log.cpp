#include "core/base/log.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <atomic>
#include <cstdio>
#include <mutex>

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

/// The one log file of the process. Guarded by `mutex`; a line is written whole.
class FileSink
{
public:
    bool open(const QString& directory)
    {
        const std::scoped_lock lock(m_mutex);
        m_path = QDir(directory).filePath(QStringLiteral("kfdesk.log"));
        return reopen();
    }

    void write(const QByteArray& line)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_file.isOpen())
            return;
        if (m_file.size() + line.size() > rotateAtBytes)
            rotate();
        m_file.write(line);
        m_file.flush();
    }

private:
    bool reopen()
    {
        m_file.setFileName(m_path);
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
            return false;
        return m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }

    void rotate()
    {
        m_file.close();
        QFile::remove(m_path + QLatin1Char('.') + QString::number(oldFilesKept));
        for (int i = oldFilesKept - 1; i >= 1; --i)
            QFile::rename(m_path + QLatin1Char('.') + QString::number(i),
                          m_path + QLatin1Char('.') + QString::number(i + 1));
        QFile::rename(m_path, m_path + QStringLiteral(".1"));
        reopen();
    }

    std::mutex m_mutex;
    QString m_path;
    QFile m_file;
};

FileSink& fileSink()
{
    static FileSink sink;
    return sink;
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
                         redact(message) % QLatin1Char('\n');
    const QByteArray utf8 = line.toUtf8();
    if (stderrWanted)
        std::fwrite(utf8.constData(), 1, static_cast<size_t>(utf8.size()), stderr);
    fileSink().write(utf8);
}

} // namespace

QString redact(const QString& line)
{
    static const QString keys = QStringLiteral(
        "suite_access_token|provider_access_token|access_token|suite_secret|provider_secret|corpsecret|secret|"
        "suite_ticket|SuiteTicket|permanent_code|auth_code|AuthCode|encoding_aes_key|EncodingAESKey|echostr|token|"
        "Token|"
        "passphrase|msg_signature|Encrypt|data_key");
    // key=value in URLs and key-value lists, "key":"value" in JSON, <key>value</key> in XML
    static const QRegularExpression query(QStringLiteral("\\b(%1)=[^&\\s\"']+").arg(keys));
    static const QRegularExpression json(QStringLiteral("\"(%1)\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\"?").arg(keys));
    static const QRegularExpression xml(QStringLiteral("<(%1)>(.*?)(</\\1>|$)").arg(keys),
                                        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression credentials(QStringLiteral("://[^/@\\s:]+:[^/@\\s]+@"));

    QString clean = line;
    clean.replace(query, QStringLiteral("\\1=***"));
    clean.replace(json, QStringLiteral("\"\\1\":\"***\""));
    clean.replace(xml, QStringLiteral("<\\1>***</\\1>"));
    clean.replace(credentials, QStringLiteral("://***@"));
    return clean;
}

bool installLog(const QString& directory, bool alsoToStderr)
{
    stderrWanted = alsoToStderr;
    const bool opened = directory.isEmpty() || fileSink().open(directory);
    qInstallMessageHandler(handleMessage);
    return opened;
}

} // namespace kfdesk
