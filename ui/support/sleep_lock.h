#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>
#include <QThreadPool>

namespace kfdesk::ui {

/// Asks the system not to fall asleep (org.freedesktop.login1) as long as it is held: a listener that sleeps hears
/// nothing. Where nobody can be asked or the system refuses, nothing happens. D-Bus is spoken off the GUI thread.
class SleepLock : public QObject
{
    Q_OBJECT

public:
    explicit SleepLock(QThreadPool& pool, QObject* parent = nullptr);
    void setHeld(bool held, const QString& reason);

private:
    QThreadPool& m_pool;
    QDBusUnixFileDescriptor m_inhibitor; ///< closing it lets the system sleep again
    bool m_wanted = false;
};

} // namespace kfdesk::ui
