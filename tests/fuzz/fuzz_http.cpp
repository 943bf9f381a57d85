#include "core/net/request_parser.h"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

namespace {

using kfdesk::net::HttpRequest;
using kfdesk::net::RequestParser;

constexpr std::size_t bufferBytes = 512;

kfdesk::net::HttpServerLimits limits()
{
    kfdesk::net::HttpServerLimits small;
    small.headerBytes = 256;
    small.bodyBytes = 300;
    small.allBodiesBytes = 400;
    return small;
}

struct Seen
{
    std::vector<HttpRequest> requests;
    int refusal = 0;
};

/// Reads one request after another, as a connection does, from bytes that come in pieces.
Seen understand(const std::uint8_t* data, std::size_t size, std::size_t piece)
{
    Seen seen;
    kfdesk::net::BodyBudget budget(limits().allBodiesBytes);
    boost::beast::flat_buffer buffer(bufferBytes);
    const auto nobodyElse = [] { return false; };
    std::optional<RequestParser> parser(std::in_place, limits(), budget, nobodyElse);
    for (std::size_t at = 0;;) {
        const auto outcome = parser->feed(buffer);
        if (outcome == RequestParser::Outcome::Refused) {
            seen.refusal = parser->refusal();
            return seen;
        }
        if (outcome == RequestParser::Outcome::Complete) {
            seen.requests.push_back(parser->takeRequest());
            parser.emplace(limits(), budget, nobodyElse);
            if (buffer.size() > 0)
                continue;
        }
        const std::size_t room = std::min({piece, size - at, buffer.max_size() - buffer.size()});
        if (room == 0)
            return seen;
        const auto space = buffer.prepare(room);
        std::copy_n(data + at, room, static_cast<std::uint8_t*>(space.data()));
        buffer.commit(room);
        at += room;
    }
}

bool same(const HttpRequest& a, const HttpRequest& b)
{
    return a.method == b.method && a.target == b.target && a.body == b.body && a.contentType == b.contentType;
}

} // namespace

/// However the bytes are cut up, they say the same, and nothing is larger than the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const Seen whole = understand(data + 1, size - 1, bufferBytes);
    const Seen cut = understand(data + 1, size - 1, 1 + data[0] % 16);
    // What is broken may be noticed at once or only when more has come: refusals are not compared.
    if (whole.requests.size() != cut.requests.size())
        std::abort();
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
        const HttpRequest& request = whole.requests[i];
        if (!same(request, cut.requests[i]) || request.body.size() > limits().bodyBytes ||
            request.target.size() > limits().headerBytes)
            std::abort();
    }
    const int refusal = whole.refusal;
    if (refusal != 0 && refusal != 400 && refusal != 413 && refusal != 431 && refusal != 503)
        std::abort();
    return 0;
}
