#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace kfdesk::wecom {

/// The outer body of a POSTed callback: XML, or JSON where the receiver chose it (told apart by the first byte).
struct Envelope
{
    QByteArrayView encrypt; ///< base64, exactly as sent: the signature is over these bytes
    QByteArray copy;        ///< what `encrypt` points into when it does not stand in the body in one piece
};

/// A BOM and blanks before the body are tolerated; a DOCTYPE or a second Encrypt is not. Children may stand in any
/// order. Blanks around the CDATA of Encrypt go, what is inside stays to the byte. Errors: "callback.parse" (−40002),
/// "callback.no_encrypt" (−40002).
///
/// `body` is to outlive the envelope.
Result<Envelope> parseEnvelope(QByteArrayView body);

/// ToUserName of the same body: suite_id or corp id, unverified. Empty when there is none or the body is unreadable.
QByteArray envelopeAddressee(QByteArrayView body);

} // namespace kfdesk::wecom
