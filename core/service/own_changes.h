#pragma once

#include <QtGlobal>

#include <deque>
#include <mutex>

namespace kfdesk::service {

/// Which rows of the change table this process wrote, so that it does not announce them to itself a second time.
/// Thread-safe.
class OwnChanges
{
public:
    /// Called inside the transaction that writes the rows first…last, so before anybody can read them.
    void add(qint64 first, qint64 last);
    /// The transaction failed: the numbers will be given out again.
    void remove(qint64 first);
    /// True when this process wrote every row from `first` to `last`.
    bool covers(qint64 first, qint64 last) const;
    /// Rows up to `seq` have been read.
    void forgetUpTo(qint64 seq);

private:
    struct Range
    {
        qint64 first = 0;
        qint64 last = 0;
    };
    mutable std::mutex m_mutex;
    std::deque<Range> m_ranges; ///< ascending: the write lock hands numbers out in order
};

} // namespace kfdesk::service
