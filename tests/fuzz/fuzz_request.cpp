#include "core/callback/request_check.h"

#include <cstdint>
#include <cstdlib>

/// First byte: GET or POST; then the query up to a line break, then the body. Nobody without the Token gets through.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace kfdesk;
    static const callback::SuiteKeys keys{QStringLiteral("wwdemo0suite0kfcomp1"),
                                          QStringLiteral("wwdemo0provider0corp"),
                                          Secret(QByteArrayView("kfDemoToken2024")),
                                          *crypto::CallbackKey::parse("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg")};
    if (size == 0)
        return 0;
    const QByteArray text(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    const qsizetype end = text.indexOf('\n');
    callback::RawRequest request;
    request.verification = data[0] % 2 == 0;
    request.query = text.left(end);
    request.body = end < 0 ? QByteArray() : text.mid(end + 1);
    const auto checked = callback::checkRequest(keys, request);
    if (checked.ok() != (checked.code == 0))
        std::abort();
    return 0;
}
