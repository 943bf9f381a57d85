#include "ui/page/settings/components_section.h"

#include "core/service/component_service.h"
#include "core/service/error_text.h"
#include "core/service/host.h"
#include "core/service/workspace.h"
#include "ui/page/settings/component_form.h"
#include "ui/page/settings/import_panel.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

ComponentsSection::ComponentsSection(PageContext& context, QWidget* parent)
    : SettingsSection(parent)
    , m_context(context)
    , m_list(new QListWidget(this))
    , m_add(new QPushButton(this))
    , m_form(new ComponentForm(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_save(new QPushButton(this))
    , m_import(new ImportPanel(context, this))
    , m_reading(context.workspace.readPool(), this)
    , m_readingOne(context.workspace.readPool(), this)
{
    setKind(m_save, "primary");
    m_save->setEnabled(false);
    m_add->setIcon(icon(Glyph::Plus));

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    column->addWidget(m_list);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addSpacing(gridPx);
    column->addWidget(m_form);
    column->addWidget(m_banner);
    column->addLayout(buttons);
    column->addSpacing(2 * gridPx);
    column->addWidget(m_import);
    column->addStretch();

    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (!item)
            return;
        m_chosen = item->data(Qt::UserRole).toString();
        m_import->setSuite(m_chosen);
        showChosen();
    });
    connect(m_add, &QPushButton::clicked, this, &ComponentsSection::beginNew);
    connect(m_form, &ComponentForm::edited, this, [this] { m_save->setEnabled(true); });
    connect(m_save, &QPushButton::clicked, this, &ComponentsSection::save);
    connect(m_import, &ImportPanel::goRequested, this, &SettingsSection::goRequested);
    retranslate();
}

QString ComponentsSection::title() const
{
    return tr("Components");
}

bool ComponentsSection::isSandbox() const
{
    return m_context.workspace.kind() == service::WorkspaceKind::Sandbox;
}

void ComponentsSection::reload()
{
    m_reading.run([&components = m_context.workspace.components()](std::stop_token) { return components.list(); },
                  [this](Result<std::vector<model::ComponentSummary>> components) {
                      if (components)
                          showList(*components);
                      else
                          m_banner->showError(components.error());
                  });
}

void ComponentsSection::showList(const std::vector<model::ComponentSummary>& components)
{
    const QString chosen = m_chosen;
    m_list->clear();
    for (const model::ComponentSummary& component : components) {
        auto* item = new QListWidgetItem(component.name + QStringLiteral("  ") + component.suiteId, m_list);
        item->setData(Qt::UserRole, component.suiteId);
        if (component.suiteId == chosen || (chosen.isEmpty() && m_list->count() == 1))
            m_list->setCurrentItem(item);
    }
    fitRows(*m_list);
}

void ComponentsSection::showChosen()
{
    m_readingOne.run([&components = m_context.workspace.components(),
                      suiteId = m_chosen](std::stop_token) { return components.find(suiteId); },
                     [this](Result<model::Component> component) {
                         if (!component) {
                             m_banner->showError(component.error());
                             return;
                         }
                         m_form->setComponent(*component, isSandbox());
                         m_save->setEnabled(false);
                     });
}

void ComponentsSection::beginNew()
{
    m_readingOne.cancel();
    m_chosen.clear();
    m_import->setSuite({});
    m_list->setCurrentItem(nullptr);
    m_form->setComponent({}, false); // one of WeCom's: a sandbox says that it does not take it
    m_save->setEnabled(true);
    m_banner->clear();
}

void ComponentsSection::save()
{
    m_banner->clear();
    if (!m_form->isValid()) {
        m_form->showAllFaults();
        return;
    }
    const model::Component component = m_form->component();
    m_save->setEnabled(false);
    runInBackground(
        m_context.workspace.networkPool(), this,
        [&workspace = m_context.workspace, component](std::stop_token) -> Result<void> {
            if (component.id == 0)
                KFDESK_CHECK(workspace.components().add(component));
            else
                KFDESK_CHECK(workspace.components().update(component));
            return workspace.host().reloadSuites();
        },
        [this, component](Result<void> saved) {
            if (!saved) {
                m_save->setEnabled(true);
                m_banner->showError(saved.error());
                return;
            }
            m_chosen = component.suiteId;
            m_banner->showMessage(Tone::Good, tr("Saved."), {});
            reload();
        });
}

void ComponentsSection::retranslate()
{
    m_add->setText(tr("Add a component"));
    m_save->setText(tr("Save"));
    label(m_list, QStringLiteral("componentList"), title(), tr("The chosen one can be edited below"));
    label(m_add, QStringLiteral("componentAdd"), m_add->text(), tr("Empties the fields below"));
    label(m_save, QStringLiteral("componentSave"), m_save->text(), tr("Keeps the fields above; secrets are sealed"));
}

} // namespace kfdesk::ui
