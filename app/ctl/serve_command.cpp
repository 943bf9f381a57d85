#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "app/ctl/signal_pipe.h"
#include "core/base/log.h"
#include "core/service/component_service.h"
#include "core/service/host.h"
#include "core/service/setting_service.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

/// The one line on stdout: scripts read the port and the callback URLs from it.
Result<void> printListening(service::Workspace& workspace)
{
    KFDESK_TRY(const auto components, workspace.components().list());
    QJsonObject callbacks;
    for (const model::ComponentSummary& component : components)
        callbacks.insert(component.suiteId, workspace.host().callbackUrl(component.suiteId));
    const QJsonObject line{{u"listening"_s, workspace.host().state().url}, {u"callbacks"_s, callbacks}};
    printLine(QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)));
    std::fflush(stdout);
    return {};
}

} // namespace

Result<int> serve(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto settings, workspace->settings().listener());
    const QString address = arguments.has("--bind") ? arguments.text("--bind") : settings.address;
    const int port = arguments.number("--port", settings.port);
    const net::TlsFiles tls = arguments.has("--tls-cert")
                                  ? net::TlsFiles{arguments.text("--tls-cert"), arguments.text("--tls-key")}
                                  : settings.tls;
    const SignalPipe signals([] { QCoreApplication::quit(); });
    KFDESK_CHECK(workspace->host().start(address, static_cast<quint16>(port), u"kfdeskctl serve"_s, tls));
    installLog(workspace->directory() + u"/logs"_s, true);
    KFDESK_CHECK(printListening(*workspace));
    QCoreApplication::exec();
    workspace->host().stop();
    return 0;
}

} // namespace kfdesk::ctl
