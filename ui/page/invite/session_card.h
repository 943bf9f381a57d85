#pragma once

#include "core/base/clock.h"
#include "core/service/placement_service.h"
#include "ui/widget/layout.h"

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Chip;

/// One merchant session: who, how far, when each step happened, and on failure the cause with a button.
class SessionCard : public Card
{
    Q_OBJECT

public:
    SessionCard(const Clock& clock, QWidget* parent);
    void setSession(const service::MerchantSession& session);
    /// Time went by: the countdown.
    void updateCountdown();
    bool hasCountdown() const;

Q_SIGNALS:
    void retryRequested(qint64 eventId);
    void detailsRequested(qint64 eventId);
    void corpRequested(qint64 corpId);

private:
    void showName();
    void showChip();
    void showSteps();
    void showError();

    const Clock& m_clock;
    service::MerchantSession m_session;
    QLabel* m_name;
    Chip* m_chip;
    QLabel* m_steps;
    QLabel* m_error;
    QPushButton* m_retry;
    QPushButton* m_open;
};

} // namespace kfdesk::ui
