#pragma once

#include "core/service/error_text.h"
#include "core/service/event_service.h"
#include "ui/page/callbacks/event_row.h"
#include "ui/support/background.h"
#include "ui/table/windowed_model.h"
#include "ui/window/page.h"

#include <QTimer>

#include <functional>

class QPushButton;
class QToolButton;

namespace kfdesk::ui {

class Banner;
class EventDetailPane;
class FilterButton;
class ListenerCards;
class TableView;

/// Callback events (回调事件): is the listener well, what came in, what needs a person.
class CallbacksPage : public Page
{
    Q_OBJECT

public:
    CallbacksPage(PageContext& context, QWidget* parent = nullptr);

    QString title() const override;
    void setSuite(const QString& suiteId) override;
    void refresh() override;
    void onChanges(const std::vector<model::Change>& changes) override;
    void go(const Destination& destination) override;

protected:
    void retranslate() override;

private:
    void layOut();
    void keepTime();
    void connectHeader(SearchField& search);
    void connectTable(SearchField& search);
    store::EventFilter filter() const;
    bool isFiltered() const;
    void readIds();
    void readFigures();
    void applyFilterChoices();
    void showWhatNeedsAPerson();
    void updateListenerButton();
    void updateFooter();
    /// `again` is what the error's "Try again" does; empty: read everything anew.
    void showError(const Error& error, std::function<void()> again = {});
    void toggleListener();
    void selfTest();
    void askTicket();
    void showRejections();
    void checkRawRequest();
    void carryOut(service::ErrorAction action);

    QString m_suiteId;
    QString m_search;
    qint64 m_corpId = 0; ///< only this corp's events, when another page asked for them
    qint64 m_selectNext = 0;
    std::function<void()> m_again; ///< of the error in the banner
    bool m_saysListenerFailed = false;

    FilterButton* m_statusFilter;
    FilterButton* m_typeFilter;
    QPushButton* m_corpChip;
    QPushButton* m_selfTest;
    QPushButton* m_rawRequest;
    QPushButton* m_pasteTicket;
    QPushButton* m_listen;
    Banner* m_banner;
    ListenerCards* m_cards;
    TableView* m_table;
    EventDetailPane* m_detail;
    WindowedModel<EventRow> m_model;
    LatestOnly m_reading;
    LatestOnly m_readingFigures;
    QTimer m_rereadSoon;
    QTimer m_ages;   ///< times grow old without an event
    QTimer m_second; ///< runs while events wait, some with a countdown
};

} // namespace kfdesk::ui
