#pragma once

#include <QByteArrayView>

namespace kfdesk::wecom {

/// A callback body or plaintext larger than this is not read: WeCom's are a few KiB.
constexpr qsizetype maxBodyBytes = 1024 * 1024;

enum class BodyFormat { Xml, Json, Neither };

/// What a body seems to be, by its first byte; `text` is the body without BOM and surrounding blanks.
struct SniffedBody
{
    BodyFormat format = BodyFormat::Neither;
    QByteArrayView text;
};

/// Neither: empty, too large, with a NUL, not UTF-8, or beginning with something else than '<' or '{'.
SniffedBody sniffBody(QByteArrayView body);

/// `text` without a UTF-8 BOM and without blanks around it.
QByteArrayView withoutBomAndBlanks(QByteArrayView text);

} // namespace kfdesk::wecom
