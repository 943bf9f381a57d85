#pragma once

#include "core/service/placement_service.h"
#include "ui/support/background.h"
#include "ui/table/record_model.h"
#include "ui/window/page.h"

#include <memory>

class QPushButton;
class QStackedWidget;

namespace kfdesk::ui {

class Banner;
class EmptyState;
class FilterButton;
class InvitationPanel;
class PlacementForm;
class PresentationWindow;
class SessionList;
class TableView;

/// Invite (接入邀请): placements, each with its state, mode and live QR code, and the merchants on their way in.
class InvitePage : public Page
{
    Q_OBJECT

public:
    InvitePage(PageContext& context, QWidget* parent = nullptr);
    ~InvitePage() override;

    QString title() const override;
    void setSuite(const QString& suiteId) override;
    void refresh() override;
    void onChanges(const std::vector<model::Change>& changes) override;
    void go(const Destination& destination) override;

protected:
    void retranslate() override;

private:
    void layOut();
    QWidget* buildEditor();
    void connectTable(SearchField& search);
    void connectSessions();
    void buildContextMenu();
    void readPlacements();
    void showPlacements(std::vector<model::Placement> placements);
    void showCurrent();
    void readLink();
    void readSessions();
    void applyFilter();
    void addOne();
    void addMany();
    void setArchived(bool archived);
    void retry(qint64 eventId);
    void present();
    void showError(const Error& error);
    void updateFooter();
    const model::Placement* current() const;

    QString m_suiteId;
    QString m_search;
    qint64 m_selectNext = 0;   ///< select this placement when it arrives
    QString m_selectNextState; ///< or the one with this state
    QString m_link;

    FilterButton* m_archivedFilter;
    QPushButton* m_batch;
    QPushButton* m_new;
    Banner* m_banner;
    TableView* m_table;
    QStackedWidget* m_detail;
    EmptyState* m_none;
    PlacementForm* m_form;
    InvitationPanel* m_panel;
    QLabel* m_progressTitle;
    SessionList* m_sessions;
    QAction* m_presentAction;
    QAction* m_archive;
    QAction* m_unarchive;
    std::unique_ptr<PresentationWindow> m_presentation; ///< a window of its own, so no widget owns it
    RecordModel<model::Placement> m_model;
    LatestOnly m_reading;
    LatestOnly m_readingLink;
    LatestOnly m_readingSessions;
};

} // namespace kfdesk::ui
