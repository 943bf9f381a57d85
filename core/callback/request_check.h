#pragma once

#include "core/base/result.h"
#include "core/callback/ports.h"

#include <QByteArray>

#include <optional>

namespace kfdesk::callback {

/// The fixed order of checks; a rejection names the step that refused (contract §5.1 of `callback check`).
/// A request that lacks a parameter or repeats one stops at Query, with the code of the parse failure (−40002).
enum class Step { Query, Xml, Signature, Base64, Decrypt, Padding, Length, ReceiveId, Done };

const char*
toText(Step step); ///< "query", "xml", "signature", "base64", "decrypt", "padding", "length", "receive_id", ""

/// Whose id the ciphertext's trailer is compared with.
struct ReceiveIdRule
{
    bool checked = true; ///< false: any trailer is accepted (offline check without --receive-id)
    QByteArray only;     ///< not empty: exactly this one; empty: ARCHITECTURE, "receiveid", for `keys`
};

/// One request as it came in.
struct RawRequest
{
    bool verification = false; ///< GET with echostr
    QByteArray query;          ///< raw, percent-encoded
    QByteArray body;
};

/// What the checks found. `step` is Done when all held; otherwise the first that failed, with the official code.
struct CheckedRequest
{
    Step step = Step::Done;
    int code = 0;               ///< −400xx, 0 when all held
    QByteArray message;         ///< plaintext, as far as decryption got
    QByteArray receiveId;       ///< the trailer found
    wecom::CallbackEvent event; ///< the message (POST only), its head: see parseEventHead()

    bool ok() const { return step == Step::Done; }
};

/// Signature → base64 → decrypt → padding → length → receiveid. Does no I/O; thread-safe. Used by the listener, the
/// ingest of raw requests, the doctor and the fuzzers.
///
/// receiveid: GET {provider corpid, suite_id}; POST with InfoType {suite_id; provider corpid for provider-level
/// events}; data POST: equal to the inner ToUserName; an unreadable plaintext: any of suite_id and provider corpid.
CheckedRequest checkRequest(const SuiteKeys& keys, const RawRequest& request, const ReceiveIdRule& rule = {});

} // namespace kfdesk::callback
