#include "ui/window/sidebar.h"

#include "ui/support/theme.h"
#include "ui/widget/layout.h"
#include "ui/widget/navigation_list.h"
#include "ui/window/listener_box.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int sidebarWidth = 208;

} // namespace

Sidebar::Sidebar(const PageSpecs& pages, const Clock& clock, QWidget* parent)
    : Retranslated(parent)
    , m_pages(pages)
{
    setKind(this, "sidebar");
    setObjectName(QStringLiteral("sidebar"));
    setFixedWidth(sidebarWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 20, 8, 18);
    column->setSpacing(2);
    column->addWidget(makeHead());
    column->addSpacing(12);
    for (const PageSpec& page : m_pages) {
        auto* item = new NavigationItem(page.glyph, this);
        item->setObjectName(QStringLiteral("navigation%1").arg(static_cast<int>(page.id)));
        connect(item, &QAbstractButton::clicked, this, [this, id = page.id] {
            setCurrentPage(id); // a click unchecks by itself
            Q_EMIT pageChosen(id);
        });
        m_items.emplace(page.id, item);
        if (page.id == PageId::Settings)
            column->addStretch();
        column->addWidget(item);
    }
    if (!m_items.contains(PageId::Settings))
        column->addStretch();
    column->addSpacing(6);
    m_listener = new ListenerBox(clock, this);
    connect(m_listener, &QAbstractButton::clicked, this, [this] { Q_EMIT pageChosen(PageId::Callbacks); });
    column->addWidget(m_listener);
    retranslate();
}

QWidget* Sidebar::makeHead()
{
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(12, 0, 12, 0);
    column->setSpacing(2);
    auto* name = new QLabel(QStringLiteral("KfDesk"), head);
    setKind(name, "subtitle");
    m_subtitle = makeLabel(head, "small");
    m_components = new QComboBox(head);
    m_components->setObjectName(QStringLiteral("componentSelector"));
    m_components->hide();
    column->addWidget(name);
    column->addWidget(m_subtitle);
    column->addWidget(m_components);
    connect(m_components, &QComboBox::activated, this,
            [this](int index) { Q_EMIT componentChosen(m_components->itemData(index).toString()); });
    return head;
}

void Sidebar::setCurrentPage(PageId page)
{
    for (const auto& [id, item] : m_items)
        item->setChecked(id == page);
}

void Sidebar::setComponents(const std::vector<model::ComponentSummary>& components, const QString& suiteId)
{
    const QSignalBlocker quiet(m_components);
    m_components->clear();
    for (const model::ComponentSummary& component : components)
        m_components->addItem(component.name, component.suiteId);
    m_components->setCurrentIndex(m_components->findData(suiteId));
    m_components->setVisible(components.size() > 1);
}

void Sidebar::setOverview(const service::Overview& overview)
{
    m_listener->setOverview(overview);
    const auto show = [this](PageId page, int number, bool needsPerson = false) {
        if (const auto item = m_items.find(page); item != m_items.end())
            item->second->setCount(number, needsPerson);
    };
    show(PageId::Corps, overview.corps);
    show(PageId::Invite, overview.placements);
    show(PageId::Links, overview.links);
    show(PageId::Callbacks, overview.eventsNeedPerson, true);
}

void Sidebar::setListener(const service::ListenerState& state, bool busy)
{
    m_listener->setListener(state, busy);
}

void Sidebar::updateAges()
{
    m_listener->updateAge();
}

void Sidebar::retranslate()
{
    m_subtitle->setText(tr("WeCom kf component console"));
    m_components->setAccessibleName(tr("Component"));
    m_components->setAccessibleDescription(tr("All pages show the chosen component"));
    int number = 0;
    for (const PageSpec& page : m_pages) {
        NavigationItem* item = m_items.at(page.id);
        item->setLabel(page.title());
        item->setToolTip(QStringLiteral("Ctrl+%1").arg(++number));
        item->setAccessibleDescription(tr("Opens this page; Ctrl+%1").arg(number));
    }
    setAccessibleName(tr("Navigation"));
}

} // namespace kfdesk::ui
