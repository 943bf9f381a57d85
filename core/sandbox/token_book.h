#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QHash>

#include <mutex>

namespace kfdesk::sandbox {

/// Access tokens of one kind. Thread-safe.
///
/// As WeCom does, it answers the same token again while that lives; near its end (5 minutes) it makes a new one and the
/// old one stays good until it expires.
class TokenBook
{
public:
    struct Issued
    {
        QByteArray token;
        int expiresIn = 0; ///< seconds left
    };
    enum class State { Good, Unknown, Expired };
    struct Check
    {
        State state = State::Unknown;
        qint64 owner = 0; ///< of a Good one
    };

    explicit TokenBook(const Clock& clock);

    Issued issue(qint64 owner);
    Check check(const QByteArray& token) const;
    /// Ends a token early: from now on it is unknown.
    void revoke(const QByteArray& token);

private:
    struct Entry
    {
        qint64 owner = 0;
        qint64 expiresAt = 0; ///< monotonic ms
    };

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    QHash<QByteArray, Entry> m_tokens;
    QHash<qint64, QByteArray> m_current; ///< by owner
};

} // namespace kfdesk::sandbox
