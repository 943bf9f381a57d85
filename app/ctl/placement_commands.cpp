#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/format/qr.h"
#include "core/service/placement_service.h"

#include <QSaveFile>
#include <QtGlobal>

#include <algorithm>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultQrPixels = 600;

std::vector<Column> placementColumns()
{
    return {
        {"suite_id", QT_TRANSLATE_NOOP("ctl", "Component ID")}, {"name", QT_TRANSLATE_NOOP("ctl", "Name")},
        {"state", QT_TRANSLATE_NOOP("ctl", "State")},           {"single", QT_TRANSLATE_NOOP("ctl", "One account")},
        {"corps", QT_TRANSLATE_NOOP("ctl", "Corps")},           {"archived_at", QT_TRANSLATE_NOOP("ctl", "Archived")}};
}

QJsonObject toJson(const model::Placement& placement)
{
    return {{u"suite_id"_s, placement.suiteId}, {u"name"_s, placement.name},
            {u"state"_s, placement.state},      {u"single"_s, placement.single},
            {u"corps"_s, placement.corps},      {u"archived_at"_s, timeValue(placement.archivedAt)}};
}

Result<std::optional<model::Placement>> findPlacement(service::Workspace& workspace, const QString& suiteId,
                                                      const QString& state)
{
    KFDESK_TRY(const auto placements, workspace.placements().list(suiteId));
    const auto found = std::find_if(placements.begin(), placements.end(),
                                    [&](const model::Placement& placement) { return placement.state == state; });
    return found == placements.end() ? std::nullopt : std::optional(*found);
}

Error fileError(const char* id, const QSaveFile& file)
{
    return makeError(ErrorKind::Store, QLatin1String(id), file.errorString(), {{u"path"_s, file.fileName()}});
}

Result<void> writeFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(fileError("export.open", file));
    if (file.write(content) != content.size() || !file.commit())
        return fail(fileError("export.write", file));
    return {};
}

Result<void> writeQr(const QString& path, const QString& text, int pixels)
{
    KFDESK_TRY(const auto matrix, format::QrMatrix::encode(text));
    if (path.endsWith(u".svg"_s, Qt::CaseInsensitive))
        return writeFile(path, format::qrSvg(matrix));
    KFDESK_TRY(const QByteArray png, format::qrPng(matrix, pixels));
    return writeFile(path, png);
}

bool isQrPath(const QString& path)
{
    return path.endsWith(u".png"_s, Qt::CaseInsensitive) || path.endsWith(u".svg"_s, Qt::CaseInsensitive);
}

} // namespace

Result<int> placementAdd(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto component, componentOf(*workspace, arguments));
    KFDESK_TRY(const auto placement, workspace->placements().add(component.suiteId, arguments.text("--name"),
                                                                 arguments.text("--state"), arguments.has("--single")));
    RowPrinter rows(arguments, placementColumns());
    rows.add(toJson(placement));
    rows.finish();
    return 0;
}

Result<int> placementList(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto placements, workspace->placements().list(arguments.suiteId()));
    RowPrinter rows(arguments, placementColumns());
    for (const model::Placement& placement : placements)
        rows.add(toJson(placement));
    rows.finish();
    return 0;
}

Result<int> placementArchive(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto component, componentOf(*workspace, arguments));
    KFDESK_TRY(const auto placement, findPlacement(*workspace, component.suiteId, arguments.text("--state")));
    if (!placement)
        return fail(makeError(ErrorKind::NotFound, u"placement.not_found"_s));
    KFDESK_CHECK(workspace->placements().setArchived(placement->id, true));
    return 0;
}

Result<int> authLink(const Arguments& arguments)
{
    const QString qrPath = arguments.text("--qr");
    if (!qrPath.isEmpty() && !isQrPath(qrPath))
        return fail(makeError(ErrorKind::Input, u"export.kind"_s, {}, {{u"path"_s, qrPath}}));
    const QString state = arguments.text("--state");
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto component, componentOf(*workspace, arguments));
    KFDESK_TRY(const auto placement, findPlacement(*workspace, component.suiteId, state));
    const bool single = arguments.has("--single") || (placement && placement->single);
    KFDESK_TRY(const QString url, workspace->placements().authLink(component.suiteId, state, single));
    if (!qrPath.isEmpty())
        KFDESK_CHECK(writeQr(qrPath, url, arguments.number("--size", defaultQrPixels)));
    if (arguments.json()) {
        RowPrinter rows(arguments, {});
        rows.add({{u"suite_id"_s, component.suiteId}, {u"state"_s, state}, {u"single"_s, single}, {u"url"_s, url}});
        rows.finish();
    } else {
        printLine(url);
    }
    return 0;
}

} // namespace kfdesk::ctl
