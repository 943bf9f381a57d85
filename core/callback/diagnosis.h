#pragma once

#include "core/base/error.h"
#include "core/callback/request_check.h"

#include <QByteArray>

namespace kfdesk::callback {

/// What is most likely wrong with a request that the checks refuse: which field of the component, or what somebody on
/// the way did to it.
enum class Cause {
    None,
    Token,
    EncodingAesKey,
    ReceiveId,       ///< of another component, provider or corp
    OtherComponent,  ///< neither Token nor key fits
    QueryIncomplete, ///< a parameter is missing or there twice
    QueryEscaped,
    QueryWrapped,
    PlusBecameBlank,
    EncodedTwice,
    SignedEncoded,
    LineBreaks,
    Entities,
    OtherAlphabet,
    JsonWrapped,
    BodyEncoded,
    BodyAltered, ///< changed or cut, beyond what we can undo
    NoEnvelope,  ///< the body is nothing of WeCom's
    Sender,      ///< signed with our Token by somebody who does not encrypt as WeCom does
};

struct Diagnosis
{
    CheckedRequest checked; ///< of the request as it is
    Cause cause = Cause::None;
    QByteArray addressee; ///< ToUserName of the envelope, unverified; empty when unread
};

/// "token", "encoding_aes_key", "receive_id", "other_component", …; "" for None. Contract of `callback check`.
const char* toText(Cause cause);

/// Checks the request, and when it does not hold tries every known damage backwards, two at once if need be, until the
/// signature holds. Does no I/O; thread-safe.
Diagnosis diagnose(const SuiteKeys& keys, const RawRequest& request, const ReceiveIdRule& rule = {});

/// In the words of the error catalogue: id "doctor.<cause>", the official code, args addressee and found (the receiveid
/// of the message). Nothing of the keys and of the message is in it. An empty id when nothing is wrong.
Error toError(const Diagnosis& diagnosis);

} // namespace kfdesk::callback
