#pragma once

namespace kfdesk::service {

/// What one sync changed.
struct SyncOutcome
{
    int accounts = 0; ///< that the corp has authorised
    int added = 0;
    int removed = 0;
    int linksMade = 0;
};

} // namespace kfdesk::service
