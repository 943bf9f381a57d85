#pragma once

#include "core/model/component.h"
#include "core/service/host.h"
#include "core/service/status_service.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_spec.h"

#include <QFrame>

#include <map>
#include <optional>

class QComboBox;
class QLabel;

namespace kfdesk::ui {

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
    void listenerClicked();

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeListenerBox();
    void showListener();
    bool isDeaf() const;

    const PageSpecs m_pages;
    const Clock& m_clock;
    std::map<PageId, NavigationItem*> m_items;
    QLabel* m_subtitle = nullptr;
    QComboBox* m_components = nullptr;
    QFrame* m_listenerBox = nullptr;
    QLabel* m_dot = nullptr;
    QLabel* m_listenerText = nullptr;
    QLabel* m_address = nullptr;
    QLabel* m_ticketText = nullptr;
    service::ListenerState m_listener;
    bool m_busy = false;
    std::optional<service::Overview> m_overview; ///< none until it was read
};

} // namespace kfdesk::ui
