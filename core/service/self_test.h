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
    /// DER; empty = one that the system trusts. The listener's own certificate names the public host and not this
    /// machine's address, so we know it by heart.
    QByteArray certificate;
};

/// Sends the listener what WeCom would: a verification and an event of our own type, signed and encrypted with the
/// suite's keys, both with the characters that relays like to damage. Blocking.
///
/// When one is refused, further probes of the same kind find out why: the same without a + (a relay decodes forms), a
/// signed text that cannot be decrypted (answered 400 only where the signature holds), one with a wrong signature
/// (answered 403 only where the query arrives). Errors and verdicts as Host::selfTest().
Result<SelfTestResult> runSelfTest(net::HttpClient& http, const Clock& clock, const callback::SuiteKeys& keys,
                                   const SelfTestTarget& target, std::stop_token stop);

/// The complete callback address of a suite, from the public address as staff wrote it: the origin alone gets the path
/// of this program, another suite's id at its end is replaced, and anything else stays.
QString publicCallbackUrl(const QString& publicUrl, const QString& suiteId, const QStringList& knownSuites);

} // namespace kfdesk::service
