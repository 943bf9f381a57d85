#pragma once

#include "core/model/component.h"
#include "core/service/host.h"
#include "core/service/status_service.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_spec.h"

#include <QFrame>

#include <map>

class QComboBox;
class QLabel;

namespace kfdesk::ui {

class ListenerBox;
class NavigationItem;

/// The left edge: name of the program, component selector, pages with counts, listener and ticket.
class Sidebar : public Retranslated<QFrame>
{
    Q_OBJECT

public:
    Sidebar(const PageSpecs& pages, const Clock& clock, QWidget* parent = nullptr);

    void setCurrentPage(PageId page);
    /// The selector shows when there is more than one.
    void setComponents(const std::vector<model::ComponentSummary>& components, const QString& suiteId);
    void setOverview(const service::Overview& overview);
    void setListener(const service::ListenerState& state, bool busy);
    /// "4 minutes ago" has become "5 minutes ago".
    void updateAges();

Q_SIGNALS:
    void pageChosen(kfdesk::ui::PageId page);
    void componentChosen(const QString& suiteId);

protected:
    void retranslate() override;

private:
    QWidget* makeHead();

    const PageSpecs m_pages;
    std::map<PageId, NavigationItem*> m_items;
    QLabel* m_subtitle = nullptr;
    QComboBox* m_components = nullptr;
    ListenerBox* m_listener = nullptr;
};

} // namespace kfdesk::ui
