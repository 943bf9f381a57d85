#pragma once

#include "core/net/body_budget.h"
#include "core/net/http_server.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <functional>

namespace kfdesk::net {

/// Reads one request out of a connection's buffer and enforces the limits of size while it arrives. For one request
/// only: the next one gets a parser of its own.
class RequestParser final : private boost::beast::http::basic_parser<true>
{
public:
    enum class Outcome {
        NeedMore, ///< give it more bytes
        Continue, ///< the client waits for "100 Continue"; said once, then NeedMore
        Complete,
        Refused, ///< see refusal(); the parser is of no further use
    };

    /// The budget is spent: gives back what others hold; false when there is nobody to take it from.
    using MakeRoom = std::function<bool()>;

    RequestParser(const HttpServerLimits& limits, BodyBudget& budget, MakeRoom makeRoom);

    /// Takes what it can from the front of `buffer`; what belongs to the next request stays in there.
    Outcome feed(boost::beast::flat_buffer& buffer);

    int refusal() const { return m_refusal; }                  ///< 400, 413, 431 or 503
    bool keepAlive() const { return m_keepAlive; }             ///< once complete: the client wants to go on
    bool isHttp10() const { return m_http10; }                 ///< once complete
    HttpRequest takeRequest() { return std::move(m_request); } ///< without `peer`
    BodyLease takeLease() { return std::move(m_lease); }
    bool holdsBody() const { return !m_lease.isEmpty(); } ///< some of a body has arrived

private:
    using Base = boost::beast::http::basic_parser<true>;
    using ErrorCode = boost::beast::error_code;
    using View = boost::beast::string_view;

    Outcome refuse(int status);
    Outcome complete();
    Outcome needMore(const boost::beast::flat_buffer& buffer);

    void on_request_impl(boost::beast::http::verb verb, View method, View target, int version, ErrorCode& ec) override;
    void on_response_impl(int status, View reason, int version, ErrorCode& ec) override;
    void on_field_impl(boost::beast::http::field field, View name, View value, ErrorCode& ec) override;
    void on_header_impl(ErrorCode& ec) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode& ec) override;
    std::size_t on_body_impl(View bytes, ErrorCode& ec) override;
    void on_chunk_header_impl(std::uint64_t size, View extensions, ErrorCode& ec) override;
    std::size_t on_chunk_body_impl(std::uint64_t remaining, View bytes, ErrorCode& ec) override;
    void on_finish_impl(ErrorCode& ec) override;

    const std::size_t m_headerLimit;
    std::size_t m_headerBytes = 0; ///< taken by the header so far
    std::size_t m_needed = 1;      ///< bytes in the buffer before it is worth looking again
    HttpRequest m_request;
    BodyLease m_lease;
    const MakeRoom m_makeRoom;
    int m_refusal = 0;
    bool m_headerDone = false;
    bool m_http10 = false;
    bool m_keepAlive = false;
    bool m_expectsContinue = false;
};

} // namespace kfdesk::net
