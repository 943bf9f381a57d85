#pragma once

#include "core/model/change.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace kfdesk::service {
class ChangeFeed;
}

namespace kfdesk::ui {

/// Collects announcements and passes them on together, each once, at most ten times a second. GUI thread.
class ChangeBatcher : public QObject
{
    Q_OBJECT

public:
    explicit ChangeBatcher(service::ChangeFeed& feed, QObject* parent = nullptr, int intervalMs = 100);

Q_SIGNALS:
    void changed(const std::vector<kfdesk::model::Change>& changes);

private:
    void add(const std::vector<model::Change>& changes);
    void flush();

    std::vector<model::Change> m_waiting;
    QTimer m_timer;
};

} // namespace kfdesk::ui
