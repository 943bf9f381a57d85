#include "ui/window/main_window.h"

#include "ui/support/clipboard.h"
#include "ui/support/prompts.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/toast.h"
#include "ui/window/app_controller.h"
#include "ui/window/idle_lock.h"
#include "ui/window/listener_control.h"
#include "ui/window/shell.h"
#include "ui/window/tray.h"
#include "ui/window/unlock_view.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QShortcut>
#include <QStackedWidget>

namespace kfdesk::ui {

namespace {

constexpr QSize leastSize(960, 600);
constexpr QSize usualSize(1280, 800);

const QString& windowName()
{
    static const QString name = QStringLiteral("main");
    return name;
}

} // namespace

MainWindow::MainWindow(const WindowTools& tools, PageSpecs pages, const FirstStartFactory& firstStart)
    : m_tools(tools)
    , m_pages(std::move(pages))
    , m_makeFirstStart(firstStart)
    , m_stack(new QStackedWidget(this))
    , m_unlock(new UnlockView(tools.controller, tools.clipboard, tools.prompts, m_stack))
    , m_toast(new Toast(this))
    , m_tray(new Tray(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(fittingScreen(leastSize));
    setCentralWidget(m_stack);
    m_stack->addWidget(m_unlock);
    if (!tools.settings.restoreGeometry(windowName(), *this))
        resize(fittingScreen(usualSize));
    connect(&tools.controller, &AppController::phaseChanged, this, &MainWindow::followController);
    connect(m_tray, &Tray::openRequested, this, &MainWindow::comeForward);
    connect(m_tray, &Tray::quitRequested, this, &MainWindow::closeForGood);
    connect(&tools.clipboard, &Clipboard::copied, this, [this] { m_toast->show(tr("Copied")); });
    connect(&tools.controller, &AppController::cannotLock, this,
            [this] { m_toast->show(tr("To lock the window, add a passphrase first: Settings, Security")); });
    auto* idleLock = new IdleLock(this);
    idleLock->setMinutes(tools.settings.value(settings::lockAfterMinutes));
    connect(idleLock, &IdleLock::idle, &tools.controller, &AppController::lock);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_L), this), &QShortcut::activated, &tools.controller,
            &AppController::lock);
    retranslate();
    followController();
}

MainWindow::~MainWindow()
{
    dropShell();
}

void MainWindow::followController()
{
    using Phase = AppController::Phase;
    const Phase phase = m_tools.controller.phase();
    if (phase != Phase::Ready)
        dropShell();
    // A first start that is under way keeps its page: it shows progress and errors itself.
    const bool founding = phase == Phase::Opening && m_firstStart && m_stack->currentWidget() == m_firstStart;
    if (phase == Phase::Ready) {
        showShell();
    } else if (phase == Phase::NoWorkspace && m_makeFirstStart) {
        if (!m_firstStart)
            m_stack->addWidget(m_firstStart = m_makeFirstStart(m_tools.controller, m_stack));
        m_stack->setCurrentWidget(m_firstStart);
    } else if (!founding) {
        m_stack->setCurrentWidget(m_unlock);
    }
}

void MainWindow::showShell()
{
    if (m_firstStart) {
        m_stack->removeWidget(m_firstStart);
        m_firstStart->deleteLater();
        m_firstStart = nullptr;
    }
    m_context = std::make_unique<PageContext>(
        PageContext{*m_tools.controller.workspace(), *m_tools.controller.listener(), m_tools.prompts, m_tools.clipboard,
                    m_tools.settings, m_tools.theme, m_tools.language, m_tools.clock, m_tools.controller.keychain()});
    m_shell = std::make_unique<Shell>(m_pages, *m_context, m_stack);
    m_stack->addWidget(m_shell.get());
    m_stack->setCurrentWidget(m_shell.get());
    if (m_tools.controller.takeFounded())
        m_shell->welcome();
    Q_EMIT shellChanged();
}

/// At once: pages must not outlive the workspace.
void MainWindow::dropShell()
{
    if (!m_shell)
        return;
    m_stack->setCurrentWidget(m_unlock);
    m_stack->removeWidget(m_shell.get());
    m_shell.reset();
    m_context.reset();
    Q_EMIT shellChanged();
}

bool MainWindow::isListening() const
{
    const ListenerControl* listener = m_tools.controller.listener();
    return listener && listener->state().phase == service::ListenerState::Phase::Listening;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_tools.settings.saveGeometry(windowName(), *this);
    if (m_mayClose || !isListening()) {
        event->accept();
        QCoreApplication::quit(); // from the tray no window would be the last one closed
        return;
    }
    event->ignore();
    if (Tray::isAvailable() && m_tools.settings.value(settings::keepInTray))
        goIntoTray();
    else
        askBeforeClosing();
}

void MainWindow::askBeforeClosing()
{
    if (!Tray::isAvailable()) {
        m_tools.prompts.confirm(this,
                                {tr("Stop receiving authorisations?"),
                                 tr("KfDesk is listening. After it closes, authorisations of merchants do not arrive."),
                                 tr("Stop and close"), true},
                                [this] { closeForGood(); });
        return;
    }
    m_tools.prompts.choose(
        this,
        {tr("Keep receiving authorisations?"),
         tr("KfDesk is listening. In the background it keeps receiving authorisations of merchants."),
         {tr("Keep receiving in the background"), tr("Stop and close")},
         0},
        [this](int choice) {
            if (choice != 0) {
                closeForGood();
                return;
            }
            m_tools.settings.set(settings::keepInTray, true);
            goIntoTray();
        });
}

void MainWindow::closeForGood()
{
    m_mayClose = true;
    close();
}

void MainWindow::goIntoTray()
{
    m_tray->show();
    hide();
}

void MainWindow::comeForward()
{
    m_tray->hide();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::retranslate()
{
    setWindowTitle(QStringLiteral("KfDesk"));
    m_tray->retranslate();
}

} // namespace kfdesk::ui
