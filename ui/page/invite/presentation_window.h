#pragma once

#include "core/model/placement.h"
#include "core/service/placement_service.h"
#include "core/service/status_service.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/support/wake_lock.h"
#include "ui/window/page_context.h"

#include <QTimer>

#include <array>

class QHBoxLayout;
class QLabel;

namespace kfdesk::ui {

class Chip;
class QrView;

/// What the merchant looks at (出示): name, QR code, three steps, what is happening. No ids, menus or counts.
///
///   Waiting ──event received──▶ Confirming ──accounts known──▶ Welcome (8 s) ──▶ Waiting
///                                   └────────failed──────────▶ Trouble ──mended──▶ Welcome, ──next event──▶ …
class PresentationWindow : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    enum class Stage { Waiting, Confirming, Welcome, Trouble };

    explicit PresentationWindow(PageContext& context);

    /// Shows itself for this placement, full screen, on a second screen where there is one.
    void present(const model::Placement& placement, const QString& link);
    /// Something happened: reads the placement's newest session and the age of the ticket.
    void refresh();
    Stage stage() const { return m_stage; }

    /// "深圳市晨**": enough for the merchant to know themselves, too little for the others who look on.
    static QString maskedName(const QString& corpName);

protected:
    void retranslate() override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Why authorisations would not arrive now.
    enum class Deafness { None, NotListening, NoTicket };
    struct Seen
    {
        std::vector<service::MerchantSession> sessions;
        service::Overview overview;
    };
    void apply(const Seen& seen);
    Deafness deafness(const service::Overview& overview) const;
    void setStage(Stage stage);
    void showStage();
    QString welcomeText() const;
    void endWelcome();
    void fitToWindow();
    void fitSteps(int spacing);
    int roomForWords() const;
    int heightOfWords() const;
    void toggleFullScreen();
    void moveToBestScreen();

    PageContext& m_context;
    model::Placement m_placement;
    Stage m_stage = Stage::Waiting;
    qint64 m_since = 0;        ///< only what arrives from here on concerns this merchant
    qint64 m_handledEvent = 0; ///< already welcomed, and older ones are past
    qint64 m_welcomeUntil = 0; ///< monotonic
    service::MerchantSession m_session;
    Deafness m_deafness = Deafness::None;

    QLabel* m_name;
    QLabel* m_subtitle;
    QrView* m_qr;
    QHBoxLayout* m_stepRow;
    std::array<QLabel*, 3> m_steps;
    Chip* m_status;  ///< what is happening
    QLabel* m_staff; ///< for staff, before a merchant scans in vain
    QTimer m_welcome;
    QTimer m_poll; ///< the age of the ticket, which no event announces
    LatestOnly m_reading;
    WakeLock m_awake;
};

} // namespace kfdesk::ui
