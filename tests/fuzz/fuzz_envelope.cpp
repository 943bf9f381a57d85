#include "core/wecom/body.h"
#include "core/wecom/envelope.h"

#include <cstdint>
#include <cstdlib>

/// An envelope that was read has something to decrypt, and never more than was sent; how it is written changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView body(data, static_cast<qsizetype>(size));
    const auto envelope = kfdesk::wecom::parseEnvelope(body);
    if (envelope && (envelope->encrypt.isEmpty() || envelope->encrypt.size() > body.size()))
        std::abort();
    // With a blank before its CDATA it is no longer in the form that is read the short way.
    QByteArray spaced = body.toByteArray();
    spaced.replace("<Encrypt><![CDATA[", "<Encrypt> <![CDATA[");
    const auto again = kfdesk::wecom::parseEnvelope(spaced);
    const bool quotesItself = envelope && envelope->encrypt.contains("<Encrypt>");
    if (spaced.size() <= kfdesk::wecom::maxBodyBytes && !quotesItself &&
        (envelope.has_value() != again.has_value() || (envelope && envelope->encrypt != again->encrypt)))
        std::abort();
    return 0;
}
