#pragma once

#include <chrono>
#include <cstddef>

namespace kfdesk::callback {

/// How long the next group may wait for company, and for how much of it.
///
/// Callers that were answered together come again together, some microseconds apart. A group that starts with the first
/// of them leaves the others to wait for its flush and their own: on a disk that takes 4 ms for a flush, 16 callers got
/// half of what they get when the group waits for them. So it waits for as many as there were, and for a small part of
/// what the last commit took: next to nothing where flushing is quick, and nothing for a caller that comes alone.
struct Gathering
{
    std::size_t wanted = 1; ///< begin as soon as so many wait
    std::chrono::steady_clock::duration patience{};

    /// `answered`: size of the group that was just committed, in `took`; `waiting`: came meanwhile.
    static Gathering after(std::size_t answered, std::size_t waiting, std::chrono::steady_clock::duration took)
    {
        constexpr int share = 4;
        return {answered + waiting, took / share};
    }
};

} // namespace kfdesk::callback
