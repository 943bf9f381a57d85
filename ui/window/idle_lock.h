#pragma once

#include <QObject>
#include <QTimer>

namespace kfdesk::ui {

/// Tells when nobody has touched keyboard or mouse for a while.
class IdleLock : public QObject
{
    Q_OBJECT

public:
    explicit IdleLock(QObject* parent = nullptr);
    void setMinutes(int minutes); ///< 0 = never

Q_SIGNALS:
    void idle();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTimer m_timer;
};

} // namespace kfdesk::ui
