#pragma once

#include "core/callback/ports.h"
#include "core/net/http_client.h"
#include "core/service/host.h"

#include <stop_token>

namespace kfdesk::service {

/// Sends the listener at `callbackUrl` what WeCom would: a verification and an event of our own type, signed and
/// encrypted with the suite's keys. Errors and verdicts as Host::selfTest().
Result<SelfTestResult> runSelfTest(net::HttpClient& http, const Clock& clock, const callback::SuiteKeys& keys,
                                   const QString& callbackUrl, std::stop_token stop);

} // namespace kfdesk::service
