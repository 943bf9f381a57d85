#include "core/format/decode_text.h"

#include <QStringDecoder>

#include <unicode/ucnv.h>

#include <memory>

namespace kfdesk::format {

namespace {

std::optional<QString> decodeGb18030(const QByteArray& bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("gb18030", &status), &ucnv_close);
    // Strict: a wrong guess must not turn into silent replacement characters.
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    QString text(bytes.size(), Qt::Uninitialized); // no sequence gives more code units than it has bytes
    const int32_t length =
        ucnv_toUChars(converter.get(), reinterpret_cast<char16_t*>(text.data()), static_cast<int32_t>(text.size()),
                      bytes.constData(), static_cast<int32_t>(bytes.size()), &status);
    if (U_FAILURE(status))
        return std::nullopt;
    text.resize(length);
    return text;
}

} // namespace

std::optional<QString> decodeText(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    if (!decoder.hasError())
        return text;
    return decodeGb18030(bytes);
}

} // namespace kfdesk::format
