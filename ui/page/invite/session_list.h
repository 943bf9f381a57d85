#pragma once

#include "core/base/clock.h"
#include "core/service/placement_service.h"
#include "ui/support/retranslated.h"

#include <QTimer>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace kfdesk::ui {

class SessionCard;

/// How far a merchant's authorisation has come. A try that failed is tried again by itself; it needs a person when that
/// went wrong twice, or when the cause is one that only a person can remove.
enum class SessionStage { Exchanging, Reading, Ready, NeedsPerson };

SessionStage stageOf(const service::MerchantSession& session);

/// "Progress": the merchant sessions of one placement, newest first, with a countdown while a code waits.
class SessionList : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit SessionList(const Clock& clock, QWidget* parent = nullptr);
    /// Where the Tab key comes from into the cards, which are made as merchants come.
    void setTabAfter(QWidget* part) { m_before = part; }
    void setSessions(std::vector<service::MerchantSession> sessions);

Q_SIGNALS:
    void retryRequested(qint64 eventId);
    void detailsRequested(qint64 eventId);
    void corpRequested(qint64 corpId);

protected:
    void retranslate() override;

private:
    void tick();

    const Clock& m_clock;
    std::vector<service::MerchantSession> m_sessions;
    std::vector<SessionCard*> m_cards;
    QWidget* m_before = nullptr;
    QLabel* m_none;
    QVBoxLayout* m_column;
    QTimer m_second; ///< runs only while a countdown is shown
};

} // namespace kfdesk::ui
