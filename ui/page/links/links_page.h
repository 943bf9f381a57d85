#pragma once

#include "core/model/kf.h"
#include "core/model/placement.h"
#include "core/service/link_service.h"
#include "ui/support/background.h"
#include "ui/table/windowed_model.h"
#include "ui/window/page.h"

#include <QTimer>

class QPushButton;

namespace kfdesk::ui {

class Banner;
class FilterButton;
class ProgressStrip;
class SearchField;
class TableView;

/// Kf links (客服链接): the flat table of all links, what is still to be configured, and the CSV.
class LinksPage : public Page
{
    Q_OBJECT

public:
    LinksPage(PageContext& context, QWidget* parent = nullptr);

    QString title() const override;
    void setSuite(const QString& suiteId) override;
    void refresh() override;
    void onChanges(const std::vector<model::Change>& changes) override;
    void go(const Destination& destination) override;

protected:
    void retranslate() override;

private:
    store::LinkFilter filter() const;
    store::LinkFilter wholeSuite() const;
    bool isFiltered() const;
    void readIds();
    void readPlacements();
    void applyFilterChoices();
    void updateFooter();
    void showReadError(const Error& error);
    void showActionError(const Error& error);
    void buildContextMenu();
    void connectTable();
    void copyUrl(qint64 id);
    void copySelectedUrls();
    void setConfigured(bool configured);
    void askExport();
    void exportTo(const QString& path, const store::LinkFilter& scope, const service::CsvOptions& options);

    QString m_suiteId;
    qint64 m_corpId = 0; ///< only this corp's links, when another page asked for them
    store::LinkSort m_sort = store::LinkSort::Corp;
    bool m_descending = false;
    std::vector<model::Placement> m_placements;
    int m_total = 0; ///< without filters

    SearchField* m_search; // in the order that Tab goes
    FilterButton* m_placementFilter;
    FilterButton* m_configuredFilter;
    QPushButton* m_corpChip; ///< takes the corp filter away
    QPushButton* m_export;
    Banner* m_banner;
    TableView* m_table;
    ProgressStrip* m_progress;
    QAction* m_copyLink;
    QAction* m_markConfigured;
    QAction* m_markPending;
    QAction* m_showCorp;
    WindowedModel<model::LinkRow> m_model;
    LatestOnly m_reading;
    LatestOnly m_readingPlacements;
    Task m_exporting;
    QTimer m_rereadSoon;
};

} // namespace kfdesk::ui
