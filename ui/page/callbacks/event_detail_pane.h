#pragma once

#include "core/model/purge_receipt.h"
#include "core/service/error_text.h"
#include "core/service/event_service.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

#include <QTimer>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class EmptyState;
class EventFacts;

/// One event: what happened, what to do, its facts, and the plaintext with secrets masked until somebody asks.
class EventDetailPane : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit EventDetailPane(PageContext& context, QWidget* parent = nullptr);
    /// 0 = none. The same event again: read anew.
    void openEvent(qint64 eventId);

Q_SIGNALS:
    void corpRequested(qint64 corpId);
    void actionRequested(kfdesk::service::ErrorAction action);

protected:
    void retranslate() override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Read
    {
        service::EventDetail detail;
        std::optional<model::PurgeReceipt> receipt;
    };
    void read();
    void apply(const Read& read);
    void showRead();
    void showTrouble();
    void retry();
    void askReveal();
    void conceal();

    PageContext& m_context;
    qint64 m_eventId = 0;
    Read m_read;
    bool m_revealed = false;

    // Made in the order in which Tab walks.
    QWidget* m_content;
    EmptyState* m_none;
    QLabel* m_title;
    QLabel* m_age;
    QPushButton* m_retry;
    Banner* m_banner;
    QLabel* m_story;
    EventFacts* m_facts;
    QPushButton* m_showCorp;
    QLabel* m_plaintextTitle;
    QPushButton* m_reveal;
    QPlainTextEdit* m_plaintext;
    LatestOnly m_reading;
    QTimer m_second;
};

} // namespace kfdesk::ui
