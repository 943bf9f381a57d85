#include "core/callback/diagnosis.h"

#include "core/callback/request_repair.h"
#include "core/net/query.h"
#include "core/wecom/envelope.h"

#include <algorithm>
#include <optional>

namespace kfdesk::callback {

namespace {

struct CauseName
{
    Cause cause;
    const char* text;
    const char* errorId;
};

constexpr CauseName causeNames[] = {
    {Cause::Token, "token", "doctor.token"},
    {Cause::EncodingAesKey, "encoding_aes_key", "doctor.encoding_aes_key"},
    {Cause::ReceiveId, "receive_id", "doctor.receive_id"},
    {Cause::OtherComponent, "other_component", "doctor.other_component"},
    {Cause::QueryIncomplete, "query_incomplete", "doctor.query_incomplete"},
    {Cause::QueryEscaped, "query_escaped", "doctor.query_escaped"},
    {Cause::QueryWrapped, "query_wrapped", "doctor.query_wrapped"},
    {Cause::PlusBecameBlank, "plus_became_blank", "doctor.plus_became_blank"},
    {Cause::EncodedTwice, "encoded_twice", "doctor.encoded_twice"},
    {Cause::SignedEncoded, "signed_encoded", "doctor.signed_encoded"},
    {Cause::LineBreaks, "line_breaks", "doctor.line_breaks"},
    {Cause::Entities, "entities", "doctor.entities"},
    {Cause::OtherAlphabet, "other_alphabet", "doctor.other_alphabet"},
    {Cause::JsonWrapped, "json_wrapped", "doctor.json_wrapped"},
    {Cause::BodyEncoded, "body_encoded", "doctor.body_encoded"},
    {Cause::BodyAltered, "body_altered", "doctor.body_altered"},
    {Cause::NoEnvelope, "no_envelope", "doctor.no_envelope"},
    {Cause::Sender, "sender", "doctor.sender"},
};

const CauseName* nameOf(Cause cause)
{
    const auto* found = std::find_if(std::begin(causeNames), std::end(causeNames),
                                     [cause](const CauseName& name) { return name.cause == cause; });
    return found == std::end(causeNames) ? nullptr : found;
}

Cause causeOf(Damage damage)
{
    switch (damage) {
    case Damage::QueryEscaped:
        return Cause::QueryEscaped;
    case Damage::QueryWrapped:
        return Cause::QueryWrapped;
    case Damage::PlusBecameBlank:
        return Cause::PlusBecameBlank;
    case Damage::LineBreaks:
        return Cause::LineBreaks;
    case Damage::EncodedTwice:
        return Cause::EncodedTwice;
    case Damage::Entities:
        return Cause::Entities;
    case Damage::OtherAlphabet:
        return Cause::OtherAlphabet;
    case Damage::JsonWrapped:
        return Cause::JsonWrapped;
    case Damage::BodyEncoded:
        return Cause::BodyEncoded;
    case Damage::SignedEncoded:
        return Cause::SignedEncoded;
    }
    Q_UNREACHABLE();
}

bool isSame(const RawRequest& a, const RawRequest& b)
{
    return a.query == b.query && a.body == b.body;
}

bool signatureHolds(const CheckedRequest& checked)
{
    return checked.step > Step::Signature;
}

/// The damage after whose repair the signature holds; of two, the one that was undone first.
std::optional<Damage> findDamage(const SuiteKeys& keys, const RawRequest& request, const ReceiveIdRule& rule)
{
    const auto repairs = requestRepairs();
    for (const Repair& repair : repairs) {
        const RawRequest once = repair.undo(request);
        if (!isSame(once, request) && signatureHolds(checkRequest(keys, once, rule)))
            return repair.damage;
    }
    for (const Repair& first : repairs) {
        const RawRequest once = first.undo(request);
        if (isSame(once, request))
            continue;
        for (const Repair& second : repairs) {
            const RawRequest twice = second.undo(once);
            if (!isSame(twice, once) && signatureHolds(checkRequest(keys, twice, rule)))
                return first.damage;
        }
    }
    return std::nullopt;
}

/// The ciphertext as it stands in the request; empty when it cannot be read.
QByteArray ciphertextOf(const RawRequest& request)
{
    if (request.verification) {
        const auto query = net::Query::parse(request.query);
        return query ? query->single("echostr").value_or(QByteArray()) : QByteArray();
    }
    const auto envelope = wecom::parseEnvelope(request.body);
    return envelope ? envelope->encrypt.toByteArray() : QByteArray();
}

/// What CBC leaves of a message whose ciphertext was changed is binary in at least one block.
bool isWhole(const QByteArray& message)
{
    return message.isValidUtf8() && std::none_of(message.begin(), message.end(), [](char c) {
               return (c >= 0 && c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
           });
}

/// The signature fails and no repair helps: the message itself tells whether the key fits.
Cause withoutSignature(const SuiteKeys& keys, const RawRequest& request)
{
    const auto opened = crypto::openCallback(keys.key, ciphertextOf(request));
    if (opened)
        return isWhole(opened->message) ? Cause::Token : Cause::BodyAltered;
    const bool cut =
        opened.error().id == QLatin1String("callback.base64") || opened.error().id == QLatin1String("callback.decrypt");
    return cut ? Cause::BodyAltered : Cause::OtherComponent;
}

Cause findCause(const SuiteKeys& keys, const RawRequest& request, const ReceiveIdRule& rule,
                const CheckedRequest& checked)
{
    switch (checked.step) {
    case Step::Done:
        return Cause::None;
    case Step::Base64:
    case Step::Decrypt:
        return Cause::Sender;
    case Step::Padding:
    case Step::Length:
        return Cause::EncodingAesKey;
    case Step::ReceiveId:
        return Cause::ReceiveId;
    case Step::Query:
    case Step::Xml:
    case Step::Signature:
        break;
    }
    if (const auto damage = findDamage(keys, request, rule))
        return causeOf(*damage);
    if (checked.step == Step::Query)
        return Cause::QueryIncomplete;
    return checked.step == Step::Xml ? Cause::NoEnvelope : withoutSignature(keys, request);
}

} // namespace

const char* toText(Cause cause)
{
    const CauseName* name = nameOf(cause);
    return name ? name->text : "";
}

Diagnosis diagnose(const SuiteKeys& keys, const RawRequest& request, const ReceiveIdRule& rule)
{
    Diagnosis diagnosis;
    diagnosis.checked = checkRequest(keys, request, rule);
    diagnosis.cause = findCause(keys, request, rule, diagnosis.checked);
    if (!request.verification)
        diagnosis.addressee = wecom::envelopeAddressee(request.body);
    return diagnosis;
}

Error toError(const Diagnosis& diagnosis)
{
    const CauseName* name = nameOf(diagnosis.cause);
    if (!name)
        return {};
    Error error = makeError(ErrorKind::Input, QLatin1String(name->errorId));
    error.code = diagnosis.checked.code;
    error.args.insert(QStringLiteral("addressee"), QString::fromUtf8(diagnosis.addressee.left(64)));
    error.args.insert(QStringLiteral("found"), QString::fromUtf8(diagnosis.checked.receiveId.left(64)));
    return error;
}

} // namespace kfdesk::callback
