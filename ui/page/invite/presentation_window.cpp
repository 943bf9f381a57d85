#include "ui/page/invite/presentation_window.h"

#include "core/format/qr.h"
#include "core/service/deafness.h"
#include "core/service/workspace.h"
#include "ui/page/invite/session_list.h"
#include "ui/support/colors.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/chip.h"
#include "ui/widget/layout.h"
#include "ui/widget/qr_view.h"
#include "ui/window/listener_control.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kfdesk::ui {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds welcomeTime = 8s;
constexpr auto welcomeCheckEvery = 500ms;
constexpr auto ticketCheckEvery = 30s;
constexpr double codeShareOfHeight = 0.6; // the code itself, its quiet zone not counted
constexpr double usableWidth = 0.94;
constexpr int smallestFont = 13;
constexpr int sessionsLookedAt = 5;
constexpr qint64 accountsPatienceMs = 10'000; // the merchant is through, even if the list of accounts is slow to come

} // namespace

PresentationWindow::PresentationWindow(PageContext& context)
    : m_context(context)
    , m_name(makeLabel(this))
    , m_subtitle(makeLabel(this, "muted"))
    , m_qr(new QrView(this))
    , m_stepRow(new QHBoxLayout)
    , m_steps{new QLabel(this), new QLabel(this), new QLabel(this)}
    , m_status(new Chip(this, Chip::Style::Sentence))
    , m_staff(makeLabel(this, "warn"))
    , m_reading(context.workspace.readPool(), this)
    , m_awake(context.workspace.networkPool(), this)
{
    setWindowFlag(Qt::Window);
    setMinimumSize(560, 560);
    resize(1280, 800);
    m_status->setObjectName(QStringLiteral("presentStatus"));
    m_staff->setObjectName(QStringLiteral("presentStaff"));
    m_qr->setObjectName(QStringLiteral("presentCode"));
    for (QLabel* text : {m_name, m_subtitle, m_staff})
        text->setAlignment(Qt::AlignHCenter | Qt::AlignVCenter);

    m_stepRow->addStretch();
    for (QLabel* step : m_steps) {
        step->setTextFormat(Qt::PlainText);
        step->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        m_stepRow->addWidget(step);
    }
    m_stepRow->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * gridPx, gridPx, 3 * gridPx, gridPx);
    column->setSpacing(0); // the quiet zone keeps the words away
    column->addStretch(2);
    column->addWidget(m_name);
    column->addWidget(m_subtitle);
    column->addStretch(1);
    column->addWidget(m_qr, 0, Qt::AlignHCenter);
    column->addStretch(1);
    column->addLayout(m_stepRow);
    column->addStretch(1);
    column->addWidget(m_status, 0, Qt::AlignHCenter);
    column->addStretch(1);
    column->addWidget(m_staff);

    m_welcome.setInterval(welcomeCheckEvery);
    connect(&m_welcome, &QTimer::timeout, this, &PresentationWindow::endWelcome);
    m_poll.setInterval(ticketCheckEvery);
    connect(&m_poll, &QTimer::timeout, this, &PresentationWindow::refresh);
    connect(&context.listener, &ListenerControl::changed, this, &PresentationWindow::refresh);
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
    fitToWindow();
    setStage(Stage::Waiting);
    if (!isVisible())
        moveToBestScreen();
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
            KFDESK_TRY(auto sessions, workspace.placements().sessions(placement, sessionsLookedAt));
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
    m_deafness = deafness(seen.overview);
    endWelcome();
    // A session that was welcomed is over, and so are the ones before it.
    const auto newest = std::find_if(seen.sessions.begin(), seen.sessions.end(), [this](const auto& session) {
        return session.event.receivedAt >= m_since && session.event.id > m_handledEvent;
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
    case SessionStage::Reading: // the merchant's part is over when the accounts are known; links are ours to make
    case SessionStage::Ready:
        if (m_session.event.accountsAt == 0 &&
            m_context.clock.nowMs() - m_session.event.exchangedAt < accountsPatienceMs) {
            setStage(Stage::Confirming);
            break;
        }
        m_handledEvent = m_session.event.id;
        m_welcomeUntil = m_context.clock.monotonicMs() + welcomeTime.count();
        setStage(Stage::Welcome);
        break;
    }
}

PresentationWindow::Deafness PresentationWindow::deafness(const service::Overview& overview) const
{
    using Phase = service::ListenerState::Phase;
    const Phase phase = m_context.listener.state().phase;
    if ((phase == Phase::Stopped || phase == Phase::Failed) && !m_context.listener.isBusy())
        return Deafness::NotListening;
    const qint64 ticketAge = m_context.clock.nowMs() - overview.ticketReceivedAt;
    return overview.ticketReceivedAt == 0 || ticketAge > service::deafAfterMs ? Deafness::NoTicket : Deafness::None;
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

void PresentationWindow::endWelcome()
{
    if (m_stage == Stage::Welcome && m_context.clock.monotonicMs() >= m_welcomeUntil)
        setStage(Stage::Waiting);
}

void PresentationWindow::showStage()
{
    switch (m_stage) {
    case Stage::Waiting:
        m_status->set(Tone::Neutral, Glyph::Clock, tr("Waiting for the scan…"));
        break;
    case Stage::Confirming:
        m_status->set(Tone::Neutral, Glyph::Pending, tr("Authorisation received, confirming…"));
        break;
    case Stage::Welcome:
        m_status->set(Tone::Good, Glyph::Check, welcomeText());
        break;
    case Stage::Trouble:
        m_status->set(Tone::Bad, Glyph::Warning, tr("Please contact our staff"));
        break;
    }
    const bool wasDeaf = !m_staff->isHidden();
    m_staff->setVisible(m_deafness != Deafness::None);
    if (m_deafness == Deafness::NotListening)
        m_staff->setText(tr("For staff: the listener is stopped, so authorisations do not arrive. Start it before a "
                            "merchant scans."));
    else if (m_deafness == Deafness::NoTicket)
        m_staff->setText(tr("For staff: no ticket has arrived for 15 minutes, so authorisations may not arrive either. "
                            "Check the callbacks page."));
    if (wasDeaf != (m_deafness != Deafness::None))
        fitToWindow();
}

QString PresentationWindow::welcomeText() const
{
    const bool whole = m_context.settings.value(settings::presentWholeName);
    const QString corp = whole ? m_session.corpName : maskedName(m_session.corpName);
    if (m_session.event.accountsAt == 0)
        return tr("%1: authorised").arg(corp);
    return tr("%1: %n accounts authorised", nullptr, m_session.event.accountCount).arg(corp);
}

QString PresentationWindow::maskedName(const QString& corpName)
{
    qsizetype shown = corpName.size() <= 4 ? 1 : std::min<qsizetype>(4, corpName.size() / 2);
    if (!corpName.isEmpty() && corpName.at(shown - 1).isHighSurrogate())
        ++shown;
    return corpName.isEmpty() ? QString() : corpName.left(shown) + QStringLiteral("**");
}

// Sizes: the words scale with the window, and the code takes whole device pixels a module.

void PresentationWindow::fitToWindow()
{
    const double unit = std::min<double>(height(), width() * 0.75);
    const auto size = [this, unit](QWidget* text, double share, QFont::Weight weight) {
        QFont font = QWidget::font();
        font.setPixelSize(std::max(smallestFont, static_cast<int>(unit * share)));
        font.setWeight(weight);
        text->setFont(font);
    };
    size(m_name, 0.042, QFont::DemiBold);
    size(m_subtitle, 0.022, QFont::Normal);
    for (QLabel* step : m_steps)
        size(step, 0.022, QFont::Normal);
    size(m_status, 0.026, QFont::Medium);
    size(m_staff, 0.018, QFont::DemiBold);
    fitSteps(static_cast<int>(unit * 0.04));
    m_status->setMaximumWidth(static_cast<int>(width() * usableWidth));

    const int modules = m_qr->matrix().size();
    if (modules == 0)
        return;
    const int withQuietZone = modules + 2 * format::qrQuietZone;
    const double ratio = devicePixelRatioF();
    const double room = std::min<double>(width() * usableWidth, height() - heightOfWords());
    const int wanted = static_cast<int>(std::ceil(height() * codeShareOfHeight * ratio / modules));
    const int fitting = static_cast<int>(room * ratio / withQuietZone);
    const int side = static_cast<int>(std::ceil(std::clamp(fitting, 1, wanted) * withQuietZone / ratio));
    m_qr->setFixedSize(side, side);
    layout()->activate(); // at once: what was laid out for the size before must not be seen
}

/// On one line where there is room for it, else each step wraps in a third of the width.
void PresentationWindow::fitSteps(int spacing)
{
    m_stepRow->setSpacing(spacing);
    const int room = roomForWords() - 2 * spacing;
    int wanted = 0;
    for (const QLabel* step : m_steps)
        wanted += step->fontMetrics().horizontalAdvance(step->text());
    const bool wraps = wanted > room;
    for (QLabel* step : m_steps) {
        step->setWordWrap(wraps);
        step->setFixedWidth(wraps ? room / static_cast<int>(m_steps.size())
                                  : step->fontMetrics().horizontalAdvance(step->text()) + 1);
    }
}

int PresentationWindow::roomForWords() const
{
    const QMargins margins = layout()->contentsMargins();
    return width() - margins.left() - margins.right();
}

/// What the code must leave free.
int PresentationWindow::heightOfWords() const
{
    const QMargins margins = layout()->contentsMargins();
    const int room = roomForWords();
    int steps = 0;
    for (const QLabel* step : m_steps)
        steps = std::max(steps, step->wordWrap() ? step->heightForWidth(step->width()) : step->sizeHint().height());
    int used = margins.top() + margins.bottom() + m_name->heightForWidth(room) + m_subtitle->heightForWidth(room) +
               steps + m_status->sizeHint().height();
    if (!m_staff->isHidden())
        used += m_staff->heightForWidth(room);
    return used;
}

void PresentationWindow::moveToBestScreen()
{
    const QList<QScreen*> screens = QGuiApplication::screens();
    const QScreen* primary = QGuiApplication::primaryScreen();
    const auto other =
        std::find_if(screens.begin(), screens.end(), [primary](const QScreen* s) { return s != primary; });
    if (other != screens.end())
        setGeometry((*other)->availableGeometry());
    setWindowState(windowState() | Qt::WindowFullScreen);
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
    m_steps[0]->setText(tr("① The administrator opens WeCom"));
    m_steps[1]->setText(tr("② Scans the QR code"));
    m_steps[2]->setText(tr("③ Chooses kf accounts and authorises"));
    showStage();
    fitToWindow();
}

} // namespace kfdesk::ui
