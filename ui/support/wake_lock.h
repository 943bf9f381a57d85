#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>

namespace kfdesk::ui {

/// Asks the desktop to keep the screen on (org.freedesktop.ScreenSaver) as long as it is held; where the desktop does
/// not know that, nothing happens. D-Bus is spoken off the GUI thread. GUI thread.
class WakeLock : public QObject
{
    Q_OBJECT

public:
    explicit WakeLock(QThreadPool& pool, QObject* parent = nullptr);
    ~WakeLock() override;
    void hold(const QString& reason);
    void release();

private:
    QThreadPool& m_pool;
    uint m_cookie = 0;
    bool m_wanted = false;
};

} // namespace kfdesk::ui
