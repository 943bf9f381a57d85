#include "core/callback/request_check.h"

#include "core/net/query.h"
#include "core/wecom/envelope.h"

#include <initializer_list>

namespace kfdesk::callback {

namespace {

using crypto::CallbackCode;

/// The parameters of every request; `echo` only for a verification.
struct Parameters
{
    QByteArray signature;
    QByteArray timestamp;
    QByteArray nonce;
    QByteArray echo;
};

/// None when one is missing or repeated: a repeated parameter has no single meaning.
std::optional<Parameters> readParameters(const RawRequest& request)
{
    const auto query = net::Query::parse(request.query);
    if (!query)
        return std::nullopt;
    const auto signature = query->single("msg_signature");
    const auto timestamp = query->single("timestamp");
    const auto nonce = query->single("nonce");
    if (!signature || !timestamp || !nonce)
        return std::nullopt;
    Parameters parameters{*signature, *timestamp, *nonce, {}};
    if (!request.verification)
        return parameters;
    const auto echo = query->single("echostr");
    if (!echo)
        return std::nullopt;
    parameters.echo = *echo;
    return parameters;
}

CheckedRequest refused(Step step, CallbackCode code)
{
    CheckedRequest checked;
    checked.step = step;
    checked.code = static_cast<int>(code);
    return checked;
}

/// Which of the cipher's checks failed; it names them in its error id.
Step stepOfCipherError(const Error& error)
{
    if (error.id == QLatin1String("callback.base64"))
        return Step::Base64;
    if (error.id == QLatin1String("callback.padding"))
        return Step::Padding;
    if (error.id == QLatin1String("callback.length"))
        return Step::Length;
    return Step::Decrypt;
}

bool isOneOf(const QByteArray& id, std::initializer_list<QString> accepted)
{
    for (const QString& candidate : accepted) {
        if (!candidate.isEmpty() && id == candidate.toUtf8())
            return true;
    }
    return false;
}

bool eventAccepts(const SuiteKeys& keys, const wecom::CallbackEvent& event, const QByteArray& receiveId)
{
    using Kind = wecom::CallbackEvent::Kind;
    switch (event.kind) {
    case Kind::Data:
        return isOneOf(receiveId, {event.toUserName});
    case Kind::Command:
        // Licence and billing events belong to the provider, not to one suite: they carry ServiceCorpId.
        if (!event.serviceCorpId.isEmpty())
            return isOneOf(receiveId, {keys.suiteId, keys.providerCorpId});
        return isOneOf(receiveId, {keys.suiteId});
    case Kind::Unreadable:
        break;
    }
    return isOneOf(receiveId, {keys.suiteId, keys.providerCorpId});
}

bool receiveIdAccepted(const SuiteKeys& keys, const RawRequest& request, const ReceiveIdRule& rule,
                       const CheckedRequest& checked)
{
    if (!rule.checked)
        return true;
    if (!rule.only.isEmpty())
        return checked.receiveId == rule.only;
    if (request.verification)
        return isOneOf(checked.receiveId, {keys.providerCorpId, keys.suiteId});
    return eventAccepts(keys, checked.event, checked.receiveId);
}

} // namespace

const char* toText(Step step)
{
    switch (step) {
    case Step::Query:
        return "query";
    case Step::Xml:
        return "xml";
    case Step::Signature:
        return "signature";
    case Step::Base64:
        return "base64";
    case Step::Decrypt:
        return "decrypt";
    case Step::Padding:
        return "padding";
    case Step::Length:
        return "length";
    case Step::ReceiveId:
        return "receive_id";
    case Step::Done:
        break;
    }
    return "";
}

CheckedRequest checkRequest(const SuiteKeys& keys, const RawRequest& request, const ReceiveIdRule& rule)
{
    auto parameters = readParameters(request);
    if (!parameters)
        return refused(Step::Query, CallbackCode::Parse);

    wecom::Envelope envelope;
    if (!request.verification) {
        auto parsed = wecom::parseEnvelope(request.body);
        if (!parsed)
            return refused(Step::Xml, CallbackCode::Parse);
        envelope = *std::move(parsed);
    }
    const QByteArrayView encrypt = request.verification ? QByteArrayView(parameters->echo) : envelope.encrypt;

    if (!crypto::callbackSignatureMatches(keys.token.view(), parameters->timestamp, parameters->nonce, encrypt,
                                          parameters->signature))
        return refused(Step::Signature, CallbackCode::Signature);

    auto opened = crypto::openCallback(keys.key, encrypt);
    if (!opened) {
        CheckedRequest checked;
        checked.step = stepOfCipherError(opened.error());
        checked.code = opened.error().code;
        return checked;
    }

    CheckedRequest checked;
    checked.message = std::move(opened->message);
    checked.receiveId = std::move(opened->receiveId);
    if (!request.verification)
        checked.event = wecom::parseEventHead(checked.message);
    if (!receiveIdAccepted(keys, request, rule, checked)) {
        checked.step = Step::ReceiveId;
        checked.code = static_cast<int>(CallbackCode::ReceiveId);
    }
    return checked;
}

} // namespace kfdesk::callback
