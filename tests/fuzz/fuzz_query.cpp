#include "core/net/query.h"

#include <cstdint>
#include <cstdlib>

/// A parameter that single() hands out was there exactly once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView raw(data, static_cast<qsizetype>(size));
    const auto query = kfdesk::net::Query::parse(raw);
    if (!query)
        return 0;
    for (const QByteArrayView name : {"msg_signature", "timestamp", "nonce", "echostr"}) {
        if (query->single(name).has_value() != (query->count(name) == 1))
            std::abort();
    }
    return 0;
}
