#include "ui/page/settings/settings_page.h"

#include "ui/page/settings/appearance_section.h"
#include "ui/page/settings/components_section.h"
#include "ui/page/settings/listener_section.h"
#include "ui/page/settings/security_section.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int listWidth = 200;
constexpr int contentWidth = 620;

} // namespace

SettingsPage::SettingsPage(PageContext& context, QWidget* parent)
    : Page(PageId::Settings, context, parent)
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_sections{new ComponentsSection(context), new ListenerSection(context), new SecuritySection(context),
                 new AppearanceSection(context), new AboutSection(context)}
{
    m_list->setFixedWidth(listWidth);
    m_list->setFrameShape(QFrame::NoFrame);
    setKind(m_list, "sections");
    for (SettingsSection* section : m_sections) {
        m_list->addItem(QString());
        auto* inner = new QWidget(this);
        auto* column = new QVBoxLayout(inner);
        column->setContentsMargins(3 * gridPx, 2 * gridPx, 3 * gridPx, 2 * gridPx);
        section->setMaximumWidth(contentWidth);
        column->addWidget(section);
        auto* scroll = new QScrollArea(this);
        scroll->setWidget(inner);
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_stack->addWidget(scroll);
        connect(section, &SettingsSection::goRequested, this, &Page::goRequested);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(makeLine(Qt::Vertical, this));
    row->addWidget(m_stack, 1);
    content()->addLayout(row);
    setFooterVisible(false);

    connect(m_list, &QListWidget::currentRowChanged, this, [this](int chosen) {
        if (chosen < 0)
            return;
        m_stack->setCurrentIndex(chosen);
        m_sections[static_cast<size_t>(chosen)]->reload();
    });
    setFirstFocus(m_list);
    retranslate();
    m_list->setCurrentRow(0);
}

QString SettingsPage::title() const
{
    return tr("Settings");
}

void SettingsPage::setSuite(const QString&)
{
    // Settings are those of the workspace; the components are listed whichever is shown elsewhere.
}

void SettingsPage::refresh()
{
    m_sections[static_cast<size_t>(m_list->currentRow())]->reload();
}

void SettingsPage::onChanges(const std::vector<model::Change>&)
{
    // What is being typed here is not replaced under the person's hands; reload() runs when a section is chosen.
}

void SettingsPage::go(const Destination& destination)
{
    for (size_t i = 0; i < m_sections.size(); ++i) {
        if (m_sections[i]->key() == destination.section)
            m_list->setCurrentRow(static_cast<int>(i));
    }
}

void SettingsPage::retranslate()
{
    Page::retranslate();
    for (size_t i = 0; i < m_sections.size(); ++i)
        m_list->item(static_cast<int>(i))->setText(m_sections[i]->title());
    label(m_list, QStringLiteral("settingsList"), title(), tr("Chooses what is shown beside it"));
}

} // namespace kfdesk::ui
