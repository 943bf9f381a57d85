#include "app/ctl/commands.h"
#include "app/ctl/hand_over.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/service/corp_service.h"
#include "core/service/error_text.h"
#include "core/service/sync_service.h"

#include <QJsonArray>
#include <QtGlobal>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const model::Corp& corp)
{
    return {{u"suite_id"_s, corp.suiteId},
            {u"auth_corpid"_s, corp.authCorpId},
            {u"corp_name"_s, corp.name},
            {u"status"_s, model::toText(corp.status)},
            {u"states"_s, QJsonArray::fromStringList(corp.states)},
            {u"kf_account_count"_s, corp.accountCount},
            {u"authorized_at"_s, timeValue(corp.authorizedAt)},
            {u"updated_at"_s, timeValue(corp.updatedAt)},
            {u"last_error"_s, corp.lastErrorId}};
}

QJsonObject toJson(const model::KfAccount& account)
{
    return {{u"suite_id"_s, account.suiteId},
            {u"auth_corpid"_s, account.authCorpId},
            {u"open_kfid"_s, account.openKfId},
            {u"name"_s, account.name},
            {u"avatar"_s, account.avatarUrl}};
}

void reportProgress(const service::Progress& progress)
{
    note(u"%1/%2"_s.arg(progress.done).arg(progress.total));
}

/// Every failure by name on stderr, as an array for programs; exit code 1 when there is one.
Result<int> finish(const Arguments& arguments, const service::Progress& progress)
{
    if (arguments.json()) {
        RowPrinter rows(arguments, {});
        for (const service::ItemFailure& failure : progress.failures)
            rows.add({{u"name"_s, failure.name}, {u"error"_s, failure.error.id}, {u"code"_s, failure.error.code}});
        rows.finish();
    }
    for (const service::ItemFailure& failure : progress.failures)
        note(u"kfdeskctl: %1: %2"_s.arg(failure.name, service::oneLine(failure.error)));
    return progress.failures.empty() ? 0 : 1;
}

Result<std::vector<qint64>> chosenCorps(service::Workspace& workspace, const Arguments& arguments)
{
    if (arguments.words().isEmpty())
        return workspace.sync().allCorps(arguments.suiteId());
    std::vector<qint64> ids;
    for (const QString& authCorpId : arguments.words()) {
        KFDESK_TRY(const auto corp, corpNamed(workspace, arguments, authCorpId));
        ids.push_back(corp.id);
    }
    return ids;
}

} // namespace

Result<int> corps(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto all, workspace->corps().list(arguments.suiteId()));
    RowPrinter rows(arguments, {{"auth_corpid", QT_TRANSLATE_NOOP("ctl", "Corp ID")},
                                {"corp_name", QT_TRANSLATE_NOOP("ctl", "Corp")},
                                {"status", QT_TRANSLATE_NOOP("ctl", "Status")},
                                {"kf_account_count", QT_TRANSLATE_NOOP("ctl", "Kf accounts")},
                                {"states", QT_TRANSLATE_NOOP("ctl", "States")},
                                {"authorized_at", QT_TRANSLATE_NOOP("ctl", "Authorised")},
                                {"last_error", QT_TRANSLATE_NOOP("ctl", "Last error")}});
    for (const model::Corp& corp : all)
        rows.add(toJson(corp));
    rows.finish();
    return 0;
}

Result<int> accounts(const Arguments& arguments)
{
    const QString wanted = arguments.text("--corp");
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto all, workspace->corps().accounts(arguments.suiteId(), {}));
    RowPrinter rows(arguments, {{"auth_corpid", QT_TRANSLATE_NOOP("ctl", "Corp ID")},
                                {"open_kfid", QT_TRANSLATE_NOOP("ctl", "Kf account ID")},
                                {"name", QT_TRANSLATE_NOOP("ctl", "Name")}});
    for (const model::KfAccount& account : all) {
        if (account.authorized && (wanted.isEmpty() || account.authCorpId == wanted))
            rows.add(toJson(account));
    }
    rows.finish();
    return 0;
}

Result<int> corpImport(const Arguments& arguments)
{
    KFDESK_TRY(QByteArray text, readInput(arguments.text("--from")));
    const auto items = service::CorpService::parseImport(text);
    wipe(text);
    if (!items)
        return fail(items.error());
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto component, componentOf(*workspace, arguments));
    KFDESK_TRY(const auto progress,
               workspace->sync().importCorps(component.suiteId, *items, workspace->networkPool(), {}, reportProgress));
    return finish(arguments, progress);
}

Result<int> sync(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto ids, chosenCorps(*workspace, arguments));
    const auto progress = isHeld(*workspace)
                              ? syncByHolder(*workspace, ids, reportProgress)
                              : workspace->sync().syncMany(ids, workspace->networkPool(), {}, reportProgress);
    if (!progress)
        return fail(progress.error());
    return finish(arguments, *progress);
}

} // namespace kfdesk::ctl
