#include "ui/support/sleep_lock.h"

#include "ui/support/background.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusReply>

namespace kfdesk::ui {

namespace {

constexpr int logindAnswersWithinMs = 3000;

/// Invalid where there is nobody to ask or the answer is no.
Result<QDBusUnixFileDescriptor> inhibit(const QString& reason)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    message << QStringLiteral("sleep") << QStringLiteral("KfDesk") << reason << QStringLiteral("block");
    message.setInteractiveAuthorizationAllowed(false);
    const QDBusReply<QDBusUnixFileDescriptor> reply =
        QDBusConnection::systemBus().call(message, QDBus::Block, logindAnswersWithinMs);
    return reply.value();
}

} // namespace

SleepLock::SleepLock(QThreadPool& pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{}

void SleepLock::setHeld(bool held, const QString& reason)
{
    if (held == m_wanted)
        return;
    m_wanted = held;
    m_inhibitor = {};
    if (!held)
        return;
    runInBackground(
        m_pool, this, [reason](std::stop_token) { return inhibit(reason); },
        [this](const Result<QDBusUnixFileDescriptor>& inhibitor) {
            if (m_wanted && inhibitor)
                m_inhibitor = *inhibitor;
        });
}

} // namespace kfdesk::ui
