#include "ui/page/invite/presentation_window.h"

#include "core/format/qr.h"
#include "core/service/deafness.h"
#include "core/service/workspace.h"
#include "ui/page/invite/session_list.h"
#include "ui/support/colors.h"
#include "ui/support/formats.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/layout.h"
#include "ui/widget/qr_view.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace kfdesk::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto welcomeTime = 8s;
constexpr auto ticketCheckEvery = 30s;
constexpr double qrShareOfHeight = 0.62;
const SettingKey<bool> wholeNameKey{"present/whole_name", false};

} // namespace

PresentationWindow::PresentationWindow(PageContext& context)
    : m_context(context)
    , m_showWholeName(context.settings.value(wholeNameKey))
    , m_name(makeLabel(this))
    , m_subtitle(makeLabel(this))
    , m_qr(new QrView(this))
    , m_steps(makeLabel(this))
    , m_icon(new QLabel(this))
    , m_status(makeLabel(this))
    , m_staff(makeLabel(this))
    , m_reading(context.workspace.readPool(), this)
    , m_awake(context.workspace.networkPool(), this)
{
    setWindowFlag(Qt::Window);
    setMinimumSize(480, 480);
    resize(1280, 800);
    for (QLabel* text : {m_name, m_subtitle, m_steps, m_staff})
        text->setAlignment(Qt::AlignHCenter | Qt::AlignVCenter);

    auto* status = new QHBoxLayout;
    status->addStretch();
    status->addWidget(m_icon);
    status->addWidget(m_status);
    status->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * gridPx, 3 * gridPx, 3 * gridPx, 2 * gridPx);
    column->addStretch(2);
    column->addWidget(m_name);
    column->addWidget(m_subtitle);
    column->addStretch(1);
    column->addWidget(m_qr, 0, Qt::AlignHCenter);
    column->addStretch(1);
    column->addWidget(m_steps);
    column->addLayout(status);
    column->addStretch(1);
    column->addWidget(m_staff);

    m_welcome.setSingleShot(true);
    m_welcome.setInterval(welcomeTime);
    connect(&m_welcome, &QTimer::timeout, this, [this] { setStage(Stage::Waiting); });
    m_poll.setInterval(ticketCheckEvery);
    connect(&m_poll, &QTimer::timeout, this, &PresentationWindow::refresh);
    retranslate();
}

void PresentationWindow::present(const model::Placement& placement, const QString& link)
{
    m_placement = placement;
    m_since = m_context.clock.nowMs();
    m_handledEvent = 0;
    m_session = {};
    m_name->setText(placement.name);
    if (const auto matrix = format::QrMatrix::encode(link))
        m_qr->setMatrix(*matrix, tr("QR code for attaching customer service: %1").arg(placement.name));
    setStage(Stage::Waiting);
    if (!isVisible())
        moveToSecondScreen();
    show();
    raise();
    activateWindow();
    m_poll.start();
    m_awake.hold(tr("A QR code is being shown"));
    refresh();
}

void PresentationWindow::refresh()
{
    if (!isVisible())
        return;
    m_reading.run(
        [&workspace = m_context.workspace, placement = m_placement](std::stop_token) -> Result<Seen> {
            KFDESK_TRY(auto sessions, workspace.placements().sessions(placement, 5));
            KFDESK_TRY(auto overview, workspace.status().overview(placement.suiteId));
            return Seen{std::move(sessions), std::move(overview)};
        },
        [this](Result<Seen> seen) {
            if (seen)
                apply(*seen);
        });
}

void PresentationWindow::apply(const Seen& seen)
{
    const qint64 ticketAge = m_context.clock.nowMs() - seen.overview.ticketReceivedAt;
    m_deaf = seen.overview.ticketReceivedAt == 0 || ticketAge > service::deafAfterMs;
    m_unattended = !seen.overview.holder;

    const auto newest = std::find_if(seen.sessions.begin(), seen.sessions.end(), [this](const auto& session) {
        return session.event.receivedAt >= m_since && session.event.id != m_handledEvent;
    });
    if (newest == seen.sessions.end()) {
        showStage();
        return;
    }
    m_session = *newest;
    switch (stageOf(m_session)) {
    case SessionStage::Exchanging:
        setStage(Stage::Confirming);
        break;
    case SessionStage::NeedsPerson:
        setStage(Stage::Trouble);
        break;
    case SessionStage::Reading:
        setStage(Stage::Confirming);
        break;
    case SessionStage::Ready:
        m_handledEvent = m_session.event.id;
        setStage(Stage::Welcome);
        break;
    }
}

void PresentationWindow::setStage(Stage stage)
{
    m_stage = stage;
    if (stage == Stage::Welcome)
        m_welcome.start();
    else
        m_welcome.stop();
    showStage();
}

void PresentationWindow::showStage()
{
    const Colors& colors = colorsOf(palette());
    const int side = m_status->fontMetrics().height();
    const auto show = [&](Glyph glyph, Tone tone, const QString& text) {
        m_icon->setPixmap(glyphPixmap(glyph, colors.tone(tone).text, side, devicePixelRatioF()));
        m_status->setText(text);
        m_status->setAccessibleName(text);
    };
    const QString corp = m_showWholeName ? m_session.corpName : maskedName(m_session.corpName);
    switch (m_stage) {
    case Stage::Waiting:
        show(Glyph::Clock, Tone::Neutral, tr("Waiting for the scan…"));
        break;
    case Stage::Confirming:
        show(Glyph::Pending, Tone::Neutral, tr("Authorisation received, confirming…"));
        break;
    case Stage::Welcome:
        show(Glyph::Check, Tone::Good,
             tr("%1: %n accounts authorised", nullptr, m_session.event.accountCount).arg(corp));
        break;
    case Stage::Trouble:
        show(Glyph::Warning, Tone::Bad, tr("Please contact our staff"));
        break;
    }
    m_staff->setVisible(m_deaf || m_unattended);
    if (m_unattended)
        m_staff->setText(tr("For staff: nobody listens for callbacks, so an authorisation would be lost. Start the "
                            "listener on the callbacks page."));
    else if (m_deaf)
        m_staff->setText(tr("For staff: no ticket has arrived for 15 minutes, so authorisations may not arrive either. "
                            "Check the callbacks page."));
}

QString PresentationWindow::maskedName(const QString& corpName)
{
    const qsizetype shown = corpName.size() <= 4 ? 1 : std::min<qsizetype>(4, corpName.size() / 2);
    return corpName.isEmpty() ? QString() : corpName.left(shown) + QStringLiteral("**");
}

void PresentationWindow::fitToWindow()
{
    const int side = static_cast<int>(std::min(height() * qrShareOfHeight, width() * 0.9));
    m_qr->setFixedSize(side, side);
    const auto size = [this](QLabel* text, double share, QFont::Weight weight) {
        QFont font = QWidget::font();
        font.setPixelSize(std::max(13, static_cast<int>(height() * share)));
        font.setWeight(weight);
        text->setFont(font);
    };
    size(m_name, 0.042, QFont::DemiBold);
    size(m_subtitle, 0.022, QFont::Normal);
    size(m_steps, 0.022, QFont::Normal);
    size(m_status, 0.025, QFont::Medium);
    size(m_staff, 0.018, QFont::Normal);
    showStage();
}

void PresentationWindow::moveToSecondScreen()
{
    const QList<QScreen*> screens = QGuiApplication::screens();
    const QScreen* primary = QGuiApplication::primaryScreen();
    const auto other =
        std::find_if(screens.begin(), screens.end(), [primary](const QScreen* s) { return s != primary; });
    if (other != screens.end()) {
        setGeometry((*other)->availableGeometry());
        setWindowState(Qt::WindowFullScreen);
    }
}

void PresentationWindow::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void PresentationWindow::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_F11:
        toggleFullScreen();
        break;
    case Qt::Key_Escape:
        if (isFullScreen())
            toggleFullScreen();
        else
            close();
        break;
    case Qt::Key_N: // the corp's whole name, for a merchant who asks
        m_showWholeName = !m_showWholeName;
        m_context.settings.set(wholeNameKey, m_showWholeName);
        showStage();
        break;
    default:
        Retranslated<QWidget>::keyPressEvent(event);
    }
}

void PresentationWindow::closeEvent(QCloseEvent* event)
{
    m_poll.stop();
    m_welcome.stop();
    m_reading.cancel();
    m_awake.release();
    Retranslated<QWidget>::closeEvent(event);
}

void PresentationWindow::resizeEvent(QResizeEvent* event)
{
    Retranslated<QWidget>::resizeEvent(event);
    fitToWindow();
}

void PresentationWindow::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), colorsOf(palette()).surface);
}

void PresentationWindow::retranslate()
{
    setWindowTitle(tr("Scan to attach customer service"));
    m_name->setText(m_placement.name);
    m_subtitle->setText(tr("Attach WeChat customer service"));
    m_steps->setText(QStringList{tr("① The administrator opens WeCom"), tr("② Scans the QR code"),
                                 tr("③ Chooses kf accounts and authorises")}
                         .join(QStringLiteral("      ")));
    label(m_status, QStringLiteral("presentStatus"), m_status->text());
    showStage();
}

} // namespace kfdesk::ui
