#include "ui/widget/progress_strip.h"

#include "core/service/error_text.h"
#include "ui/support/formats.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace kfdesk::ui {

ProgressStrip::ProgressStrip(QWidget* parent)
    : Retranslated(parent)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
    , m_retry(new QPushButton(this))
    , m_dismiss(new QToolButton(this))
    , m_failures(new QListWidget(this))
{
    setKind(this, "strip");
    setObjectName(QStringLiteral("progressStrip"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addStretch();
    row->addWidget(m_retry);
    row->addWidget(m_cancel);
    row->addWidget(m_dismiss);
    column->addLayout(row);
    column->addWidget(m_failures);
    m_bar->setTextVisible(false);
    m_failures->setMaximumHeight(120);
    m_cancel->setObjectName(QStringLiteral("progressCancel"));
    m_retry->setObjectName(QStringLiteral("progressRetry"));
    m_dismiss->setObjectName(QStringLiteral("progressDismiss"));
    m_failures->setObjectName(QStringLiteral("progressFailures"));
    m_dismiss->setIcon(icon(Glyph::Close, IconInk::Muted));
    setKind(m_dismiss, "flat");
    connect(m_cancel, &QPushButton::clicked, this, &ProgressStrip::cancelRequested);
    connect(m_dismiss, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        std::vector<qint64> ids;
        for (const service::ItemFailure& failure : m_progress.failures)
            ids.push_back(failure.localId);
        hide();
        Q_EMIT retryRequested(ids);
    });
    hide();
    retranslate();
}

void ProgressStrip::start(const QString& what)
{
    m_what = what;
    m_progress = {};
    m_running = true;
    m_cancelled = false;
    refresh();
    show();
}

void ProgressStrip::update(const service::Progress& progress)
{
    if (!m_running)
        return;
    m_progress = progress;
    refresh();
}

void ProgressStrip::finish(const service::Progress& progress, bool cancelled)
{
    m_progress = progress;
    m_running = false;
    m_cancelled = cancelled;
    refresh();
    setVisible(cancelled || !progress.failures.empty());
}

void ProgressStrip::finish()
{
    m_running = false;
    hide();
}

QString ProgressStrip::summary() const
{
    const QString done = count(m_progress.done);
    const QString total = count(m_progress.total);
    if (m_running)
        //: %1 is the work: "Synchronising corps: 12 of 40"
        return m_progress.total == 0 ? m_what : tr("%1: %2 of %3").arg(m_what, done, total);
    if (m_cancelled)
        return tr("%1: cancelled after %2 of %3").arg(m_what, done, total);
    return tr("%1: %2 of %3 failed").arg(m_what, count(static_cast<qint64>(m_progress.failures.size())), total);
}

void ProgressStrip::refresh()
{
    m_text->setText(summary());
    m_bar->setRange(0, m_progress.total);
    m_bar->setValue(m_progress.done);
    m_bar->setVisible(m_running);
    m_cancel->setVisible(m_running);
    m_dismiss->setVisible(!m_running);
    m_retry->setVisible(!m_running && !m_progress.failures.empty());
    m_failures->setVisible(!m_progress.failures.empty());
    m_failures->clear();
    for (const service::ItemFailure& failure : m_progress.failures) {
        //: name of what failed, and why
        m_failures->addItem(tr("%1: %2").arg(failure.name, service::oneLine(failure.error)));
    }
}

void ProgressStrip::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    m_retry->setText(tr("Retry failed only"));
    m_dismiss->setToolTip(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    m_failures->setAccessibleName(tr("What failed"));
    m_bar->setAccessibleName(tr("Progress"));
    refresh();
}

} // namespace kfdesk::ui
