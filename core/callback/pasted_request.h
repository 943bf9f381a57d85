#pragma once

#include "core/callback/request_check.h"

#include <QByteArrayView>

#include <optional>

namespace kfdesk::callback {

/// Finds a callback in what people copy from elsewhere: a raw HTTP request, a line of an access log, an address with
/// the body below, or the {"query","body"} line of an ingest file. Headers are skipped; damage is left as it is, for
/// diagnose(). None when no msg_signature is in it. It is a verification when an echostr is there and no body.
std::optional<RawRequest> readPastedRequest(QByteArrayView text);

} // namespace kfdesk::callback
