#include "core/callback/diagnosis.h"
#include "core/callback/pasted_request.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace kfdesk;

const callback::SuiteKeys& keys()
{
    static const callback::SuiteKeys known{QStringLiteral("wwdemo0suite0kfcomp1"),
                                           QStringLiteral("wwdemo0provider0corp"),
                                           Secret(QByteArrayView("kfDemoToken2024")),
                                           *crypto::CallbackKey::parse("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg")};
    return known;
}

callback::RawRequest signedRequest(bool verification, const QByteArray& encrypt)
{
    const QByteArray signature = crypto::callbackSignature(keys().token.view(), "1718000009", "nonce9", encrypt);
    const QByteArray query = "msg_signature=" + signature + "&timestamp=1718000009&nonce=nonce9";
    if (verification)
        return {true, query + "&echostr=" + encrypt.toPercentEncoding(), {}};
    return {false, query, "<xml><Encrypt><![CDATA[" + encrypt + "]]></Encrypt></xml>"};
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// The doctor says the same as the listener, and names a cause just when something is wrong.
callback::CheckedRequest diagnosed(const callback::RawRequest& request)
{
    const auto diagnosis = callback::diagnose(keys(), request);
    require(diagnosis.checked.ok() == (diagnosis.cause == callback::Cause::None));
    return diagnosis.checked;
}

} // namespace

/// First byte: GET or POST, and how far the sender is trusted. With neither Token nor key: the query up to a line
/// break, then the body. With the Token: a ciphertext. With both: a receiveid up to a line break, then the plaintext.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const bool verification = data[0] % 2 == 0;
    const QByteArray text(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    const qsizetype end = text.indexOf('\n');
    const QByteArray first = text.left(end);
    const QByteArray rest = end < 0 ? QByteArray() : text.mid(end + 1);
    callback::CheckedRequest checked;
    switch (data[0] / 2 % 3) {
    case 0:
        checked = diagnosed({verification, first, rest});
        break;
    case 1:
        checked = checkRequest(keys(), signedRequest(verification, text));
        require(!checked.ok() || checked.step == callback::Step::Done);
        break;
    default:
        checked = checkRequest(keys(), signedRequest(verification, crypto::sealCallback(keys().key, rest, first)));
        require(checked.ok() || checked.step == callback::Step::ReceiveId);
        require(checked.message == rest && checked.receiveId == first);
        break;
    }
    require(checked.ok() == (checked.code == 0));
    if (const auto pasted = callback::readPastedRequest(text))
        callback::diagnose(keys(), *pasted);
    return 0;
}
