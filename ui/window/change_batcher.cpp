#include "ui/window/change_batcher.h"

#include "core/service/change_feed.h"

#include <algorithm>
#include <tuple>

namespace kfdesk::ui {

ChangeBatcher::ChangeBatcher(service::ChangeFeed& feed, QObject* parent, int intervalMs)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(intervalMs);
    connect(&m_timer, &QTimer::timeout, this, &ChangeBatcher::flush);
    connect(&feed, &service::ChangeFeed::changed, this, &ChangeBatcher::add);
}

void ChangeBatcher::add(const std::vector<model::Change>& changes)
{
    m_waiting.insert(m_waiting.end(), changes.begin(), changes.end());
    if (!m_timer.isActive())
        m_timer.start();
}

void ChangeBatcher::flush()
{
    std::sort(m_waiting.begin(), m_waiting.end(), [](const model::Change& a, const model::Change& b) {
        return std::tie(a.kind, a.localId) < std::tie(b.kind, b.localId);
    });
    m_waiting.erase(std::unique(m_waiting.begin(), m_waiting.end()), m_waiting.end());
    Q_EMIT changed(std::exchange(m_waiting, {}));
}

} // namespace kfdesk::ui
