#include "ui/page/settings/import_panel.h"

#include "core/service/error_text.h"
#include "core/service/sync_service.h"
#include "core/service/workspace.h"
#include "ui/page/settings/bring_into_view.h"
#include "ui/support/prompts.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"
#include "ui/widget/progress_strip.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>

namespace kfdesk::ui {

namespace {

constexpr qint64 largestFile = 32 * 1024 * 1024; // far beyond any list of corps

/// Blocking.
Result<std::vector<service::ImportItem>> readItems(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(makeError(ErrorKind::Input, QStringLiteral("file.read"), file.errorString(),
                              {{QStringLiteral("path"), QDir::toNativeSeparators(path)}}));
    QByteArray text = file.read(largestFile + 1);
    auto items = text.size() > largestFile
                     ? fail(makeError(ErrorKind::Input, QStringLiteral("import.format"), QStringLiteral("too large")))
                     : service::CorpService::parseImport(text);
    wipe(text);
    return items;
}

} // namespace

ImportPanel::ImportPanel(PageContext& context, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_context(context)
    , m_title(new SectionTitle(this))
    , m_text(makeLabel(this, "muted"))
    , m_choose(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_progress(new ProgressStrip(this))
    , m_reading(context.workspace.readPool(), this)
{
    m_banner->setObjectName(QStringLiteral("importBanner"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_choose, 0, Qt::AlignLeft);
    column->addWidget(m_banner);
    column->addWidget(m_progress);
    connect(m_choose, &QPushButton::clicked, this, &ImportPanel::chooseFile);
    connect(m_banner, &Banner::actionTriggered, this, &ImportPanel::carryOut);
    connect(m_progress, &ProgressStrip::retryRequested, this, &ImportPanel::run);
    connect(m_progress, &ProgressStrip::cancelRequested, this, [this] {
        m_calledOff = true;
        m_importTask.cancel();
    });
    updateButton();
    retranslate();
}

void ImportPanel::setSuite(const QString& suiteId)
{
    m_suiteId = suiteId;
    updateButton();
}

void ImportPanel::updateButton()
{
    m_choose->setEnabled(!m_suiteId.isEmpty() && !m_progress->isRunning());
}

void ImportPanel::chooseFile()
{
    m_context.prompts.openFile(this, {tr("Corps that authorised already"), {}, tr("JSON or CSV (*.json *.csv)")},
                               [this](const QString& path) { read(path); });
}

void ImportPanel::read(const QString& path)
{
    m_banner->clear();
    m_progress->finish();
    m_items.clear();
    m_reading.run([path](std::stop_token) { return readItems(path); },
                  [this](Result<Items> items) {
                      if (items)
                          ask(*std::move(items));
                      else
                          showError(items.error());
                  });
}

void ImportPanel::ask(Items items)
{
    const int number = static_cast<int>(items.size());
    m_context.prompts.confirm(
        this,
        {tr("Import %n corps?", nullptr, number),
         tr("Each of them is checked with WeCom before it is kept. The merchants notice nothing."), tr("Import"),
         false},
        [this, items = std::move(items), suiteId = m_suiteId] {
            m_items = items;
            m_itemsSuite = suiteId;
            run();
        });
}

void ImportPanel::run()
{
    m_banner->clear();
    m_calledOff = false;
    m_progress->start(tr("Importing corps"));
    updateButton();
    m_importTask = runInBackground(
        m_context.workspace.coordinatorPool(), this,
        [&workspace = m_context.workspace, suiteId = m_itemsSuite, items = m_items,
         report = progressTo(this,
                             [this](const service::Progress& now) {
                                 if (m_progress->isRunning())
                                     m_progress->update(now);
                             })](std::stop_token stop) {
            return workspace.sync().importCorps(suiteId, items, workspace.networkPool(), stop, report);
        },
        [this](const Result<service::Progress>& progress) { finish(progress); });
}

void ImportPanel::finish(const Result<service::Progress>& progress)
{
    if (!progress) {
        m_progress->finish();
        showError(progress.error());
        updateButton();
        return;
    }
    m_progress->finish(*progress, m_calledOff);
    bringIntoView(m_progress);
    QSet<QString> failed;
    for (const service::ItemFailure& failure : progress->failures)
        failed.insert(failure.name);
    const int imported = progress->done - static_cast<int>(progress->failures.size());
    std::erase_if(m_items, [&failed](const service::ImportItem& item) { return !failed.contains(item.authCorpId); });
    if (imported > 0)
        m_banner->showMessage(Tone::Good, tr("%n corps are imported.", nullptr, imported), {}, tr("Show corps"));
    updateButton();
}

void ImportPanel::showError(const Error& error)
{
    m_banner->showError(error);
    bringIntoView(m_banner);
}

void ImportPanel::carryOut(service::ErrorAction action)
{
    using service::ErrorAction;
    if (action == ErrorAction::Retry)
        run();
    else if (action == ErrorAction::PasteTicket)
        Q_EMIT goRequested({PageId::Callbacks});
    else if (action == ErrorAction::None)
        Q_EMIT goRequested({PageId::Corps});
}

void ImportPanel::retranslate()
{
    m_title->setText(tr("Corps that authorised already"));
    m_text->setText(tr("Bring in merchants that authorised this component before KfDesk was there. The file is JSON or "
                       "CSV with auth_corpid, permanent_code and, where it is known, state; delete it afterwards."));
    m_choose->setText(tr("Import from a file…"));
    label(m_choose, QStringLiteral("importChoose"), m_choose->text(), m_text->text());
}

} // namespace kfdesk::ui
