#pragma once

#include "core/model/corp.h"
#include "core/model/placement.h"
#include "core/service/progress.h"
#include "ui/page/corps/placement_names.h"
#include "ui/support/background.h"
#include "ui/table/record_model.h"
#include "ui/window/page.h"

#include <QSet>

class QPushButton;
class QToolButton;

namespace kfdesk::ui {

class Banner;
class CorpDetailPane;
class FilterButton;
class ProgressStrip;
class TableView;

/// Authorised corps (授权企业): the table, the corp that is selected, and what staff do to them.
class CorpsPage : public Page
{
    Q_OBJECT

public:
    CorpsPage(PageContext& context, QWidget* parent = nullptr);

    QString title() const override;
    void setSuite(const QString& suiteId) override;
    void refresh() override;
    void onChanges(const std::vector<model::Change>& changes) override;
    void go(const Destination& destination) override;
    void sync() override; ///< the selected corps, or all

protected:
    void retranslate() override;

private:
    void buildContextMenu();
    void connectTable();
    void readAll();
    void readSome(const QSet<qint64>& ids);
    void readPlacements();
    void applyFilter();
    void applyFilterChoices();
    void showCurrent();
    void updateFooter();
    void showError(const Error& error);

    // Actions on the selection
    void copyLinks();
    void exportLinks(const std::vector<qint64>& corpIds);
    void markConfigured();
    void askAssign();
    void askPurge();
    void purge(const model::Corp& corp);
    void syncCorps(std::vector<qint64> ids); ///< empty = all

    QString m_suiteId;
    QString m_search;
    PlacementNames m_names;
    std::vector<model::Placement> m_placements;
    qint64 m_selectNext = 0;
    QSet<qint64> m_waitingToRead; ///< ids that changed while a read was under way
    bool m_reading = false;

    FilterButton* m_statusFilter;
    FilterButton* m_placementFilter;
    QPushButton* m_sync;
    QPushButton* m_export;
    QPushButton* m_invite;
    QToolButton* m_paneToggle;
    Banner* m_banner;
    ProgressStrip* m_progress;
    TableView* m_table;
    CorpDetailPane* m_detail;
    QAction* m_copyLinks;
    QAction* m_exportSelected;
    QAction* m_syncSelected;
    QAction* m_markConfigured;
    QAction* m_assign;
    QAction* m_showEvents;
    QAction* m_purge;
    RecordModel<model::Corp> m_model;
    LatestOnly m_readingAll;
    LatestOnly m_readingPlacements;
    Task m_working;
};

} // namespace kfdesk::ui
