#pragma once

#include "core/callback/ports.h"
#include "core/net/http_client.h"
#include "core/service/host.h"

#include <stop_token>

namespace kfdesk::service {

/// A listener of ours.
struct SelfTestTarget
{
    QString callbackUrl;
    /// DER. Its certificate names the public host and not this machine's address, so we know it by heart.
    QByteArray certificate;
};

/// Sends the listener what WeCom would: a verification and an event of our own type, signed and encrypted with the
/// suite's keys. Errors and verdicts as Host::selfTest().
Result<SelfTestResult> runSelfTest(net::HttpClient& http, const Clock& clock, const callback::SuiteKeys& keys,
                                   const SelfTestTarget& target, std::stop_token stop);

} // namespace kfdesk::service
