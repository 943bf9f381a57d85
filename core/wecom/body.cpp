#include "core/wecom/body.h"

namespace kfdesk::wecom {

QByteArrayView withoutBomAndBlanks(QByteArrayView text)
{
    constexpr QByteArrayView bom("\xEF\xBB\xBF");
    text = text.trimmed();
    if (text.startsWith(bom))
        text = text.sliced(bom.size()).trimmed();
    return text;
}

SniffedBody sniffBody(QByteArrayView body)
{
    if (body.size() > maxBodyBytes || body.contains('\0') || !body.isValidUtf8())
        return {};
    const QByteArrayView text = withoutBomAndBlanks(body);
    if (text.startsWith('<'))
        return {BodyFormat::Xml, text};
    if (text.startsWith('{'))
        return {BodyFormat::Json, text};
    return {};
}

} // namespace kfdesk::wecom
