#include "core/wecom/envelope.h"

#include <cstdint>
#include <cstdlib>

/// An envelope that was read has something to decrypt, and never more than was sent.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView body(data, static_cast<qsizetype>(size));
    const auto envelope = kfdesk::wecom::parseEnvelope(body);
    if (envelope && (envelope->encrypt.isEmpty() || envelope->encrypt.size() > body.size()))
        std::abort();
    return 0;
}
