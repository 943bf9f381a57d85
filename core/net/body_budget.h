#pragma once

#include <QtGlobal>

#include <atomic>
#include <utility>

namespace kfdesk::net {

/// The memory that all request bodies of one server share. Thread-safe.
class BodyBudget
{
public:
    explicit BodyBudget(qint64 bytes)
        : m_left(bytes)
    {}

    bool take(qint64 bytes)
    {
        if (m_left.fetch_sub(bytes) >= bytes)
            return true;
        m_left.fetch_add(bytes);
        return false;
    }
    void giveBack(qint64 bytes) { m_left.fetch_add(bytes); }

private:
    std::atomic<qint64> m_left;
};

/// What one request took from the budget; gives it back when it goes. The budget must outlive it.
class BodyLease
{
public:
    explicit BodyLease(BodyBudget& budget)
        : m_budget(&budget)
    {}
    BodyLease(BodyLease&& other) noexcept
        : m_budget(other.m_budget)
        , m_bytes(std::exchange(other.m_bytes, 0))
    {}
    BodyLease& operator=(BodyLease&&) = delete;
    ~BodyLease() { m_budget->giveBack(m_bytes); }

    bool isEmpty() const { return m_bytes == 0; }
    /// False when the budget is spent; then nothing was taken.
    bool grow(qint64 bytes)
    {
        if (!m_budget->take(bytes))
            return false;
        m_bytes += bytes;
        return true;
    }

private:
    BodyBudget* m_budget;
    qint64 m_bytes = 0;
};

} // namespace kfdesk::net
