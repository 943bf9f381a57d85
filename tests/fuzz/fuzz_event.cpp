#include "core/wecom/event.h"

#include <cstdint>
#include <cstdlib>

/// Whatever the plaintext: it is classified, and its secrets never show in the masked form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using kfdesk::wecom::CallbackEvent;
    const QByteArrayView plaintext(data, static_cast<qsizetype>(size));
    const CallbackEvent event = kfdesk::wecom::parseEvent(plaintext);
    if (event.kind != CallbackEvent::Kind::Unreadable && event.type.isEmpty())
        std::abort();
    const QString masked = kfdesk::wecom::maskedPlaintext(plaintext);
    // Short values can occur elsewhere in the text by chance; real codes have 64 characters and more.
    if (event.authCode.size() >= 24 && masked.contains(QString::fromUtf8(event.authCode.view())) &&
        QByteArray(plaintext.data(), plaintext.size()).count(event.authCode.view()) == 1)
        std::abort();
    return 0;
}
