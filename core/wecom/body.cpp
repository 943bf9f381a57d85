#include "core/wecom/body.h"

namespace kfdesk::wecom {

namespace {

/// As isValidUtf8(), but quicker for plain ASCII, which nearly every body is.
bool isUtf8(QByteArrayView text)
{
    char bits = 0;
    for (const char c : text)
        bits |= c;
    return static_cast<unsigned char>(bits) < 0x80 || text.isValidUtf8();
}

} // namespace

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
    if (body.size() > maxBodyBytes || body.contains('\0') || !isUtf8(body))
        return {};
    const QByteArrayView text = withoutBomAndBlanks(body);
    if (text.startsWith('<'))
        return {BodyFormat::Xml, text};
    if (text.startsWith('{'))
        return {BodyFormat::Json, text};
    return {};
}

} // namespace kfdesk::wecom
