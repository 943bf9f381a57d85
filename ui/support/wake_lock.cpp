#include "ui/support/wake_lock.h"

#include "ui/support/background.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusReply>

namespace kfdesk::ui {

namespace {

constexpr int screenSaverAnswersWithinMs = 3000;

QDBusMessage request(const QString& method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.ScreenSaver"),
                                          QStringLiteral("/org/freedesktop/ScreenSaver"),
                                          QStringLiteral("org.freedesktop.ScreenSaver"), method);
}

/// The desktop's cookie; 0 where there is none to ask.
Result<uint> inhibitScreenSaver(const QString& reason)
{
    QDBusMessage message = request(QStringLiteral("Inhibit"));
    message << QStringLiteral("KfDesk") << reason;
    const QDBusReply<uint> reply =
        QDBusConnection::sessionBus().call(message, QDBus::Block, screenSaverAnswersWithinMs);
    return reply.isValid() ? reply.value() : 0;
}

void uninhibit(uint cookie)
{
    QDBusMessage message = request(QStringLiteral("UnInhibit"));
    message << cookie;
    QDBusConnection::sessionBus().send(message);
}

} // namespace

WakeLock::WakeLock(QThreadPool& pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{}

WakeLock::~WakeLock()
{
    release();
}

void WakeLock::hold(const QString& reason)
{
    if (m_wanted)
        return;
    m_wanted = true;
    runInBackground(
        m_pool, this, [reason](std::stop_token) { return inhibitScreenSaver(reason); },
        [this](Result<uint> cookie) {
            m_cookie = cookie.value_or(0);
            if (!m_wanted)
                release();
        });
}

void WakeLock::release()
{
    m_wanted = false;
    if (m_cookie == 0)
        return;
    m_pool.start([cookie = m_cookie] { uninhibit(cookie); });
    m_cookie = 0;
}

} // namespace kfdesk::ui
