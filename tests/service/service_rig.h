#pragma once

#include "core/model/corp.h"
#include "core/model/event.h"
#include "core/net/http_client.h"
#include "core/sandbox/simulator.h"
#include "core/service/change_feed.h"
#include "core/service/component_service.h"
#include "core/service/corp_service.h"
#include "core/service/event_service.h"
#include "core/service/host.h"
#include "core/service/link_service.h"
#include "core/service/placement_service.h"
#include "core/service/purge_service.h"
#include "core/service/sync_service.h"
#include "core/service/workspace.h"
#include "tests/support/fake_clock.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace kfdesk::test {

struct RigOptions
{
    int corps = 8;
    int accounts = 3;
    bool ticket = true; ///< a suite_ticket is there from the start
};

/// The whole product without its window: a workspace over real SQLite in a temporary folder, its listener on a real
/// socket, and a simulated WeCom. Time stands still unless moved.
class ServiceRig
{
public:
    explicit ServiceRig(RigOptions options = {});
    ~ServiceRig();

    FakeClock clock;
    QTemporaryDir folder;
    sandbox::Simulator simulator;
    net::HttpClient http;
    std::unique_ptr<service::Workspace> workspace;

    QString workspaceDir() const { return folder.path() + QStringLiteral("/workspace"); }
    store::KeyFile key() const { return {folder.path() + QStringLiteral("/key")}; }
    QString suiteId() const { return m_identity.suiteId; }
    const sandbox::SimulatorIdentity& identity() const { return m_identity; }

    /// Ends the workspace as the end of the program would, and opens it again.
    void closeWorkspace();
    void openWorkspace();
    void startHost();

    /// POST to the simulator's control; ends the program when nobody answers.
    QJsonObject control(const QString& name, const QJsonObject& body = {});
    QJsonObject state();
    int calls(const QString& endpoint);
    void fault(const QString& endpoint, int errcode, int times = 1, bool drop = false);

    /// A command event as WeCom would send it, fed in from elsewhere. False = duplicate.
    bool ingest(const QByteArray& xml);
    QByteArray eventXml(const QByteArray& type, qint64 time, const QByteArray& inner) const;

    std::vector<model::Corp> corps();
    std::optional<model::Corp> corp(const QString& authCorpId);
    /// Oldest first; tickets left out.
    std::vector<model::Event> events(const QString& type = {});
    model::Event onlyEvent(const QString& type);

    /// Looks now and after every announced change until it holds. False after a minute: the test has failed.
    bool waitFor(const std::function<bool()>& holds);
    bool waitForCorp(const QString& authCorpId, model::CorpStatus status);
    /// A merchant authorises under the state "shop"; returns its id once it is active.
    QString authorise();
    /// So many receipts are there and all are proven.
    bool isProven(size_t receipts);
    /// Until there are so many receipts and all are proven. Seconds pass meanwhile: a proof that somebody who read an
    /// old state was in the way of is tried again, unasked.
    bool waitForProof(size_t receipts = 1);
    /// Time passes, and the processor looks.
    void advance(qint64 ms);

private:
    bool waitFor(const std::function<bool()>& holds, std::chrono::milliseconds patience);

    sandbox::SimulatorIdentity m_identity;
};

} // namespace kfdesk::test
