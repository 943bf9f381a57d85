#include "app/console/end_signals.h"
#include "app/console/options.h"
#include "app/console/pages.h"
#include "app/console/sandbox_session.h"
#include "app/console/single_instance.h"
#include "app/console/tour.h"
#include "core/base/blocking.h"
#include "core/base/log.h"
#include "core/crypto/self_test.h"
#include "core/service/error_text.h"
#include "core/store/keychain.h"
#include "ui/support/clipboard.h"
#include "ui/support/dialog_prompts.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/window/app_controller.h"
#include "ui/window/main_window.h"
#include "ui/window/shell.h"

#include <QApplication>
#include <QIcon>
#include <QTemporaryDir>

#include <cstdio>

using namespace kfdesk;
using namespace Qt::StringLiterals;

namespace {

/// A machine without a display still runs the console, for pictures and tests.
void chooseOffscreenWithoutDisplay()
{
    for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
}

int print(int exitCode, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), exitCode == 0 ? stdout : stderr);
    return exitCode;
}

/// Runs on a worker. The session outlives the workspace it gave away. `control` is written before the answer comes.
Result<ui::OpenedWorkspace> openSandbox(const Clock& clock, QString& control)
{
    KFDESK_TRY(auto session, SandboxSession::start(clock));
    control = session->identity().control;
    return ui::OpenedWorkspace{session->takeWorkspace(), session};
}

/// Goes through the product by itself and ends the program.
void beginTour(Tour& tour, ui::MainWindow& window, const QString& control)
{
    QObject::connect(&tour, &Tour::finished, &tour, [] { QCoreApplication::exit(0); });
    QObject::connect(&tour, &Tour::failed, &tour, [](const Error& error) {
        QCoreApplication::exit(print(1, u"kfdesk: the tour failed: %1 %2\n"_s.arg(error.id, error.detail)));
    });
    QObject::connect(&window, &ui::MainWindow::shellChanged, &tour, [&tour, &window, &control] {
        if (window.shell())
            QObject::connect(window.shell(), &ui::Shell::ready, &tour, [&tour, &control] { tour.start(control); });
    });
}

int runConsole(QApplication& application, const ConsoleOptions& options)
{
    const EndSignals endSignals;
    QObject::connect(&endSignals, &EndSignals::received, &application, [] { QCoreApplication::exit(0); });
    SingleInstance instance(options.workspace);
    if (!options.sandbox && !instance.claim())
        return 0;

    const bool touring = !options.tourFolder.isEmpty();
    const QTemporaryDir looksOfTheTour; // a tour shows the console as it comes, and leaves no trace
    const SystemClock clock;
    ui::UiSettings settings(touring ? looksOfTheTour.path() : ui::UiSettings::defaultFolder());
    ui::Theme theme(application);
    theme.setMode(
        ui::Theme::modeFromText(options.theme.isEmpty() ? settings.value(ui::settings::theme) : options.theme));
    ui::Language language;
    language.set(options.language.isEmpty() ? settings.value(ui::settings::language) : options.language);
    ui::Clipboard clipboard(*QGuiApplication::clipboard());
    ui::DialogPrompts prompts;
    QString control;
    ui::AppController controller(
        clock, settings, [&clock, &control] { return openSandbox(clock, control); }, store::makeSystemKeychain());
    if (options.sandbox)
        controller.startSandbox();
    else
        controller.open(options.workspace, options.key);
    ui::MainWindow window({controller, prompts, clipboard, settings, theme, language, clock}, consolePages(),
                          consoleFirstStart(clipboard, prompts));
    QObject::connect(&instance, &SingleInstance::comeForward, &window, &ui::MainWindow::comeForward);
    Tour tour(window, controller, theme, options.tourFolder);
    if (touring)
        beginTour(tour, window, control);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    EndSignals::block();
    disableCoreDumps();
    chooseOffscreenWithoutDisplay();
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"kfdesk"_s);
    QCoreApplication::setApplicationVersion(QLatin1String(KFDESK_VERSION));
    QGuiApplication::setApplicationDisplayName(u"KfDesk"_s);
    QGuiApplication::setDesktopFileName(u"kfdesk"_s);
    QGuiApplication::setWindowIcon(QIcon(u":/app/kfdesk.svg"_s));
    QGuiApplication::setQuitOnLastWindowClosed(false); // the main window decides, which may be in the tray
    markGuiThread();

    const auto options = parseOptions(QCoreApplication::arguments());
    if (!options)
        return print(options.error().exitCode, options.error().text);
    installLog(QString());
    if (const auto tested = crypto::runSelfTest(); !tested)
        return print(1, u"kfdesk: %1\n"_s.arg(service::oneLine(tested.error())));
    return runConsole(application, *options);
}
