#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/service/corp_service.h"
#include "core/service/link_service.h"
#include "core/service/sync_service.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QtGlobal>

#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t rowsAtOnce = 1000;

std::vector<Column> linkColumns()
{
    return {
        {"corp_name", QT_TRANSLATE_NOOP("ctl", "Corp")},           {"kf_name", QT_TRANSLATE_NOOP("ctl", "Kf account")},
        {"placement", QT_TRANSLATE_NOOP("ctl", "Placement")},      {"scene", QT_TRANSLATE_NOOP("ctl", "Scene")},
        {"configured_at", QT_TRANSLATE_NOOP("ctl", "Configured")}, {"url", QT_TRANSLATE_NOOP("ctl", "Kf link")}};
}

QJsonObject toJson(const model::LinkRow& row)
{
    return {{u"corp_name"_s, row.corpName},
            {u"auth_corpid"_s, row.authCorpId},
            {u"kf_name"_s, row.kfName},
            {u"open_kfid"_s, row.openKfId},
            {u"placement"_s, row.placement},
            {u"state"_s, row.state},
            {u"states"_s, QJsonArray::fromStringList(row.states)},
            {u"scene"_s, row.link.scene},
            {u"scene_param"_s, row.link.sceneParam},
            {u"url"_s, row.link.url},
            {u"account_authorized"_s, row.accountAuthorized},
            {u"authorized_at"_s, timeValue(row.authorizedAt)},
            {u"configured_at"_s, timeValue(row.link.configuredAt)},
            {u"updated_at"_s, timeValue(row.link.updatedAt)},
            {u"suite_id"_s, row.link.suiteId}};
}

store::LinkFilter filterOf(const Arguments& arguments)
{
    store::LinkFilter filter;
    filter.suiteId = arguments.suiteId();
    filter.authCorpId = arguments.text("--corp");
    if (arguments.has("--state"))
        filter.state = arguments.text("--state");
    if (arguments.has("--pending"))
        filter.configured = store::Configured::Pending;
    return filter;
}

Result<void> printLinks(service::LinkService& links, const Arguments& arguments)
{
    KFDESK_TRY(const auto ids, links.ids(filterOf(arguments), store::LinkSort::Corp, false));
    RowPrinter printer(arguments, linkColumns());
    for (size_t at = 0; at < ids.size(); at += rowsAtOnce) {
        const auto end = std::min(at + rowsAtOnce, ids.size());
        KFDESK_TRY(const auto rows,
                   links.rows({ids.begin() + static_cast<ptrdiff_t>(at), ids.begin() + static_cast<ptrdiff_t>(end)}));
        for (const model::LinkRow& row : rows)
            printer.add(toJson(row));
    }
    printer.finish();
    return {};
}

Result<void> writeCsv(service::LinkService& links, const Arguments& arguments, const QString& path)
{
    if (path != "-"_L1) {
        KFDESK_CHECK(links.exportCsv(path, filterOf(arguments), {}));
        return {};
    }
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return fail(makeError(ErrorKind::Store, u"format.csv_write"_s, out.errorString()));
    KFDESK_CHECK(links.writeCsv(out, filterOf(arguments), {}));
    if (!out.flush())
        return fail(makeError(ErrorKind::Store, u"format.csv_write"_s, out.errorString()));
    return {};
}

/// What a verdict means, and what to do: said once for each that occurs.
constexpr std::pair<service::LinkVerdict, const char*> advice[] = {
    {service::LinkVerdict::ParameterLost,
     QT_TRANSLATE_NOOP("ctl", "parameter_lost: the address leads to the account, but consultations are not reported to "
                              "you. Copy the whole link again.")},
    {service::LinkVerdict::Altered,
     QT_TRANSLATE_NOOP("ctl", "altered: only scene_param may be put behind a link that was made with a scene. Copy the "
                              "whole link again.")},
    {service::LinkVerdict::OtherAccount,
     QT_TRANSLATE_NOOP("ctl", "other_account: the parameters belong to a link of another account. Copy the whole link "
                              "of the account that is meant.")},
    {service::LinkVerdict::Unknown,
     QT_TRANSLATE_NOOP("ctl", "unknown: no link of a corp that has authorised you. If it should be one, run kfdeskctl "
                              "sync and check again.")},
    {service::LinkVerdict::OldEncScene,
     QT_TRANSLATE_NOOP("ctl",
                       "old_enc_scene: a link of an early version, which takes no scene_param. Replace it by the "
                       "account's link.")},
};

Result<model::KfAccount> accountNamed(service::Workspace& workspace, const Arguments& arguments)
{
    KFDESK_TRY(const auto corp, corpNamed(workspace, arguments, arguments.text("--corp")));
    KFDESK_TRY(const auto accounts, workspace.corps().accounts(corp.suiteId, corp.authCorpId));
    for (const model::KfAccount& account : accounts) {
        if (account.openKfId == arguments.text("--account"))
            return account;
    }
    return fail(makeError(ErrorKind::NotFound, u"account.not_found"_s));
}

} // namespace

Result<int> links(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    const QString path = arguments.text("--csv");
    KFDESK_CHECK(path.isEmpty() ? printLinks(workspace->links(), arguments)
                                : writeCsv(workspace->links(), arguments, path));
    return 0;
}

Result<int> linksMarkConfigured(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_CHECK(workspace->links().markConfigured(arguments.texts("--url") + arguments.words()));
    return 0;
}

Result<int> linkNew(const Arguments& arguments)
{
    const QString scene = arguments.text("--scene");
    const QString sceneParam = arguments.text("--scene-param");
    KFDESK_CHECK(service::SyncService::checkLink(scene, sceneParam));
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto account, accountNamed(*workspace, arguments));
    KFDESK_TRY(const auto link, workspace->sync().makeLink(account.id, scene, sceneParam, {}));
    if (!arguments.json()) {
        printLine(link.url);
        return 0;
    }
    KFDESK_TRY(const auto rows, workspace->links().rows({link.id}));
    RowPrinter printer(arguments, linkColumns());
    for (const model::LinkRow& row : rows)
        printer.add(toJson(row));
    printer.finish();
    return 0;
}

Result<int> linkCheck(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto checked, workspace->links().check(arguments.words(), arguments.suiteId()));
    RowPrinter printer(arguments, {{"verdict", QT_TRANSLATE_NOOP("ctl", "Verdict")},
                                   {"corp_name", QT_TRANSLATE_NOOP("ctl", "Corp")},
                                   {"open_kfid", QT_TRANSLATE_NOOP("ctl", "Kf account ID")},
                                   {"url", QT_TRANSLATE_NOOP("ctl", "Kf link")}});
    std::set<service::LinkVerdict> verdicts;
    for (const service::CheckedLink& link : checked) {
        verdicts.insert(link.verdict);
        printer.add({{u"url"_s, link.url},
                     {u"verdict"_s, wordOf(link.verdict)},
                     {u"corp_name"_s, link.corpName},
                     {u"open_kfid"_s, link.openKfId}});
    }
    printer.finish();
    for (const auto& [verdict, words] : advice) {
        if (!arguments.json() && verdicts.contains(verdict))
            note(QCoreApplication::translate("ctl", words));
    }
    return 0;
}

} // namespace kfdesk::ctl
