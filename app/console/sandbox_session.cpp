#include "app/console/sandbox_session.h"

#include "core/service/component_service.h"
#include "core/service/host.h"
#include "core/service/setting_service.h"
#include "core/service/workspace.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace kfdesk {

namespace {

constexpr int merchantCount = 12;
constexpr int accountsEach = 3;

model::Component componentOf(const sandbox::SimulatorIdentity& identity)
{
    model::Component component;
    //: The name of the simulated component.
    component.name = QCoreApplication::translate("SandboxSession", "Sandbox");
    component.suiteId = identity.suiteId;
    component.suiteSecret = identity.suiteSecret;
    component.token = identity.token;
    component.encodingAesKey = identity.encodingAesKey;
    component.providerCorpId = identity.providerCorpId;
    component.apiBase = identity.apiBase;
    component.authBase = identity.authBase;
    return component;
}

sandbox::SimulatorOptions simulatorOptions()
{
    sandbox::SimulatorOptions options;
    options.corps = merchantCount;
    options.accounts = accountsEach;
    return options;
}

} // namespace

SandboxSession::SandboxSession(const Clock& clock)
    : m_simulator(simulatorOptions(), clock)
{}

Result<std::shared_ptr<SandboxSession>> SandboxSession::start(const Clock& clock)
{
    auto session = std::make_shared<SandboxSession>(clock);
    KFDESK_CHECK(session->begin(clock));
    return session;
}

Result<void> SandboxSession::begin(const Clock& clock)
{
    if (!m_folder.isValid())
        return fail(
            makeError(ErrorKind::Store, u"workspace.folder"_s, m_folder.errorString(), {{u"path"_s, m_folder.path()}}));
    KFDESK_CHECK(m_simulator.start());
    const store::KeyFile key{m_folder.filePath(u"key"_s)};
    KFDESK_TRY(m_workspace, service::Workspace::found(m_folder.filePath(u"workspace"_s), key,
                                                      service::WorkspaceKind::Sandbox, clock));
    KFDESK_TRY([[maybe_unused]] const auto id, m_workspace->components().add(componentOf(m_simulator.identity())));
    service::ListenerSettings listener;
    KFDESK_CHECK(m_workspace->host().start(listener.address, 0, u"kfdesk --sandbox"_s));
    const QString url = m_workspace->host().state().url;
    // The same port when somebody stops and starts the listener: the simulator posts to it.
    listener.port = static_cast<quint16>(QUrl(url).port());
    KFDESK_CHECK(m_workspace->settings().setListener(listener));
    m_simulator.setCallbackBase(url);
    m_simulator.startTicketPushes();
    return {};
}

} // namespace kfdesk
