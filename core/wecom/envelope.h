#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace kfdesk::wecom {

/// The outer body of a POSTed callback: XML, or JSON where the receiver chose it (told apart by the first byte).
struct Envelope
{
    QByteArray encrypt;    ///< base64, exactly as sent: the signature is over these bytes
    QByteArray toUserName; ///< suite_id or corp id, unverified
};

/// A BOM and blanks before the body are tolerated; a DOCTYPE or a second Encrypt is not. Children may stand in any
/// order. Blanks around the CDATA of Encrypt go, what is inside stays to the byte. Errors: "callback.parse" (−40002),
/// "callback.no_encrypt" (−40002).
Result<Envelope> parseEnvelope(QByteArrayView body);

} // namespace kfdesk::wecom
