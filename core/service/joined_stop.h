#pragma once

#include <functional>
#include <stop_token>

namespace kfdesk::service {

/// A token that stops when either of two does.
class JoinedStop
{
public:
    JoinedStop(const std::stop_token& first, const std::stop_token& second)
        : m_first(first, Forward{m_source})
        , m_second(second, Forward{m_source})
    {}

    std::stop_token token() const { return m_source.get_token(); }

private:
    struct Forward
    {
        std::stop_source source;
        void operator()() { source.request_stop(); }
    };

    std::stop_source m_source;
    std::stop_callback<Forward> m_first;
    std::stop_callback<Forward> m_second;
};

} // namespace kfdesk::service
