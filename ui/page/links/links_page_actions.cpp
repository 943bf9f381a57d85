// What staff do to links; the page itself is in links_page.cpp.
#include "core/service/error_text.h"
#include "core/service/workspace.h"
#include "ui/page/links/export_dialog.h"
#include "ui/page/links/links_page.h"
#include "ui/support/clipboard.h"
#include "ui/support/formats.h"
#include "ui/support/prompts.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"
#include "ui/widget/progress_strip.h"

#include <QAction>
#include <QDir>

namespace kfdesk::ui {

void LinksPage::buildContextMenu()
{
    for (QAction* action : {m_copyLink, m_markConfigured, m_markPending, m_showCorp})
        m_table->insertAction(m_table->copyAction(), action);
    connect(m_copyLink, &QAction::triggered, this, &LinksPage::copySelectedUrls);
    connect(m_markConfigured, &QAction::triggered, this, [this] { setConfigured(true); });
    connect(m_markPending, &QAction::triggered, this, [this] { setConfigured(false); });
    connect(m_showCorp, &QAction::triggered, this, [this] {
        const model::LinkRow* row = m_model.record(m_model.rowOf(m_table->currentId()));
        if (row)
            Q_EMIT goRequested({PageId::Corps, row->link.corpId});
    });
}

void LinksPage::copyUrl(qint64 id)
{
    if (const model::LinkRow* row = m_model.record(m_model.rowOf(id)))
        context().clipboard.copy(row->link.url);
}

/// One a line; rows that were never on screen are read first.
void LinksPage::copySelectedUrls()
{
    runInBackground(
        context().workspace.readPool(), this,
        [&links = context().workspace.links(), ids = m_table->selectedIds()](std::stop_token) {
            return links.rows(ids);
        },
        [this](Result<std::vector<model::LinkRow>> rows) {
            if (!rows) {
                showActionError(rows.error());
                return;
            }
            QStringList urls;
            for (const model::LinkRow& row : *rows)
                urls.append(row.link.url);
            context().clipboard.copy(urls.join(QLatin1Char('\n')));
        });
}

void LinksPage::setConfigured(bool configured)
{
    m_banner->clear();
    runInBackground(
        context().workspace.networkPool(), this,
        [&links = context().workspace.links(), ids = m_table->selectedIds(), configured](std::stop_token) {
            return links.setConfigured(ids, configured);
        },
        [this](Result<int> changed) {
            if (!changed)
                showActionError(changed.error());
        });
}

void LinksPage::askExport()
{
    const ExportDialog::Counts counts{static_cast<int>(m_table->selectedIds().size()), m_model.rowCount(), m_total,
                                      isFiltered()};
    auto* dialog = new ExportDialog(counts, context().settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        store::LinkFilter scope = wholeSuite();
        if (dialog->scope() == ExportDialog::Scope::Selected)
            scope.ids = m_table->selectedIds();
        else if (dialog->scope() == ExportDialog::Scope::Filtered)
            scope = filter();
        const QString name = datedName(tr("kf-links"), QStringLiteral("csv"));
        context().prompts.saveFile(
            this, {tr("Export links as CSV"), name, tr("CSV files (*.csv)")},
            [this, scope, options = dialog->options()](const QString& path) { exportTo(path, scope, options); });
    });
    dialog->open();
}

void LinksPage::exportTo(const QString& path, const store::LinkFilter& scope, const service::CsvOptions& options)
{
    m_banner->clear();
    m_progress->start(tr("Exporting links"));
    updateFooter();
    auto show = progressTo(this, [this](const service::Progress& progress) { m_progress->update(progress); });
    m_exporting = runInBackground(
        context().workspace.networkPool(), this,
        [&links = context().workspace.links(), path, scope, options, show](std::stop_token stop) {
            return links.exportCsv(path, scope, options, stop, show);
        },
        [this, path](Result<qint64> written) {
            m_progress->finish();
            updateFooter();
            if (!written) {
                showActionError(written.error());
                return;
            }
            m_banner->showMessage(Tone::Good, tr("Exported %Ln links.", nullptr, static_cast<int>(*written)),
                                  QDir::toNativeSeparators(path));
        });
}

} // namespace kfdesk::ui
