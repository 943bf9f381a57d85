#pragma once

#include "core/callback/request_check.h"

#include <span>

namespace kfdesk::callback {

/// What can happen to a request between WeCom and us, or between a log and the clipboard.
enum class Damage {
    QueryEscaped, ///< & became &amp;
    QueryWrapped, ///< line breaks or quotes came in
    PlusBecameBlank,
    LineBreaks,    ///< blanks or line breaks inside the ciphertext
    EncodedTwice,  ///< percent-encoded once too often
    Entities,      ///< &#43; and the like inside the ciphertext, or the whole body escaped
    OtherAlphabet, ///< base64 for URLs, or without its = at the end
    JsonWrapped,   ///< the envelope inside JSON, or escaped as JSON text
    BodyEncoded,   ///< the whole body in base64, percent-encoded, or in another charset
    SignedEncoded, ///< nothing happened: whoever signed took the percent-encoded ciphertext
};

/// One way back: the request as it was before the damage, or as it is when there is no trace of it.
struct Repair
{
    Damage damage;
    RawRequest (*undo)(const RawRequest& request);
};

/// Every way back that we know, the likely ones first. Bounded: none makes a request more than twice as large.
std::span<const Repair> requestRepairs();

} // namespace kfdesk::callback
