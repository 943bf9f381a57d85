#include "app/ctl/commands.h"
#include "app/ctl/hand_over.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/service/purge_service.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

std::vector<Column> receiptColumns()
{
    return {{"id", QT_TRANSLATE_NOOP("ctl", "No.")},
            {"suite_id", QT_TRANSLATE_NOOP("ctl", "Component ID")},
            {"purged_at", QT_TRANSLATE_NOOP("ctl", "Purged")},
            {"verified_at", QT_TRANSLATE_NOOP("ctl", "Verified")},
            {"counts", QT_TRANSLATE_NOOP("ctl", "Deleted")}};
}

/// What no purge can reach.
QJsonArray outOfReach()
{
    return {u"exported_csv"_s, u"copies"_s, u"swap"_s};
}

void noteOutOfReach()
{
    note(QCoreApplication::translate("ctl",
                                     "Out of reach of a purge: CSV files you exported, copies of the folder that "
                                     "you or a backup program made, and swap."));
}

QJsonObject toJson(const model::PurgeReceipt& receipt)
{
    QJsonObject counts;
    for (auto it = receipt.counts.begin(); it != receipt.counts.end(); ++it)
        counts.insert(it.key(), it.value());
    return {{u"id"_s, receipt.id},
            {u"suite_id"_s, receipt.suiteId},
            {u"reason"_s, receipt.reason},
            {u"purged_at"_s, timeValue(receipt.purgedAt)},
            {u"verified_at"_s, timeValue(receipt.verifiedAt)},
            {u"counts"_s, counts},
            {u"out_of_reach"_s, outOfReach()}};
}

void printReceipts(const Arguments& arguments, const std::vector<model::PurgeReceipt>& receipts)
{
    RowPrinter rows(arguments, receiptColumns());
    for (const model::PurgeReceipt& receipt : receipts)
        rows.add(toJson(receipt));
    rows.finish();
    if (!receipts.empty() && !arguments.json())
        noteOutOfReach();
}

} // namespace

Result<int> purge(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto corp, corpNamed(*workspace, arguments, arguments.text("--corp")));
    const auto receipt =
        isHeld(*workspace) ? purgeByHolder(*workspace, corp.id, corp.suiteId) : workspace->purges().purge(corp.id, {});
    if (!receipt)
        return fail(receipt.error());
    printReceipts(arguments, {*receipt});
    return 0;
}

Result<int> purges(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto receipts, workspace->purges().list(arguments.suiteId()));
    printReceipts(arguments, receipts);
    return 0;
}

Result<int> purgeCheck(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto hits, workspace->purges().check(arguments.words()));
    RowPrinter rows(arguments, {{"file", QT_TRANSLATE_NOOP("ctl", "File")},
                                {"offset", QT_TRANSLATE_NOOP("ctl", "Offset")},
                                {"text", QT_TRANSLATE_NOOP("ctl", "Text no.")}});
    for (const store::FileHit& hit : hits)
        rows.add({{u"file"_s, hit.file}, {u"offset"_s, hit.offset}, {u"text"_s, hit.needle + 1}});
    if (arguments.json() || !hits.empty())
        rows.finish();
    if (!hits.empty())
        return fail(makeError(ErrorKind::Store, u"purge.residue"_s, {}, {{u"count"_s, QString::number(hits.size())}}));
    return 0;
}

} // namespace kfdesk::ctl
