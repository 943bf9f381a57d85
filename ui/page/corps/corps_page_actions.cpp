// What staff do to the selected corps; the page itself is in corps_page.cpp.
#include "core/service/corp_service.h"
#include "core/service/error_text.h"
#include "core/service/link_service.h"
#include "core/service/purge_service.h"
#include "core/service/sync_service.h"
#include "core/service/workspace.h"
#include "ui/page/corps/corp_columns.h"
#include "ui/page/corps/corps_page.h"
#include "ui/support/clipboard.h"
#include "ui/support/prompts.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"
#include "ui/widget/progress_strip.h"

#include <QDate>
#include <QDir>
#include <QStandardPaths>

namespace kfdesk::ui {

namespace {

/// The links of some corps, in the order of the corps.
Result<std::vector<qint64>> linkIds(service::LinkService& links, const std::vector<qint64>& corpIds,
                                    std::stop_token stop)
{
    std::vector<qint64> all;
    for (const qint64 corpId : corpIds) {
        store::LinkFilter filter;
        filter.corpId = corpId;
        KFDESK_TRY(const auto ids, links.ids(filter, store::LinkSort::Account, false, stop));
        all.insert(all.end(), ids.begin(), ids.end());
    }
    return all;
}

} // namespace

void CorpsPage::copyLinks()
{
    runInBackground(
        context().workspace.readPool(), this,
        [&links = context().workspace.links(),
         corpIds = m_table->selectedIds()](std::stop_token stop) -> Result<std::vector<model::LinkRow>> {
            KFDESK_TRY(const auto ids, linkIds(links, corpIds, stop));
            return links.rows(ids);
        },
        [this](Result<std::vector<model::LinkRow>> rows) {
            if (!rows) {
                showError(rows.error());
                return;
            }
            QStringList lines;
            for (const model::LinkRow& row : *rows)
                lines.append(row.corpName + QLatin1Char('\t') + row.kfName + QLatin1Char('\t') + row.link.url);
            context().clipboard.copy(lines.join(QLatin1Char('\n')));
        });
}

void CorpsPage::exportLinks(const std::vector<qint64>& corpIds)
{
    std::vector<qint64> wanted = corpIds;
    const bool filtered = m_model.rowCount() != m_model.totalCount();
    if (wanted.empty() && filtered) {
        for (int row = 0; row < m_model.rowCount(); ++row)
            wanted.push_back(m_model.idAt(row));
    }
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString name = tr("kf-links") + QDate::currentDate().toString(QStringLiteral("-yyyyMMdd'.csv'"));
    context().prompts.saveFile(
        this, {tr("Export links as CSV"), folder.filePath(name), tr("CSV files (*.csv)")},
        [this, wanted](const QString& path) {
            m_banner->clear();
            m_progress->start(tr("Exporting links"));
            auto show = progressTo(this, [this](const service::Progress& progress) { m_progress->update(progress); });
            m_working = runInBackground(
                context().workspace.networkPool(), this,
                [&links = context().workspace.links(), suiteId = m_suiteId, wanted, path,
                 show](std::stop_token stop) -> Result<qint64> {
                    store::LinkFilter filter;
                    filter.suiteId = suiteId;
                    KFDESK_TRY(filter.ids, linkIds(links, wanted, stop));
                    if (!wanted.empty() && filter.ids.empty())
                        filter.ids = {0}; // corps without links: an empty table, not all links
                    return links.exportCsv(path, filter, {true, true, true}, stop, show);
                },
                [this, path](Result<qint64> written) {
                    m_progress->finish();
                    if (!written) {
                        showError(written.error());
                        return;
                    }
                    m_banner->showMessage(Tone::Good, tr("Exported %n links.", nullptr, static_cast<int>(*written)),
                                          QDir::toNativeSeparators(path));
                });
        });
}

void CorpsPage::markConfigured()
{
    runInBackground(
        context().workspace.networkPool(), this,
        [&workspace = context().workspace, corpIds = m_table->selectedIds()](std::stop_token stop) -> Result<int> {
            KFDESK_TRY(const auto ids, linkIds(workspace.links(), corpIds, stop));
            KFDESK_TRY(const int changed, workspace.links().setConfigured(ids, true));
            KFDESK_CHECK(workspace.corps().acknowledge(corpIds));
            return changed;
        },
        [this](Result<int> changed) {
            if (!changed)
                showError(changed.error());
        });
}

void CorpsPage::askAssign()
{
    ChoiceQuestion question;
    question.title = tr("Assign to a placement");
    question.text =
        tr("Corps that came without a state, or with an unknown one, are listed under the placement you choose.");
    std::vector<qint64> placementIds;
    for (const model::Placement& placement : m_placements) {
        if (placement.archivedAt != 0)
            continue;
        question.options.append(placement.name);
        placementIds.push_back(placement.id);
    }
    context().prompts.choose(this, question, [this, placementIds, corpIds = m_table->selectedIds()](int chosen) {
        runInBackground(
            context().workspace.networkPool(), this,
            [&corps = context().workspace.corps(), corpIds,
             id = placementIds[static_cast<size_t>(chosen)]](std::stop_token) { return corps.assign(corpIds, id); },
            [this](Result<void> assigned) {
                if (!assigned)
                    showError(assigned.error());
            });
    });
}

void CorpsPage::askPurge()
{
    const model::Corp* corp = m_model.recordById(m_table->currentId());
    if (!corp)
        return;
    TypedQuestion question;
    question.title = tr("Delete all data of this corp");
    question.text = tr("Accounts, links, authorisations, events and the permanent code of %1 are deleted and cannot be "
                       "brought back. The corp itself is not told: it has to remove the component in WeCom.")
                        .arg(displayName(*corp));
    question.expected = displayName(*corp);
    question.actionText = tr("Delete");
    context().prompts.confirmTyped(this, question, [this, copy = *corp] { purge(copy); });
}

void CorpsPage::purge(const model::Corp& corp)
{
    m_banner->clear();
    m_progress->start(tr("Deleting all data of %1").arg(displayName(corp)));
    m_working = runInBackground(
        context().workspace.networkPool(), this,
        [&purges = context().workspace.purges(), id = corp.id](std::stop_token stop) { return purges.purge(id, stop); },
        [this](Result<model::PurgeReceipt> receipt) {
            m_progress->finish();
            if (!receipt) {
                showError(receipt.error());
                return;
            }
            //: %1 is the number of the receipt.
            m_banner->showMessage(Tone::Good, tr("Deleted. Receipt #%1").arg(receipt->id),
                                  receipt->verifiedAt != 0
                                      ? tr("Every file of the workspace was searched; nothing is left.")
                                      : tr("The files of the workspace are still being searched."));
        });
}

void CorpsPage::syncCorps(std::vector<qint64> ids)
{
    if (m_progress->isRunning())
        return;
    m_banner->clear();
    m_progress->start(tr("Synchronising corps"));
    auto show = progressTo(this, [this](const service::Progress& progress) { m_progress->update(progress); });
    // Only waits: the calls themselves run on the network pool, which must not wait for itself.
    m_working = runInBackground(
        context().workspace.coordinatorPool(), this,
        [&workspace = context().workspace, suiteId = m_suiteId, ids = std::move(ids),
         show](std::stop_token stop) -> Result<service::Progress> {
            std::vector<qint64> wanted = ids;
            if (wanted.empty()) {
                KFDESK_TRY(wanted, workspace.sync().allCorps(suiteId));
            }
            return workspace.sync().syncMany(wanted, workspace.networkPool(), stop, show);
        },
        [this](Result<service::Progress> progress) {
            if (!progress) {
                m_progress->finish();
                showError(progress.error());
                return;
            }
            m_progress->finish(*progress);
        });
}

} // namespace kfdesk::ui
