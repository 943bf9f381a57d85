#include "core/service/change_feed.h"

namespace kfdesk::service {

void ChangeFeed::publish(const std::vector<model::Change>& changes)
{
    if (!changes.empty())
        Q_EMIT changed(changes);
}

} // namespace kfdesk::service
