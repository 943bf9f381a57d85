#include "core/wecom/auth_link.h"
#include "core/wecom/kf_link.h"

#include <cstdint>
#include <cstdlib>

/// What reads as an invitation link is written and read back as the same; a scene_param never changes what stood
/// before, and taking a link apart loses none of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace kfdesk::wecom;
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto link = parseAuthLink(text)) {
        const auto again = parseAuthLink(toUrl(*link));
        if (!again || !(*again == *link))
            std::abort();
    }
    if (checkSceneParam(QStringLiteral("s"), text)) {
        const QString base = QStringLiteral("https://work.weixin.qq.com/kfid/kfc1?enc_scene=E");
        if (!withSceneParam(base, text).startsWith(base))
            std::abort();
    }
    const KfLinkParts parts = partsOf(text);
    if (!text.contains(parts.page) || parts.page.contains(u'/') || parts.page.contains(u'?'))
        std::abort();
    for (const QString& parameter : parts.parameters) {
        if (!text.contains(parameter))
            std::abort();
    }
    return 0;
}
