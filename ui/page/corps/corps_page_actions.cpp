// What staff do to the selected corps; the page itself is in corps_page.cpp.
#include "core/service/corp_service.h"
#include "core/service/error_text.h"
#include "core/service/host.h"
#include "core/service/link_service.h"
#include "core/service/purge_service.h"
#include "core/service/status_service.h"
#include "core/service/sync_service.h"
#include "core/service/workspace.h"
#include "ui/page/corps/corp_columns.h"
#include "ui/page/corps/corps_page.h"
#include "ui/support/clipboard.h"
#include "ui/support/formats.h"
#include "ui/support/prompts.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"
#include "ui/widget/progress_strip.h"
#include "ui/window/error_destination.h"

#include <QDir>
#include <QLocale>

#include <algorithm>
#include <optional>

namespace kfdesk::ui {

namespace {

constexpr int namesShown = 5; ///< in a question about many corps

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

/// Who listens and works on this workspace, when that is another process: it does what reaches WeCom or deletes.
std::optional<QString> holderElsewhere(service::Workspace& workspace)
{
    if (workspace.host().state().phase == service::ListenerState::Phase::Listening)
        return std::nullopt;
    return workspace.status().holder();
}

struct Synchronised
{
    service::Progress progress;
    std::optional<QString> handedTo;
};

struct Purged
{
    service::Progress progress;
    std::vector<model::PurgeReceipt> receipts;
    std::optional<QString> handedTo;
};

struct Doomed
{
    qint64 id = 0;
    QString name;
};

/// One after another: each ends with a search of every file.
Result<Purged> purgeAll(service::Workspace& workspace, const std::vector<Doomed>& corps, std::stop_token stop,
                        const service::ProgressCallback& show)
{
    Purged purged;
    purged.handedTo = holderElsewhere(workspace);
    purged.progress.total = static_cast<int>(corps.size());
    for (const Doomed& corp : corps) {
        if (stop.stop_requested())
            break;
        if (purged.handedTo) {
            KFDESK_CHECK(workspace.corps().requestPurge(corp.id));
            continue;
        }
        show(purged.progress);
        auto receipt = workspace.purges().purge(corp.id, stop);
        if (receipt)
            purged.receipts.push_back(*std::move(receipt));
        else
            purged.progress.failures.push_back({corp.id, corp.name, receipt.error()});
        ++purged.progress.done;
    }
    return purged;
}

} // namespace

service::ProgressCallback CorpsPage::begin(const QString& what, std::function<void(std::vector<qint64>)> retry)
{
    m_banner->clear();
    m_retry = std::move(retry);
    m_progress->start(what);
    updateFooter();
    return progressTo(this, [this](const service::Progress& progress) { m_progress->update(progress); });
}

void CorpsPage::end()
{
    m_progress->finish();
    updateFooter();
}

void CorpsPage::showHandedOver(const QString& holder)
{
    end();
    //: %1 is the name of the program that listens
    m_banner->showMessage(Tone::Neutral, tr("Handed over to %1").arg(holder),
                          tr("That program receives the callbacks of this workspace and does the work; what comes of "
                             "it appears here by itself."));
}

void CorpsPage::carryOut(service::ErrorAction action)
{
    if (action == service::ErrorAction::Retry)
        syncCorps(m_table->selectedIds());
    else if (action == service::ErrorAction::None) // of our own message: there is no placement
        Q_EMIT goRequested({PageId::Invite});
    else if (const auto destination = destinationOf(action))
        Q_EMIT goRequested(*destination);
}

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
            if (rows->empty()) {
                m_banner->showMessage(Tone::Neutral, tr("There is no link to copy"),
                                      tr("Links are made as soon as the kf accounts of a corp are known."));
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
    const QString name = datedName(tr("kf-links"), QStringLiteral("csv"));
    context().prompts.saveFile(
        this, {tr("Export links as CSV"), name, tr("CSV files (*.csv)")}, [this, wanted](const QString& path) {
            const auto show = begin(tr("Exporting links"));
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
                    end();
                    if (!written) {
                        showError(written.error());
                        return;
                    }
                    m_banner->showMessage(Tone::Good, tr("Exported %Ln links.", nullptr, static_cast<int>(*written)),
                                          QDir::toNativeSeparators(path));
                });
        });
}

void CorpsPage::markConfigured(const std::vector<qint64>& corpIds)
{
    runInBackground(
        context().workspace.networkPool(), this,
        [&workspace = context().workspace, corpIds](std::stop_token stop) -> Result<int> {
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
    if (placementIds.empty()) {
        m_banner->showMessage(Tone::Neutral, tr("There is no placement yet"),
                              tr("Make one first; then corps can be assigned to it."), tr("New placement"));
        return;
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

void CorpsPage::askPurge(const std::vector<qint64>& corpIds)
{
    QStringList names;
    for (const qint64 id : corpIds) {
        if (const model::Corp* corp = m_model.recordById(id))
            names.append(displayName(*corp));
    }
    if (names.isEmpty())
        return;
    const auto number = static_cast<int>(names.size());
    TypedQuestion question;
    question.title = tr("Delete all data of %Ln corps", nullptr, number);
    //: %1 is the name of a corp, or several names.
    question.text = tr("Accounts, links, authorisations, events and the permanent code of %1 are deleted and cannot be "
                       "brought back. A corp is not told: it has to remove the component in WeCom.")
                        .arg(QLocale().createSeparatedList(names.mid(0, namesShown)));
    if (number > namesShown)
        question.text += QLatin1Char('\n') + tr("… and %n more.", nullptr, number - namesShown);
    //: Typed by the person to confirm, when it is more than one corp.
    question.expected = number == 1 ? names.first() : tr("delete %1").arg(number);
    question.actionText = tr("Delete");
    context().prompts.confirmTyped(this, question, [this, corpIds] { purge(corpIds); });
}

void CorpsPage::purge(const std::vector<qint64>& corpIds)
{
    std::vector<Doomed> doomed;
    for (const qint64 id : corpIds) {
        if (const model::Corp* corp = m_model.recordById(id))
            doomed.push_back({id, displayName(*corp)});
    }
    const QString what = doomed.size() == 1
                             ? tr("Deleting all data of %1").arg(doomed.front().name)
                             : tr("Deleting all data of %Ln corps", nullptr, static_cast<int>(doomed.size()));
    const auto show = begin(what, [this](const std::vector<qint64>& failed) { purge(failed); });
    m_working = runInBackground(
        context().workspace.networkPool(), this,
        [&workspace = context().workspace, doomed, show](std::stop_token stop) {
            return purgeAll(workspace, doomed, stop, show);
        },
        [this](Result<Purged> purged) {
            if (!purged) {
                end();
                showError(purged.error());
            } else if (purged->handedTo) {
                showHandedOver(*purged->handedTo);
            } else {
                showPurged(purged->progress, purged->receipts);
            }
        });
}

void CorpsPage::showPurged(const service::Progress& progress, const std::vector<model::PurgeReceipt>& receipts)
{
    m_progress->finish(progress, progress.done < progress.total);
    updateFooter();
    if (receipts.empty())
        return;
    const bool verified =
        std::all_of(receipts.begin(), receipts.end(), [](const auto& receipt) { return receipt.verifiedAt != 0; });
    m_banner->showMessage(Tone::Good,
                          receipts.size() == 1
                              //: %1 is the number of the receipt.
                              ? tr("Deleted. Receipt #%1").arg(receipts.front().id)
                              : tr("The data of %Ln corps are deleted.", nullptr, static_cast<int>(receipts.size())),
                          verified ? tr("Every file of the workspace was searched; nothing is left.")
                                   : tr("The files of the workspace are still being searched."));
}

void CorpsPage::syncCorps(std::vector<qint64> ids)
{
    if (m_progress->isRunning())
        return;
    const auto show =
        begin(tr("Synchronising corps"), [this](std::vector<qint64> failed) { syncCorps(std::move(failed)); });
    // Only waits: the calls themselves run on the network pool, which must not wait for itself.
    m_working = runInBackground(
        context().workspace.coordinatorPool(), this,
        [&workspace = context().workspace, suiteId = m_suiteId, ids = std::move(ids),
         show](std::stop_token stop) -> Result<Synchronised> {
            std::vector<qint64> wanted = ids;
            if (wanted.empty()) {
                KFDESK_TRY(wanted, workspace.sync().allCorps(suiteId));
            }
            Synchronised done;
            done.handedTo = holderElsewhere(workspace);
            if (done.handedTo) {
                KFDESK_CHECK(workspace.corps().requestSync(wanted));
                return done;
            }
            KFDESK_TRY(done.progress, workspace.sync().syncMany(wanted, workspace.networkPool(), stop, show));
            return done;
        },
        [this](Result<Synchronised> done) {
            if (!done) {
                end();
                showError(done.error());
            } else if (done->handedTo) {
                showHandedOver(*done->handedTo);
            } else {
                m_progress->finish(done->progress, done->progress.done < done->progress.total);
                updateFooter();
            }
        });
}

} // namespace kfdesk::ui
