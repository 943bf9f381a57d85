#pragma once

#include "core/callback/ports.h"

#include <chrono>
#include <functional>
#include <memory>

namespace kfdesk::callback {

/// One thread that commits whatever waits as one batch: durability costs one fsync a group, not one a request.
///
/// A group is what arrived while the group before it was written, and what is likely to follow at once (Gathering).
class InboxWriter
{
public:
    using Done = std::function<void(CommitOutcome)>; ///< called on the writer's thread, once

    /// `lookEvery`: how often it asks a sink that has failed whether it has recovered.
    explicit InboxWriter(InboxSink& sink, std::chrono::milliseconds lookEvery = std::chrono::seconds(1));
    ~InboxWriter(); ///< writes what was submitted, then joins

    InboxWriter(const InboxWriter&) = delete;
    InboxWriter& operator=(const InboxWriter&) = delete;

    /// Never blocks. At most 4096 wait; beyond that `done` is called at once with Failed.
    void submit(AcceptedCallback item, Done done);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::callback
