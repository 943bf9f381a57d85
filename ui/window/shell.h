#pragma once

#include "core/service/status_service.h"
#include "ui/support/background.h"
#include "ui/support/sleep_lock.h"
#include "ui/window/page.h"
#include "ui/window/page_spec.h"

#include <QTimer>
#include <QWidget>

#include <map>

class QStackedWidget;

namespace kfdesk::ui {

class ChangeBatcher;
class QuickSwitcher;
class Sidebar;
class WelcomeNotice;

/// What is shown of an open workspace: navigation on the left, the current page on the right. Pages are built on their
/// first visit.
class Shell : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    Shell(const PageSpecs& pages, PageContext& context, QWidget* parent = nullptr);

    void showPage(PageId id);
    void go(const Destination& destination);
    Page* currentPage() const;
    /// Null until it was visited.
    Page* page(PageId id) const;
    QString suiteId() const { return m_suiteId; }
    /// Ctrl+K.
    void jumpToCorp();
    /// The workspace is new: says what comes next.
    void welcome();

Q_SIGNALS:
    /// Components are known and the first page shows its suite.
    void ready();

protected:
    void retranslate() override;

private:
    void addShortcuts();
    void loadComponents();
    void loadOverview();
    void showListener();
    void setSuite(const QString& suiteId);
    void onChanges(const std::vector<model::Change>& changes);
    Page* visit(PageId id);

    const PageSpecs m_specs;
    PageContext& m_context;
    Sidebar* m_sidebar;
    QWidget* m_band;
    QLabel* m_bandText;
    WelcomeNotice* m_welcome;
    QStackedWidget* m_stack;
    ChangeBatcher* m_batcher;
    SleepLock m_sleepLock;
    QuickSwitcher* m_switcher = nullptr;
    std::map<PageId, Page*> m_pages;
    QString m_suiteId;
    bool m_loaded = false;
    LatestOnly m_components;
    LatestOnly m_overview;
    QTimer m_minute;
};

} // namespace kfdesk::ui
