#pragma once

#include "core/model/corp.h"
#include "core/model/placement.h"
#include "core/model/purge_receipt.h"
#include "core/service/error_text.h"
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
class PaneSplitter;
class ProgressStrip;
class SearchField;
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
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildContextMenu();
    void connectTable();
    void readAll();
    void readSome(const QSet<qint64>& ids);
    void readPlacements();
    void applyFilter();
    void applyFilterChoices();
    void clearFilters();
    void sharePanes();
    void selectFirstWhereNone();
    void showCurrent();
    void updateFooter();
    void showError(const Error& error);

    // Actions on the selection: corps_page_actions.cpp
    void copyLinks();
    void exportLinks(const std::vector<qint64>& corpIds);
    void markConfigured(const std::vector<qint64>& corpIds);
    void askAssign();
    void askPurge(const std::vector<qint64>& corpIds);
    void purge(const std::vector<qint64>& corpIds);
    void showPurged(const service::Progress& progress, const std::vector<model::PurgeReceipt>& receipts);
    void syncCorps(std::vector<qint64> ids); ///< empty = all
    void carryOut(service::ErrorAction action);
    /// One work at a time in the strip. `retry` is what "retry failed only" does.
    service::ProgressCallback begin(const QString& what, std::function<void(std::vector<qint64>)> retry = {});
    void end();
    void showHandedOver(const QString& holder);

    QString m_suiteId;
    PlacementNames m_names;
    std::vector<model::Placement> m_placements;
    qint64 m_selectNext = 0;
    QSet<qint64> m_waitingToRead; ///< ids that changed while a read was under way
    bool m_reading = false;

    SearchField* m_search; // in the order that Tab goes
    FilterButton* m_statusFilter;
    FilterButton* m_placementFilter;
    QToolButton* m_paneToggle;
    QPushButton* m_sync;
    QPushButton* m_export;
    QPushButton* m_invite;
    Banner* m_banner;
    TableView* m_table;
    CorpDetailPane* m_detail;
    ProgressStrip* m_progress;
    PaneSplitter* m_splitter;
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
    std::function<void(std::vector<qint64>)> m_retry;
};

} // namespace kfdesk::ui
