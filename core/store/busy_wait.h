#pragma once

#include "core/store/database.h"

namespace kfdesk::store {

/// From begin() on, and while it lives, the connection waits for locks at most so long; then as before.
class BusyWait
{
public:
    explicit BusyWait(Connection& connection)
        : m_connection(connection)
        , m_before(connection.busyTimeout())
    {}
    ~BusyWait() { static_cast<void>(m_connection.setBusyTimeout(m_before)); }
    BusyWait(const BusyWait&) = delete;
    BusyWait& operator=(const BusyWait&) = delete;

    Result<void> begin(int ms) { return m_connection.setBusyTimeout(ms); }

private:
    Connection& m_connection;
    int m_before;
};

} // namespace kfdesk::store
