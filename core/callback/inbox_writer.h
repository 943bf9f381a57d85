#pragma once

#include "core/callback/gathering.h"
#include "core/callback/ports.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace kfdesk::callback {

/// One thread that commits whatever waits as one batch: durability costs one fsync a group, not one a request.
///
/// Gathering says how much of what has arrived is a group, and whether it waits for what is likely to follow at once.
/// The answers of a group go out together.
class InboxWriter
{
public:
    using Done = std::function<void(CommitOutcome)>; ///< called on the writer's thread, once
    using Gather = Gathering (*)(std::size_t answered, std::size_t waiting, const CommitTimes& commit);

    /// `lookEvery`: how often it asks a sink that has failed whether it has recovered.
    explicit InboxWriter(InboxSink& sink, std::chrono::milliseconds lookEvery = std::chrono::seconds(1),
                         Gather gather = &Gathering::after);
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
