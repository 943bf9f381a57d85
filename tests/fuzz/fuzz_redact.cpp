#include "core/base/log.h"

#include <cstdint>
#include <cstdlib>

/// Whatever stands before it in a line, a secret of WeCom's length does not get through.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString secret = QStringLiteral("Q7v0XbN2c4KfM9dRt6ZsLp8WyHj3Ga5UeTqIoBn1mEk");
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (kfdesk::redact(text + QStringLiteral("\n{\"suite_ticket\":\"") + secret + QStringLiteral("\"}"))
            .contains(secret))
        std::abort();
    return 0;
}
