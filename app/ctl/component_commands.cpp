#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/service/component_service.h"

#include <QtGlobal>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

Error lockedError()
{
    return makeError(ErrorKind::Config, u"vault.locked"_s);
}

/// The workspace of the call; one that is not there is founded, of the kind that the component asks for.
Result<std::unique_ptr<service::Workspace>> openOrFound(const Arguments& arguments, bool sandbox)
{
    const QString directory = arguments.text("--workspace");
    if (service::Workspace::exists(directory))
        return openWorkspace(arguments, Access::Write);
    KFDESK_TRY(const auto key, keyOf(arguments));
    if (!key)
        return fail(lockedError());
    return service::Workspace::found(
        directory, *key, sandbox ? service::WorkspaceKind::Sandbox : service::WorkspaceKind::Production, systemClock());
}

} // namespace

Result<int> componentAdd(const Arguments& arguments)
{
    KFDESK_TRY(QByteArray json, readInput(arguments.text("--from")));
    auto component = service::ComponentService::fromJson(json);
    wipe(json);
    if (!component)
        return fail(component.error());
    const bool sandbox = service::ComponentService::isLoopback(component->apiBase);
    KFDESK_CHECK(service::ComponentService::require(*component, sandbox));
    KFDESK_TRY(const auto workspace, openOrFound(arguments, sandbox));
    KFDESK_CHECK(workspace->components().add(*component));
    return 0;
}

Result<int> componentList(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto components, workspace->components().list());
    RowPrinter rows(arguments, {{"suite_id", QT_TRANSLATE_NOOP("ctl", "Component ID")},
                                {"name", QT_TRANSLATE_NOOP("ctl", "Name")}});
    for (const model::ComponentSummary& component : components)
        rows.add({{u"suite_id"_s, component.suiteId}, {u"name"_s, component.name}});
    rows.finish();
    return 0;
}

Result<int> vaultAddKeyFile(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_CHECK(workspace->addSlot(store::KeyFile{arguments.words().first()}));
    return 0;
}

Result<int> vaultAddPassphrase(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    const QString file = arguments.text("--new-passphrase-file");
    KFDESK_TRY(Secret text, readSecret(file.isEmpty() ? u"-"_s : file));
    KFDESK_CHECK(workspace->addSlot(store::Passphrase{std::move(text)}));
    return 0;
}

Result<int> ticketSet(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto component, componentOf(*workspace, arguments));
    KFDESK_TRY(const Secret ticket, readSecret(u"-"_s));
    KFDESK_CHECK(workspace->components().setTicket(component.suiteId, ticket));
    return 0;
}

} // namespace kfdesk::ctl
