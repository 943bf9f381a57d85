#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

#include <memory>

namespace kfdesk::sandbox {

struct SimulatorOptions
{
    int corps = 8;        ///< merchants that exist and have not authorised yet; at most 100 000
    int accounts = 3;     ///< kf accounts each merchant has
    quint64 seed = 1;     ///< same seed, same ids, names and secrets
    int latencyMs = 0;    ///< added to every API answer
    QString callbackBase; ///< listener's base URL; posts go to {base}/callback/{suite_id}; "" = none yet
};

/// What a console needs to connect to the simulated component.
struct SimulatorIdentity
{
    QString apiBase;
    QString authBase;
    QString control;
    QString suiteId;
    QString providerCorpId;
    Secret suiteSecret;
    Secret token;
    Secret encodingAesKey;
};

/// A simulated WeCom (沙箱): the API that the product calls with real error codes and limits, the consent page a
/// merchant sees, signed and encrypted callbacks, fault injection (contract §5.3). Runs on threads of its own.
///
/// Its cipher and codecs are written apart from the product's on purpose: two readings of the protocol check each
/// other.
class Simulator
{
public:
    Simulator(SimulatorOptions options, const Clock& clock);
    ~Simulator();

    /// Listens on 127.0.0.1; port 0 picks one. Errors of net::HttpServer::start.
    Result<void> start(quint16 port = 0);
    /// Ends everything, callbacks under way included. Idempotent; a stopped simulator is not started again.
    void stop();

    /// The URLs are known after start().
    SimulatorIdentity identity() const;
    /// Where callbacks go from now on.
    void setCallbackBase(const QString& url);
    /// Pushes a suite_ticket every ten minutes (of real time) without being asked, the first one after `firstAfterMs`.
    void startTicketPushes(int firstAfterMs = 0);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::sandbox
