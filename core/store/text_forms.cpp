#include "core/store/text_forms.h"

#include "core/format/search_key.h"

#include <cstring>

namespace kfdesk::store {

namespace {

constexpr const char* smallDigits = "0123456789abcdef";
constexpr const char* capitalDigits = "0123456789ABCDEF";

QByteArray jsonEscaped(const QString& text, const char* digits)
{
    QByteArray escaped;
    for (const QChar c : text) {
        const ushort unit = c.unicode();
        if (unit >= 0x20 && unit < 0x7f) {
            escaped.append(static_cast<char>(unit));
            continue;
        }
        escaped.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4)
            escaped.append(digits[(unit >> shift) & 0xf]);
    }
    return escaped;
}

QByteArray percentEncoded(const QByteArray& utf8, const char* digits)
{
    QByteArray encoded;
    for (const char c : utf8) {
        const auto byte = static_cast<uchar>(c);
        const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= 'a' && byte <= 'z') || std::strchr("-._~", byte) != nullptr;
        if (plain)
            encoded.append(c);
        else
            encoded.append('%').append(digits[byte >> 4]).append(digits[byte & 0xf]);
    }
    return encoded;
}

QByteArray utf16Le(const QString& text)
{
    QByteArray bytes;
    for (const QChar c : text) {
        bytes.append(static_cast<char>(c.unicode() & 0xff));
        bytes.append(static_cast<char>(c.unicode() >> 8));
    }
    return bytes;
}

} // namespace

QList<QByteArray> formsOf(const QString& text)
{
    QList<QByteArray> forms;
    if (text.isEmpty())
        return forms;
    const auto add = [&forms](const QByteArray& form) {
        if (!forms.contains(form))
            forms.append(form);
    };
    const QByteArray utf8 = text.toUtf8();
    add(utf8);
    add(format::foldText(text).toUtf8());
    add(utf16Le(text));
    for (const char* digits : {smallDigits, capitalDigits}) {
        add(percentEncoded(utf8, digits));
        add(jsonEscaped(text, digits));
    }
    return forms;
}

} // namespace kfdesk::store
