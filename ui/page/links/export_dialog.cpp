#include "ui/page/links/export_dialog.h"

#include "ui/support/formats.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"
#include "ui/widget/tab_order.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

const SettingKey<bool> bomKey{"export/bom", true};
const SettingKey<bool> guardKey{"export/guard_formulas", true};

} // namespace

ExportDialog::ExportDialog(const Counts& counts, UiSettings& settings, QWidget* parent)
    : Retranslated<QDialog>(parent)
    , m_counts(counts)
    , m_settings(settings)
    , m_scopeTitle(new SectionTitle(this))
    , m_selected(new QRadioButton(this))
    , m_filtered(new QRadioButton(this))
    , m_all(new QRadioButton(this))
    , m_optionsTitle(new SectionTitle(this))
    , m_bom(new QCheckBox(this))
    , m_guard(new QCheckBox(this))
    , m_note(makeLabel(this, "muted"))
{
    auto* buttons = new QDialogButtonBox(this);
    m_export = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    setKind(m_export, "primary");
    m_export->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * gridPx, 3 * gridPx, 3 * gridPx, 2 * gridPx);
    column->setSpacing(gridPx);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_scopeTitle), static_cast<QWidget*>(m_selected), static_cast<QWidget*>(m_filtered),
          static_cast<QWidget*>(m_all), static_cast<QWidget*>(m_optionsTitle), static_cast<QWidget*>(m_bom),
          static_cast<QWidget*>(m_guard), static_cast<QWidget*>(m_note)})
        column->addWidget(widget);
    column->insertSpacing(column->indexOf(m_optionsTitle), gridPx);
    column->addSpacing(gridPx);
    column->addStretch();
    column->addWidget(buttons);
    setMinimumWidth(420);

    m_selected->setEnabled(counts.selected > 0);
    m_filtered->setVisible(counts.isFiltered);
    (counts.selected > 1 ? m_selected : counts.isFiltered ? m_filtered : m_all)->setChecked(true);
    tabToChecked({m_selected, m_filtered, m_all});
    m_bom->setChecked(m_settings.value(bomKey));
    m_guard->setChecked(m_settings.value(guardKey));

    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        rememberOptions();
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
}

ExportDialog::Scope ExportDialog::scope() const
{
    if (m_selected->isChecked())
        return Scope::Selected;
    return m_filtered->isChecked() ? Scope::Filtered : Scope::All;
}

service::CsvOptions ExportDialog::options() const
{
    return {m_bom->isChecked(), m_guard->isChecked(), true};
}

void ExportDialog::rememberOptions()
{
    m_settings.set(bomKey, m_bom->isChecked());
    m_settings.set(guardKey, m_guard->isChecked());
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export links as CSV"));
    m_scopeTitle->setText(tr("Which links"));
    m_selected->setText(tr("Selected (%1)").arg(count(m_counts.selected)));
    m_filtered->setText(tr("All that match the filters (%1)").arg(count(m_counts.filtered)));
    m_all->setText(tr("All links (%1)").arg(count(m_counts.all)));
    m_optionsTitle->setText(tr("How"));
    m_bom->setText(tr("Mark as UTF-8, so that Excel shows Chinese correctly"));
    m_guard->setText(tr("Keep spreadsheets from running cells as formulas"));
    m_note->setText(tr("The file holds corp names and links. It is not deleted when a corp cancels."));
    m_export->setText(tr("Choose file…"));
    m_cancel->setText(tr("Cancel"));
    label(m_selected, QStringLiteral("exportSelected"), m_selected->text());
    label(m_filtered, QStringLiteral("exportFiltered"), m_filtered->text());
    label(m_all, QStringLiteral("exportAll"), m_all->text());
    label(m_bom, QStringLiteral("exportBom"), m_bom->text());
    label(m_guard, QStringLiteral("exportGuard"), m_guard->text());
    label(m_export, QStringLiteral("exportChooseFile"), m_export->text(), m_note->text());
    label(m_cancel, QStringLiteral("exportCancel"), m_cancel->text());
}

} // namespace kfdesk::ui
