#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace kfdesk::store {

/// Whose turn it is to write among the threads of this process: one at a time, the most urgent first.
///
/// SQLite's lock alone would do for safety, but whoever finds it taken sleeps there and looks again, longer and longer
/// apart: with a dozen threads that store what WeCom has answered, the inbox could miss the lock until its time for an
/// answer was over. Thread-safe.
class WriteTurns
{
public:
    enum class Urgency {
        Answer, ///< a caller waits for its answer
        Code,   ///< an AuthCode runs out
        Usual,
    };

    /// Its holder may write while it lives.
    class Turn
    {
    public:
        explicit Turn(WriteTurns& turns)
            : m_turns(&turns)
        {}
        Turn(Turn&& other) noexcept
            : m_turns(std::exchange(other.m_turns, nullptr))
        {}
        Turn& operator=(Turn&&) = delete;
        ~Turn()
        {
            if (m_turns)
                m_turns->end();
        }

    private:
        WriteTurns* m_turns;
    };

    /// Waits at most `patience`; no value when it was not enough.
    std::optional<Turn> take(Urgency urgency, std::chrono::milliseconds patience);
    int waiting() const; ///< threads in take()

private:
    void end();

    struct Queue
    {
        std::condition_variable mayGo;
        int waiting = 0;
    };

    bool isFirst(std::size_t queue) const; ///< nobody more urgent waits
    void callNext();

    mutable std::mutex m_mutex;
    std::array<Queue, 3> m_queues; ///< by Urgency
    bool m_taken = false;
};

} // namespace kfdesk::store
