#include "app/console/single_instance.h"

#include "core/base/log.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocalSocket>

namespace kfdesk {

namespace {

constexpr int connectMs = 500; ///< a local socket answers at once or not at all; before the window exists

/// One name a workspace and user, short enough for a socket's path.
QString socketName(const QString& workspace)
{
    const QString canonical = QFileInfo(workspace).canonicalFilePath();
    const QString path = canonical.isEmpty() ? QFileInfo(workspace).absoluteFilePath() : canonical;
    const QByteArray digest = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return QStringLiteral("kfdesk-%1-%2").arg(qEnvironmentVariable("USER"), QString::fromLatin1(digest));
}

} // namespace

SingleInstance::SingleInstance(const QString& workspace)
    : m_name(socketName(workspace))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* caller = m_server.nextPendingConnection())
            caller->deleteLater(); // connecting is the whole message
        Q_EMIT comeForward();
    });
}

bool SingleInstance::claim()
{
    QLocalSocket first;
    first.connectToServer(m_name);
    if (first.waitForConnected(connectMs))
        return false;
    QLocalServer::removeServer(m_name); // left by a program that was killed
    if (!m_server.listen(m_name))
        qCWarning(logUi, "second starts will not find this window: %ls", qUtf16Printable(m_server.errorString()));
    return true;
}

} // namespace kfdesk
