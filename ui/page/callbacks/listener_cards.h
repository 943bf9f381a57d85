#pragma once

#include "core/service/host.h"
#include "core/service/setting_service.h"
#include "core/service/status_service.h"
#include "ui/support/colors.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

#include <optional>
#include <vector>

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class CopyField;

/// What the cards show; read in the background.
struct ListenerFigures
{
    service::Overview overview;
    callback::CallbackStats stats;
    std::vector<callback::Rejection> rejections;
    service::ListenerSettings settings;
    QString callbackUrl; ///< empty while not listening
};

/// The four cards above the events: listener, ticket, last 24 hours, answers.
class ListenerCards : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    static constexpr int airBeneath = 14;

    explicit ListenerCards(PageContext& context, QWidget* parent = nullptr);
    void set(const ListenerFigures& figures);
    const ListenerFigures& figures() const { return m_figures; }

Q_SIGNALS:
    void rejectionsRequested();
    void needsPersonRequested();

protected:
    void retranslate() override;

private:
    void showListener();
    void showTrouble(const std::optional<service::StoreTrouble>& trouble);
    void showTicket();
    void showDay();
    void showAnswers();
    static void paintTone(QLabel* text, Tone tone);

    PageContext& m_context;
    ListenerFigures m_figures;
    QLabel* m_listenerState;
    CopyField* m_url;
    QLabel* m_public;
    QLabel* m_ticketTitle;
    QLabel* m_ticketAge;
    QLabel* m_ticketUntil;
    QLabel* m_dayTitle;
    QLabel* m_dayDone;
    QPushButton* m_dayOpen;
    QLabel* m_answersTitle;
    QLabel* m_answers;
    QPushButton* m_refused;
};

} // namespace kfdesk::ui
