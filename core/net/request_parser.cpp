#include "core/net/request_parser.h"

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>

#include <limits>

namespace kfdesk::net {

namespace http = boost::beast::http;

namespace {

QByteArray toBytes(boost::beast::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

const auto overBudget = make_error_code(boost::system::errc::not_enough_memory);

/// "0 CRLF CRLF". Beast 1.81 asserts on less when it looks at the last chunk a second time.
constexpr std::size_t shortestChunkedRest = 5;

int statusFor(const boost::beast::error_code& ec)
{
    if (ec == http::error::body_limit)
        return 413;
    if (ec == overBudget)
        return 503;
    return 400;
}

} // namespace

RequestParser::RequestParser(const HttpServerLimits& limits, BodyBudget& budget, MakeRoom makeRoom)
    : m_headerLimit(static_cast<std::size_t>(limits.headerBytes))
    , m_lease(budget)
    , m_makeRoom(std::move(makeRoom))
{
    // Beast measures the request line and the fields apart and forgets what it took before; feed() counts exactly.
    header_limit(std::numeric_limits<std::uint32_t>::max());
    body_limit(static_cast<std::uint64_t>(limits.bodyBytes));
}

RequestParser::Outcome RequestParser::feed(boost::beast::flat_buffer& buffer)
{
    while (buffer.size() >= m_needed) {
        const bool inHeader = !m_headerDone;
        ErrorCode ec;
        const std::size_t taken = put(buffer.data(), ec);
        buffer.consume(taken);
        if (inHeader)
            m_headerBytes += taken;

        if (ec == http::error::need_more) {
            m_needed = m_headerDone ? shortestChunkedRest : 1;
            return needMore(buffer);
        }
        m_needed = 1;
        if (inHeader && m_headerBytes > m_headerLimit)
            return refuse(431);
        if (ec)
            return refuse(statusFor(ec));
        if (is_done())
            return complete();
    }
    return needMore(buffer);
}

RequestParser::Outcome RequestParser::needMore(const boost::beast::flat_buffer& buffer)
{
    if (!m_headerDone)
        return m_headerBytes + buffer.size() >= m_headerLimit ? refuse(431) : Outcome::NeedMore;
    if (buffer.size() == buffer.max_size())
        return refuse(400); // a chunk header or a trailer without end
    if (std::exchange(m_expectsContinue, false))
        return Outcome::Continue;
    return Outcome::NeedMore;
}

RequestParser::Outcome RequestParser::refuse(int status)
{
    m_refusal = status;
    return Outcome::Refused;
}

RequestParser::Outcome RequestParser::complete()
{
    m_keepAlive = keep_alive();
    return Outcome::Complete;
}

void RequestParser::on_request_impl(http::verb, View method, View target, int version, ErrorCode&)
{
    m_request.method = toBytes(method);
    m_request.target = toBytes(target);
    m_http10 = version < 11;
}

void RequestParser::on_response_impl(int, View, int, ErrorCode&) {}

void RequestParser::on_field_impl(http::field field, View, View value, ErrorCode& ec)
{
    if (m_headerDone)
        return; // a trailer changes nothing about the request
    switch (field) {
    case http::field::content_type:
        m_request.contentType = toBytes(value);
        break;
    case http::field::expect:
        m_expectsContinue = !m_http10 && boost::beast::iequals(value, "100-continue");
        break;
    case http::field::transfer_encoding:
        // Any other coding leaves open where the body ends, or needs decoding: the road of request smuggling.
        if (!boost::beast::iequals(value, "chunked"))
            ec = http::error::bad_transfer_encoding;
        break;
    default:
        break;
    }
}

void RequestParser::on_header_impl(ErrorCode&)
{
    m_headerDone = true;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) {}

std::size_t RequestParser::on_body_impl(View bytes, ErrorCode& ec)
{
    while (!m_lease.grow(static_cast<qint64>(bytes.size()))) {
        if (!m_makeRoom()) {
            ec = overBudget;
            return 0;
        }
    }
    m_request.body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return bytes.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t, View, ErrorCode&) {}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View bytes, ErrorCode& ec)
{
    return on_body_impl(bytes, ec);
}

void RequestParser::on_finish_impl(ErrorCode&) {}

} // namespace kfdesk::net
