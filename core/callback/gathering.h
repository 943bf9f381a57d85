#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <limits>

namespace kfdesk::callback {

/// What a commit tells of the disk under it.
struct CommitTimes
{
    std::chrono::nanoseconds took{};    ///< by the clock on the wall
    std::chrono::nanoseconds working{}; ///< of it, by the processor; the rest was waiting for the disk
};

/// When the next group begins, and how many it takes.
///
/// Callers that were answered together come again together, some microseconds apart: left alone, the writer waits while
/// they come, and they wait while it writes.
///
/// Where a flush is quick, a group takes half of those that are about, so that half are written while the other half
/// are answered and come again. Where a commit is mostly waiting for the disk, a group that starts with the first of
/// them leaves the others to wait for its flush and their own (with 4 ms a flush 16 callers got half as much), so it
/// waits for all of them. Either way it waits for a small part of what the last commit took, and not at all for a
/// caller that comes alone.
struct Gathering
{
    std::size_t wanted = 1; ///< begin as soon as so many wait
    std::size_t most = std::numeric_limits<std::size_t>::max();
    std::chrono::nanoseconds patience{}; ///< or when this has passed

    /// A commit that met a lock or a failing disk says nothing of how long the next one takes.
    static constexpr std::chrono::nanoseconds longestPatience = std::chrono::milliseconds(10);

    /// `answered`: size of the group that was just committed; `waiting`: came meanwhile.
    static Gathering after(std::size_t answered, std::size_t waiting, const CommitTimes& commit)
    {
        const std::size_t about = answered + waiting;
        const bool slowDisk = commit.working * 4 < commit.took;
        const std::size_t half = (about + 1) / 2;
        const std::chrono::nanoseconds patience = std::min(commit.took / 4, longestPatience);
        return {slowDisk ? about : half, slowDisk ? Gathering().most : half, patience};
    }
};

} // namespace kfdesk::callback
