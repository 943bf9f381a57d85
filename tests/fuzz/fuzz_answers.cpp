#include "core/wecom/answers.h"

#include <cstdint>
#include <cstdlib>

/// A decoder's success always carries what it is for; a broken answer is never an empty one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace kfdesk::wecom;
    const QByteArrayView body(data, static_cast<qsizetype>(size));
    const QString endpoint = QStringLiteral("fuzz");
    if (const auto answer = decodeSuiteToken(body, endpoint); answer && answer->token.isEmpty())
        std::abort();
    if (const auto answer = decodeCorpToken(body, endpoint); answer && answer->token.isEmpty())
        std::abort();
    if (const auto answer = decodePermanentCode(body, endpoint);
        answer && (answer->permanentCode.isEmpty() || answer->corp.corpId.isEmpty()))
        std::abort();
    if (const auto answer = decodeAuthInfo(body, endpoint); answer && answer->corpId.isEmpty())
        std::abort();
    if (const auto answer = decodeKfAccounts(body, endpoint)) {
        for (const KfAccountAnswer& account : *answer) {
            if (account.openKfId.isEmpty())
                std::abort();
        }
    }
    if (const auto answer = decodeContactWay(body, endpoint); answer && answer->isEmpty())
        std::abort();
    return 0;
}
